"""What an answer would change, in words and as a number that counts the dead first."""

from dataclasses import replace

from recount.records import Estimate, Incident, When
from recount.review.change import NO_CHANGE, change


def incident(*counts: Estimate, **more: object) -> Incident:
    plain = Incident(id="i", type="bombing", status="happened", reports=("r",), when=None, where=None, counts=counts)
    return replace(plain, **more)  # type: ignore[arg-type]


def told(field: str, low: int, best: int, high: int | None, of: str = "all") -> Estimate:
    return Estimate(field=field, of=of, low=low, best=best, high=high)  # type: ignore[arg-type]


def test_nothing_changed_is_nothing() -> None:
    assert change([incident(told("killed", 1, 2, 3))], [incident(told("killed", 1, 2, 3))]) == NO_CHANGE


def test_the_best_figure_counts_whole_and_its_bounds_half() -> None:
    found = change([incident(told("killed", 61, 61, 65))], [incident(told("killed", 65, 65, 65))])
    assert found.words == "killed 61–65 (best 61) → 65"
    assert found.size == 4 + 4 / 2


def test_the_wounded_count_a_fifth_and_a_category_a_third() -> None:
    wounded = change([incident(told("wounded", 10, 10, 10))], [incident()])
    civilian = change([incident(told("killed", 10, 10, 10, "civilian"))], [incident()])
    assert (wounded.size, civilian.size) == (4.0, 6.0)
    assert civilian.words == "killed (civilian) 10 → 0"


def test_an_open_end_is_told_as_at_least() -> None:
    found = change([incident(told("killed", 11, 11, None))], [incident(told("killed", 11, 11, 11))])
    assert found.words == "killed at least 11 → 11"
    assert found.size > 0


def test_two_incidents_becoming_one_count_their_dead_once() -> None:
    two = [incident(told("killed", 5, 5, 5)), incident(told("killed", 7, 7, 7))]
    found = change(two, [incident(told("killed", 5, 7, 7))])
    assert found.words == "incidents 2 → 1; killed 12 → 5–7 (best 7)"


def test_another_day_weighs_more_where_more_died() -> None:
    def moved(dead: int) -> float:
        day = Estimate(field="date", value=When(month=6, day=4))
        one = incident(told("killed", dead, dead, dead))
        return change([one], [replace(one, when=day)]).size

    assert moved(0) < moved(3) < moved(100)


def test_a_grade_and_disagreements_are_told_in_words() -> None:
    found = change([incident(grade="contested")], [incident(grade="corroborated")])
    assert found.words == "grade contested → corroborated"


def test_a_side_that_goes_and_one_that_comes_are_named() -> None:
    def by(*names: str) -> Incident:
        return incident(perpetrators=tuple(Estimate(field="perpetrator", value=one, claims=("c",)) for one in names))

    assert change([by("A", "B")], [by("B")]).words == "perpetrator no longer A"
    assert change([by("A")], [by("B")]).words == "perpetrator no longer A, now B"
