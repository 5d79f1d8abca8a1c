"""Tables as CSV."""

import csv

from recount.publish.table_words import table_as_csv
from recount.tally.tables import PLAIN, Cell, Row, Table


def test_a_toll_without_an_upper_bound_is_counted_as_open() -> None:
    one, none = Cell(low=1, best=1, high=1), Cell()
    closed, at_least = Cell(low=10, best=12, high=15), Cell(low=30, best=30, high=30, open=1)
    rows = (
        Row(of=("2019-01",), cells=(one, closed, none, none)),
        Row(of=("2019-02",), cells=(one, at_least, none, None)),
    )
    table = Table(title="", by=("month",), columns=PLAIN, rows=rows, total=rows[1], outside=none)
    january, february, _ = csv.DictReader(table_as_csv(table))
    assert [january[f"killed, {end}"] for end in ("low", "best", "high", "open")] == ["10", "12", "15", "0"]
    assert [february[f"killed, {end}"] for end in ("low", "best", "high", "open")] == ["30", "30", "30", "1"]
    assert (february["incidents"], february["attackers killed, best"], len(february)) == ("1", "", 14)
