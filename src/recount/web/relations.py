"""What is said of two organisations: each edge of the network with its sentences, and those that contradict it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import numpy as np

from recount.codebook.actors import load_actors
from recount.ledger import Ledger
from recount.publish.sentence import around
from recount.records import Document, Relation, RelationKind
from recount.web.columns import Columns
from recount.web.pairs import SIDES

Basis = Literal["said", "incidents", "codebook"]
KIND_WORDS: Mapping[str, str] = {
    "alias_of": "is another name of",
    "part_of": "is part of",
    "splinter_of": "split from",
    "allied_with": "is allied with",
    "pledged_to": "pledged allegiance to",
    "supports": "supports",
    "members_from": "has members from",
    "fights": "fights",
    "attacks": "is named as attacking",
}
_FRIENDLY = frozenset({"alias_of", "part_of", "allied_with", "pledged_to", "supports", "members_from"})
_HOSTILE = frozenset({"fights", "attacks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One sentence that says so: in which document, by whom, published when."""

    document: str
    title: str
    speaker: str
    published: date | None
    before: str
    quote: str
    after: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One relation of two organisations, with what it rests on; `against` are the edges that say the contrary."""

    a: str
    kind: str
    b: str
    basis: Basis
    sayings: tuple[Saying, ...] = ()
    incidents: int = 0
    since: str = ""

    @property
    def words(self) -> str:
        """The edge as half a sentence."""
        return KIND_WORDS[self.kind]

    @property
    def pair(self) -> frozenset[str]:
        """The two, whichever was named first."""
        return frozenset({self.a, self.b})


def said_edges(ledger: Ledger, documents: Sequence[str]) -> list[Edge]:
    """The relations that documents tell of, each with its sentences, the first published first."""
    texts = ledger.documents(set(documents))
    held: dict[tuple[str, RelationKind, str], list[Saying]] = defaultdict(list)
    for key, account in ledger.accounts(set(documents)).items():
        for relation in account.relations:
            saying = _saying(relation, texts[key], account.published.day)
            held[(relation.a, relation.kind, relation.b)].append(saying)
    return [
        Edge(a=a, kind=kind, b=b, basis="said", sayings=tuple(sorted(sayings, key=_when)))
        for (a, kind, b), sayings in sorted(held.items())
    ]


def _saying(relation: Relation, document: Document, published: date | None) -> Saying:
    before, quote, after = around(document.text, relation.span.start, relation.span.end)
    return Saying(
        document=document.id,
        title=document.title or document.name,
        speaker=relation.speaker.span.quote if relation.speaker else document.outlet or "the report itself",
        published=published,
        before=before,
        quote=quote,
        after=after,
        id=relation.id,
    )


def _when(saying: Saying) -> tuple[date, str]:
    return saying.published or date.max, saying.id


def incident_edges(columns: Columns, most: int) -> list[Edge]:
    """Who is named as attacking whom, in how many incidents; the most frequent ones."""
    names, codes, rows = columns.pairs.actor.words, columns.pairs.actor.codes, columns.pairs.rows
    by, on = (np.flatnonzero(columns.pairs.sides == SIDES.index(side)) for side in ("perpetrator", "target"))
    first, after = (np.searchsorted(rows[on], rows[by], side=end) for end in ("left", "right"))
    number = after - first  # how many are hit in the incident of each of those who are named for it
    one_by_one = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number - first, number)
    a, b = np.repeat(codes[by], number), codes[on][one_by_one]
    keys, counts = np.unique((a * len(names) + b)[a != b], return_counts=True)
    pairs = [divmod(int(key), len(names)) for key in keys]
    counted = {(names[left], names[right]): int(count) for (left, right), count in zip(pairs, counts, strict=True)}
    best = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most]
    return [Edge(a=one, kind="attacks", b=other, basis="incidents", incidents=n) for (one, other), n in best]


def codebook_edges(actors: Iterable[str]) -> list[Edge]:
    """What the codebook holds of organisations: general knowledge, no claim of any document."""
    book = load_actors().by_name
    found = []
    for name in sorted(set(actors) & set(book)):
        for tie in book[name].ties:
            since = f"{tie.since or ''}–{tie.until or ''}" if tie.since or tie.until else ""
            found.append(Edge(a=name, kind=tie.kind, b=tie.to, basis="codebook", since=since))
    return found


@cache
def known_edges() -> tuple[Edge, ...]:
    """All that the codebook holds of organisations."""
    return tuple(codebook_edges(load_actors().by_name))


def against(edge: Edge, edges: Iterable[Edge]) -> list[Edge]:
    """The edges between the same two that say the contrary."""
    other = _HOSTILE if edge.kind in _FRIENDLY else _FRIENDLY if edge.kind in _HOSTILE else frozenset[str]()
    return [one for one in edges if one.pair == edge.pair and one.kind in other]
