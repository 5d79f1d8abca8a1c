"""Who is one witness: the same voice through any number of outlets, a copied text, papers of one owner, agency copy.

An outlet that cites a speaker for a figure relays it and is no second witness. Of "X said, citing Y" the claim names Y.
"A wire story counted twice": look here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from recount.codebook.counting import load_counting
from recount.codebook.folding import fold
from recount.codebook.voices import side, voice
from recount.reconcile.testimony import SPOKEN_FOR, Testimony
from recount.records import Claim, Count, Document, Where

_WORD = re.compile(r"\w+")
_SHORTEST = 3  # letters of an outlet's name that a speaker's can begin with
_CREDIT_REACH = 160  # characters at either end of a text where an agency is credited
_SKETCH = 400  # the smallest hashes of a text's runs of words that are kept


def with_witnesses(heard: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """The testimony with the key of each one's witness and the side it speaks for."""
    documents = {one.document.id: one.document for one in heard}
    papers = _papers(tuple(documents[key] for key in sorted(documents)))
    outlets = {fold(_owner(document)): papers[key] for key, document in sorted(documents.items())}
    voices = _voices(heard)
    known = [_with_side(replace(one, witness=_witness(one, papers, outlets, voices))) for one in heard]
    return tuple(_relayed(one, known) for one in known)


def _voices(heard: Sequence[Testimony]) -> dict[tuple[str, str], str]:
    """For whom each speaker of each document speaks, by the fullest name the document has: Imran Abid for Abid."""
    country = _country(heard)
    told: dict[str, dict[str, list[str]]] = {}
    for one in heard:
        if one.claim.speaker is not None:
            name = one.claim.speaker.voice
            told.setdefault(one.document.id, {})[name] = _telling_words(name)
    return {
        (document, name): voice(_fullest(name, names), country) for document, names in told.items() for name in names
    }


def _country(heard: Sequence[Testimony]) -> str | None:
    """The country that most claims of a place name."""
    named = Counter(one.claim.value.country for one in heard if isinstance(one.claim.value, Where))
    return min((name for name in named if name), key=lambda name: (-named[name], name), default=None)


def _telling_words(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in {"the", "a", "an", "of", "in"}]


def _fullest(name: str, names: Mapping[str, list[str]]) -> str:
    """The one longer name that holds all words of a shorter one; with several such names the short one stays."""
    longer = [other for other, words in names.items() if set(names[name]) < set(words)]
    widest = [one for one in longer if all(set(names[other]) <= set(names[one]) for other in longer)]
    return min(widest, default=name)


def _papers(documents: Sequence[Document]) -> dict[str, str]:
    """Whose word each document's own voice is: an agency's, an outlet's, or that of the text it was copied from."""
    owner = {document.id: _owner(document) for document in documents}
    for one, other in combinations(documents, 2):
        if owner[one.id] != owner[other.id] and copied(one, other):
            first, second = sorted((owner[one.id], owner[other.id]))
            owner = {key: first if name == second else name for key, name in owner.items()}
    return owner


def _owner(document: Document) -> str:
    return _credited(document) or document.outlet or document.name


def _credited(document: Document) -> str | None:
    """The news agency that a text names as its source at the beginning or the end."""
    start, end = document.text[:_CREDIT_REACH], document.text[-_CREDIT_REACH:]
    return next((name for name in load_counting().agencies if _credits(name).search(start + "\n" + end)), None)


@lru_cache(maxsize=256)
def _credits(agency: str) -> re.Pattern[str]:
    name = re.escape(agency)
    return re.compile(rf"\({name}\)|[-–—/]{{1,3}} ?{name}\b(?! ?[a-z])|\b[Bb]y {name}\b|\b(?:Source|Agency): ?{name}\b")


def copied(one: Document, other: Document) -> bool:
    """That two texts are one, copied or cut: most runs of words of the shorter stand in the other."""
    left, right = _runs(_reporting(one)), _runs(_reporting(other))
    shared = len(left & right)
    return shared > 0 and shared >= load_counting().share * min(len(left), len(right))


def _reporting(document: Document) -> str:
    """A text without its furniture."""
    text, end, kept = document.text, 0, []
    for span in sorted(document.furniture, key=lambda span: span.start):
        kept.append(text[end : span.start])
        end = max(end, span.end)
    return " ".join((*kept, text[end:]))


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[int]:
    """The fingerprint of a text: its runs of words as numbers, of a long text the smallest ones."""
    words, length = _WORD.findall(text.casefold()), load_counting().run
    starts = range(max(1, len(words) - length + 1)) if words else ()
    hashes = {_number(" ".join(words[start : start + length])) for start in starts}
    return frozenset(sorted(hashes)[:_SKETCH])


def _number(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _witness(
    one: Testimony, papers: Mapping[str, str], outlets: Mapping[str, str], voices: Mapping[tuple[str, str], str]
) -> str:
    paper = papers[one.document.id]
    if one.claim.speaker is None:
        return paper
    spoken = voices[one.document.id, one.claim.speaker.voice]
    words = fold(spoken).split()
    if set(words) & load_counting().eyewitnesses:
        return f"{spoken} ({paper})"
    heard_through = fold(one.claim.speaker.voice).split()
    return next((outlets[name] for name in sorted(outlets) if _begins(heard_through, name.split())), spoken)


def _begins(words: list[str], name: list[str]) -> bool:
    return len("".join(name)) >= _SHORTEST and words[: len(name)] == name


def _with_side(one: Testimony) -> Testimony:
    """Whether the witness speaks for a state's authorities or for an armed group, such as the one that claims it."""
    if one.claim.speaker is None:
        return one
    claimant = "armed group" if one.claim.stance == "claims" else None
    return replace(one, side=claimant or side(one.witness, one.claim.speaker.span.quote))


def _relayed(one: Testimony, heard: Iterable[Testimony]) -> Testimony:
    """An outlet's own words, counted as the word of the speaker whom the same report cites for the same."""
    if not one.own_voice:
        return one
    cited = [other for other in heard if _cited_for(one, other)]
    if not cited:
        return one
    nearest = min(cited, key=lambda other: (abs(other.claim.span.start - one.claim.span.start), other.order))
    return replace(one, witness=nearest.witness, side=nearest.side)


def _cited_for(one: Testimony, other: Testimony) -> bool:
    return (
        not other.own_voice
        and other.report == one.report
        and other.claim.field == one.claim.field
        and other.claim.stance in SPOKEN_FOR
        and _agree(one.claim, other.claim)
    )


def _agree(one: Claim, other: Claim) -> bool:
    if isinstance(one.value, Count) and isinstance(other.value, Count):
        return (
            one.of == other.of
            and _floor(one.value) <= _ceiling(other.value)
            and _floor(other.value) <= _ceiling(one.value)
        )
    return one.value == other.value


def _floor(count: Count) -> float:
    return count.low if count.low is not None else 0


def _ceiling(count: Count) -> float:
    return count.high if count.high is not None else float("inf")
