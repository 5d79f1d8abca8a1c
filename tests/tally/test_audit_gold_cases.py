"""Published totals of two think tanks on one year, and how newspapers and one of the two garbled them."""

from datetime import date

import pytest
from factory import statistic

from recount.tally.audit_judge import Publication, judge

YEAR, YEAR_BEFORE, JULY = ("2018-01-01", "2018-12-31"), ("2017-01-01", "2017-12-31"), ("2019-07-01", "2019-07-31")
PIPS, PICSS = "the Pak Institute for Peace Studies", "PICSS"


def figure(measure, number, by=PIPS, area="Pakistan", period=YEAR, **more):
    more.setdefault("of", "all" if measure in {"killed", "wounded"} else None)
    return statistic(measure, number, by=by, area=area, period=period, **more)


def share(percent, of_what, by=PIPS, area="Balochistan"):
    return statistic("share", percent, by=by, area=area, period=YEAR, of="all", of_what=of_what)


def judged(*figures, source="a newspaper", **more):
    publication = Publication(document="d", source=source, statistics=figures, **more)
    return {one.figure.statistic.id: one for one in judge([publication])}


def verdict_on(asked, *figures, **more):
    return judged(asked, *figures, **more)[asked.id]


def test_the_totals_of_pips_are_the_sums_of_its_classes_of_groups() -> None:
    attacks = [figure("incidents", n, actor=who) for n, who in ((171, "religious groups"), (80, "nationalists"))]
    total = figure("incidents", 262)
    found = verdict_on(total, *attacks, figure("incidents", 11, actor="sectarian groups"))
    assert found.verdict == "reproduced"
    assert "171 by religious groups + 80 by nationalists + 11 by sectarian groups = 262" in " ".join(
        one.words for one in found.findings
    )


def test_the_rest_that_no_actor_is_named_for_is_no_total_and_is_set_beside_none() -> None:
    attacks = [figure("incidents", n, actor=who) for n, who in ((171, "religious groups"), (80, "nationalists"))]
    rest = figure("incidents", 11)
    found = judged(figure("incidents", 262), *attacks, rest, figure("incidents", 229, by=PICSS))
    assert found[rest.id].verdict == "reproduced"
    assert all("has 11 " not in check.words for one in found.values() for check in one.findings)


def test_the_share_of_one_province_fits_the_deaths_that_pips_counted() -> None:
    asked = share(59, "killed", by="A report published by Pakistan Institute of Peace Studies")
    found = verdict_on(asked, figure("killed", 595), figure("killed", 354, area="Balochistan"))
    assert found.verdict == "reproduced"
    assert found.words == "354 of 595 killed is 59.5%, published as 59%"


def test_the_same_share_does_not_fit_the_deaths_of_picss_and_its_own_59_is_of_the_wounded() -> None:
    asked = share(59, "killed")
    words = [
        one.words
        for one in verdict_on(asked, figure("killed", 595), figure("killed", 354, area="Balochistan")).findings
    ]
    assert any("354 of 577 killed is 61.4%" in one and "does not fit" in one for one in words)
    assert any("570 of 959 wounded is 59.4%: a share of the wounded, not of them" in one for one in words)


@pytest.mark.parametrize(
    ("percent", "of_what", "whole", "part"),
    [(43, "incidents", 229, 99), (61, "killed", 577, 354), (59, "wounded", 959, 570)],
)
def test_each_share_of_picss_comes_out(percent, of_what, whole, part) -> None:
    asked = share(percent, of_what, by=PICSS)
    found = verdict_on(asked, figure(of_what, whole, by=PICSS), figure(of_what, part, by=PICSS, area="Balochistan"))
    assert found.verdict == "reproduced"
    assert f"{part} of {whole} {of_what}" in found.words


def test_59_percent_of_the_deaths_of_picss_would_be_wrong() -> None:
    asked = share(55, "killed", by=PICSS)
    found = verdict_on(asked, figure("killed", 577, by=PICSS), figure("killed", 354, by=PICSS, area="Balochistan"))
    assert found.verdict == "arithmetic fails"


