"""Incidents told otherwise than before, as items of a feed."""

from datetime import UTC, date, datetime
from pathlib import Path

from factory import document
from small_stages import SMALL

from recount.ledger import Ledger
from recount.pipeline import Desk, add
from recount.publish.corrections_feed import corrections_feed

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def feed(ledger, since):
    def reconcile(cluster, reports, documents, decisions):
        return SMALL.reconcile(cluster, reports, documents, decisions, "conservative")

    return corrections_feed(ledger, reconcile, since=since, at=NOW).items


def filled(place, *told):
    ledger = Ledger.open(place)
    for number, (text, at) in enumerate(told):
        desk = Desk(ledger=ledger, stages=SMALL, now=lambda at=at: at)
        list(add(desk, [document(f"paper {number}", text, on="2026-10-25")]))
    return ledger


def test_a_toll_that_changed_says_what_it_was_and_by_which_document(tmp_path: Path) -> None:
    told = (
        ("2026-10-24 Quetta: killed 61 (army)", "2026-11-01T10:00:00.000000Z"),
        ("2026-10-24 Quetta: killed 65 (police)", "2026-11-12T10:00:00.000000Z"),
    )
    with filled(str(tmp_path / "l.db"), *told) as ledger:
        (item,) = feed(ledger, date(2026, 11, 10))
        assert "killed: 61 before" in item.words
        assert "by paper 1" in item.words
        assert item.at == datetime(2026, 11, 12, 10, tzinfo=UTC)
        assert feed(ledger, date(2026, 11, 13)) == []


def test_what_is_told_for_the_first_time_is_no_correction(tmp_path: Path) -> None:
    with filled(str(tmp_path / "l.db"), ("2026-10-24 Quetta: killed 61", "2026-11-12T10:00:00.000000Z")) as ledger:
        assert feed(ledger, date(2026, 11, 10)) == []


def test_the_same_correction_keeps_its_id(tmp_path: Path) -> None:
    told = (
        ("2026-10-24 Quetta: killed 61 (army)", "2026-11-01T10:00:00.000000Z"),
        ("2026-10-24 Quetta: killed 65 (police)", "2026-11-12T10:00:00.000000Z"),
    )
    with filled(str(tmp_path / "l.db"), *told) as ledger:
        assert feed(ledger, date(2026, 11, 10))[0].id == feed(ledger, date(2026, 11, 9))[0].id
