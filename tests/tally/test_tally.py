"""An incident's toll of victims, and the toll taken apart by class."""

from dataclasses import replace

from counted import figure
from factory import at_least, claim, document, report
from hypothesis import given
from hypothesis import strategies as st

from recount.reconcile import reconcile
from recount.records import Cluster
from recount.tally import Toll, victims
from recount.tally.counts import NOBODY, by_class, toll_of


def incident(name, *claims, **more):
    home = document(name)
    told = report(home, *(replace(one, id=one.id + name) for one in claims), **more)
    return reconcile(Cluster(id=told.id, reports=(told.id,)), {told.id: told}, {home.id: home})


def killed(number, of="all"):
    return claim("killed", number, of=of)


def test_victims_are_counted_without_attackers_and_the_total_is_not_added_to_its_parts():
    told = incident("a", killed(12), killed(3, "security"), killed(2, "attacker"))
    assert victims(told, "killed") == Toll(low=12, best=12, high=12)
    categories = incident("b", killed(3, "security"), claim("killed", 4, "four residents", of="civilian", start=900))
    assert victims(categories, "killed").best == 7


def test_a_toll_without_an_upper_bound_is_open():
    assert victims(incident("a", killed(at_least(3))), "killed") == Toll(low=3, best=3, high=3, open=1)


def test_what_the_classes_leave_over_is_not_told_apart():
    split = by_class([figure("killed", "all", 10, 12, 15), figure("killed", "security", 3)], "killed")
    assert split == {"security": Toll(low=3, best=3, high=3), None: Toll(low=7, best=9, high=12)}


def test_classes_never_hold_more_than_the_whole():
    split = by_class(
        [figure("killed", "all", 10), figure("killed", "civilian", 8), figure("killed", "security", 6)], "killed"
    )
    assert split == {"civilian": Toll(low=8, best=8, high=8), "security": Toll(low=2, best=2, high=2)}


def test_a_doubt_that_the_classes_do_not_explain_widens_them_where_nobody_else_is_left():
    split = by_class([figure("killed", "all", 0, 5, 5), figure("killed", "civilian", 5)], "killed")
    assert split == {"civilian": Toll(low=0, best=5, high=5)}


numbers = st.none() | st.integers(0, 40)
figures = st.lists(
    st.builds(
        figure,
        st.just("killed"),
        st.sampled_from(["all", "civilian", "security", "official", "militant", "attacker"]),
        numbers,
        numbers,
        numbers,
    ),
    max_size=7,
    unique_by=lambda one: one.of,
)


@given(figures)
def test_the_classes_of_any_figures_add_up_to_their_toll_and_stay_in_order(found):
    split = by_class(found, "killed")
    assert sum(split.values(), NOBODY) == toll_of(found, "killed")
    assert all(0 <= toll.low <= toll.best <= toll.high and toll.open >= 0 for toll in split.values())
