"""Whoever changes, removes, adds or moves anything in a ledger is found out, on either store."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from factory import decision, document
from small_stages import SMALL
from sqlalchemy import Boolean, Column
from stores import run_sql, tamper

from recount.errors import LedgerError, NotInLedger
from recount.ledger import Ledger, migrations, tables
from recount.ledger.custody import Head
from recount.ledger.engine import open_engine
from recount.ledger.migrations import MIGRATIONS
from recount.pipeline import Desk, add, decide, rebuild
from recount.records import Failure

PAGE = b"<html><p>2016-10-24 Quetta: killed 61 (army)</p></html>"
TEXTS = (
    "2016-10-24 Quetta: killed 61 (army)\nIn all 595 were killed.",
    "2016-10-24 Quetta: killed 65 (police)\n2017-05-12 Mastung: killed 25",
    "boom",
)
NOW = "2026-11-20T10:00:00Z"


def desk(ledger: Ledger) -> Desk:
    return Desk(ledger=ledger, stages=SMALL, now=lambda: NOW)


def fill(place: str) -> None:
    """A ledger with at least one row in every table."""
    with Ledger.open(place) as ledger:
        ledger.keep(PAGE, at=NOW)
        made = [document(f"d{number}", text, on="2016-10-25") for number, text in enumerate(TEXTS)]
        named = [replace(one, original_sha256=sha256(PAGE).hexdigest()) for one in made]
        list(add(desk(ledger), named))
        left, right = ledger.incidents()[0].reports
        decide(desk(ledger), [decision("not same", left, right, at="2026-01-01")])
        decide(desk(ledger), [decision("same", left, right, at="2026-01-02")])
        ledger.record_failure(Failure(source="s", stage="ingest", reason="r", advice="a"), at=NOW)


def complaints(place: str, known: Head | None = None) -> tuple[str, ...]:
    with Ledger.open(place) as ledger:
        return ledger.verify(known=known).complaints


def test_a_ledger_as_it_was_recorded_is_sound(place: str) -> None:
    fill(place)
    with Ledger.open(place) as ledger:
        found = ledger.verify(known=ledger.head())
        assert found.complaints == ()
        assert found.sound
        assert ledger.original(sha256(PAGE).hexdigest()) == PAGE
        with pytest.raises(NotInLedger, match="recount verify"):
            ledger.original("0" * 64)
        rebuild(desk(ledger))
        assert ledger.head() == found.head, "a rebuild that changes nothing writes nothing into the log"


def other(column: Column[object], value: object) -> str:
    """Another value of the same kind, as SQL."""
    if isinstance(value, bytes | memoryview):
        return "CAST('other' AS BLOB)"
    if isinstance(value, int | float):
        return str(1 - value if isinstance(column.type, Boolean) else value + 1000)
    return "'1999-12-31'" if value is None or str(value)[:2] in {"20", "19"} else "'changed'"


def copies(place: str, server_place: Iterator[str]) -> Iterator[str]:
    """A fresh copy of a ledger's file for each attempt."""
    for _ in range(1000):
        fresh = next(server_place)
        shutil.copyfile(place, fresh)
        yield fresh


def test_a_changed_value_in_any_column_of_any_table_is_named(tmp_path: Path) -> None:
    place = str(tmp_path / "whole.db")
    fill(place)
    fresh = copies(place, (str(tmp_path / f"{number}.db") for number in range(1000)))
    tried = 0
    for table in (*tables.PRIMARY, *tables.DERIVED, tables.migrations):
        found = run_sql(place, f"SELECT * FROM {table.name} LIMIT 1")
        for column, value in zip(table.columns, found[0] if found else (), strict=bool(found)):
            copy = next(fresh)
            change = f'UPDATE {table.name} SET "{column.name}" = {other(column, value)} WHERE rowid = '
            tamper(copy, f"{change}(SELECT min(rowid) FROM {table.name})")
            try:
                said = complaints(copy)
            except LedgerError as refused:  # a step of another name or number
                said = (str(refused),)
                assert table is tables.migrations
            assert any(table.name in words or "log" in words or "step" in words for words in said), (table, column.name)
            tried += 1
    assert tried > 90


