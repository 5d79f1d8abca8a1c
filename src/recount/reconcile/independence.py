"""Who is one witness: the same voice through any number of outlets, a copied text, papers of one owner, agency copy.

An outlet that cites a speaker for a figure relays it and is no second witness. Of "X said, citing Y" the claim names Y.
"A wire story counted twice": look here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recount.codebook.counting import load_counting
from recount.codebook.folding import fold
from recount.codebook.voices import known_side, side, voice
from recount.reconcile.papers import names_of, own_voices
from recount.reconcile.testimony import SPOKEN_FOR, Testimony
from recount.records import Claim, Count, Where

_SHORTEST = 3  # letters of an outlet's name that a speaker's can begin with


def with_witnesses(heard: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """The testimony with the key of each one's witness and the side it speaks for."""
    documents = {one.document.id: one.document for one in heard}
    papers = own_voices(tuple(documents[key] for key in sorted(documents)))
    outlets = {name: papers[key] for key in sorted(documents) for name in names_of(documents[key])}
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
        return replace(one, side=known_side(one.witness))
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
