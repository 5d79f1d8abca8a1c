"""The ledger's tables, step by step."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from recount.errors import LedgerError
from recount.ledger import Ledger, migrations, tables
from recount.ledger.engine import open_engine, transaction
from recount.ledger.migrations import MIGRATIONS, Migration, migrate, pending


def test_a_new_ledger_has_every_step_behind_it(place: str) -> None:
    engine = open_engine(place)
    with transaction(engine, place, writing=False) as connection:
        assert pending(connection) == MIGRATIONS
    migrate(engine, place)
    with transaction(engine, place, writing=False) as connection:
        assert pending(connection) == ()
    engine.dispose()


def test_steps_are_numbered_upwards() -> None:
    numbers = [step.number for step in MIGRATIONS]
    assert numbers == sorted(set(numbers))


def test_the_steps_lead_to_the_tables_that_queries_are_written_for(place: str) -> None:
    engine = open_engine(place)
    migrate(engine, place)
    made = inspect(engine)
    assert set(made.get_table_names()) == set(tables.metadata.tables)
    for name, table in tables.metadata.tables.items():
        keys = made.get_pk_constraint(name)["constrained_columns"]
        columns = {column["name"]: column["nullable"] or column["name"] in keys for column in made.get_columns(name)}
        wanted = {column.name: bool(column.nullable) or column.primary_key for column in table.columns}
        assert columns == wanted, name
    engine.dispose()


def test_a_step_that_fails_leaves_nothing_behind(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE half (id TEXT)")  # type: ignore[attr-defined]
        connection.exec_driver_sql("CREATE TABLE half (id TEXT)")  # type: ignore[attr-defined]

    Ledger.open(place).close()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration(MIGRATIONS[-1].number + 1, "half", half)))
    with pytest.raises(LedgerError, match="already exists"):
        Ledger.open(place)
    monkeypatch.undo()
    with Ledger.open(place) as ledger:
        assert ledger.complaints() == ()
    engine = open_engine(place)
    assert "half" not in inspect(engine).get_table_names()
    engine.dispose()


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    place = str(tmp_path / "newer.db")
    Ledger.open(place).close()
    with sqlite3.connect(place) as raw:
        raw.execute("INSERT INTO migrations VALUES (999, 'from the future')")
    raw.close()
    with pytest.raises(LedgerError, match=r"newer Recount \(step 999.*Install the newer version"):
        Ledger.open(place)


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    with sqlite3.connect(place) as raw:
        raw.execute("CREATE TABLE recipes (id TEXT)")
    raw.close()
    with pytest.raises(LedgerError, match=r"another program \(recipes\)"):
        Ledger.open(str(place))
    with sqlite3.connect(place) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    raw.close()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("text.db", b"This is no database at all." * 100, "Give another file with --db"),
        ("missing/folder.db", None, "Check that the folder exists"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    place = tmp_path / name
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(LedgerError, match=words) as refused:
        Ledger.open(str(place))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("place", ["nosuch://host/db", "://"])
def test_an_address_that_cannot_be_used_is_refused_with_advice(place: str) -> None:
    with pytest.raises(LedgerError, match="Give a file name such as"):
        Ledger.open(place)


def test_a_ledger_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="recount add"):
        Ledger.open(str(tmp_path / "none.db"), create=False)
    assert list(tmp_path.iterdir()) == []
