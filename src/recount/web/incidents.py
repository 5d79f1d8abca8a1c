"""The list of incidents: search, facets, order, pages."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from recount.web.asking import PAGE, SORTS, asked_of, page_of, sort_of
from recount.web.names import choices, label
from recount.web.overview import facets
from recount.web.page import is_part, kept, render
from recount.web.site import state_of

router = APIRouter(include_in_schema=False)
_FACET = 10


@router.get("/incidents")
def incidents(request: Request) -> HTMLResponse:
    """A page of the incidents asked for."""
    return kept(request, lambda: _incidents(request))


def _incidents(request: Request) -> HTMLResponse:
    asked, sort, page, state = asked_of(request), sort_of(request), page_of(request), state_of(request)
    columns = state.columns
    chosen = columns.rows(asked)
    shown = columns.ordered(chosen, sort, (page - 1) * PAGE, page * PAGE)
    return render(
        request,
        "incident_list.html" if is_part(request) else "incidents.html",
        asked=asked,
        path="/incidents",
        sort=sort,
        sorts=SORTS,
        page=page,
        pages=max(1, -(-len(chosen) // PAGE)),
        total=columns.total(chosen),
        facets=facets(columns, chosen, _FACET),
        cards=state.catalogue.cards([int(number) for number in columns.numbers[shown]]),
        choices=choices(state),
        label=label,
    )
