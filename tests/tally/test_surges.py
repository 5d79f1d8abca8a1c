"""When weekly counts are a surge, when they are chance, season, or more reading."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.tally.surges import PEOPLE, Rules, Week, find_surges

START = date(2015, 1, 5)


def weeks(counts, exposure=None):
    shares = exposure if exposure is not None else [1.0] * len(counts)
    return [
        Week(first=START + timedelta(weeks=number), count=int(count), exposure=float(share))
        for number, (count, share) in enumerate(zip(counts, shares, strict=True))
    ]


def drawn(seed, mean, number, spread=0.2):
    """A quiet series; `mean` may vary by week."""
    expected = np.broadcast_to(np.asarray(mean, dtype=float), (number,))
    return np.random.default_rng(seed).negative_binomial(1 / spread, 1 / (1 + spread * expected))


def season(mean, number, height=0.5):
    return mean * np.exp(height * np.cos(2 * np.pi * np.arange(number) / 52.18))


def test_quiet_series_raise_at_most_one_false_alarm_in_twenty() -> None:
    means = (0.5, 2.0, 8.0)
    found = [find_surges(weeks(drawn(seed, means[seed % 3], 110))) for seed in range(40)]
    assert all(one.tested == 54 for one in found)
    assert sum(bool(one.surges) for one in found) <= 2


def test_a_week_far_above_the_others_is_a_surge_and_said_so_in_words() -> None:
    counts = [*drawn(1, 3.0, 80), 30]
    (surge,) = find_surges(weeks(counts)).surges
    assert (surge.kind, surge.count, surge.highest_since) == ("week", 30, None)
    assert surge.first == START + timedelta(weeks=80)
    assert surge.words.startswith("30 in the week of 2016-07-18, where 2.")
    assert surge.words.endswith("the highest of the series")


def test_a_lasting_rise_is_found_though_no_single_week_is_unlikely() -> None:
    counts = [*drawn(3, 6.0, 104), *[13] * 12]
    found = find_surges(weeks(counts)).surges
    assert [one.kind for one in found][:1] == ["rise"]
    assert found[0].first >= START + timedelta(weeks=100)
    assert (found[0].last - START).days // 7 - 103 <= 10


def test_a_season_that_comes_back_is_no_surge() -> None:
    found = find_surges(weeks(drawn(4, season(8.0, 312), 312, spread=0.02)))
    after_two_years = [one for one in found.surges if one.last > START + timedelta(weeks=160)]
    assert after_two_years == []


def test_more_reading_is_not_more_violence() -> None:
    exposure = [0.5] * 104 + [1.0] * 20
    counts = [*drawn(5, 5.0, 104), *drawn(6, 10.0, 20)]
    assert find_surges(weeks(counts, exposure)).surges == ()
    assert find_surges(weeks(counts)).surges != ()


def test_a_week_that_was_hardly_read_is_not_taken_for_a_quiet_one() -> None:
    exposure = [1.0] * 80 + [0.1] * 10
    found = find_surges(weeks([*drawn(7, 5.0, 80), *[0] * 10], exposure))
    assert found.expected[-10:] == (None,) * 10


def test_too_short_a_series_says_so() -> None:
    found = find_surges(weeks([1] * 40))
    assert (found.tested, found.surges) == (0, ())
    assert found.reason == "none of 40 weeks can be tested: 52 weeks with enough read in them must come before it"


def test_one_great_week_does_not_make_the_next_one_usual() -> None:
    counts = [*drawn(8, 2.0, 80), 60, *drawn(9, 2.0, 12), 60]
    assert [one.count for one in find_surges(weeks(counts)).surges if one.kind == "week"] == [60, 60]


def test_counts_of_people_need_more_to_be_a_surge() -> None:
    counts = [*drawn(10, 3.0, 80, spread=1.0), 24]
    assert find_surges(weeks(counts)).expected[-1].limit < find_surges(weeks(counts), PEOPLE).expected[-1].limit


def test_what_comes_later_changes_nothing_of_what_was_told() -> None:
    counts = [*drawn(11, 3.0, 80), 25, *drawn(12, 9.0, 20)]
    early, late = find_surges(weeks(counts[:85])), find_surges(weeks(counts))
    assert late.surges[: len(early.surges)] == early.surges
    assert late.expected[:85] == early.expected


@pytest.mark.parametrize("counts", [[0] * 120, [0] * 119 + [1], [10**7] * 60 + [10**8] * 5])
def test_extreme_series_give_numbers(counts) -> None:
    for one in find_surges(weeks(counts)).expected:
        assert one is None or (0.0 <= one.chance <= 1.0 and one.limit >= 0 and np.isfinite(one.mean))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=58, max_size=70))
def test_a_higher_last_week_is_never_less_of_a_surge(counts) -> None:
    rules = replace(Rules(), least=40)
    chances = [find_surges(weeks([*counts, last]), rules).expected[-1].chance for last in (0, 5, 500)]
    assert chances == sorted(chances, reverse=True)


def test_two_incidents_where_none_were_before_are_no_surge() -> None:
    assert find_surges(weeks([*[0] * 60, 2])).surges == ()
    assert [one.kind for one in find_surges(weeks([*[0] * 60, 4])).surges] == ["week"]


def test_rare_quiet_series_raise_no_alarms() -> None:
    found = [find_surges(weeks(drawn(seed, 0.06, 160, spread=0.5))) for seed in range(40)]
    assert sum(bool(one.surges) for one in found) <= 2


def test_people_killed_are_not_tested_where_attacks_were_too_few_to_know_their_toll() -> None:
    few = [5 if number % 20 == 0 else 0 for number in range(60)]
    found = find_surges(weeks([*few, 40]), PEOPLE)
    assert (found.tested, found.surges) == (0, ())
    assert found.reason.endswith("12 of them with something to count")
