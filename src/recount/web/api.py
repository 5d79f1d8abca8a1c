"""The same ledger for programs: filters, pages, bulk downloads; `/api/openapi.json` describes it.

An answer bears an ETag of the state of the ledger: asking again with If-None-Match costs nothing until it moves on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel

from recount.errors import NotInLedger
from recount.ledger.cards import GROUPS
from recount.pipeline import recount
from recount.publish.exports import claims_csv
from recount.publish.formats import FORMATS
from recount.publish.gather import gather
from recount.publish.incident_json import cluster_as_json, incident_as_json
from recount.publish.report import Material
from recount.records import EventType, Grade, Incident, RuleSet, Status, content_id
from recount.tally.counts import Toll
from recount.web.asking import MOST_PAGES, Asked, Sort
from recount.web.page import render
from recount.web.site import Site, site_of, state_of
from recount.web.statistics import tabulate

AT_ONCE = 200
MOST_ROWS = 100
Cut = Literal["month", "year", "country", "province", "type", "grade"]
Words = Annotated[str | None, Query(max_length=200)]
Id = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="The id of an incident or a document.")]
_KINDS = {"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}


class Problem(BaseModel):
    """What went wrong, and what to do."""

    what: str
    advice: str


router = APIRouter(
    prefix="/api",
    responses={422: {"model": Problem, "description": "A value that cannot be used"}},
)
_NOT_THERE: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "The ledger holds no such id"}}
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Nothing changed since the ETag given"}}


def asked_for(  # noqa: PLR0913, PLR0917 - the parts of the filter are read from here
    since: Annotated[date | None, Query(description="May have been on this day or later.")] = None,
    until: Annotated[date | None, Query(description="May have been on this day or earlier.")] = None,
    month: Annotated[str | None, Query(max_length=10, description='As tables count: "2016-10", "unknown".')] = None,
    year: Annotated[str | None, Query(max_length=10)] = None,
    country: Annotated[str | None, Query(max_length=10, description="ISO 3166-1 alpha-2, or unknown.")] = None,
    province: Words = None,
    actor: Words = None,
    type: EventType | None = None,  # noqa: A002 - the record's own word
    grade: Grade | None = None,
    status: Status | None = None,
    disputed: bool | None = None,
    text: Annotated[str | None, Query(max_length=200, description='All words; "in quotes" side by side.')] = None,
) -> Asked:
    """The filter that every list takes."""
    return Asked(
        since=since, until=until, month=month or None, year=year or None, country=country or None,
        province=province or None, actor=actor or None, type=type, grade=grade, status=status,
        disputed=disputed or None, text=text or None,
    )  # fmt: skip


Filter = Annotated[Asked, Depends(asked_for)]


@router.get("", include_in_schema=False, response_class=HTMLResponse)
def about(request: Request) -> HTMLResponse:
    """What the API offers, for people."""
    return render(request, "api.html", routes=list(described(request)))


def described(request: Request) -> Iterator[tuple[str, str]]:
    """Path and description of each question."""
    for path, methods in request.app.openapi()["paths"].items():
        if "get" in methods and path.startswith("/api"):
            yield path, methods["get"].get("description", "").split("\n")[0]


def answered(request: Request, make: Callable[[], Any]) -> Response:
    """JSON with the ETag of the ledger's state and of what was asked, or nothing where the asker has it."""
    tag = f'"{content_id(state_of(request).name, request.url.path, request.url.query)}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    given = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in given:
        return Response(status_code=304, headers=headers)
    return JSONResponse(make(), headers=headers)


