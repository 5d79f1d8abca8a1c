"""Stages of a few lines, for tests of what stands around them.

They read lines such as "2016-10-24 Quetta: killed 61 (army)". "boom" makes the reader fail, "bang" the coder, "die"
ends the process, "slow" takes a tenth of a second.
"""

import os
import re
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recount.contract import claim_id, report_id
from recount.errors import ReadError
from recount.ledger.stored import decode, encode
from recount.link.reach import Reach, Size
from recount.records import (
    Account,
    Claim,
    Cluster,
    Count,
    Decision,
    Disagreement,
    Document,
    Estimate,
    Incident,
    Link,
    Published,
    Reading,
    Reason,
    Report,
    RuleSet,
    Span,
    Speaker,
    Statistic,
    Value,
    When,
    Where,
    content_id,
)
from recount.stages import Stages
from recount.traces import Trace

LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\w+): killed (\d+)(?: \((\w+)\))?")
TOTAL = re.compile(r"In all (\d+) were killed")


@dataclass(frozen=True, slots=True)
class SmallReader:
    def read(self, document: Document) -> Reading:
        if "die" in document.text:
            os._exit(9)
        if "slow" in document.text:
            time.sleep(0.1)
        if "boom" in document.text:
            raise ReadError(f"{document.name} says boom", advice="Take the boom out")
        return Reading(document=document.id, published=document.published, sentences=())


def small_code(document: Document, reading: Reading) -> Account:
    if "bang" in document.text:
        raise ZeroDivisionError("bang")
    reports = tuple(_report(document, match) for match in LINE.finditer(document.text))
    statistics = tuple(_statistic(document, match) for match in TOTAL.finditer(document.text))
    return Account(document=document.id, published=reading.published, reports=reports, statistics=statistics)


def _report(document: Document, match: re.Match[str]) -> Report:
    day, number = date.fromisoformat(match[1]), int(match[3])
    speaker = Speaker(span=_span(match, 4), voice=match[4]) if match[4] else None
    claims = (
        _claim(document, "date", When(first=day, last=day, precision="day"), _span(match, 1), None),
        _claim(document, "place", Where(locality=match[2], country="PK", level="locality"), _span(match, 2), None),
        _claim(document, "killed", Count(low=number, best=number, high=number), _span(match, 3), speaker),
    )
    triggers = (_span(match, 0),)
    return Report(
        id=report_id(document, triggers, claims),
        document=document.id,
        type="bombing",
        status="happened",
        focus=True,
        triggers=triggers,
        claims=claims,
    )


def _span(match: re.Match[str], group: int) -> Span:
    return Span(start=match.start(group), end=match.end(group), quote=match[group])


def _claim(document: Document, field: str, value: Value, span: Span, speaker: Speaker | None) -> Claim:
    of = "all" if field == "killed" else None
    made = claim_id(document, span, field, value, of)
    return Claim(id=made, field=field, value=value, span=span, speaker=speaker, of=of)  # type: ignore[arg-type]


def _statistic(document: Document, match: re.Match[str]) -> Statistic:
    number = float(match[1])
    made = content_id("statistic", document.id, match.start())
    return Statistic(id=made, measure="killed", value=(number,) * 3, unit="count", span=_span(match, 0))


def small_link(
    reports: Sequence[Report], published: Mapping[str, Published], decisions: Sequence[Decision]
) -> tuple[Cluster, ...]:
    groups: dict[object, list[str]] = defaultdict(list)
    apart = {one for decision in decisions if decision.kind == "not same" for one in decision.subjects}
    for report in reports:
        when, where = report.claims[0].value, report.claims[1].value
        groups[report.id if report.id in apart else (when, where)].append(report.id)
    return tuple(_cluster(tuple(sorted(members))) for members in sorted(groups.values()))


def _cluster(reports: tuple[str, ...]) -> Cluster:
    reasons = (Reason(what="days", words="the same day", points=5.0),)
    links = tuple(Link(left=reports[0], right=r, verdict="same", score=5.0, reasons=reasons) for r in reports[1:])
    return Cluster(id=reports[0], reports=reports, links=links)


def small_reconcile(
    cluster: Cluster,
    reports: Mapping[str, Report],
    documents: Mapping[str, Document],
    decisions: Sequence[Decision],
    rules: RuleSet,
) -> Incident:
    told = [reports[report] for report in cluster.reports]
    dates, places, killed = (tuple(report.claims[number] for report in told) for number in range(3))
    numbers = sorted({claim.value.best for claim in killed})  # type: ignore[union-attr]
    if 13 in numbers:
        raise ValueError("thirteen brings bad luck")
    best = numbers[-1] if rules == "gtd" else numbers[0]
    return Incident(
        id=cluster.id,
        type=told[0].type,
        status=told[0].status,
        reports=cluster.reports,
        when=_same("date", dates),
        where=_same("place", places),
        counts=(
            Estimate(
                field="killed",
                of="all",
                low=numbers[0],
                best=best,
                high=numbers[-1],
                claims=tuple(claim.id for claim in killed),
                rule=f"small {rules}",
            ),
        ),
        perpetrators=(Estimate(field="perpetrator", value="gunmen", stance="asserts"),),
        disagreements=_disagreements(killed) if len(numbers) > 1 else (),
        grade="contested" if len(numbers) > 1 else "corroborated" if len(told) > 1 else "single",
        witnesses=tuple(sorted({documents[report.document].name for report in told})),
        rules=rules,
    )


def _same(field: str, claims: tuple[Claim, ...]) -> Estimate:
    ids = tuple(claim.id for claim in claims)
    return Estimate(field=field, value=claims[0].value, claims=ids)  # type: ignore[arg-type]


def _disagreements(killed: tuple[Claim, ...]) -> tuple[Disagreement, ...]:
    sides = tuple((claim.span.quote, (claim.id,)) for claim in killed)
    return (Disagreement(field="killed", of="all", sides=sides, words="they cannot all be right"),)


def small_trace(report: Report, published: Published) -> Trace:
    block = int(content_id(report.claims[0].value, report.claims[1].value)[:12], 16) << 3
    return Trace(report=report.id, document=report.document, blocks=(block,), body=encode(report).encode())


def small_groups(
    traces: Sequence[Trace], near: Mapping[tuple[str, str], float], decisions: Sequence[Decision], explained: bool
) -> tuple[Cluster, ...]:
    reports = [decode(one.body.decode(), Report) for one in sorted(traces, key=lambda one: one.report)]
    return small_link(reports, {}, decisions)


def small_open(block: int, size: Size) -> bool:
    return True


def small_scores(traces: Mapping[str, Trace], pairs: Sequence[tuple[str, str]]) -> list[float]:
    return [5.0] * len(pairs)


SMALL_REACH = Reach(put_down=small_trace, is_open=small_open, scores=small_scores, regroup=small_groups)
SMALL = Stages(
    name="small 1",
    make_reader=SmallReader,
    code=small_code,
    link=small_link,
    reconcile=small_reconcile,
    reach=SMALL_REACH,
)
