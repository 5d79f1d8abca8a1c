"""The desk without a line of script: questions, answers, reasons, taking back, and two people at one question."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from desk_room import Browser, Clock, fill
from factory import document
from fastapi import FastAPI

from recount.ledger import Ledger
from recount.ledger.sittings import sittings
from recount.records import Decision


def held(tmp_path: Path) -> Ledger:
    return Ledger.open(str(tmp_path / "desk.db"))


def decisions(tmp_path: Path) -> list[Decision]:
    with held(tmp_path) as ledger:
        return list(ledger.decisions())


def question(browser: Browser, words: str) -> str:
    """The address of the question whose words these are."""
    page = browser.get("/desk/questions").text
    found = re.findall(r'href="(/desk/questions/\w+)">([^<]*)</a>', page)
    return next(address for address, told in found if words in told)


@pytest.fixture
def rosa(app: FastAPI) -> Browser:
    browser = Browser(app)
    browser.sign_in("rosa")
    return browser


@pytest.fixture
def eda(app: FastAPI) -> Browser:
    browser = Browser(app)
    browser.sign_in("eda")
    return browser


def test_a_question_says_why_it_is_asked_and_what_each_answer_would_change(rob: Browser) -> None:
    page = rob.get(question(rob, "25 killed")).text
    assert "the program is 50% sure of it" in page
    assert "killed 25 → 0" in page
    assert '<mark class="asked">25</mark>' in page


def test_an_undisputed_answer_needs_no_reason_and_is_recorded_with_one(rob: Browser, tmp_path: Path) -> None:
    address = question(rob, "25 killed")
    answer = rob.post(address, rob.form(address, answer="accept"))
    assert answer.status_code == 303
    (made,) = decisions(tmp_path)
    assert (made.kind, made.who) == ("accept", "rob")
    assert made.reason == "read at the desk; the sources do not disagree"
    assert "25 killed" not in rob.get("/desk/questions").text


def test_where_sources_disagree_a_reason_is_needed_and_what_was_filled_in_is_kept(rob: Browser, tmp_path: Path) -> None:
    address = question(rob, "disagree on killed")
    form = rob.form(address, answer="keep 2")
    refused = rob.post(address, form | {"reason": "  "})
    assert refused.status_code == 422
    assert "This needs a reason" in refused.text
    assert re.search(r'value="keep 2" required checked', refused.text)
    assert decisions(tmp_path) == []
    assert rob.post(address, form | {"reason": "the police counted later"}).status_code == 303
    with held(tmp_path) as ledger:
        incident = next(one for one in ledger.incidents() if len(one.reports) == 2)
        killed = next(one for one in incident.counts if one.of == "all")
        assert (killed.low, killed.high) == (65, 65)
        assert "rejected by rob: the police counted later" in [reason for _, reason in killed.set_aside]


def test_leaving_both_sides_standing_closes_the_question_and_changes_no_figure(rob: Browser, tmp_path: Path) -> None:
    address = question(rob, "disagree on killed")
    rob.post(address, rob.form(address, answer="leave", reason="both counts are of that evening"))
    with held(tmp_path) as ledger:
        incident = next(one for one in ledger.incidents() if len(one.reports) == 2)
        assert (incident.counts[0].low, incident.counts[0].high) == (61, 65)
    assert "disagree on killed" not in rob.get("/desk/questions").text


def test_a_claim_is_corrected_to_what_the_words_really_say(rob: Browser, tmp_path: Path) -> None:
    address = question(rob, "25 killed")
    form = rob.form(address, answer="correct", reason="two dozen, says the text")
    wrong = rob.post(address, form | {"to_low": "24", "to_best": "many", "to_high": ""})
    assert (wrong.status_code, "is no count of people" in wrong.text) == (422, True)
    assert rob.post(address, form | {"to_low": "24", "to_best": "24", "to_high": ""}).status_code == 303
    (made,) = decisions(tmp_path)
    assert json.loads(made.value or "") == [24, 24, None]
    with held(tmp_path) as ledger:
        assert ledger.incidents()[-1].counts[0].best == 24
    assert "<b>correct to at least 24</b>" in rob.get("/desk/history").text


def test_a_correction_needs_a_value_and_a_reason(rob: Browser) -> None:
    address = question(rob, "25 killed")
    empty = {"to_low": "", "to_best": "", "to_high": ""}
    assert "needs a value" in rob.post(address, rob.form(address, answer="correct", reason="r", **empty)).text
    assert "needs a reason" in rob.post(address, rob.form(address, answer="correct", to_best="3")).text


@pytest.mark.parametrize("chosen", ["", "keep 9", "withdraw", "redact"])
def test_an_answer_that_was_not_offered_is_none(rob: Browser, tmp_path: Path, chosen: str) -> None:
    address = question(rob, "25 killed")
    assert "No answer was chosen" in rob.post(address, rob.form(address, answer=chosen, reason="r")).text
    assert decisions(tmp_path) == []


def test_the_second_of_two_reviewers_is_told_and_nothing_is_overwritten(
    rob: Browser, rosa: Browser, tmp_path: Path
) -> None:
    address = question(rob, "25 killed")
    mine, hers = rob.form(address, answer="accept"), rosa.form(address, answer="reject", reason="another attack")
    assert rob.post(address, mine).status_code == 303
    second = rosa.post(address, hers)
    assert second.status_code == 409
    assert "Somebody else was quicker" in second.text
    assert "accept</b> by rob" in second.text
    assert "another attack" in second.text
    assert [one.who for one in decisions(tmp_path)] == ["rob"]


def test_a_question_that_stays_open_shows_what_was_decided_and_takes_the_answer_when_sent_again(
    rob: Browser, rosa: Browser, tmp_path: Path, clock: Clock
) -> None:
    with held(tmp_path) as ledger:
        near = "Somewhere else.\n2016-10-25 Quetta: killed 60 (army)"
        fill(ledger, clock, document("near", near, "Other Post", "2016-10-26"))
    address = question(rob, "tell of one event")
    mine = rob.form(address, answer="unsure", reason="the day is one later")
    hers = rosa.form(address, answer="not same", reason="another day")
    assert rob.post(address, mine).status_code == 303
    second = rosa.post(address, hers)
    assert second.status_code == 409
    assert "rob decided &#39;unsure&#39; on this" in second.text
    assert 'value="another day"' in second.text
    again = {name: re.findall(rf'name="{name}" value="([^"]*)"', second.text)[-1] for name in ("seen", "token")}
    assert rosa.post(address, hers | again).status_code == 303
    assert [one.kind for one in decisions(tmp_path)] == ["unsure", "not same"]


def test_two_reviewers_are_handed_different_questions(rob: Browser, rosa: Browser) -> None:
    mine = re.search(r'action="/desk/questions/(\w+)"', rob.get("/desk").text)
    hers = re.search(r'action="/desk/questions/(\w+)"', rosa.get("/desk").text)
    assert mine
    assert hers
    assert mine[1] != hers[1]
    shared = rosa.get(f"/desk/questions/{mine[1]}").text
    assert "rob is looking at this question too" in shared


def test_what_only_an_editor_can_answer_is_handed_to_editors_only(rob: Browser, eda: Browser, tmp_path: Path) -> None:
    page = f"/desk/redact/{document_id(tmp_path, 'army')}"
    rob.post(page, {"token": rob.token(page), "words": "Asif Jan", "reason": "a private name"})
    assert "no longer be shown?</h1>" not in rob.get("/desk").text
    assert "no longer be shown?</h1>" in eda.get("/desk").text


def test_later_leads_to_another_question_and_round_again(rob: Browser) -> None:
    number = len(re.findall(r'href="/desk/questions/', rob.get("/desk/questions").text))
    seen, address = [], "/desk"
    for _ in range(number + 1):
        page = rob.get(address).text
        seen.append(re.findall(r'action="/desk/questions/(\w+)"', page)[0])
        address = re.findall(r'href="(/desk\?after=\w+)"', page)[0]
    assert len(set(seen)) == number
    assert seen[0] == seen[-1]


def test_an_answer_is_taken_back_whole_and_the_question_is_open_again(rob: Browser, tmp_path: Path) -> None:
    address = question(rob, "disagree on killed")
    done = rob.post(address, rob.form(address, answer="keep 1", reason="the army was there")).headers["location"]
    page = rob.get(done).text
    assert "Recorded: <b>reject</b>" in page
    undo = re.findall(r'action="(/desk/history/\w+)"', page)[0]
    assert rob.post(undo, {"token": rob.token("/desk")}).status_code == 303
    made = decisions(tmp_path)
    assert made[-1].kind == "withdraw"
    assert set(made[-1].subjects) == {one.id for one in made[:-1]}
    assert "disagree on killed" in rob.get("/desk/questions").text
    history = rob.get("/desk/history").text
    assert "Taken back by rob" in history
    assert "the army was there" in history


def test_another_persons_decision_is_taken_back_by_an_editor_with_a_reason_only(
    rob: Browser, rosa: Browser, eda: Browser, tmp_path: Path
) -> None:
    address = question(rob, "25 killed")
    rob.post(address, rob.form(address, answer="reject"))
    key = decisions(tmp_path)[0].id
    assert "Take back" not in rosa.get("/desk/history").text
    assert rosa.post(f"/desk/history/{key}", {"token": rosa.token("/desk"), "reason": "r"}).status_code == 403
    assert eda.post(f"/desk/history/{key}", {"token": eda.token("/desk")}).status_code == 422
    assert eda.post(f"/desk/history/{key}", {"token": eda.token("/desk"), "reason": "it is told"}).status_code == 303
    assert [one.kind for one in decisions(tmp_path)] == ["reject", "withdraw"]


def test_the_history_says_who_when_why_and_about_which_words(rob: Browser) -> None:
    address = question(rob, "25 killed")
    rob.post(address, rob.form(address, answer="accept", reason="it says so"))
    page = rob.get("/desk/history").text
    assert "<b>accept</b> by <a" in page
    assert "rob</a>, <time datetime=" in page
    assert "killed, 25: “25”" in page
    assert "it says so" in page


def test_how_long_an_answer_took_is_measured_and_a_question_left_open_is_not(
    rob: Browser, tmp_path: Path, clock: Clock
) -> None:
    address = question(rob, "25 killed")
    form = rob.form(address, answer="accept")
    clock.at += timedelta(seconds=40)
    rob.post(address, form)
    address = question(rob, "disagree on killed")
    form = rob.form(address, answer="leave", reason="both")
    clock.at += timedelta(hours=2)
    rob.post(address, form)
    with held(tmp_path) as ledger:
        first, second = sittings(ledger)
    assert first.seconds is not None
    assert 40 <= first.seconds < 60
    assert second.seconds is None
    assert "2 answered today" in rob.get("/desk").text


def test_when_all_is_answered_the_desk_says_so(rob: Browser) -> None:
    page = rob.get("/desk").text
    for _ in range(20):
        found = re.findall(r'action="(/desk/questions/\w+)"', page)
        if not found:
            break
        offered = re.findall(r'name="answer" value="([^"]+)"', page)
        chosen = "leave" if "leave" in offered else offered[0]
        rob.post(found[0], rob.form(found[0], answer=chosen, reason="read both"))
        page = rob.get("/desk").text
    assert "Nothing waits for a person" in page


def test_what_articles_say_is_never_markup(rob: Browser, tmp_path: Path, clock: Clock) -> None:
    with held(tmp_path) as ledger:
        words = "perhaps <script>alert(1)</script> {{ 7 * 7 }}\n2018-01-02 Kabul: killed 9 (<b>army</b>)"
        fill(
            ledger,
            clock,
            document("<img src=x>", words.replace("(<b>army</b>)", "(army)"), "<i>Post</i>", "2018-01-03"),
        )
    page = rob.get(question(rob, "9 killed")).text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def document_id(tmp_path: Path, name: str) -> str:
    with held(tmp_path) as ledger:
        return next(one.id for one in ledger.documents().values() if one.name == name)


def everything_on_the_web(browser: Browser, tmp_path: Path, name: str) -> str:
    """The pages and the API, as far as they tell of a document."""
    with held(tmp_path) as ledger:
        incidents = [one.id for one in ledger.incidents()]
    key = document_id(tmp_path, name)
    pages = ["/", "/incidents", f"/documents/{key}", "/api/incidents", "/feed.atom", "/desk/questions", "/desk/history"]
    pages += [f"{root}/{one}" for one in incidents for root in ("/incidents", "/api/incidents")]
    pages += re.findall(r'href="(/desk/questions/\w+)">', browser.get("/desk/questions").text)
    pages.append(f"/desk/redact/{key}")
    return "\n".join(browser.get(page).text for page in pages)


def test_words_that_an_editor_redacts_are_gone_from_every_page(eda: Browser, tmp_path: Path) -> None:
    assert "Asif Jan" in everything_on_the_web(eda, tmp_path, "army")
    page = f"/desk/redact/{document_id(tmp_path, 'army')}"
    other = f"/desk/redact/{document_id(tmp_path, 'police')}"
    for address in (page, other):
        fields = {"token": eda.token(address), "words": "Asif Jan", "reason": "name of a private person"}
        assert eda.post(address, fields).status_code == 303
    told = everything_on_the_web(eda, tmp_path, "army")
    assert "Asif" not in told
    assert "[redacted: name of a private person]" in told
    assert "1 place, by eda" in eda.get(page).text


def test_a_reviewer_asks_and_an_editor_decides_on_redaction(rob: Browser, eda: Browser, tmp_path: Path) -> None:
    page = f"/desk/redact/{document_id(tmp_path, 'army')}"
    assert "Ask for it" in rob.get(page).text
    rob.post(page, {"token": rob.token(page), "words": "Asif Jan", "reason": "a private name"})
    assert [one.kind for one in decisions(tmp_path)] == ["ask redaction"]
    assert "Asif Jan" in rob.get(f"/documents/{document_id(tmp_path, 'army')}").text
    first = re.findall(r'href="(/desk/questions/\w+)">([^<]*)', eda.get("/desk/questions").text)[0]
    assert first[1] == "Should these words no longer be shown?"
    refused = rob.post(first[0], rob.form(first[0], answer="redact", reason="a private name"))
    assert refused.status_code == 403
    assert eda.post(first[0], eda.form(first[0], answer="redact", reason="a private name")).status_code == 303
    assert "Asif Jan" not in eda.get(f"/documents/{document_id(tmp_path, 'army')}").text
    assert rob.post(f"/desk/history/{decisions(tmp_path)[-1].id}", {"token": rob.token("/desk")}).status_code == 403


def test_what_is_asked_to_be_redacted_is_not_pointed_at_in_public(rob: Browser, eda: Browser, tmp_path: Path) -> None:
    with held(tmp_path) as ledger:
        incidents = [one.id for one in ledger.incidents()]
    page = f"/desk/redact/{document_id(tmp_path, 'army')}"
    rob.post(page, {"token": rob.token(page), "words": "Asif Jan", "reason": "hides at home"})
    told = "".join(eda.get(f"/incidents/{one}").text for one in incidents)
    assert "hides at home" not in told
    eda.post(page, {"token": eda.token(page), "words": "Asif Jan", "reason": "a private person"})
    told = "".join(eda.get(f"/incidents/{one}").text for one in incidents)
    assert "decision: redact, by eda: a private person" in told


def test_a_surname_that_still_stands_after_a_redaction_is_pointed_out(
    eda: Browser, tmp_path: Path, clock: Clock
) -> None:
    with held(tmp_path) as ledger:
        words = "Asif Karimi saw it.\n2018-01-02 Kabul: killed 9 (army)\nKarimi wept."
        fill(ledger, clock, document("barber", words, "Post", "2018-01-03"))
    page = f"/desk/redact/{document_id(tmp_path, 'barber')}"
    eda.post(page, {"token": eda.token(page), "words": "Asif Karimi", "reason": "a private person"})
    assert "Still in the text, out of what was redacted: <b><bdi>Karimi</bdi></b>." in eda.get(page).text
    eda.post(page, {"token": eda.token(page), "words": "Karimi", "reason": "a private person"})
    assert "Still in the text" not in eda.get(page).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"words": "Asif Jan", "reason": ""}, "needs a reason"),
        ({"words": "Asif Jan", "reason": "hides asif jan"}, "repeats the words"),
        ({"words": "Nobody Here", "reason": "r"}, "do not stand in the text"),
        ({"words": " ", "reason": "r"}, "No words were given"),
    ],
)
def test_a_redaction_that_cannot_be_made_is_refused_with_the_reason(
    eda: Browser, tmp_path: Path, fields: dict[str, str], words: str
) -> None:
    page = f"/desk/redact/{document_id(tmp_path, 'army')}"
    answer = eda.post(page, {"token": eda.token(page), **fields})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert decisions(tmp_path) == []
