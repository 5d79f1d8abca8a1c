"""The first page: some incidents in figures, in time, on the map, and by who, where and what."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from recount.web.asking import asked_of
from recount.web.charts import draw_timeline
from recount.web.coded import Rows
from recount.web.columns import Columns
from recount.web.names import choices, facet_rows, label, most
from recount.web.page import kept, render
from recount.web.site import state_of

router = APIRouter(include_in_schema=False)
_FACET = 8
_LATEST = 8
_NAMES = {"country": "Country", "province": "Province", "type": "Type", "actor": "Named actor", "grade": "Grade"}


@router.get("/")
def overview(request: Request) -> HTMLResponse:
    """What the ledger holds of what is asked for."""
    return kept(request, lambda: _overview(request))


def _overview(request: Request) -> HTMLResponse:
    asked, state = asked_of(request), state_of(request)
    columns = state.columns
    chosen = columns.rows(asked)
    newest = chosen[:_LATEST]
    return render(
        request,
        "overview.html",
        asked=asked,
        path="/",
        total=columns.total(chosen),
        totals=state.totals,
        timeline=draw_timeline(columns, chosen, state.days_read),
        outlets=state.outlets,
        facets=facets(columns, chosen, _FACET),
        cards=state.catalogue.cards([int(number) for number in columns.numbers[newest]]),
        choices=choices(state),
        label=label,
    )


def facets(columns: Columns, kept: Rows, number: int) -> list[tuple[str, str, list[tuple[str, str, int]], int]]:
    """Title, name, rows and largest number of each facet."""
    found = []
    for name, title in _NAMES.items():
        counted = columns.actor_facet(kept, number) if name == "actor" else columns.facet(name, kept, number)
        rows = facet_rows(name, counted)
        found.append((title, name, rows, most(rows)))
    return found
