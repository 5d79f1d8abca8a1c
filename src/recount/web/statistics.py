"""Statistics: tables whose every number opens the incidents behind it, and whether published totals add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from recount.ledger.cards import GROUPS
from recount.publish import words
from recount.publish.exports import csv_row
from recount.publish.sentence import around
from recount.records import Document, Incident, Statistic
from recount.tally.audit import audit
from recount.tally.counts import Toll
from recount.tally.held import Held
from recount.web.asking import Asked, asked_of
from recount.web.coded import Numbers, Rows
from recount.web.columns import TOLLS, Columns
from recount.web.names import choices, label
from recount.web.page import kept, render
from recount.web.shelf import State
from recount.web.site import Site, site_of, state_of

router = APIRouter(include_in_schema=False)
CUTS: Mapping[str, str] = {
    "month": "month", "year": "year", "country": "country", "province": "province", "type": "type", "grade": "grade",
}  # fmt: skip
_MOST_ROWS = 240
_COUNTED = (*TOLLS, *(f"dead_{group}" for group in GROUPS))
_MOST_GROUPS = 500_000
_MOST_HELD = 5000  # incidents that published totals are held against


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: what it is of, in the words of the filter, and its numbers."""

    of: tuple[tuple[str, str], ...]
    incidents: int
    killed: Toll
    wounded: Toll
    dead: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `left_out` rows were too many to show."""

    rows: tuple[Row, ...]
    total: Row
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published figure with its sentence."""

    id: str
    what: str
    value: str
    period: str
    area: str
    speaker: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """The published figures of one document and what an audit finds about them."""

    document: Document
    figures: tuple[Figure, ...]
    findings: tuple[tuple[str, str], ...]


@router.get("/statistics")
def statistics(request: Request) -> HTMLResponse:
    """A table cut as asked, and the audit."""
    return kept(request, lambda: _statistics(request))


def _statistics(request: Request) -> HTMLResponse:
    site, state, asked = site_of(request), state_of(request), asked_of(request)
    by, and_by, counted = _asked(request, asked)
    cuts = _cuts(by, and_by)
    return render(
        request,
        "statistics.html",
        asked=asked,
        counted=counted,
        path="/statistics",
        by=by,
        and_by=and_by,
        cuts=CUTS,
        table=tabulate(state.columns, state.columns.rows(counted), cuts, _MOST_ROWS),
        heads=[CUTS[cut] for cut in cuts],
        groups=[words.GROUPS[group] for group in GROUPS],
        audited=site.remembered("audit", lambda: audits(site, state)),
        choices=choices(state),
        label=label,
    )


@router.get("/statistics.csv")
def statistics_csv(request: Request) -> Response:
    """The whole table as a file: a row each, a column for each end of a range."""
    columns, (by, and_by, counted) = state_of(request).columns, _asked(request, asked_of(request))
    table = tabulate(columns, columns.rows(counted), _cuts(by, and_by))
    lines = [csv_row([*_cuts(by, and_by), "incidents", *TOLLS, *(f"killed_{group}" for group in GROUPS)])]
    for row in table.rows:
        tolls = (toll for one in (row.killed, row.wounded) for toll in (one.low, one.best, one.high, one.open))
        lines.append(csv_row([*(value for _, value in row.of), row.incidents, *tolls, *row.dead]))
    headers = {"Content-Disposition": 'attachment; filename="statistics.csv"'}
    return Response("".join(lines), media_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: Request, asked: Asked) -> tuple[str, str, Asked]:
    """By what the table is cut, and of what: incidents that happened, where nothing else is asked for."""
    counted = asked if asked.status else replace(asked, status="happened")
    return _cut(request, "by", "year"), _cut(request, "and", ""), counted


def _cuts(by: str, and_by: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cut for cut in (by, and_by) if cut))


def _cut(request: Request, name: str, default: str) -> str:
    value = request.query_params.get(name, default)
    if value and value not in CUTS:
        raise HTTPException(422, f"{name}={value[:20]} is none of: {', '.join(CUTS)}")
    return value