@pytest.mark.parametrize("table", [table.name for table in (*tables.PRIMARY, *tables.DERIVED)])
def test_a_removed_row_of_any_table_is_named(tmp_path: Path, table: str) -> None:
    place = str(tmp_path / "recount.db")
    fill(place)
    if not run_sql(place, f"SELECT 1 FROM {table}"):
        assert table in {"relations", "warnings", "redirects"}
        return
    tamper(place, f"DELETE FROM {table} WHERE rowid = 1")
    assert any(f"{table}:" in words or "log is missing" in words for words in complaints(place))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE documents SET text = 'Nothing happened.' WHERE text LIKE '%61%'", "documents: document"),
        ("UPDATE claims SET best = 60 WHERE best = 61", "claims: account"),
        ("UPDATE decisions SET reason = 'no reason'", "decisions: decision"),
        ("UPDATE decisions SET at = '2026-01-03' WHERE at = '2026-01-01'", "decisions: decision"),
        ("DELETE FROM decisions WHERE at = '2026-01-02'", "is gone"),
        ("DELETE FROM log WHERE number = 4", "line 4 of the log is missing"),
        ("UPDATE log SET at = 'then' WHERE number = 4", "line 4 of the log (account"),
        ("UPDATE originals SET size = size + 1", "originals: original"),
        ("UPDATE incidents SET grade = 'corroborated'", "incidents: was changed since"),
        ("UPDATE estimates SET best = best + 1", "estimates: was changed since"),
        ("INSERT INTO documents VALUES ('x', 'put in', 'now')", "put in from outside"),
    ],
)
def test_what_was_done_is_named_on_either_store(place: str, statement: str, named: str) -> None:
    fill(place)
    tamper(place, statement)
    assert any(named in words for words in complaints(place)), complaints(place)


def test_two_decisions_in_another_order_are_found(place: str) -> None:
    fill(place)
    first, second = (row[0] for row in run_sql(place, "SELECT number FROM log WHERE kind = 'decision' ORDER BY number"))
    swap = [(first, -1), (second, first), (-1, second)]
    tamper(place, *(f"UPDATE log SET number = {new} WHERE number = {old}" for old, new in swap))
    said = complaints(place)
    assert any(f"line {first} of the log (decision" in words for words in said)
    assert any("does not follow the line before it" in words for words in said)


def test_a_log_whose_end_was_cut_off_is_found_by_a_seal_noted_before(place: str) -> None:
    fill(place)
    with Ledger.open(place) as ledger:
        noted = ledger.head()
    tamper(
        place,
        "DELETE FROM failures WHERE source = 's'",
        "DELETE FROM log WHERE number = (SELECT max(number) FROM log)",
    )
    assert complaints(place) == ()
    assert complaints(place, noted) == (
        f"line {noted.number} of the log was there when its seal was noted; now it ends at {noted.number - 1}",
    )
    with Ledger.open(place) as ledger:
        ledger.record_failure(Failure(source="t", stage="ingest", reason="r", advice="a"), at=NOW)
    assert complaints(place) == ()
    assert "the log was written anew" in complaints(place, noted)[0]


def test_an_original_whose_bytes_were_exchanged_is_found(tmp_path: Path) -> None:
    place = str(tmp_path / "recount.db")
    fill(place)
    tamper(place, "UPDATE originals SET packed = CAST('other' AS BLOB)")
    said = complaints(place)
    assert any("is damaged: its bytes are not those that came in" in words for words in said)


def test_a_flipped_byte_of_the_file_is_named_or_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "recount.db"
    fill(str(place))
    whole = place.read_bytes()
    wanted = _content(place)
    chance = random.Random(7)
    named = 0
    for number in range(60):
        copy = tmp_path / f"{number}.db"
        at = chance.randrange(len(whole))
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        try:
            said = complaints(str(copy))
        except LedgerError as refused:
            said = (str(refused),)
        assert said or _content(copy) == wanted, at
        named += bool(said)
    assert named >= 5


def _content(place: Path) -> list[object]:
    with closing(sqlite3.connect(place)) as raw:
        return [raw.execute(f"SELECT * FROM {table.name}").fetchall() for table in tables.metadata.sorted_tables]


def test_a_ledger_from_before_the_log_gets_its_lines_and_is_sound(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as early:
        early.setattr(migrations, "MIGRATIONS", MIGRATIONS[:1])
        Ledger.open(place).close()
    text = "2016-10-24 Quetta: killed 61"
    old = document("old", text)
    run_sql(place, f"INSERT INTO documents VALUES ('{old.id}', '{text}', '{NOW}')")
    with Ledger.open(place) as ledger:
        assert ledger.verify().complaints == ()
        assert ledger.head().number == 1
    tamper(place, "UPDATE documents SET recorded_at = 'another day'")
    assert any("documents: document" in words for words in complaints(place))


def test_the_same_documents_give_the_same_incidents_and_lines_on_both_stores(tmp_path: Path, place: str) -> None:
    file = str(tmp_path / "beside.db")
    for one in (place, file):
        fill(one)
    with Ledger.open(place) as here, Ledger.open(file) as there:
        assert here.digest() == there.digest()
        assert here.head() == there.head()


def test_an_address_with_a_password_is_never_shown_with_it() -> None:
    with pytest.raises(LedgerError) as refused:
        Ledger.open("postgresql+psycopg://coder:secret@127.0.0.1:9/recount")
    assert "secret" not in str(refused.value)
    assert "Check that the server runs" in str(refused.value)
    open_engine("postgresql+psycopg://coder:secret@127.0.0.1:9/recount").dispose()
