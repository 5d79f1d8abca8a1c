"""The claims strip."""

import pytest

from recount.publish.strip import draw_strip
from recount.records import Count, Estimate


def exactly(number: int) -> Count:
    return Count(low=number, best=number, high=number)


def test_marks_stand_in_the_order_of_their_figures() -> None:
    strip = draw_strip(
        Estimate(field="killed", low=61, best=61, high=65),
        [(exactly(61), True, "police"), (exactly(65), True, "the army")],
    )
    assert strip is not None
    first, second = strip.marks
    assert first.x1 == first.x2 < second.x1
    assert strip.band == (first.x1, second.x1)
    assert strip.best == first.x1


def test_an_at_least_is_open_to_the_right() -> None:
    strip = draw_strip(
        Estimate(field="wounded", low=120, best=120), [(Count(low=120, best=120, high=None), True, "officials")]
    )
    assert strip is not None
    assert strip.marks[0].open_right
    assert not strip.marks[0].open_left
    assert strip.band is not None
    assert strip.band[1] > strip.marks[0].x2


@pytest.mark.parametrize("number", [0, 1, 3, 7, 12, 61, 165, 595, 1030, 20_000])
def test_the_scale_holds_every_figure_and_starts_at_nought(number: int) -> None:
    strip = draw_strip(Estimate(field="killed"), [(exactly(number), True, "a witness")])
    assert strip is not None
    assert strip.ticks[0][1] == "0"
    assert strip.ticks[0][0] <= strip.marks[0].x1 <= strip.ticks[-1][0] < strip.width


def test_without_a_number_there_is_nothing_to_draw() -> None:
    assert draw_strip(Estimate(field="killed"), []) is None