@router.get("/incidents", responses=_UNCHANGED)
def incidents(
    request: Request,
    asked: Filter,
    sort: Sort = "newest",
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
    size: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 50,
) -> Response:
    """A page of incidents in short; `total` and `pages` say how many there are."""

    def make() -> dict[str, Any]:
        state = state_of(request)
        columns = state.columns
        chosen = columns.rows(asked)
        order = columns.ordered(chosen, sort, (page - 1) * size, page * size)
        numbers = [int(number) for number in columns.numbers[order]]
        found = state.search.incidents(state.catalogue.ids(numbers))
        pages = max(1, -(-len(chosen) // size))
        ahead = asked.link("/api/incidents", sort=sort, size=size, page=page + 1) if page < pages else None
        return {
            "total": len(chosen),
            "page": page,
            "pages": pages,
            "next": ahead,
            "incidents": [in_short(one) for one in found],
        }

    return answered(request, make)


def in_short(incident: Incident) -> dict[str, Any]:
    """An incident without its claims."""
    told = incident_as_json(incident, Material(incidents=(incident,), reports={}, documents={}))
    return {**{key: value for key, value in told.items() if key != "reports"}, "href": f"/api/incidents/{incident.id}"}


@router.get("/incidents.{form}", response_class=StreamingResponse)
def download(request: Request, form: Literal["jsonl", "csv", "geojson"], asked: Filter) -> StreamingResponse:
    """All incidents asked for, as a file: jsonl with every claim, csv with a row each, geojson for maps."""
    chosen = FORMATS[form]
    rows = (row for material in materials(request, asked) for row in chosen.rows(material))
    return as_file(chosen.encode(rows, chosen.names), f"incidents.{form}", _KINDS[form])


@router.get("/claims.csv", response_class=StreamingResponse)
def claims(request: Request, asked: Filter) -> StreamingResponse:
    """The claims of all incidents asked for, a row each."""
    return as_file((row.encode() for row in claims_csv(materials(request, asked))), "claims.csv", _KINDS["csv"])


def as_file(parts: Iterable[bytes], name: str, kind: str) -> StreamingResponse:
    """Bytes sent as they are made, under a file name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(iter(parts), media_type=kind, headers=headers)


def materials(request: Request, asked: Asked) -> Iterator[Material]:
    """The incidents asked for with their reports and documents, some at a time."""
    site, state = site_of(request), state_of(request)
    columns = state.columns
    numbers = [int(number) for number in columns.numbers[columns.ordered(columns.rows(asked), "oldest")]]
    for start in range(0, len(numbers), AT_ONCE):
        ids = state.catalogue.ids(numbers[start : start + AT_ONCE])
        yield gather(site.ledger, state.search.incidents(ids))


@router.get("/incidents/{key}", responses=_NOT_THERE | _UNCHANGED)
def incident(request: Request, key: Id, rules: RuleSet | None = None) -> Response:
    """One incident with every claim, as the ledger has it or counted by the rules of another project."""

    def make() -> dict[str, Any]:
        site = site_of(request)
        found = standing_incident(site, key)
        if rules and rules != found.rules:
            found = recount(site.desk(rules=rules), [found])[0]
        cluster = site.ledger.clusters([found.id]).get(found.id)
        links = {"cluster": cluster_as_json(cluster)} if cluster else {}
        return {**incident_as_json(found, gather(site.ledger, [found])), **links}

    return answered(request, make)


def standing_incident(site: Site, key: str) -> Incident:
    """The incident that an id means now; NotInLedger where it means none."""
    try:
        return site.ledger.incident(key)
    except NotInLedger:
        now = site.shelf.search.redirect(key)
        if now is None:
            raise
        return site.ledger.incident(now)


@router.get("/documents/{key}", responses=_NOT_THERE | _UNCHANGED)
def document(request: Request, key: Id) -> Response:
    """One document: its text, where it is from, and the incidents it tells of. Offsets of claims count in `text`."""

    def make() -> dict[str, Any]:
        site = site_of(request)
        held = site.ledger.documents({key}).get(key)
        if held is None:
            raise NotInLedger(f"The ledger holds no document {key!r}", advice="Find it through one of its incidents.")
        account = site.ledger.accounts({key}).get(key)
        reports = [report.id for report in account.reports] if account else []
        published = account.published if account else held.published
        return {
            "id": held.id,
            "name": held.name,
            "title": held.title,
            "outlet": held.outlet,
            "url": held.url,
            "language": held.language,
            "published_between": [_day(published.first), _day(published.last)],
            "published_reason": published.reason,
            "original_sha256": held.original_sha256 or None,
            "text": held.text,
            "furniture": [[span.start, span.end] for span in held.furniture],
            "incidents": sorted(set(site.shelf.search.incident_of_reports(reports).values())),
        }

    return answered(request, make)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


@router.get("/statistics", responses=_UNCHANGED)
def statistics(request: Request, asked: Filter, by: Cut = "year", and_by: Cut | None = None) -> Response:
    """Incidents and victims by one or two cuts; a toll is low, best, high, and in how many incidents it is open."""

    def make() -> dict[str, Any]:
        columns = state_of(request).columns
        cuts = [by, and_by] if and_by and and_by != by else [by]
        table = tabulate(columns, columns.rows(asked), cuts)
        return {"rows": [_as_json(row.of, row) for row in table.rows], "total": _as_json((), table.total)}

    return answered(request, make)


def _as_json(of: Iterable[tuple[str, str]], row: Any) -> dict[str, Any]:
    dead: Mapping[str, int] = dict(zip(GROUPS, row.dead, strict=True))
    killed = {**_toll(row.killed), "groups": dead}
    return {**dict(of), "incidents": row.incidents, "killed": killed, "wounded": _toll(row.wounded)}


def _toll(toll: Toll) -> dict[str, int]:
    return {"low": toll.low, "best": toll.best, "high": toll.high, "open": toll.open}


@router.get("/actors", responses=_UNCHANGED)
def actors(request: Request, asked: Filter) -> Response:
    """The organisations named in the incidents asked for, and in how many."""

    def make() -> dict[str, Any]:
        columns = state_of(request).columns
        counted = columns.actor_facet(columns.rows(asked))
        return {"actors": [{"name": name, "incidents": number} for name, number in counted]}

    return answered(request, make)
