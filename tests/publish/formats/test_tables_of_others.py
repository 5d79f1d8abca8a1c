"""Other projects' tables, read by their header."""

from datetime import date
from io import StringIO

import pytest

from recount.errors import TableError
from recount.publish.formats import read_table
from recount.publish.formats.reading import actors_in, day_in, span_of

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
ACLED = "fatalities,extra,event_date,country,location,event_id_cnty,time_precision,actor1,sub_event_type,actor2\n"
GED = "id,type_of_violence,country,adm_1,where_coordinates,date_start,date_end,best,high,low,side_a,side_b\n"
GTD = "eventid,iyear,imonth,iday,country_txt,city,nkill,nwound,gname\n"


def test_acled_with_a_mark_before_it_in_another_order_with_a_further_column() -> None:
    row = "12,x,16 May 2025,Pakistan,Quetta,PAK1,1,BLA: Baloch Liberation Army,Attack,Civilians (Pakistan)\n"
    (event,) = read_table(StringIO(BOM + ACLED + row)).events
    assert (event.id, event.first, event.country, event.place) == ("PAK1", date(2025, 5, 16), "PK", "Quetta")
    assert (event.best, event.actors) == (12, ("Baloch Liberation Army",))


def test_ged_with_its_three_estimates_and_both_sides() -> None:
    row = "9,1,DR Congo (Zaire),Ituri,Bunia town,2018-03-01,2018-03-31,5,9,4,Government of Uganda,M23\n"
    (event,) = read_table(StringIO(GED + row)).events
    assert (event.low, event.best, event.high, event.country) == (4, 5, 9, "CD")
    assert (event.last, event.actors) == (date(2018, 3, 31), ("Uganda government", "M23"))


def test_gtd_with_a_day_not_known_and_deaths_not_known() -> None:
    rows = "1,2018,3,0,Pakistan,Quetta,,4,Unknown\n2,2018,0,0,Pakistan,Unknown,3.0,,Taliban\n"
    one, other = read_table(StringIO(GTD + rows)).events
    assert (one.first, one.last, one.best, one.wounded) == (date(2018, 3, 1), date(2018, 3, 31), None, 4)
    assert (other.first, other.last, other.best, other.place) == (date(2018, 1, 1), date(2018, 12, 31), 3, None)


def test_a_monitors_table_adds_its_groups_up() -> None:
    head = "Date;District;Province;Attack Type;Civilians Killed;Security Forces Killed;Injured;Group\n"
    (event,) = read_table(StringIO(f"{head}24-Oct-2016;Quetta;Balochistan;Suicide;1;60;120;ISKP\n")).events
    assert (event.first, event.district, event.best, event.wounded) == (date(2016, 10, 24), "Quetta", 61, 120)
    assert (event.form, event.actors, event.id) == ("Suicide", ("ISKP",), "row 2")


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        (ACLED.replace("fatalities", "deaths"), "the ACLED table lacks the columns fatalities"),
        (GED.replace("best,high,low", "b,h,l"), "the UCDP GED table lacks the columns best, high, low"),
        (GTD.replace("iday", "day"), "the GTD table lacks the columns iday"),
        ("name,age\n", "the table lacks the columns date, killed (or killed by group), place, district or province"),
        ("date,killed,killed,city\n", "the column 'killed' stands in the header twice"),
        ("", "the table is empty"),
    ],
)
def test_a_header_that_lacks_what_is_needed_is_refused_by_name(header: str, missing: str) -> None:
    with pytest.raises(TableError) as told:
        read_table(StringIO(header + "1,2\n" if header else ""))
    assert told.value.what == missing


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("12,x,0025-05-16,Pakistan,Quetta,PAK1,1,,,", "the year of '0025-05-16' cannot be right"),
        ("12,x,05/06/2025,Pakistan,Quetta,PAK1,1,,,",
         "'05/06/2025' is no day that can be told for certain (write it as 2025-05-16)"),
        ("12,x,2025-02-30,Pakistan,Quetta,PAK1,1,,,", "there is no day '2025-02-30'"),
        ("many,x,2025-02-03,Pakistan,Quetta,PAK1,1,,,", "'many' is no number"),
        ("-3,x,2025-02-03,Pakistan,Quetta,PAK1,1,,,", "'-3' is no number of people"),
        ("1e999,x,2025-02-03,Pakistan,Quetta,PAK1,1,,,", "'1e999' is no number"),
        ("12,x,2025-02-03", "it has 3 cells where the header has 10"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_set_aside_with_its_number_and_the_reason(cells: str, reason: str) -> None:
    good = "12,x,2025-02-03,Pakistan,Quetta,PAK2,1,,,\n"
    read = read_table(StringIO(f"{ACLED}{cells}\n\n{good}"))
    assert [(one.row, one.reason) for one in read.unread] == [(2, reason)]
    assert [event.id for event in read.events] == ["PAK2"]


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(TableError, match="it is no CSV table"):
        read_table(StringIO(ACLED + '"' + "x" * 200_000))


@pytest.mark.parametrize(
    ("cell", "told"), [("16 May 2025", 16), ("2025-05-16T00:00:00", 16), ("31/5/2025", 31), ("5/31/2025", 31)]
)
def test_days_are_read_as_projects_write_them(cell: str, told: int) -> None:
    assert day_in(cell) == date(2025, 5, told)


def test_a_precision_of_a_month_is_that_month() -> None:
    assert span_of(date(2019, 12, 15), 31) == (date(2019, 12, 1), date(2019, 12, 31))


def test_actors_are_written_as_the_ledger_writes_them() -> None:
    told = actors_in(
        "Military Forces of Pakistan (2022-2024)", "Unidentified Armed Group (Pakistan)", "Civilians", None
    )
    assert told == ("Pakistan Army", "unidentified armed group")
