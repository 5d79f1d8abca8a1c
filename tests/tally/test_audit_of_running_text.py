"""The published totals of two think tanks, told in many ways, read out of running text and judged.

The sentences stand in `running_text.toml`.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from recount.coding import code
from recount.read.default import default_reader
from recount.records import Document, Published, content_id
from recount.tally.audit_judge import Publication, judge

TEXTS = tomllib.loads((Path(__file__).parent / "running_text.toml").read_text(encoding="utf-8"))


def publication(text, day="2019-01-07"):
    on = date.fromisoformat(day)
    published = Published(first=on, last=on, basis="given")
    document = Document(id=content_id("document", text), name=text[:20], text=text, published=published)
    account = code(document, default_reader(1).read(document))
    return Publication(document=document.id, source=text[:20], statistics=account.statistics, day=on), account


def judged(text, day="2019-01-07"):
    return list(judge([publication(text, day)[0]]))


def only(found, number, measure, area="Pakistan", of=("all", None)):
    (one,) = [
        each
        for each in found
        if each.figure.statistic.value[1] == number
        and each.figure.statistic.measure == measure
        and each.figure.statistic.area == area
        and each.figure.statistic.of in of
    ]
    return one


def words_of(found):
    return " ".join(check.words for one in found for check in one.findings)


@pytest.mark.parametrize("text", TEXTS["july"])
def test_104_injured_and_then_91_of_100_are_found_to_contradict_each_other(text):
    found = judged(text, "2019-08-05")
    for number in (104, 100):
        one = only(found, number, "wounded")
        assert one.verdict == "arithmetic fails"
        assert one.words == "104 wounded and 100 wounded are told of one scope"
    part = only(found, 91, "wounded", "Balochistan")
    assert [day.isoformat() for day in part.figure.statistic.period] == ["2019-07-01", "2019-07-31"]
    assert part.figure.issuer == "Pakistan Institute for Conflict and Security Studies"


@pytest.mark.parametrize("text", TEXTS["july"])
def test_a_round_up_makes_no_incident_with_a_count(text):
    _, account = publication(text, "2019-08-05")
    assert not [claim for report in account.reports for claim in report.claims if claim.field in {"killed", "wounded"}]


@pytest.mark.parametrize("text", TEXTS["shares"])
def test_the_groups_of_picss_leave_two_dead_unexplained(text):
    total = only(judged(text), 577, "killed")
    assert total.verdict == "arithmetic fails"
    assert total.words.endswith("= 575, and 577 killed in all: off by 2")


@pytest.mark.parametrize("text", TEXTS["shares"])
def test_each_share_of_picss_is_of_its_own_measure_and_comes_out(text):
    found = judged(text)
    shares = {one.figure.statistic.value[1]: one for one in found if one.figure.statistic.measure == "share"}
    told = {43: ("incidents", "99 of 229"), 61: ("killed", "354 of 577"), 59: ("wounded", "570 of 959")}
    assert set(shares) == set(told)
    for percent, (measure, words) in told.items():
        assert shares[percent].verdict == "reproduced"
        assert shares[percent].figure.statistic.of_what == measure
        assert words in shares[percent].words
    assert {one.figure.statistic.area for one in shares.values()} == {"Balochistan"}


@pytest.mark.parametrize("text", TEXTS["lists"])
def test_a_list_of_groups_is_the_totals_whoever_is_counted_behind_it(text):
    found = judged(text)
    assert only(found, 577, "killed").words.endswith("off by 2")
    assert only(found, 67, "killed", of=("militant",)).figure.statistic.of == "militant"
    assert only(found, 959, "wounded").figure.statistic.of == "all"


@pytest.mark.parametrize("text", TEXTS["classes"])
def test_the_classes_of_groups_of_pips_make_up_its_totals(text):
    found = judged(text)
    assert {only(found, n, m).verdict for n, m in ((262, "incidents"), (595, "killed"), (1030, "wounded"))} == {
        "reproduced"
    }
    words = words_of(found)
    assert "= 262, and 262 incidents in all" in words
    assert "= 595, and 595 killed in all" in words


@pytest.mark.parametrize("text", TEXTS["classes"])
def test_59_percent_fits_the_deaths_of_pips_and_of_picss_only_the_wounded(text):
    found = judged(text)
    (share,) = [one for one in found if one.figure.statistic.measure == "share"]
    assert (share.verdict, share.figure.statistic.area) == ("reproduced", "Balochistan")
    assert share.words.startswith("354 of 595 killed is 59.5%, published as ")
    words = words_of([share])
    assert "354 of 577 killed is 61.4%" in words
    assert "570 of 959 wounded is 59.4%: a share of the wounded, not of them" in words


def test_a_newspaper_that_dropped_the_dead_of_one_class_is_found_out_from_its_text():
    text = (
        "The Pak Institute for Peace Studies said 262 terrorist attacks took place in Pakistan in 2018, killing 595 "
        "people. Religious militant groups carried out 171 attacks, killing 449 people. Nationalist groups carried out "
        "80 attacks, killing 96 people and injuring 45. Sectarian groups carried out 11 attacks, PIPS said."
    )
    words = words_of(judged(text))
    assert (
        "= 545, and 595 killed in all: 50 are given to none of them, and nothing is told of sectarian groups" in words
    )


@pytest.mark.parametrize("name", ["the Pakistan Institute of Peace Studies", "the Pak Institute for Peace Studies"])
def test_a_think_tank_under_a_wrong_name_is_still_that_one(name):
    text = (
        f"A report published by {name} said 595 people were killed in terrorist attacks in Pakistan in 2018. As many "
        "as 354 people, or 59% of the 2018 toll, were killed in Balochistan alone."
    )
    found = judged(text)
    assert [one.verdict for one in found] == ["reproduced"] * 3
    assert {one.figure.issuer for one in found} == {"Pak Institute for Peace Studies"}


@pytest.mark.parametrize(("provisional", "final"), list(zip(TEXTS["provisional"], TEXTS["final"], strict=True)))
def test_a_provisional_total_differs_from_the_final_one_by_the_state_of_knowledge(provisional, final):
    told = [publication(provisional, "2017-12-30")[0], publication(final, "2018-01-10")[0]]
    found = {one.figure.statistic.value[1]: one for one in judge(told)}
    assert {one.verdict for one in found.values()} == {"differs by scope"}
    assert "a later state of knowledge (2018-01-10)" in found[1387].words