def test_two_of_the_dead_that_picss_counted_are_in_none_of_its_groups() -> None:
    total = figure("killed", 577, by=PICSS)
    parts = [figure("killed", n, by=PICSS, of=of) for n, of in ((356, "civilian"), (152, "security"), (67, "militant"))]
    found = verdict_on(total, *parts)
    assert found.verdict == "arithmetic fails"
    assert found.words.endswith("= 575, and 577 killed in all: off by 2")


def test_five_of_the_wounded_are_not_told_apart_where_a_group_is_missing() -> None:
    total = figure("wounded", 959, by=PICSS)
    parts = [figure("wounded", n, by=PICSS, of=of) for n, of in ((693, "civilian"), (261, "security"))]
    words = [one.words for one in verdict_on(total, *parts).findings]
    assert any("= 954, and 959 wounded in all: 5 not told apart" in one for one in words)


def test_two_think_tanks_differ_by_what_they_count() -> None:
    found = verdict_on(figure("killed", 700, by="the ministry"))
    assert found.verdict == "not comparable"
    asked = figure("incidents", 229, by=PICSS)
    words = [one.words for one in verdict_on(asked).findings]
    assert any("Pak Institute for Peace Studies has 262" in one and "militant attacks" in one for one in words)


def test_a_total_under_a_wrong_name_of_its_issuer_is_still_that_issuers() -> None:
    found = verdict_on(figure("killed", 595, by="A report published by Pakistan Institute of Peace Studies"))
    assert found.verdict == "reproduced"
    assert "gives the same number in Pakistan Security Report 2018" in found.words


def test_a_decline_is_checked_with_the_year_before_from_elsewhere() -> None:
    asked = statistic("change", (None, -29, None), by=PIPS, area="Pakistan", period=YEAR, of_what="incidents")
    found = verdict_on(asked, figure("killed", 595))
    assert found.verdict == "reproduced"
    assert found.words.startswith("370 to 262 incidents is -29.2%")


def test_a_newspaper_that_dropped_the_dead_of_one_class_is_found_out() -> None:
    attacks = [(171, "religious groups"), (80, "nationalists"), (11, "sectarian groups")]
    dead = [(449, "religious groups"), (96, "nationalists")]
    total = figure("killed", 595)
    found = verdict_on(
        total,
        figure("incidents", 262),
        *(figure("incidents", n, actor=who) for n, who in attacks),
        *(figure("killed", n, actor=who) for n, who in dead),
    )
    words = [one.words for one in found.findings]
    assert any("= 545" in one and "50 are given to none of them" in one and "sectarian groups" in one for one in words)


def test_all_classes_told_that_do_not_make_the_total_are_wrong() -> None:
    attacks = [(171, "religious groups"), (80, "nationalists"), (11, "sectarian groups")]
    dead = [(449, "religious groups"), (96, "nationalists"), (45, "sectarian groups")]
    found = verdict_on(
        figure("killed", 595),
        figure("incidents", 262),
        *(figure("incidents", n, actor=who) for n, who in attacks),
        *(figure("killed", n, actor=who) for n, who in dead),
    )
    assert (found.verdict, found.words[-8:]) == ("arithmetic fails", "off by 5")


def test_104_injured_and_then_91_out_of_100_cannot_both_be_right() -> None:
    total = figure("wounded", 104, by=PICSS, period=JULY)
    again = figure("wounded", 100, by=PICSS, period=JULY)
    found = judged(total, again, figure("wounded", 91, by=PICSS, period=JULY, area="Balochistan"))
    assert {found[one.id].verdict for one in (total, again)} == {"arithmetic fails"}
    assert found[total.id].words == "104 wounded and 100 wounded are told of one scope"


def test_a_provisional_total_and_the_final_one_are_of_two_states_of_knowledge() -> None:
    first = figure("killed", 1387, by=PICSS, period=YEAR_BEFORE)
    final = figure("killed", 1395, by=PICSS, period=YEAR_BEFORE)
    publications = [
        Publication(document="d", source="a report of December", statistics=(first,), day=date(2017, 12, 30)),
        Publication(document="e", source="the annual report", statistics=(final,), day=date(2018, 1, 10)),
    ]
    found = {one.figure.statistic.id: one for one in judge(publications)}
    assert found[first.id].verdict == "differs by scope"
    assert "a later state of knowledge (2018-01-10)" in found[first.id].words
