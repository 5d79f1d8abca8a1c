"""What other projects call countries, regions and columns."""

import pytest

from recount.codebook.columns import load_columns
from recount.codebook.countries import load_countries
from recount.codebook.crosswalk import load_crosswalk, monitor_columns
from recount.codebook.folding import fold


def test_every_country_has_its_codes_and_no_code_stands_twice() -> None:
    known = load_crosswalk()
    assert set(known) == set(load_countries())
    for codes in (
        [one.iso3 for one in known.values()],
        [one.numeric for one in known.values() if one.numeric],
        [one.gw for one in known.values() if one.gw],
    ):
        assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("iso", "iso3", "numeric", "gw", "regions"),
    [
        ("PK", "PAK", 586, 770, ("South Asia", "Asia", (6, "South Asia"))),
        ("IQ", "IRQ", 368, 645, ("Middle East", "Middle East", (10, "Middle East & North Africa"))),
        ("KE", "KEN", 404, 501, ("Eastern Africa", "Africa", (11, "Sub-Saharan Africa"))),
        ("CO", "COL", 170, 100, ("South America", "Americas", (3, "South America"))),
        ("UA", "UKR", 804, 369, ("Europe", "Europe", (9, "Eastern Europe"))),
    ],
)
def test_a_country_is_where_the_projects_have_it(iso: str, iso3: str, numeric: int, gw: int, regions: tuple) -> None:
    found = load_crosswalk()[iso]
    assert (found.iso3, found.numeric, found.gw) == (iso3, numeric, gw)
    assert (found.acled_region, found.ucdp_region, found.gtd_region) == regions


def test_the_names_of_a_monitors_columns_are_written_as_they_are_looked_up_and_mean_one_thing() -> None:
    names = [name for listed in monitor_columns().values() for name in listed]
    assert [name for name in names if fold(name) != name] == []
    assert len(names) == len(set(names))


@pytest.mark.parametrize("form", ["acled", "ged", "gtd", "plover", "geojson", "jsonld", "csv", "jsonl"])
def test_a_code_book_tells_the_meaning_of_each_column(form: str) -> None:
    columns = load_columns(form)
    assert all(column.meaning.strip() for column in columns)
    assert all(column.source or column.checked for column in columns)
