"""Actors: who is said to be part of, split from, allied with or fighting whom, and what each is named for."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from recount.codebook.actors import load_actors
from recount.errors import NotInLedger
from recount.web.asking import Asked, asked_of
from recount.web.charts import draw_timeline
from recount.web.coded import Rows
from recount.web.columns import Columns
from recount.web.names import label
from recount.web.network import draw_network, lay_out
from recount.web.page import kept, render
from recount.web.pairs import Named
from recount.web.relations import KIND_WORDS, Edge, against, codebook_edges, incident_edges, known_edges, said_edges
from recount.web.site import Site, site_of, state_of

router = APIRouter(include_in_schema=False)
_LISTED = 60
_DRAWN = 42
_ATTACKS = 60
_LATEST = 12


@router.get("/actors")
def actors(request: Request) -> HTMLResponse:
    """The network, and the actors most often named."""
    return kept(request, lambda: _actors(request))


def _actors(request: Request) -> HTMLResponse:
    site, state, asked = site_of(request), state_of(request), asked_of(request)
    columns = state.columns
    chosen = columns.rows(asked)
    counted = columns.actor_facet(chosen)
    said = site.remembered("relations", lambda: said_edges(site.ledger, state.search.documents_with("relations")))
    attacks = site.remembered("attacks", lambda: incident_edges(columns, _ATTACKS))
    often = site.remembered("often", lambda: columns.actor_facet(columns.everything, _LISTED))
    edges = [*said, *attacks, *codebook_edges(name for name, _ in often)]
    layout = site.remembered("layout", lambda: lay_out(edges, _DRAWN))
    return render(
        request,
        "actors.html",
        asked=asked,
        path="/actors",
        named=named(columns, [name for name, _ in counted[:_LISTED]], columns.pairs.of(chosen)),
        all_named=len(counted),
        network=draw_network(layout, dict(counted[:_LISTED])) if layout else None,
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
    name = columns.pairs.spelling(name)
    said = site.remembered("relations", lambda: said_edges(site.ledger, state.search.documents_with("relations")))
    mine = [edge for edge in said if name in edge.pair]
    book = load_actors().by_name
    if name not in columns.pairs.actor.code_of and name not in book and not mine:
        raise NotInLedger(f"Nobody in the ledger is called {name[:80]!r}", advice="Choose from the list of actors.")
    asked = Asked(actor=name)
    chosen = columns.rows(asked)
    newest = chosen[:_LATEST]
    attacks = [edge for edge in incident_edges_of(site, columns) if name in edge.pair]
    edges = [*mine, *attacks, *(edge for edge in known_edges() if name in edge.pair)]
    return render(
        request,
        "actor.html",
        name=name,
        asked=asked,
        path="/",
        book=book.get(name),
        one=named(columns, [name], columns.pairs.actor.rows(name))[0],
        timeline=draw_timeline(columns, chosen, state.days_read),
        edges=edges,
        against=against,
        cards=state.catalogue.cards([int(number) for number in columns.numbers[newest]]),
        label=label,
    )


def incident_edges_of(site: Site, columns: Columns) -> list[Edge]:
    """Who is named as attacking whom, as far as the network shows it."""
    return site.remembered("attacks", lambda: incident_edges(columns, _ATTACKS))


def named(columns: Columns, names: Sequence[str], pairs: Rows) -> list[Named]:
    """Some actors in figures, as far as some pairs of actor and incident tell."""
    return columns.pairs.named(names, pairs, columns.happened, columns.amounts)
