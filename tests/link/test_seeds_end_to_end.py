"""The five seed articles, read by the shipped reader and linked: what a user gets from `recount add`."""

import pytest
from annotated import SHARED, needs_gold

from recount.ingest import IngestOptions, ingest
from recount.link import link
from recount.stages import STAGES, read_and_code

pytestmark = [pytest.mark.gold, needs_gold]


@pytest.fixture(scope="module")
def clusters():
    accounts = {}
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        (document,) = ingest(str(path), options=IngestOptions())
        accounts[document.name[:3]] = read_and_code(STAGES, document)
    reports = [report for account in accounts.values() for report in account.reports]
    published = {account.document: account.published for account in accounts.values()}
    names = {account.document: name for name, account in accounts.items()}
    told = {report.id: report for report in reports}
    return [[(names[told[key].document], told[key]) for key in one.reports] for one in link(reports, published)]


def test_the_hospital_attack_and_the_college_attack_are_one_incident_of_two_articles_each(clusters):
    both = [cluster for cluster in clusters if sorted(name for name, _ in cluster) == ["001", "003"]]
    contexts = [" ".join(report.context for _, report in cluster) for cluster in both]
    assert any("Civil Hospital" in told or "lawyers" in told for told in contexts)
    assert any("Training College" in told or "cadets" in told for told in contexts)


def test_the_mastung_raid_of_2017_is_one_incident_of_two_articles_and_that_of_2021_stands_apart(clusters):
    homes = [sorted(name for name, _ in cluster) for cluster in clusters]
    assert ["002", "004"] in homes
    assert all("000" not in names or names == ["000"] for names in homes)
