"""Those who did it and those who were hit, each name once, with the strongest word for it and any against."""

from collections.abc import Sequence

from recount.codebook.kinship import is_description
from recount.codebook.spelling import naming
from recount.publish import words
from recount.records import Estimate, Stance

# The strongest first: one who claims a deed needs no accuser.
_FOR: tuple[Stance, ...] = ("claims", "asserts", "accuses", "suspects")
_AGAINST: tuple[Stance, ...] = ("denies", "doubts")
_MARKS: dict[Stance, str] = {
    "claims": "claims responsibility",
    "accuses": "accused",
    "suspects": "suspected",
    "denies": "denied",
    "doubts": "doubted",
}


def side_words(found: Sequence[Estimate], *, most: int | None = None) -> str:
    """The names of a side: "Islamic State (claims responsibility, doubted); Taliban faction (claims responsibility)".

    "Gunmen" are left out beside a name. `most`: how many are named before the rest is only counted.
    """
    stances: dict[str, set[Stance]] = {}
    spelt: dict[str, str] = {}  # "Gunmen" that begins a sentence and "gunmen" within one are one name
    for estimate in found:
        if isinstance(estimate.value, str):
            name = spelt.setdefault(estimate.value.casefold(), estimate.value)
            stances.setdefault(name, set()).add(estimate.stance or "asserts")
    shown = [f"{in_neutral_words(name)}{_marked(stances[name])}" for name in _telling(stances)]
    left = 0 if most is None else len(shown) - most
    return "; ".join([*shown[:most], *([f"{left} more"] if left > 0 else [])]) or words.NOT_KNOWN


def _telling(stances: dict[str, set[Stance]]) -> list[str]:
    """Names of organisations where one is said to have done it, else descriptions; what is only denied comes last."""
    told = [name for name in stances if stances[name] & set(_FOR)]
    named = [name for name in told if not is_description(name)]
    return [*(named or told), *(name for name in stances if name not in told)]


def _marked(stances: set[Stance]) -> str:
    strongest = next((stance for stance in _FOR if stance in stances), None)
    marks = [_MARKS[stance] for stance in (strongest, *_AGAINST) if stance in stances and stance in _MARKS]
    return f" ({', '.join(marks)})" if marks else ""


def in_neutral_words(name: str) -> str:
    """A name as the ledger's own voice may say it: a description that takes a side stands as a quotation."""
    loaded = is_description(name) and not set(naming()["loaded"]).isdisjoint(name.casefold().split())
    return f"“{name}”" if loaded else name
