"""Whether published figures add up, one kind of arithmetic at a time."""

import pytest
from factory import at_least, claim, day, document, place, report, statistic

from recount.reconcile import reconcile
from recount.records import Cluster
from recount.tally import audit

JANUARY, DECEMBER = ("2019-01-01", "2019-01-31"), ("2018-12-01", "2018-12-31")
YEAR, YEAR_BEFORE = ("2018-01-01", "2018-12-31"), ("2017-01-01", "2017-12-31")


def killed(number, of="all", period=JANUARY, area="Pakistan", **more):
    return statistic("killed", number, of=of, period=period, area=area, **more)


def share(percent, area="Sindh", **more):
    return statistic("share", percent, of="all", period=YEAR, area=area, **more)


def the_only(findings):
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("total", "parts", "verdict"),
    [
        (30, {"security": 9, "civilian": 14, "militant": 7}, "reproduced"),
        (32, {"security": 9, "civilian": 14, "militant": 7}, "arithmetic fails"),
        (30, {"security": 9, "civilian": 14}, "not enough data"),
        (20, {"security": 9, "civilian": 14}, "arithmetic fails"),
        ((30, 30, None), {"security": 19, "civilian": 14}, "reproduced"),
        ((None, 30, None), {"security": 18, "civilian": 14}, "reproduced"),
    ],
)
def test_parts_against_a_total(total, parts, verdict):
    finding = the_only(audit([killed(total), *(killed(number, of) for of, number in parts.items())]))
    assert (finding.kind, finding.verdict) == ("sum", verdict)
    assert len(finding.statistics) == 1 + len(parts)


def test_the_sum_is_told_in_words():
    finding = the_only(audit([killed(30), killed(9, "security"), killed(20, "civilian")]))
    assert finding.words == "9 security + 20 civilian = 29, and 30 killed in all: 1 not told apart"


@pytest.mark.parametrize(
    "other", [{"period": DECEMBER}, {"area": "India"}, {"by": "a think tank"}, {"actor": "Islamic State"}]
)
def test_figures_of_other_periods_areas_issuers_and_actors_are_no_parts(other):
    assert not [
        one for one in audit([killed(30), killed(9, "security"), killed(14, "civilian", **other)]) if one.kind == "sum"
    ]


@pytest.mark.parametrize(
    ("percent", "verdict"),
    [
        (59, "reproduced"),
        (60, "reproduced"),
        (55, "arithmetic fails"),
        ((None, 58, None), "reproduced"),
        ((50, 50, None), "reproduced"),
    ],
)
def test_a_share_against_its_two_figures(percent, verdict):
    figures = [killed(595, period=YEAR), killed(354, period=YEAR, area="Sindh"), share(percent)]
    finding = the_only(audit(figures))
    assert (finding.kind, finding.verdict) == ("share", verdict)
    assert finding.words.startswith("354 of 595 killed is 59.5%, published as")


def test_a_share_without_its_figure_says_what_it_would_be():
    finding = the_only(audit([killed(600, period=YEAR), share(40)]))
    assert (finding.verdict, finding.words) == (
        "not enough data",
        "40% of 600 killed would be about 240; no such figure is given",
    )
    assert the_only(audit([share(40)])).verdict == "not enough data"


def test_a_share_whose_figures_are_of_another_year_is_not_comparable():
    figures = [killed(595, period=YEAR_BEFORE), killed(354, period=YEAR_BEFORE, area="Sindh"), share(59)]
    assert the_only(audit(figures)).verdict == "not comparable"


def test_two_totals_of_one_area_make_no_share():
    displaced = [statistic("displaced", n, of="all", period=YEAR, area="Sindh") for n in (6_360_000, 4_000_000)]
    assert the_only(audit([*displaced, share(45)])).verdict == "not enough data"


def incidents(number, period, **more):
    return statistic("incidents", number, period=period, area="Pakistan", **more)


def change(percent, **more):
    return statistic("change", percent, period=YEAR, area="Pakistan", of_what="incidents", **more)


@pytest.mark.parametrize(
    ("percent", "verdict"), [(-29, "reproduced"), (-40, "arithmetic fails"), ((None, -30, None), "reproduced")]
)
def test_a_change_against_the_figures_of_both_periods(percent, verdict):
    finding = the_only(audit([incidents(262, YEAR), incidents(370, YEAR_BEFORE), change(percent)]))
    assert (finding.kind, finding.verdict) == ("change", verdict)


def test_a_change_without_both_figures_cannot_be_checked():
    assert the_only(audit([incidents(262, YEAR), change(-29)])).verdict == "not enough data"


def test_a_change_between_other_issuers_is_not_comparable():
    figures = [incidents(262, YEAR, by="a ministry"), incidents(370, YEAR_BEFORE, by="a think tank"), change(-29)]
    assert the_only(audit(figures)).verdict == "not comparable"


def test_figures_set_beside_the_month_before_are_shown_with_their_change():
    finding = the_only(audit([incidents(26, JANUARY), incidents(11, DECEMBER)]))
    assert finding.verdict == "not enough data"
    assert finding.words == "26 incidents against 11 before is +136%; no percentage is published to compare"


def test_a_month_is_not_compared_with_a_year():
    assert audit([incidents(26, JANUARY), incidents(262, YEAR)]) == ()


def test_nothing_is_found_where_nothing_is_published():
    assert audit([]) == ()
    assert audit([killed((None, None, None)), share((None, None, None))]) == ()


def held(*tolls):
    """A ledger with one incident for each toll, in Pakistan in January 2019."""
    found = []
    for number, toll in enumerate(tolls):
        home = document(f"paper {number}")
        told = report(
            home,
            claim("killed", toll, of="all", document=home.name),
            claim("date", day("2019-01-08"), document=home.name),
            claim("place", place(province="Sindh", country="PK"), document=home.name),
        )
        found.append(reconcile(Cluster(id=told.id, reports=(told.id,)), {told.id: told}, {home.id: home}))
    return found


@pytest.mark.parametrize(
    ("published", "tolls", "verdict"),
    [
        (30, [12, 18], "reproduced"),
        (30, [12], "not enough data"),
        (30, [12, 40], "arithmetic fails"),
        ((30, 30, None), [12, 40], "reproduced"),
        (30, [at_least(12), 18], "reproduced"),
    ],
)
def test_a_published_total_beside_the_ledger(published, tolls, verdict):
    finding = the_only(audit([killed(published)], held(*tolls)))
    assert (finding.kind, finding.verdict) == ("ledger", verdict)


def test_a_ledger_of_another_area_or_month_is_not_counted():
    assert audit([killed(30, area="India")], held(12)) == ()
    assert audit([killed(30, period=DECEMBER)], held(12)) == ()


def test_an_area_may_be_a_country_or_a_province_in_any_spelling():
    finding = the_only(audit([killed(30, area="Pakistan")], held(12)))
    assert finding.words == "30 killed published, the ledger holds 12 in 1 incident: 40% of it"
    assert the_only(audit([killed(12, area="Sind")], held(12))).verdict == "reproduced"
