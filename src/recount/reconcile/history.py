"""The toll over time: which word of a witness is its newest, which figures were taken back, and where the toll rose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.codebook.counting import load_counting
from recount.reconcile.figures import Figure, rivals
from recount.reconcile.testimony import Testimony, later
from recount.records import Field, Group

_BEFORE, _AFTER = 120, 40  # characters around a figure within which its sentence may say that it is an earlier one
_OTHER = re.compile(r"[.!?][\"'”’)]{0,2}\s|\n|\d")  # another sentence or another figure begins
_CLAUSE = re.compile(r"[.!?,;:\n\d]")
_JOINED = re.compile(  # "30 killed and over": the figure that follows is told in the same breath
    r"\d[\d,]{0,11} (?:\w{1,20} ){0,2}(?:killed|dead|deaths|wounded|injured|missing) and (?:\w{1,20} ){0,3}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure of a toll's history: when it was printed (first and last possible day), by whom, in which claims."""

    field: Field
    of: Group | None
    first: date | None
    last: date | None
    witness: str
    words: str
    claims: tuple[str, ...]


def newest(figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], dict[str, str]]:
    """The newest word of each witness, and the earlier ones with the reason why they no longer stand.

    A newer "at least" that an earlier exact figure meets does not replace it. Words of the same time all stand.
    """
    replaced: dict[str, str] = {}
    for one in figures:
        newer = next((other for other in figures if _replaces(other, one)), None)
        if newer is not None:
            told = newer.document.published.last
            replaced.update(
                dict.fromkeys(one.claims, f"replaced by the newer word of {one.witness} ({told}): {newer.words}")
            )
    return tuple(one for one in figures if not set(one.claims) & set(replaced)), replaced


def within_one_text(figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], dict[str, str]]:
    """Of rival figures by one witness in one text the largest, and the others with the reason: they tell of a part."""
    parts: dict[str, str] = {}
    for one in figures:
        alike = (other for other in figures if (other.witness, other.document.id) == (one.witness, one.document.id))
        whole = max(alike, key=lambda other: (other.best, other.claims))
        if whole.best > one.best and rivals(one, whole):
            parts.update(
                dict.fromkeys(one.claims, f"taken for a part of the {whole.words} of the same witness and text")
            )
    return tuple(one for one in figures if not set(one.claims) & set(parts)), parts


def _replaces(newer: Figure, older: Figure) -> bool:
    return (
        newer.witness == older.witness
        and later(newer.document, older.document, than=load_counting().same_time)
        and not (newer.open and not older.open and newer.allows(older.best))
    )


def rose(one: Figure, other: Figure) -> bool:
    """That two figures differ because the toll rose in the days between them."""
    counting = load_counting()
    first, second = (one, other) if later(other.document, one.document, than=counting.same_time) else (other, one)
    if not later(second.document, first.document, than=counting.same_time) or second.best <= first.best:
        return False
    begun, ended = first.document.published.first, second.document.published.last
    return begun is not None and ended is not None and (ended - begun).days <= counting.settles


def withdrawn(heard: Sequence[Testimony]) -> dict[str, str]:
    """Figures that a report takes back ("an earlier report said 25"), there and in the same witness's earlier word."""
    taken = [one for one in heard if _taken_back(one)]
    aside = {one.claim.id: f"{one.document.name} names it as an earlier figure" for one in taken}
    for one in taken:
        for other in heard:
            if _same_word(one, other) and not later(other.document, one.document):
                aside.setdefault(other.claim.id, f"withdrawn by {one.document.name}")
    return aside


def _same_word(one: Testimony, other: Testimony) -> bool:
    return (one.witness, one.claim.field, one.claim.of, one.claim.value) == (
        other.witness,
        other.claim.field,
        other.claim.of,
        other.claim.value,
    ) and one.document.id != other.document.id


def _taken_back(one: Testimony) -> bool:
    source = one.claim.speaker.span.quote if one.claim.speaker else ""
    told = f"{_told_around(one)} {source}".casefold()
    return any(cue in told for cue in load_counting().cues)


def _told_around(one: Testimony) -> str:
    """The words of the same sentence around a figure, up to the figures beside it that are not told in one breath."""
    start, end, text = one.claim.span.start, one.claim.span.end, one.document.text
    if text[start:end] != one.claim.span.quote:
        return ""
    before = _OTHER.split(_JOINED.sub("", text[max(0, start - _BEFORE) : start]))[-1]
    return f"{before}{text[start:end]}{_CLAUSE.split(text[end : end + _AFTER])[0]}"


def history(field: Field, of: Group | None, figures: Sequence[Figure]) -> tuple[Step, ...]:
    """All figures of a count in the order in which they were printed; those of no known day come last."""
    steps = [
        Step(
            field=field,
            of=of,
            first=one.document.published.first,
            last=one.document.published.last,
            witness=one.witness,
            words=one.words,
            claims=one.claims,
        )
        for one in figures
    ]
    return tuple(sorted(steps, key=lambda step: (step.first or date.max, step.last or date.max, step.claims)))
