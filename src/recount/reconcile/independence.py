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
from recount.reconcile.papers import names_of, outlet_behind, own_voices
from recount.reconcile.testimony import SPOKEN_FOR, Testimony
from recount.records import Claim, Count, Where

_SHORTEST = 3  # letters of an outlet's name that a speaker's can begin with


def with_witnesses(heard: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """The testimony with the key of each one's witness and the side it speaks for."""
    documents = {one.document.id: one.document for one in heard}
    behind = {key: outlet_behind(documents[key]) for key in sorted(documents)}
    papers = own_voices([documents[key] for key in behind], behind)
    outlets = {name: papers[key] for key in behind for name in names_of(documents[key], behind[key])}
    spoken = {
        (document, name): _spoken(name, said_as, papers[document], outlets)
        for (document, name), said_as in _voices(heard).items()
    }
    known = [_with_witness(one, papers, spoken) for one in heard]
    cited = _cited(known)
    return tuple(_relayed(one, cited) for one in known) if cited else tuple(known)


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


def _spoken(name: str, said_as: str, paper: str, outlets: Mapping[str, str]) -> str:
    """The witness behind a speaker of a paper's: an outlet quoted by its name is that outlet itself."""
    words = fold(said_as).split()
    if set(words) & load_counting().eyewitnesses:
        return f"{said_as} ({paper})"
    heard_through = fold(name).split()
    return next((outlets[known] for known in sorted(outlets) if _begins(heard_through, known.split())), said_as)


def _begins(words: list[str], name: list[str]) -> bool:
    return len("".join(name)) >= _SHORTEST and words[: len(name)] == name


def _with_witness(one: Testimony, papers: Mapping[str, str], spoken: Mapping[tuple[str, str], str]) -> Testimony:
    """With who knows it, and whether that one speaks for a state's authorities or for an armed group."""
    speaker = one.claim.speaker
    witness = papers[one.document.id] if speaker is None else spoken[one.document.id, speaker.voice]
    if speaker is None:
        which = known_side(witness)
    elif one.claim.stance == "claims":
        which = "armed group"
    else:
        which = side(witness, speaker.span.quote)
    return Testimony(claim=one.claim, report=one.report, document=one.document, witness=witness, side=which)


def _cited(heard: Iterable[Testimony]) -> dict[tuple[str, str], list[Testimony]]:
    """What speakers say, by the report that cites them and the field."""
    cited: dict[tuple[str, str], list[Testimony]] = {}
    for one in heard:
        if not one.own_voice and one.claim.stance in SPOKEN_FOR:
            cited.setdefault((one.report, one.claim.field), []).append(one)
    return cited


def _relayed(one: Testimony, cited: Mapping[tuple[str, str], Sequence[Testimony]]) -> Testimony:
    """An outlet's own words, counted as the word of the speaker whom the same report cites for the same."""
    if not one.own_voice:
        return one
    same = [other for other in cited.get((one.report, one.claim.field), ()) if _agree(one.claim, other.claim)]
    if not same:
        return one
    nearest = min(same, key=lambda other: (abs(other.claim.span.start - one.claim.span.start), other.order))
    return replace(one, witness=nearest.witness, side=nearest.side)


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
