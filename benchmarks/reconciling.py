"""How well figures are reconciled: best, low and high beside an archive's final count, and rival counts shown as such.

usage: reconciling.py [--print] [--part dev] [--misses]

`from the texts`: articles read by Recount's own reader; an article counts by its main report. Grouped `by hand` are
those that the set gives as one incident, `by Recount` those that linking puts with the most of them. `from the fields`:
what the set's own annotators filled in. A toll that nobody tells counts as none.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf
from typing import Any

from corpora import SHARED, lines
from linking_sets import Told, main_report, readings, told
from speed import replace_section

from recount.link import link
from recount.records import (
    Account,
    Claim,
    Cluster,
    Count,
    CountField,
    Document,
    Incident,
    Report,
    Span,
    content_id,
)
from recount.stages import reconcile_narrowed
from recount.tally.counts import attackers, toll_of

FIELDS: tuple[CountField, ...] = ("killed", "wounded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """An incident of the archive: its articles, and how many were killed and wounded in the end."""

    key: str
    articles: Sequence[Told]
    figures: Mapping[str, int]


def finals(part: str) -> list[Final]:
    """Incidents told in two articles or more."""
    known = {
        line["incident"]: {"killed": line["killed"], "wounded": line["injured"]}
        for line in lines(SHARED / "data" / "gva_incidents" / f"{part}.jsonl.gz")
    }
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in told("gva_incidents", part):
        groups[one.event].append(one)
    return [Final(key=key, articles=some, figures=known[key]) for key, some in groups.items() if len(some) > 1]


def counted(incident: Incident | None, field: CountField) -> tuple[int, int, float]:
    """Low, best and high of all people, as the archive counts them, attackers too.

    A total where one is told, else the categories together; none if nothing is told.
    """
    counts = incident.counts if incident else ()
    toll = toll_of(counts, field)
    if not any((one.field, one.of) == (field, "all") for one in counts):
        toll += attackers(counts, field)
    return toll.low, toll.best, inf if toll.open else toll.high


def by_hand(found: Sequence[Final], accounts: Mapping[str, Account]) -> dict[str, Incident | None]:
    """Each incident out of the main reports of its articles."""
    documents = _documents(found, accounts)
    made: dict[str, Incident | None] = {}
    for one in found:
        mains = [
            main_report(accounts[article.document.id]) for article in one.articles if article.document.id in accounts
        ]
        made[one.key] = _reconciled([report for report in mains if report], documents)
    return made


def by_recount(found: Sequence[Final], accounts: Mapping[str, Account]) -> dict[str, Incident | None]:
    """Of each incident the linked one that holds most of its articles' main reports."""
    documents = _documents(found, accounts)
    reports = {report.id: report for account in accounts.values() for report in account.reports}
    clusters = link(list(reports.values()), {key: account.published for key, account in accounts.items()})
    home = {report: cluster for cluster in clusters for report in cluster.reports}
    made: dict[str, Incident | None] = {}
    for one in found:
        mains = [
            main_report(accounts[article.document.id]) for article in one.articles if article.document.id in accounts
        ]
        votes = Counter(home[report.id].id for report in mains if report)
        cluster = home[votes.most_common(1)[0][0]] if votes else None
        made[one.key] = _reconciled([reports[key] for key in cluster.reports], documents) if cluster else None
    return made


def _documents(found: Sequence[Final], accounts: Mapping[str, Account]) -> dict[str, Document]:
    held = {article.document.id: article.document for one in found for article in one.articles}
    return {key: replace(one, published=accounts[key].published) for key, one in held.items() if key in accounts}


def _reconciled(reports: Sequence[Report], documents: Mapping[str, Document]) -> Incident | None:
    held = {report.id: report for report in reports if report.document in documents}
    if not held:
        return None
    cluster = Cluster(id=min(held), reports=tuple(sorted(held)))
    return reconcile_narrowed(cluster, held, documents, (), "conservative")


def figures(
    name: str, found: Sequence[Final], made: Mapping[str, Incident | None], accounts: Mapping[str, Account]
) -> Iterator[str]:
    for field in FIELDS:
        right = inside = told_at_all = chosen = 0
        for one in found:
            low, best, high = counted(made[one.key], field)
            right += best == one.figures[field]
            inside += low <= one.figures[field] <= high
            if one.figures[field] in claimed(one, accounts, field):
                told_at_all += 1
                chosen += best == one.figures[field]
        shares = f"{right / len(found):.3f} | {inside / len(found):.3f} | {told_at_all} | {chosen / told_at_all:.3f}"
        yield f"| {name} | {field} | {len(found)} | {shares} |"


def claimed(one: Final, accounts: Mapping[str, Account], field: CountField) -> set[int]:
    """The numbers that the main reports of an incident's articles claim; none is what no report claims."""
    mains = [main_report(accounts[article.document.id]) for article in one.articles if article.document.id in accounts]
    told_of = [claim for report in mains if report for claim in report.claims if claim.field == field]
    numbers = {claim.value.best for claim in told_of if isinstance(claim.value, Count) and claim.value.best is not None}
    return numbers or {0}


