"""Which incidents are of an area and a period, and which only may be."""

from datetime import date

from counted import incident

from recount.tally.selection import Area, select_incidents

JANUARY = (date(2019, 1, 1), date(2019, 1, 31))
SINDH = Area(name="Sindh", country="PK", province="Sindh")


def ids(found):
    return [one.id for one in found]


def test_what_may_lie_in_the_period_is_told_apart():
    selection = select_incidents(
        (
            incident("in", "2019-01-31"),
            incident("out", "2019-02-01"),
            incident("may", "2019-01-31/2019-02-01"),
            incident("began", "2019-01-31/2019-02-01", lasted=True),
            incident("went on", "2018-12-31/2019-01-05", lasted=True),
            incident("year", "2019-01-01/2019-12-31"),
            incident("no day"),
            incident("foiled", "2019-01-31", status="foiled"),
        ),
        Area(),
        *JANUARY,
    )
    assert ids(selection.inside) == ["in", "began"]
    assert ids(selection.perhaps) == ["may", "year"]
    assert ids(selection.undated) == ["no day"]


def test_without_a_period_everything_is_inside():
    assert ids(select_incidents((incident("no day"), incident("in", "2019-01-31"))).inside) == ["no day", "in"]


def test_a_province_leaves_apart_what_is_only_known_to_its_country():
    selection = select_incidents(
        (
            incident("karachi", "2019-01-02", country="PK", province="Sindh"),
            incident("lahore", "2019-01-02", country="PK", province="Punjab"),
            incident("somewhere", "2019-01-02", country="PK"),
            incident("kabul", "2019-01-02", country="AF"),
        ),
        SINDH,
        *JANUARY,
    )
    assert (ids(selection.inside), ids(selection.elsewhere_perhaps)) == (["karachi"], ["somewhere"])
