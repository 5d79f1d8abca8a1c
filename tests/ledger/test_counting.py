"""What tables need of incidents: kept when they are derived, and the same where it is not."""

import sqlite3
from datetime import date
from pathlib import Path

from small_ledger import filled_ledger

from recount.ledger import Filter
from recount.ledger.countable import countable_of
from recount.ledger.counting import countables


def test_what_tables_need_is_kept_beside_the_incidents(tmp_path: Path) -> None:
    with filled_ledger(tmp_path / "a.db") as ledger:
        kept = countables(ledger)
        assert kept == tuple(countable_of(one) for one in ledger.incidents())
        assert [(one.place, one.country, str(one.first)) for one in kept] == [
            ("Quetta", "PK", "2016-10-24"), ("Mastung", "PK", "2017-05-12"),
        ]  # fmt: skip


def test_a_ledger_without_them_is_counted_from_its_incidents(tmp_path: Path) -> None:
    with filled_ledger(tmp_path / "a.db") as ledger:
        kept = countables(ledger)
        connection = sqlite3.connect(tmp_path / "a.db")
        connection.execute("DELETE FROM countables")
        connection.commit()
        connection.close()
        assert countables(ledger) == kept


def test_a_time_and_a_country_can_be_asked_for(tmp_path: Path) -> None:
    with filled_ledger(tmp_path / "a.db") as ledger:
        year = Filter(since=date(2017, 1, 1), until=date(2017, 12, 31))
        assert [one.place for one in countables(ledger, year)] == ["Mastung"]
        assert countables(ledger, Filter(country="IQ")) == ()
