"""The staff of a ledger, on each kind of store: users, sessions, the audit log, and two people at one question."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from factory import decision, document
from small_stages import SMALL
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from recount.errors import AccessError, LedgerError, Overtaken
from recount.ledger import Ledger, Users, Watch
from recount.ledger.sittings import Sitting, record_sitting, sittings
from recount.ledger.users import Action, User
from recount.pipeline import Desk, add, decide

ROB = User(name="rob", role="reviewer")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        list(add(desk(opened), [document("a", "2016-10-24 Quetta: killed 61 (army)")]))
        yield opened


@pytest.fixture
def users(ledger: Ledger) -> Users:
    made = Users(ledger)
    made.add(ROB, "a hash", at="2026-01-01")
    return made


def desk(ledger: Ledger) -> Desk:
    return Desk(ledger=ledger, stages=SMALL, now=lambda: "2026-11-20T10:00:00Z")


def killed(ledger: Ledger) -> str:
    return ledger.incidents()[0].counts[0].claims[0]


def test_a_user_is_found_with_the_hash_and_a_name_is_given_once(users: Users) -> None:
    assert users.find("rob") == (ROB, "a hash")
    assert users.find("nobody") is None
    with pytest.raises(AccessError, match="'rob' already"):
        users.add(ROB, "another", at="2026-01-02")


def test_a_session_is_kept_under_the_hash_of_its_id(users: Users, ledger: Ledger) -> None:
    users.begin("the id", ROB, token="the token", at="2026-01-01T10")
    found = users.session("the id")
    assert found is not None
    assert (found.user, found.token, found.since) == (ROB, "the token", "2026-01-01T10")
    assert users.session("another id") is None
    with ledger._reading() as connection:
        kept = connection.execute(text("SELECT id FROM sessions")).scalars().all()
    assert kept
    assert "the id" not in kept


def test_sessions_end_with_their_user_and_when_they_are_old(users: Users) -> None:
    for number in range(3):
        users.begin(f"id {number}", ROB, token="t", at=f"2026-01-0{number + 1}")
    users.touch("id 1", at="2026-01-09")
    users.forget(unused_since="2026-01-03", begun_before="2026-01-01")
    assert [users.session(f"id {number}") is not None for number in range(3)] == [False, True, True]
    users.end("id 1")
    users.change("rob", active=False)
    assert [users.session(f"id {number}") for number in range(3)] == [None, None, None]


def test_failures_are_counted_by_name_and_by_address_since_a_moment(users: Users) -> None:
    for at, who, address in (("1", "rob", "x"), ("2", "rob", "y"), ("3", "ann", "y")):
        users.note(Action(at=at, who=who, what="sign in", outcome="failed", address=address))
    users.note(Action(at="4", who="rob", what="sign in", address="y"))
    assert users.failures(since="1", name="rob") == 2
    assert users.failures(since="2", name="rob") == 1
    assert users.failures(since="1", address="y") == 2
    assert users.failures(since="1", name="rob", address="y") == 1


@pytest.mark.parametrize("change", ["UPDATE actions SET who = 'ann'", "DELETE FROM actions"])
def test_the_audit_log_can_only_be_added_to(users: Users, ledger: Ledger, change: str) -> None:
    users.note(Action(at="1", who="rob", what="sign in"))
    with pytest.raises((DBAPIError, LedgerError), match="append-only"), ledger._writing() as connection:
        connection.execute(text(change))
    assert [action.who for action in users.actions()] == ["rob"]


def test_many_lines_at_once_are_all_in_the_log(users: Users) -> None:
    with ThreadPoolExecutor(6) as people:
        list(people.map(lambda n: users.note(Action(at=str(n), who="rob", what=f"{n}")), range(30)))
    assert {action.what for action in users.actions()} == {str(n) for n in range(30)}


def test_sittings_come_back_in_their_order(ledger: Ledger) -> None:
    made = [
        Sitting(who="rob", item="i", kind="claim", answer="accept", at=str(n), seconds=s)
        for n, s in ((1, 4.5), (2, None))
    ]
    for one in made:
        record_sitting(ledger, one)
    assert sittings(ledger) == tuple(made)


def test_of_many_who_answer_one_question_at_once_one_is_recorded_and_all_others_are_told(ledger: Ledger) -> None:
    claim = killed(ledger)

    def answer(number: int) -> str:
        kind = "reject" if number % 2 else "accept"
        made = decision(kind, claim, at=f"2026-01-01T00:00:{number:02d}", reason=f"reason {number}")
        try:
            decide(desk(ledger), [made], watch=Watch(subjects=frozenset({claim}), seen=frozenset()))
        except Overtaken as error:
            return error.what
        return "recorded"

    with ThreadPoolExecutor(8) as people:
        told = list(people.map(answer, range(8)))
    assert told.count("recorded") == 1
    (kept,) = ledger.decisions()
    assert all(kept.reason in words for words in told if words != "recorded")


def test_what_was_seen_does_not_stand_in_the_way_and_a_withdrawal_unseen_does(ledger: Ledger) -> None:
    claim = killed(ledger)
    first = decision("reject", claim, at="2026-01-01")
    decide(desk(ledger), [first])
    knows = Watch(subjects=frozenset({claim}), seen=frozenset({first.id}))
    back = decision("withdraw", first.id, at="2026-01-02")
    decide(desk(ledger), [back])
    with pytest.raises(Overtaken, match="'withdraw' on this"):
        decide(desk(ledger), [decision("accept", claim, at="2026-01-03")], watch=knows)
    assert len(ledger.decisions()) == 2
    all_seen = Watch(subjects=frozenset({claim}), seen=frozenset({first.id, back.id}))
    assert decide(desk(ledger), [decision("accept", claim, at="2026-01-03")], watch=all_seen) == 1


def test_an_answer_of_several_decisions_is_recorded_whole(ledger: Ledger) -> None:
    claims = [claim for estimate in ledger.incidents()[0].counts for claim in estimate.claims]
    place = ledger.incidents()[0].where
    assert place is not None
    subjects = [*claims, *place.claims]
    made = [decision("accept", one, at="2026-01-01") for one in subjects]
    watch = Watch(subjects=frozenset(subjects), seen=frozenset())
    assert decide(desk(ledger), made, watch=watch) == len(subjects)
    assert decide(desk(ledger), made, watch=watch) == 0


def test_an_answer_of_several_decisions_of_which_one_cannot_be_kept_is_not_recorded_at_all(ledger: Ledger) -> None:
    sound, broken = decision("accept", killed(ledger)), decision("accept", killed(ledger), at="later", reason="\ud800")
    with pytest.raises((UnicodeEncodeError, DBAPIError, LedgerError)):
        ledger.record_decisions([sound, broken])
    assert ledger.decisions() == ()
