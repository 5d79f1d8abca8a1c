"""Out of the ledger, what pages, lists and exports are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from recount.codebook.countries import load_countries
from recount.ledger import Ledger
from recount.publish.report import Finding, Material
from recount.reconcile import narrow_published
from recount.records import Account, Cluster, Incident, Published, Report
from recount.tally.audit import audit
from recount.tally.held import Held


def gather(ledger: Ledger, incidents: Sequence[Incident], *, figures: bool = False) -> Material:
    """Some incidents with their reports and documents, each document with its day of publication as reasoned.

    `figures`: also every published statistic of the ledger, with what an audit finds, and every failure.
    """
    statistics = ledger.statistics() if figures else ()
    behind = ledger.documents_behind({incident.id for incident in incidents})
    accounts = ledger.accounts(behind | {document.id for document, _ in statistics})
    wanted = {report for incident in incidents for report in incident.reports}
    reports = [report for account in accounts.values() for report in account.reports if report.id in wanted]
    documents = ledger.documents(accounts.keys())
    published = _published(incidents, {report.id: report for report in reports}, accounts)
    return Material(
        incidents=incidents,
        reports={report.id: report for report in reports},
        documents={key: replace(document, published=published[key]) for key, document in documents.items()},
        statistics=[(document.id, statistic) for document, statistic in statistics],
        findings=audited(ledger) if figures else (),
        failures=[failure for failure, _ in ledger.failures()] if figures else (),
        documents_read=ledger.counts()["documents"] if figures else len(documents),
        silent=_silent(ledger) if figures else (),
        countries={code: country.name for code, country in load_countries().items()},
    )


def _published(
    incidents: Sequence[Incident], reports: Mapping[str, Report], accounts: Mapping[str, Account]
) -> dict[str, Published]:
    """When each document came out, as closely as the dated reports of its incidents let it be told."""
    published = {key: account.published for key, account in accounts.items()}
    for incident in incidents:
        cluster = Cluster(id=incident.id, reports=tuple(key for key in incident.reports if key in reports))
        published |= narrow_published(cluster, reports, published)
    return published


def _silent(ledger: Ledger) -> list[str]:
    """The documents that could be read and gave nothing to count, by name."""
    told = [key for key, account in ledger.accounts().items() if not account.reports and not account.statistics]
    return sorted(document.name for document in ledger.documents(told).values())


def audited(ledger: Ledger) -> list[Finding]:
    """What an audit finds about the figures of each document, beside its incidents in the ledger."""
    incidents = Held(ledger.incidents())
    findings = []
    for _, pairs in groupby(ledger.statistics(), key=lambda pair: pair[0].id):
        found = audit([statistic for _, statistic in pairs], incidents)
        findings += [Finding(verdict=one.verdict, words=one.words, statistics=one.statistics) for one in found]
    return findings
