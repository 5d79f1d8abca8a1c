"""Whatever figures documents publish, each gets one verdict, and the order of the documents changes nothing."""

from datetime import date

from factory import statistic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.tally.audit_judge import Publication, by_verdict, judge

PERIODS = st.sampled_from(
    [None, ("2018-01-01", "2018-12-31"), ("2017-01-01", "2017-12-31"), ("2019-01-01", "2019-01-31")]
)
NUMBERS = st.one_of(st.none(), st.integers(0, 2000), st.sampled_from([59, 354, 595, 10**12]))
VALUES = st.tuples(NUMBERS, NUMBERS, NUMBERS)
FIGURES = st.builds(
    lambda measure, value, period, area, of, actor, by, number: statistic(
        measure, value, period=period, area=area, of=of, actor=actor, by=by, words=f"{number}"
    ),
    st.sampled_from(["killed", "wounded", "incidents", "share", "change", "members"]),
    VALUES,
    PERIODS,
    st.sampled_from([None, "Pakistan", "Balochistan", "Balochistan and Sindh", ""]),
    st.sampled_from([None, "all", "civilian", "attacker"]),
    st.sampled_from([None, "Islamic State", "gunmen"]),
    st.sampled_from([None, "PIPS", "PICSS and PIPS", "the ministry"]),
    st.integers(0, 3),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FIGURES, max_size=8), st.lists(FIGURES, max_size=4))
def test_every_figure_gets_one_verdict_in_any_order(figures, more) -> None:
    first = Publication(document="a", source="a", statistics=tuple(figures), day=date(2019, 1, 5))
    second = Publication(document="b", source="b", statistics=tuple(more))
    found = list(judge([first, second]))
    assert len(found) == len(figures) + len(more)
    assert sum(by_verdict(found).values()) == len(found)
    assert all(one.words for one in found)
    again = {(one.document, one.figure.statistic.id): one.verdict for one in judge([second, first])}
    assert again == {(one.document, one.figure.statistic.id): one.verdict for one in found}
