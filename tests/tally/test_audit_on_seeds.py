import pytest
from annotated import load, needs_gold

from recount.tally import audit
from recount.tally.audit_judge import Publication, judge

pytestmark = [pytest.mark.gold, needs_gold]


def test_the_round_up_of_2018_adds_up():
    account = next(account for name, account in load("seeds").accounts.items() if name.startswith("003"))
    words = {one.words: one.verdict for one in audit(account.statistics)}
    assert words["354 of 595 killed is 59.5%, published as 59%"] == "reproduced"
    assert words["9 security + 14 civilian + 7 militant = 30, and 30 killed in all"] == "reproduced"
    assert words["31 security + 36 civilian + 2 militant = 69, and 69 wounded in all"] == "reproduced"
    assert words["26 incidents against 11 before is +136%; no percentage is published to compare"] == "not enough data"
    assert "arithmetic fails" not in words.values()


def test_the_share_of_one_province_is_reproduced_and_the_other_think_tank_has_another() -> None:
    account = next(account for name, account in load("seeds").accounts.items() if name.startswith("003"))
    judged = judge([Publication(document="d", source="the round-up", statistics=account.statistics)])
    share = next(
        one for one in judged if one.figure.statistic.area == "Balochistan" and one.figure.statistic.unit == "percent"
    )
    words = " ".join(one.words for one in share.findings)
    assert (share.verdict, share.words) == ("reproduced", "354 of 595 killed is 59.5%, published as 59%")
    assert "354 of 577 killed is 61.4%" in words
    assert "570 of 959 wounded is 59.4%: a share of the wounded" in words
