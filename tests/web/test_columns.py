"""Counting in columns gives what counting one by one gives."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from recount.ledger import Ledger
from recount.records import Incident, When, Where
from recount.tally.counts import Toll, victims
from recount.web.actors import named
from recount.web.asking import Asked, Sort
from recount.web.charts import draw_timeline
from recount.web.columns import Columns
from recount.web.maps import MOST, spots
from recount.web.shelf import Shelf


@pytest.fixture(scope="module")
def incidents(example_ledger: Path) -> tuple[Incident, ...]:
    with Ledger.open(str(example_ledger)) as ledger:
        return ledger.incidents()


@pytest.fixture(scope="module")
def columns(example_ledger: Path) -> Columns:
    return Shelf.of(str(example_ledger)).now().columns


def when(incident: Incident) -> When:
    value = incident.when.value if incident.when else None
    return value if isinstance(value, When) else When()


def where(incident: Incident) -> Where:
    value = incident.where.value if incident.where else None
    return value if isinstance(value, Where) else Where()


def test_totals_are_those_of_the_tally(columns: Columns, incidents: tuple[Incident, ...]) -> None:
    total = columns.total(columns.rows(Asked()))
    assert total.incidents == len(incidents)
    happened = [one for one in incidents if one.status == "happened"]
    assert total.killed == sum((victims(one, "killed") for one in happened), Toll())
    assert total.wounded == sum((victims(one, "wounded") for one in happened), Toll())
    assert total.disputed == sum(bool(one.disagreements) for one in incidents)


def test_facets_count_every_incident_once(columns: Columns, incidents: tuple[Incident, ...]) -> None:
    kept = columns.rows(Asked())
    assert dict(columns.facet("country", kept)) == Counter(where(one).country or "" for one in incidents)
    assert dict(columns.facet("type", kept)) == Counter(one.type for one in incidents)
    assert dict(columns.facet("grade", kept)) == Counter(one.grade for one in incidents)


def test_a_period_keeps_what_may_have_been_in_it(columns: Columns, incidents: tuple[Incident, ...]) -> None:
    since, until = date(2015, 1, 1), date(2015, 12, 31)
    dated = [when(one) for one in incidents]
    expected = sum(bool(one.last and one.first and one.last >= since and one.first <= until) for one in dated)
    assert columns.rows(Asked(since=since, until=until)).size == expected > 0


def test_an_actor_that_is_only_denied_is_not_counted_for_it(columns: Columns) -> None:
    for name, number in columns.actor_facet(columns.rows(Asked())):
        assert columns.rows(Asked(actor=name)).size == number
    assert not columns.rows(Asked(actor="nobody")).size


@pytest.mark.parametrize("sort", ["newest", "oldest", "killed", "wounded", "witnesses", "changed"])
def test_every_order_holds_every_incident_and_undated_ones_come_last(columns: Columns, sort: Sort) -> None:
    order = columns.ordered(columns.rows(Asked()), sort)
    assert sorted(order) == list(range(columns.size))
    if sort in {"newest", "oldest"}:
        days = [columns.first[row] for row in order]
        known = [day for day in days if day > 0]
        assert known == sorted(known, reverse=sort == "newest")
        assert days[: len(known)] == known


def test_the_timeline_draws_every_incident_or_says_how_many_it_left_out(columns: Columns, example_ledger: Path) -> None:
    kept = columns.rows(Asked())
    drawn = draw_timeline(columns, kept, Shelf.of(str(example_ledger)).now().days_read)
    assert drawn is not None
    assert sum(one.incidents for one in drawn.bins) + drawn.left_out == columns.size
    assert sum(one.documents for one in drawn.bins) > 0
    assert all(one.high_y <= one.best_y <= one.low_y for one in drawn.bins)
    nothing = columns.rows(Asked(since=date(1801, 1, 1), until=date(1801, 1, 2)))
    assert draw_timeline(columns, nothing, Shelf.of(str(example_ledger)).now().days_read) is None


def test_a_place_known_to_an_area_is_no_point_on_the_map(columns: Columns, incidents: tuple[Incident, ...]) -> None:
    kept = columns.rows(Asked())
    places, left_out = columns.places(kept, MOST)
    shown = spots(places, columns.country_alone(kept), Asked(), left_out)
    on_map = sum(shown["spots"]["incidents"]) + sum(one["incidents"] for one in shown["countries"])
    known = [one for one in incidents if where(one).latitude is not None or where(one).level == "country"]
    assert on_map + left_out == len(known)
    towns = {where(one).level in {"site", "locality"} for one in known if where(one).level != "country"}
    assert {level in {"site", "locality"} for level in shown["spots"]["level"]} == towns
    assert set(shown["spots"]["country"]) <= set(shown["names"])
    assert all(one["numeric"].isdigit() for one in shown["countries"])
    busiest, elsewhere = columns.places(kept, 1)
    assert busiest["incidents"][0] + elsewhere == sum(shown["spots"]["incidents"]) + left_out


def test_a_filter_survives_the_address(client: object) -> None:
    asked = Asked(since=date(2015, 1, 1), country="KE", text='"a & b" ?=#', disputed=True)
    address = asked.link("/incidents", page=2)
    assert address.startswith("/incidents?since=2015-01-01&country=KE&disputed=yes&text=")
    assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    assert asked.without("text", "/") == "/?since=2015-01-01&country=KE&disputed=yes"


def test_names_that_differ_only_by_capitals_are_one_actor(
    example_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf.of(str(example_ledger))
    first, second, third = (int(number) for number in shelf.now().columns.numbers[:3])
    pairs = [(first, "the Group", "perpetrator"), (first, "The Group", "perpetrator")]
    pairs += [(second, "The Group", "perpetrator"), (third, "The Group", "denied")]
    monkeypatch.setattr(shelf.catalogue, "actors", lambda: pairs)
    columns = Columns(shelf.catalogue)
    assert columns.actor_facet(columns.rows(Asked())) == [("The Group", 2)]
    assert columns.with_actor("THE GROUP").size == columns.with_actor("The Group").size == 2
    assert [
        (one.incidents, one.perpetrator, one.denied)
        for one in named(columns, ["The Group"], columns.pairs.of(columns.rows(Asked())))
    ] == [(2, 2, 1)]
