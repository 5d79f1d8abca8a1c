"""Whether the totals that a round-up gives by actor add up to its grand total."""

import pytest
from factory import statistic

from recount.tally import audit

YEAR = ("2018-01-01", "2018-12-31")


def attacks(number, actor=None, area="Pakistan"):
    return statistic("incidents", number, of=None, period=YEAR, area=area, actor=actor)


def sums(*figures):
    return [finding for finding in audit(figures) if finding.kind == "sum"]


def test_totals_by_actor_add_up_to_the_grand_total():
    (finding,) = sums(attacks(262), attacks(171, "religious groups"), attacks(80, "nationalist groups"), attacks(11))
    assert finding.verdict == "reproduced"
    assert finding.words == (
        "171 by religious groups + 80 by nationalist groups + 11 by others = 262, and 262 incidents in all"
    )
    assert len(finding.statistics) == 4


def test_two_actors_with_the_same_number_both_count():
    (finding,) = sums(attacks(100), attacks(50, "religious groups"), attacks(50, "nationalist groups"))
    assert finding.verdict == "reproduced"


@pytest.mark.parametrize(
    "figures",
    [
        (attacks(262), attacks(171, "religious groups"), attacks(80, "nationalist groups")),
        (attacks(251), attacks(171), attacks(80)),
        (attacks(251, "all groups"), attacks(171, "religious groups"), attacks(80, "nationalist groups")),
        (attacks(251), attacks(171, "religious groups"), attacks(80, "nationalist groups", area="Sindh")),
    ],
    ids=["an actor is missing", "no actor is told", "the total is an actor's own", "another area"],
)
def test_nothing_is_said_of_actors_that_do_not_make_a_whole(figures):
    assert sums(*figures) == []
