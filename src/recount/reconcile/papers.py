"""Whose word a document's own voice is: that of the agency it credits, of its outlet and owner, of the text it copies.

An outlet that is the voice of an organisation (a state's agency, a group's media arm, a command's press office) speaks
for that organisation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from recount.codebook.actors import load_actors
from recount.codebook.folding import fold
from recount.codebook.outlets import Outlet, load_outlets
from recount.reconcile.copies import copies
from recount.records import Document

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[(\-–—:]|By ")  # one of them stands in every credit
_CREDIT_REACH = 160  # characters at either end of a text where an agency is credited


def own_voices(documents: Sequence[Document], behind: Mapping[str, Outlet | None]) -> dict[str, str]:
    """The witness behind each document's own voice, by document id; copies and papers of one owner have the same.

    `behind` gives the outlet of each document by its id, as `outlet_behind` finds it.
    """
    voices = {document.id: _speaks_for(document, behind[document.id]) for document in documents}
    if len(set(voices.values())) == 1:
        return voices
    for one, other in (*copies(documents), *_of_one_owner(behind)):
        if voices[one] != voices[other]:
            first, second = sorted((voices[one], voices[other]))
            voices = {key: first if name == second else name for key, name in voices.items()}
    return voices


def names_of(document: Document, outlet: Outlet | None) -> tuple[str, ...]:
    """The folded names by which other documents may quote the outlet or agency behind a document."""
    names = (outlet.name, *outlet.aliases) if outlet else (document.outlet or document.name,)
    return tuple(fold(name) for name in (*names, document.outlet or document.name))


def _speaks_for(document: Document, outlet: Outlet | None) -> str:
    names = (outlet.name, *outlet.aliases) if outlet else ((document.outlet,) if document.outlet else ())
    country = outlet.country if outlet else None
    spoken_for = (load_actors().voice(name, country) for name in names)
    organisation = next((name for name, own in zip(spoken_for, names, strict=True) if name != own), None)
    return organisation or (outlet.name if outlet else document.outlet or document.name)


def _of_one_owner(behind: Mapping[str, Outlet | None]) -> Iterator[tuple[str, str]]:
    """Pairs of documents whose outlets have one owner: each with the first of that owner."""
    first: dict[str, str] = {}
    for key, outlet in behind.items():
        if outlet is not None:
            yield first.setdefault(outlet.owner, key), key


def outlet_behind(document: Document) -> Outlet | None:
    """The agency that a text credits, else the outlet that published it, as far as the codebook knows them."""
    start, end = document.text[:_CREDIT_REACH], document.text[-_CREDIT_REACH:]
    ends = f"{start}\n{end}"
    openings, form = _credits()
    credited = _MARKS.search(ends) is not None and not openings.isdisjoint(_WORD.findall(ends))
    credit = form.search(ends) if credited else None
    if credit is not None:
        return load_outlets().find(next(name for name in credit.groups() if name))
    return _published_by(document.outlet, document.url)


@lru_cache(maxsize=4096)
def _published_by(name: str | None, url: str | None) -> Outlet | None:
    return load_outlets().find(name, url)


@cache
def _credits() -> tuple[frozenset[str], re.Pattern[str]]:
    """How agencies' names begin, and where one is credited: "(Reuters) -", "-- AFP", "By Reuters", "Source: Xinhua"."""
    agencies = [one for one in load_outlets().by_name.values() if one.agency]
    names = sorted({name for one in agencies for name in (one.name, *one.aliases)}, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(name) for name in names)
    forms = (
        rf"\(({either})\)",
        rf"(?:^|\s)[-–—]{{1,3}} ?({either})\b(?! ?[a-z])",
        rf"\bBy ({either})\b",
        rf"\b(?:Source|Agency): ?({either})\b",
    )
    openings = frozenset(_WORD.findall(name)[0] for name in names)
    return openings, re.compile("|".join(forms))
