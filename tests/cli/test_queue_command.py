"""The queue and the staff on the command line, and decisions that redact and take back."""

import json

from cli_runs import Recount

from recount.ledger import Ledger, Users
from recount.web.access.passwords import is_password


def test_the_queue_says_what_is_asked_why_and_what_each_answer_would_change(filled: Recount) -> None:
    told = filled("queue").output
    assert "1 question open." in told
    assert "Reports disagree on killed: does one side not hold?" in told
    assert "all sides stand, as told: no figure changes" in told


def test_the_queue_as_json_holds_the_decisions_of_each_answer(filled: Recount) -> None:
    told = json.loads(filled("queue", "--json").stdout)
    (question,) = told["questions"]
    assert told["open"] == 1
    first = question["answers"][0]
    assert [one["kind"] for one in first["decisions"]] == ["reject"]
    assert set(first["decisions"][0]["subjects"]) <= set(question["subjects"])


def test_an_empty_queue_and_no_statistics_are_told_in_words(recount: Recount, filled: Recount) -> None:
    (question,) = json.loads(filled("queue", "--json").stdout)["questions"]
    filled("decide", "accept", *question["subjects"], "--reason", "both are told", "--who", "A. Coder")
    assert "Nothing is waiting" in filled("queue").output
    assert "1 question" not in filled("queue", "--kind", "pair").output
    assert "No decision was made at the desk yet" in filled("queue", "--stats").output
    assert json.loads(filled("queue", "--stats", "--json").stdout) == []


def test_words_are_redacted_and_the_decision_is_taken_back(filled: Recount) -> None:
    incident = json.loads(filled("incidents", "--json").stdout)[0]
    document = incident["reports"][0]["document"]
    redacted = filled("decide", "redact", document, "--words", "Quetta", "--reason", "withheld", "--who", "E")
    assert redacted.exit_code == 0
    assert "[redacted: withheld]" in filled("show", incident["id"]).output
    with Ledger.open("recount.db") as ledger:
        key = ledger.decisions()[-1].id
    assert filled("decide", "withdraw", key[:8], "--reason", "consent given", "--who", "E").exit_code == 0
    assert "[redacted" not in filled("show", incident["id"]).output


def test_the_words_of_a_claim_are_redacted_by_its_id(filled: Recount) -> None:
    incident = json.loads(filled("incidents", "--json").stdout)[0]
    claim = next(one["id"] for one in incident["reports"][0]["claims"] if one["f"] == "place")
    filled("decide", "redact", claim, "--reason", "withheld", "--who", "E")
    told = json.loads(filled("show", incident["id"], "--json").stdout)
    quotes = {one["id"]: one["q"] for report in told["reports"] for one in report["claims"]}
    assert quotes[claim] == "[redacted: withheld]"
    assert told["place"]["locality"] == "Quetta"


def test_words_that_are_not_there_and_reasons_that_repeat_them_are_refused(filled: Recount) -> None:
    incident = json.loads(filled("incidents", "--json").stdout)[0]
    document = incident["reports"][0]["document"]
    wrong = filled("decide", "redact", document, "--words", "no such words", "--reason", "r", "--who", "E")
    assert (wrong.exit_code, "do not stand in the text" in wrong.output) == (2, True)
    telling = filled("decide", "redact", document, "--words", "army", "--reason", "the army", "--who", "E")
    assert (telling.exit_code, "repeats the words" in telling.output) == (2, True)
    unknown = filled("decide", "withdraw", "ffff", "--reason", "r", "--who", "E")
    assert (unknown.exit_code, "means 0 decisions" in unknown.output) == (2, True)


def test_a_report_is_excluded_and_included_again(filled: Recount) -> None:
    incident = json.loads(filled("incidents", "--json").stdout)[0]
    report = incident["reports"][0]["report"]
    assert filled("decide", "exclude", report, "--reason", "a drill", "--who", "E").exit_code == 0
    assert filled("decide", "include", report, "--reason", "no drill", "--who", "E").exit_code == 0
    with Ledger.open("recount.db") as ledger:
        assert [one.kind for one in ledger.decisions()] == ["exclude", "accept"]


def test_users_are_added_listed_given_roles_and_shut_out(recount: Recount) -> None:
    added = recount("users", "add", "a.coder", "--role", "reviewer", stdin="a long password\n")
    assert (added.exit_code, added.output) == (0, "a.coder may sign in as reviewer.\n")
    assert recount("users", "add", "a.coder", stdin="a long password\n").exit_code == 2
    recount("users", "role", "a.coder", "editor")
    recount("users", "disable", "a.coder")
    assert recount("users", "list").output == "a.coder\teditor\tno\n"
    recount("users", "enable", "a.coder")
    recount("users", "password", "a.coder", stdin="another long one\n")
    with Ledger.open("recount.db") as ledger:
        user, kept = Users(ledger).find("a.coder") or (None, "")
        actions = [action.what for action in Users(ledger).actions()]
    assert user is not None
    assert user.active
    assert is_password("another long one", kept)
    assert "another long one" not in kept
    assert actions == ["change user"] * 4 + ["add user"]


def test_a_short_password_a_strange_name_and_an_unknown_user_are_refused(recount: Recount) -> None:
    assert "Take 10 or more" in recount("users", "add", "x", stdin="short\n").output
    assert recount("users", "add", "a/b", stdin="a long password\n").exit_code == 2
    assert "no user 'nobody'" in recount("users", "disable", "nobody").output
