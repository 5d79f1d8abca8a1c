"""Five articles on three attacks, as annotated by hand: what the ledger must say of them."""

import pytest
from annotated import load, needs_gold
from told import bounds, count

from recount.link import link
from recount.reconcile import reconcile

pytestmark = [pytest.mark.gold, needs_gold]


@pytest.fixture(scope="module")
def incidents():
    gold = load("seeds")
    reports = {report.id: report for account in gold.accounts.values() for report in account.reports}
    documents = {document.id: document for document in gold.documents.values()}
    clusters = link(list(reports.values()), {key: one.published for key, one in documents.items()})
    made = [reconcile(cluster, reports, documents) for cluster in clusters]
    return {
        (one.when.value.first.isoformat() if one.when else "", len(one.reports)): (
            one,
            {claim.id: claim for key in one.reports for claim in reports[key].claims},
        )
        for one in made
    }


def stances(incident, claims):
    return {
        (one.value, one.stance, claims[key].speaker.span.quote if claims[key].speaker else None)
        for one in incident.perpetrators
        for key in one.claims
    }


def test_the_college_has_61_to_65_killed_and_both_claims_with_the_accusation(incidents):
    incident, claims = incidents["2016-10-24", 2]
    assert bounds(incident, "killed", "security") == (61, 61, 65)
    wounded = count(incident, "wounded", "security")
    assert sorted(claims[key].value.low for key in wounded.claims) == [121, 166]
    assert "told as at least 121 and at least 166" in wounded.rule
    told = stances(incident, claims)
    assert ("Islamic State", "claims", "ISIL") in told
    assert ("Lashkar-e-Jhangvi al-Alami", "claims", "LeJ al-Alami") in told
    assert ("Lashkar-e-Jhangvi al-Alami", "accuses", "Sher Afgun") in told
    assert ("Islamic State", "suspects", "PICSS") in told
    assert incident.grade == "contested"
    assert any(one.words.startswith("61 or 65") for one in incident.disagreements)


def test_the_hospital_has_at_least_70_killed_both_claims_and_the_doubt(incidents):
    incident, claims = incidents["2016-08-08", 2]
    assert bounds(incident, "killed", "all") == (70, 70, None)
    assert bounds(incident, "wounded", "all") == (101, 101, None)
    told = {(name, stance) for name, stance, _ in stances(incident, claims)}
    assert {("Islamic State", "claims"), ("Taliban faction", "claims"), ("Islamic State", "doubts")} <= told


def test_the_cave_has_12_killed_and_the_wounded_of_one_statement_disputed(incidents):
    incident, _ = incidents["2017-06-01", 2]
    assert bounds(incident, "killed", "militant") == (12, 12, 12)
    assert bounds(incident, "wounded", "security") == (5, 10, 10)
    assert "5 or 10; both rest on Pakistan Army" in [one.words for one in incident.disagreements]
    assert incident.grade == "contested"


def test_the_raid_of_2021_and_the_contesting_account_stand_alone(incidents):
    raid, _ = incidents["2021-08-30", 1]
    assert bounds(raid, "killed", "militant") == (11, 11, 11)
    account, _ = incidents["2017-05-28", 1]
    assert (account.status, account.type) == ("alleged", "airstrike")
