"""A toll over time: what rose is history, what differs at the same time is a dispute."""

import pytest
from factory import claim, document, report
from told import history_of, told


def paper(name, number, on):
    home = document(name, outlet=f"The {name} Times", on=on)
    return home, report(home, claim("killed", number, of="all", document=name))


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ((61, "2016-10-24"), (65, "2016-10-27"), False),
        ((65, "2016-10-24"), (61, "2016-10-27"), True),
        ((61, "2016-10-24"), (65, "2016-10-25"), True),
        ((61, "2016-10-24"), (65, "2019-03-15"), True),
        ((61, None), (65, "2016-10-27"), True),
    ],
    ids=["rose in days", "fell", "at the same time", "years later", "day not known"],
)
def test_a_toll_that_rises_over_days_is_one_history(first, second, disputed):
    incident = told(paper("a", *first), paper("b", *second))
    assert bool(incident.disagreements) is disputed
    assert (incident.counts[0].low, incident.counts[0].high) == (61, 65)


def test_the_history_tells_every_figure_in_order_replaced_ones_too():
    steps = history_of(paper("b", 65, "2016-10-27"), paper("a", 61, "2016-10-24"), paper("c", 66, None))
    assert [(step.words, step.witness) for step in steps] == [
        ("61", "The a Times"),
        ("65", "The b Times"),
        ("66", "The c Times"),
    ]
    same_paper = history_of(
        *(
            (home, report(home, claim("killed", number, of="all", document=home.name)))
            for home, number in (
                (document("a", outlet="VOA", on="2016-10-24"), 20),
                (document("b", outlet="VOA", on="2016-10-29"), 26),
            )
        )
    )
    assert [step.words for step in same_paper] == ["20", "26"]
