"""How `recount why` tells its answer: the comparisons as a table, the chain, the guards; or all of it as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from recount.cli.printing import line, table
from recount.codebook.linking import load_linking
from recount.link.why import GUARDS, Why
from recount.publish.incident_json import link_as_json
from recount.records import Link


def links_of(found: Why) -> tuple[Link, ...]:
    """Every comparison that the answer shows."""
    return (found.link, *found.chain, *found.guards)


def tell(found: Why, names: Mapping[str, str]) -> None:
    """Prints the answer; `names` are those of the documents, by report."""
    for words in _verdict(found):
        line(words)
    line()
    for key in (found.link.left, found.link.right):
        line(f"{names[key]} (report {key})", indent=2)
    line()
    rows = [(f"{one.points:+.1f}", one.what, one.level.replace("_", " "), one.words) for one in found.link.reasons]
    table(("points", "compared", "level", "in words"), rows, cut=("in words",), aligned=True)
    line(f"{found.link.score:+.1f} in all; {load_linking().same:+.1f} or more makes them one.")
    for title, links in (("Joined by way of:", found.chain), ("Kept apart by:", found.guards)):
        if links:
            line()
            line(title)
        for words in _listed(links, names):
            line(words, indent=2)


def _verdict(found: Why) -> Iterator[str]:
    if found.linked:
        how = "not by themselves, but by a chain of others" if found.chain else "by what both of them tell"
        yield f"Linked: both tell of incident {found.incidents[0]}, {how}."
        return
    yield f"Not linked: one tells of incident {found.incidents[0]}, the other of {found.incidents[1]}."
    if found.one_document:
        yield "One document tells them apart, so they are never one."
    elif found.guards:
        yield "What stands with the one contradicts what stands with the other, or a person decided."
    else:
        yield f"What they have in common is not enough ({found.link.verdict})."


def _listed(links: tuple[Link, ...], names: Mapping[str, str]) -> Iterator[str]:
    for one in links:
        yield f"{names[one.left]} and {names[one.right]}: {one.verdict} ({one.score:+.1f})"
        yield from (f"  {reason.what}: {reason.words}" for reason in one.reasons if reason.what in GUARDS)


def as_json(found: Why, names: Mapping[str, str]) -> dict[str, Any]:
    """The answer as JSON: `documents` names that of each report."""
    shown = sorted({key for one in links_of(found) for key in (one.left, one.right)})
    return {
        "linked": found.linked,
        "incidents": sorted(set(found.incidents)),
        "threshold": load_linking().same,
        "one_document": found.one_document,
        "link": link_as_json(found.link),
        "chain": [link_as_json(one) for one in found.chain],
        "guards": [link_as_json(one) for one in found.guards],
        "documents": {key: names[key] for key in shown},
    }
