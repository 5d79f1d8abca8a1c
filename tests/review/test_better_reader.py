"""A better reader comes: decisions on claims that it meets again hold, those on claims it no longer finds come back."""

from dataclasses import replace
from pathlib import Path

from desk_room import ROOM, Clock, doubting_code, fill
from factory import document

from recount.contract import claim_id
from recount.ledger import Ledger
from recount.pipeline import Desk, add, decide, foresee, open_questions
from recount.records import Account, Count, Document, Reading
from recount.review.decide import make_decision

TOLD = document("a", "2016-10-24 Quetta: killed 61 (army)", "Post", "2016-10-25")


def better_code(told: Document, reading: Reading) -> Account:
    """Reads "61" as about sixty-one: another value, so another claim."""
    account = doubting_code(told, reading)
    about = Count(low=None, best=61, high=None)
    reports = []
    for report in account.reports:
        *rest, killed = report.claims
        key = claim_id(told, killed.span, "killed", about, killed.of)
        reports.append(replace(report, claims=(*rest, replace(killed, id=key, value=about))))
    return replace(account, reports=tuple(reports))


def test_a_decision_whose_claim_has_vanished_is_asked_about_and_carried_over(tmp_path: Path) -> None:
    clock = Clock()
    with Ledger.open(str(tmp_path / "recount.db")) as ledger:
        fill(ledger, clock, TOLD)
        claims = {claim.field: claim.id for claim in ledger.accounts()[TOLD.id].reports[0].claims}
        at = clock.stamp()
        made = [
            make_decision(kind, (claims[field],), reason="as printed", who="rob", at=at)
            for kind, field in (("reject", "killed"), ("accept", "date"))
        ]
        decide(Desk(ledger=ledger, stages=ROOM, now=clock.stamp), made)
        desk = Desk(ledger=ledger, stages=replace(ROOM, name="small 2", code=better_code), now=clock.stamp)
        list(add(desk, [TOLD]))
        assert ledger.incidents()[0].counts[0].best == 61

        (item,) = open_questions(desk)
        assert item.kind == "vanished"
        assert "rob decided 'reject' on killed [61, 61, 61] (“61”)" in item.why
        known = foresee(desk, item)
        assert known.answers[0].effect.startswith("killed")

        carried = [
            make_decision(one.kind, one.subjects, reason="the same words", who="eda", at=clock.stamp(), value=one.value)
            for one in item.answers[0].records
        ]
        decide(desk, carried)
        assert open_questions(desk) == ()
        assert ledger.incidents()[0].counts[0].best is None