def misses(found: Sequence[Final], made: Mapping[str, Incident | None]) -> None:
    """What the archive says, what came out, and what was told."""
    for one in found:
        for field in FIELDS:
            low, best, high = counted(made[one.key], field)
            if best != one.figures[field]:
                print(f"{one.key} {field}: {one.figures[field]}, found {low}-{best}-{high}")
                for article in one.articles:
                    print(f"    {article.document.published.day} {article.document.text[:90]!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Articles on one day and town, with the number of dead that each was found to tell."""

    key: str
    told: Sequence[tuple[Document, int]]


def rivals(part: str) -> list[Rivals]:
    """Groups in which two numbers differ, out of the fields that annotators filled in."""
    documents = {one.document.name: one for one in told("fakes", part)}
    groups: dict[str, list[tuple[Document, int]]] = defaultdict(list)
    for line in lines(SHARED / "data" / "fakes" / f"{part}.jsonl.gz"):
        number = _dead(line)
        if line["id"] in documents and number:
            known = documents[line["id"]]
            groups[known.event].append((replace(known.document, outlet=line["source"]), number))
    return [Rivals(key=key, told=some) for key, some in groups.items() if len({number for _, number in some}) > 1]


def _dead(line: Mapping[str, Any]) -> int:
    known = line.get("norm") or {}
    return (known.get("civilians") or 0) + (known.get("noncivilians") or 0)


def from_fields(found: Rivals) -> tuple[Incident | None, list[Report]]:
    """What comes of the annotators' own numbers, each told by its outlet."""
    reports, documents = [], {}
    for document, number in found.told:
        span = Span(start=0, end=1, quote=document.text[:1])
        count = Count(low=number, best=number, high=number)
        key = content_id(document.id, number)
        claim = Claim(id=key, field="killed", value=count, of="all", span=span)
        more = {"type": "attack", "status": "happened", "focus": True, "triggers": (span,)}
        reports.append(Report(id=f"r{key}", document=document.id, claims=(claim,), **more))
        documents[document.id] = document
    return _reconciled(reports, documents), reports


def from_texts(found: Rivals, accounts: Mapping[str, Account]) -> tuple[Incident | None, list[Report]]:
    """What comes of the articles as read."""
    mains = [main_report(accounts[one.id]) for one, _ in found.told if one.id in accounts]
    documents = {
        one.id: replace(one, published=accounts[one.id].published) for one, _ in found.told if one.id in accounts
    }
    reports = [report for report in mains if report]
    return _reconciled(reports, documents), reports


Pair = tuple[int, int]


def pairs_of(numbers: Iterable[int]) -> set[Pair]:
    """The pairs of numbers that differ."""
    return set(combinations(sorted(set(numbers)), 2))


def shown(found: Rivals, incident: Incident | None, reports: Sequence[Report]) -> set[Pair]:
    """Of the pairs of numbers that differ those that stand in one disagreement of the incident."""
    best = {claim.id: getattr(claim.value, "best", None) for report in reports for claim in report.claims}
    numbers = {number for _, number in found.told}
    told_as = [
        {best.get(claim) for _, claims in one.sides for claim in claims} & numbers
        for one in (incident.disagreements if incident else ())
        if one.field == "killed"
    ]
    return {pair for some in told_as for pair in pairs_of(some)}


def rival_claims(found: Rivals, accounts: Mapping[str, Account]) -> set[Pair]:
    """The pairs of which the main reports of two articles claim the numbers, of the same people."""
    by_group: dict[str | None, set[int]] = defaultdict(set)
    for document, number in found.told:
        report = main_report(accounts[document.id]) if document.id in accounts else None
        for claim in report.claims if report else ():
            if claim.field == "killed" and isinstance(claim.value, Count) and claim.value.best == number:
                by_group[claim.of].add(number)
    return {pair for numbers in by_group.values() for pair in pairs_of(numbers)}


def rivals_table(part: str) -> Iterator[str]:
    groups = rivals(part)
    read = readings("fakes", part, told("fakes", part), read=False)
    ways = (
        ("from the fields", from_fields, lambda one: pairs_of(number for _, number in one.told)),
        ("from the texts", lambda one: from_texts(one, read), lambda one: rival_claims(one, read)),
    )
    for name, made, claimed_pairs in ways:
        there = sum(len(pairs_of(number for _, number in one.told)) for one in groups)
        found = [(claimed_pairs(one), shown(one, *made(one))) for one in groups]
        right, rival = sum(len(pairs) for _, pairs in found), sum(len(pairs) for pairs, _ in found)
        both = sum(len(pairs & seen) for pairs, seen in found)
        shares = f"{right / there:.3f} | {rival} | {both / rival if rival else 0:.3f}"
        yield f"| fakes {part}, {name} | {len(groups)} | {there} | {shares} |"


def table(part: str) -> str:
    found = finals(part)
    accounts = readings("gva_incidents", part, told("gva_incidents", part), read=False)
    rows = [
        "| set | count | incidents | best right | inside low to high | final figure claimed | best right of those |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *figures(f"gva_incidents {part}, from the texts, grouped by hand", found, by_hand(found, accounts), accounts),
        *figures(
            f"gva_incidents {part}, from the texts, grouped by Recount", found, by_recount(found, accounts), accounts
        ),
        "",
        "| rival numbers of dead | groups | pairs | shown as a disagreement | both claimed | shown of those |",
        "| --- | --- | --- | --- | --- | --- |",
        *rivals_table(part),
    ]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="dev", choices=("train", "dev"))
    parser.add_argument("--misses", action="store_true", help="print what came out wrong, grouped by hand")
    parser.add_argument("--print", action="store_true", help="print the table and leave RESULTS.md as it is")
    options = parser.parse_args()
    if options.misses:
        found = finals(options.part)
        accounts = readings("gva_incidents", options.part, told("gva_incidents", options.part), read=False)
        held = [one for one in found if all(article.document.id in accounts for article in one.articles)]
        misses(held, by_hand(held, accounts))
        return
    written = table(options.part)
    print(written)
    if not options.print:
        replace_section("reconciling", written)


if __name__ == "__main__":
    main()
