"""What people decide of claims and reports is applied first, and shown."""

import pytest
from factory import claim, decision, document, place, report
from told import bounds, count, told

from recount.errors import DecisionError

DAWN, VOA = document("a", outlet="Dawn"), document("b", outlet="VOA")
TWELVE = claim("killed", 12, of="all", document="a")
FORTY = claim("killed", 40, of="all", document="b")
BOTH = ((DAWN, report(DAWN, TWELVE)), (VOA, report(VOA, FORTY)))


def test_a_rejected_claim_is_set_aside_with_who_and_why():
    incident = told(*BOTH, decisions=[decision("reject", FORTY.id, reason="a typing error")])
    assert bounds(incident, "killed", "all") == (12, 12, 12)
    assert count(incident, "killed", "all").set_aside == ((FORTY.id, "rejected by a coder: a typing error"),)


def test_an_excluded_report_counts_with_none_of_its_claims():
    incident = told(*BOTH, decisions=[decision("exclude", BOTH[1][1].id)])
    assert bounds(incident, "killed", "all") == (12, 12, 12)


def test_a_count_whose_every_claim_is_rejected_still_shows_them():
    incident = told(BOTH[0], decisions=[decision("reject", TWELVE.id)])
    assert bounds(incident, "killed", "all") == (None, None, None)
    assert count(incident, "killed", "all").set_aside[0][0] == TWELVE.id


def test_a_corrected_claim_takes_the_value_given():
    incident = told(*BOTH, decisions=[decision("correct", FORTY.id, value="[14, 14, 14]")])
    assert bounds(incident, "killed", "all") == (12, 12, 14)


def test_a_correction_that_is_no_value_says_how_to_write_one():
    with pytest.raises(DecisionError, match="Write the value as JSON"):
        told(*BOTH, decisions=[decision("correct", FORTY.id, value="fourteen")])


def test_the_later_decision_takes_the_place_of_the_earlier():
    earlier = decision("reject", FORTY.id, at="2026-01-01T00:00:00")
    later = decision("accept", FORTY.id, at="2026-02-01T00:00:00")
    assert bounds(told(*BOTH, decisions=[later, earlier]), "killed", "all") == (12, 12, 40)


def test_a_rejected_place_and_name_are_shown_too():
    home = document("c")
    told_place, told_name = claim("place", place(country="PK")), claim("perpetrator", "gunmen", start=40)
    decisions = [decision("reject", told_place.id), decision("reject", told_name.id)]
    incident = told((home, report(home, told_place, told_name)), decisions=decisions)
    assert (incident.where, incident.perpetrators) == (None, ())
    assert [(one.field, one.set_aside[0][0]) for one in incident.others] == [
        ("perpetrator", told_name.id),
        ("place", told_place.id),
    ]
