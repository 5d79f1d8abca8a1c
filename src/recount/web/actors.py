"""Actors: who is said to be part of, split from, allied with or fighting whom, and what each is named for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from recount.codebook.actors import load_actors
from recount.errors import NotInLedger
from recount.tally.counts import Toll
from recount.web.asking import Asked, asked_of
from recount.web.charts import draw_timeline
from recount.web.columns import Columns, Numbers, Rows
from recount.web.names import label
from recount.web.network import draw_network
from recount.web.page import kept, render
from recount.web.relations import KIND_WORDS, Edge, against, codebook_edges, incident_edges, said_edges
from recount.web.site import Site, site_of, state_of

router = APIRouter(include_in_schema=False)
_LISTED = 60
_DRAWN = 42
_ATTACKS = 60
_LATEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor in figures: in how many incidents, on which side, and the dead of those it is named for."""

    name: str
    incidents: int
    perpetrator: int
    target: int
    denied: int
    killed: Toll


@router.get("/actors")
def actors(request: Request) -> HTMLResponse:
    """The network, and the actors most often named."""
    return kept(request, lambda: _actors(request))


def _actors(request: Request) -> HTMLResponse:
    site, state, asked = site_of(request), state_of(request), asked_of(request)
    columns = state.columns
    chosen = columns.rows(asked)
    counted = columns.actor_facet(chosen, _LISTED)
    said = site.remembered("relations", lambda: said_edges(site.ledger, state.search.documents_with("relations")))
    attacks = site.remembered("attacks", lambda: incident_edges(columns, _ATTACKS))
    known = codebook_edges(name for name, _ in counted)
    edges = [*said, *attacks, *known]
    return render(
        request,
        "actors.html",
        asked=asked,
        path="/actors",
        named=named(columns, [name for name, _ in counted], chosen),
        all_named=len(columns.actor_facet(chosen)),
        network=draw_network(edges, dict(counted), _DRAWN),
        said=said,
        against=against,
        edges=edges,
        kinds=KIND_WORDS,
        label=label,
    )


@router.get("/actors/{name:path}")
def actor(request: Request, name: str) -> HTMLResponse:
    """One actor: its incidents over time and space, what is said of it and others."""
    return kept(request, lambda: _actor(request, name))


def _actor(request: Request, name: str) -> HTMLResponse:
    site, state = site_of(request), state_of(request)
    columns = state.columns
    name = columns.spelling(name)
    said = site.remembered("relations", lambda: said_edges(site.ledger, state.search.documents_with("relations")))
    mine = [edge for edge in said if name in edge.pair]
    book = load_actors().by_name
    if name not in columns.actor.code_of and name not in book and not mine:
        raise NotInLedger(f"Nobody in the ledger is called {name[:80]!r}", advice="Choose from the list of actors.")
    asked = Asked(actor=name)
    chosen = columns.rows(asked)
    newest = columns.ordered(chosen, "newest")[:_LATEST]
    attacks = [edge for edge in incident_edges_of(site, columns) if name in edge.pair]
    edges = [*mine, *attacks, *(edge for edge in codebook_edges(book) if name in edge.pair)]
    return render(
        request,
        "actor.html",
        name=name,
        asked=asked,
        path="/",
        book=book.get(name),
        one=named(columns, [name], columns.rows(Asked()))[0],
        timeline=draw_timeline(columns, chosen, state.days_read),
        edges=edges,
        against=against,
        cards=state.catalogue.cards([int(number) for number in columns.numbers[newest]]),
        label=label,
    )


def incident_edges_of(site: Site, columns: Columns) -> list[Edge]:
    """Who is named as attacking whom, as far as the network shows it."""
    return site.remembered("attacks", lambda: incident_edges(columns, _ATTACKS))


def named(columns: Columns, names: Sequence[str], kept: Rows) -> list[Named]:
    """Some actors in figures, among some incidents."""
    number = len(columns.actor.words)
    pairs = kept[columns.actor_rows]
    sides = columns.actor_side
    counts = {
        side: np.bincount(columns.actor.codes[pairs & (sides.codes == sides.code_of.get(side, -1))], minlength=number)
        for side in ("perpetrator", "target", "denied")
    }
    counts["incidents"] = np.bincount(columns.actor.codes[pairs & columns.actor_once], minlength=number)
    for_it = pairs & (sides.codes == sides.code_of.get("perpetrator", -1)) & columns.happened[columns.actor_rows]
    rows, codes = columns.actor_rows[for_it], columns.actor.codes[for_it]
    killed = {
        end: np.bincount(codes, weights=columns.amounts[f"killed_{end}"][rows], minlength=number)
        for end in ("low", "best", "high", "open")
    }
    return [_named(name, columns.actor.code_of.get(name), counts, killed) for name in names]


def _named(name: str, code: int | None, counts: Mapping[str, Numbers], killed: Mapping[str, Numbers]) -> Named:
    if code is None:
        return Named(name=name, incidents=0, perpetrator=0, target=0, denied=0, killed=Toll())
    toll = Toll(**{end: int(killed[end][code]) for end in killed})
    return Named(name=name, **{what: int(found[code]) for what, found in counts.items()}, killed=toll)