def tabulate(columns: Columns, kept: Rows, cuts: Sequence[str], most: int | None = None) -> Table:
    """Some incidents cut by one or two columns, rows in the order of their words."""
    groups: Numbers = np.zeros(len(kept), dtype=np.int64)
    number = 1
    for cut in cuts:
        groups = groups * len(columns.coded[cut].words) + columns.coded[cut].codes[kept]
        number *= len(columns.coded[cut].words)
    found = np.arange(number)
    if number > _MOST_GROUPS:
        found, groups = np.unique(groups, return_inverse=True)
    sums = columns.sums(kept, groups, len(found), _COUNTED)
    some = [(_of(columns, cuts, int(found[n])), int(n)) for n in np.flatnonzero(sums["incidents"])]
    some.sort(key=lambda row: [(value == "unknown", value) for _, value in row[0]])
    rows = [_row(of, sums, n) for of, n in some[:most]]
    total = {name: values.sum(keepdims=True) for name, values in sums.items()}
    return Table(rows=tuple(rows), total=_row((), total, 0), left_out=len(some) - len(rows))


def _of(columns: Columns, cuts: Sequence[str], code: int) -> tuple[tuple[str, str], ...]:
    values = []
    for cut in reversed(cuts):
        code, own = divmod(code, len(columns.coded[cut].words))
        values.append((cut, columns.coded[cut].words[own] or "unknown"))
    return tuple(reversed(values))


def _row(of: tuple[tuple[str, str], ...], sums: Mapping[str, Numbers], n: int) -> Row:
    killed, wounded = (
        Toll(**{end: int(sums[f"{field}_{end}"][n]) for end in ("low", "best", "high", "open")})
        for field in ("killed", "wounded")
    )
    dead = tuple(int(sums[f"dead_{group}"][n]) for group in GROUPS)
    return Row(of=of, incidents=int(sums["incidents"][n]), killed=killed, wounded=wounded, dead=dead)


def audits(site: Site, state: State) -> list[Audited]:
    """Every document with published figures, and whether they add up among themselves and beside the ledger."""
    documents = set(state.search.documents_with("statistics"))
    accounts = {key: one for key, one in site.ledger.accounts(documents).items() if one.statistics}
    texts = site.ledger.documents(set(accounts))
    held = Held(_beside([item for one in accounts.values() for item in one.statistics], state))
    found = [_audited(texts[key], one.statistics, held) for key, one in accounts.items()]
    return sorted(found, key=lambda one: (one.document.name, one.document.id))


def _beside(figures: Sequence[Statistic], state: State) -> tuple[Incident, ...]:
    """The incidents of the periods that are published; none where they are too many to hold beside."""
    columns = state.columns
    periods = sorted({one.period for one in figures if one.period})
    found = [columns.rows(Asked(since=since, until=until)) for since, until in periods]
    kept: Rows = np.unique(np.concatenate(found)) if found else columns.everything[:0]
    if not 0 < len(kept) <= _MOST_HELD:
        return ()
    ids = state.catalogue.ids([int(number) for number in columns.numbers[kept]])
    return tuple(state.search.incidents(ids))


def _audited(document: Document, figures: Sequence[Statistic], held: Held) -> Audited:
    ordered = sorted(figures, key=lambda one: (one.span.start, one.id))
    findings = audit(ordered, held)
    return Audited(
        document=document,
        figures=tuple(_figure(one, document) for one in ordered),
        findings=tuple((one.verdict, one.words) for one in findings),
    )


def _figure(item: Statistic, document: Document) -> Figure:
    before, quote, after = around(document.text, item.span.start, item.span.end)
    group = words.GROUPS.get(item.of or "", "")
    return Figure(
        id=item.id,
        what=", ".join(part for part in (words.measure_words(item), group, item.actor) if part),
        value=words.figure_words(item),
        period=words.period_words(item),
        area=item.area or words.NOT_KNOWN,
        speaker=item.speaker.span.quote if item.speaker else document.outlet or document.name,
        before=before,
        quote=quote,
        after=after,
    )
