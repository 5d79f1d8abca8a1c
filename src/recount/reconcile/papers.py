"""Whose word a document's own voice is: that of the agency it credits, of its outlet and owner, of the text it copies.

An outlet that is the voice of an organisation (a state's agency, a group's media arm, a command's press office) speaks
for that organisation.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from recount.codebook.actors import load_actors
from recount.codebook.folding import fold
from recount.codebook.outlets import Outlet, load_outlets
from recount.reconcile.copies import copied
from recount.records import Document

_CREDIT_REACH = 160  # characters at either end of a text where an agency is credited


def own_voices(documents: Sequence[Document]) -> dict[str, str]:
    """The witness behind each document's own voice, by document id; copies and papers of one owner have the same."""
    voices = {document.id: _speaks_for(document) for document in documents}
    for one, other in combinations(documents, 2):
        if voices[one.id] != voices[other.id] and (_one_owner(one, other) or copied(one, other)):
            first, second = sorted((voices[one.id], voices[other.id]))
            voices = {key: first if name == second else name for key, name in voices.items()}
    return voices


def names_of(document: Document) -> tuple[str, ...]:
    """The folded names by which other documents may quote the outlet or agency behind a document."""
    outlet = _outlet(document)
    names = (outlet.name, *outlet.aliases) if outlet else (document.outlet or document.name,)
    return tuple(fold(name) for name in (*names, document.outlet or document.name))


def _speaks_for(document: Document) -> str:
    outlet = _outlet(document)
    names = (outlet.name, *outlet.aliases) if outlet else ((document.outlet,) if document.outlet else ())
    country = outlet.country if outlet else None
    spoken_for = (load_actors().voice(name, country) for name in names)
    organisation = next((name for name, own in zip(spoken_for, names, strict=True) if name != own), None)
    return organisation or (outlet.name if outlet else document.outlet or document.name)


def _one_owner(one: Document, other: Document) -> bool:
    left, right = _outlet(one), _outlet(other)
    return left is not None and right is not None and left.owner == right.owner


def _outlet(document: Document) -> Outlet | None:
    """The agency that a text credits, else the outlet that published it, as far as the codebook knows them."""
    start, end = document.text[:_CREDIT_REACH], document.text[-_CREDIT_REACH:]
    credit = _credits().search(f"{start}\n{end}")
    if credit is not None:
        return load_outlets().find(next(name for name in credit.groups() if name))
    return load_outlets().find(document.outlet, document.url)


@cache
def _credits() -> re.Pattern[str]:
    """Where a text names an agency as its source: "QUETTA (Reuters) -", "-- AFP", "By Reuters", "Source: Xinhua"."""
    agencies = [one for one in load_outlets().by_name.values() if one.agency]
    names = sorted({name for one in agencies for name in (one.name, *one.aliases)}, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(name) for name in names)
    forms = (
        rf"\(({either})\)",
        rf"(?:^|\s)[-–—]{{1,3}} ?({either})\b(?! ?[a-z])",
        rf"\bBy ({either})\b",
        rf"\b(?:Source|Agency): ?({either})\b",
    )
    return re.compile("|".join(forms))
