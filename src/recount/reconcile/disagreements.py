"""What cannot all be right: rival figures, rival perpetrators, days and places, and what is denied or doubted."""

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import combinations
from typing import TypeVar

from recount.codebook.actors import load_actors
from recount.codebook.kinship import kinship, state_of
from recount.reconcile.choices import exclude_each_other, in_words
from recount.reconcile.counts import Tally
from recount.reconcile.figures import distinct, rivals
from recount.reconcile.history import rose
from recount.reconcile.testimony import SPOKEN_AGAINST, SPOKEN_FOR, Testimony, of_field
from recount.records import Disagreement, Field

T = TypeVar("T")


def disagreements(heard: Sequence[Testimony], tallies: Sequence[Tally]) -> tuple[Disagreement, ...]:
    """Every disagreement with its sides: the value in words, and the claims that give it."""
    found = [_count(tally) for tally in tallies]
    found += [_perpetrators(heard), _values("date", heard), _values("place", heard), *_against(heard)]
    return tuple(one for one in found if one is not None)


def _count(tally: Tally) -> Disagreement | None:
    """Figures told at the same time that exclude each other; a toll that rose is its history and no disagreement."""
    clashing = {one for pair in combinations(tally.standing, 2) if rivals(*pair) and not rose(*pair) for one in pair}
    if not clashing:
        return None
    figures = [one for one in tally.standing if one in clashing]
    witnesses = distinct(figures)
    field, of = tally.estimate.field, tally.estimate.of
    exact_first = sorted(figures, key=lambda one: (one.open, one.about, one.best, one.claims))
    groups = sorted(_rival_groups(exact_first, rivals), key=lambda group: group[0].best)
    sides = _sides((group[0].words, [key for one in group for key in one.claims]) for group in groups)
    basis = f"{_all(sides)} rest on {witnesses[0]}" if len(witnesses) == 1 else f"told by {_and(witnesses)}"
    return Disagreement(field=field, of=of, sides=sides, words=f"{' or '.join(_names(sides))}; {basis}")


def _rival_groups(told: Iterable[T], apart: Callable[[T, T], bool]) -> list[list[T]]:
    """What is told in groups that exclude each other: each joins the first whose first member it agrees with."""
    groups: list[list[T]] = []
    for one in told:
        home = next((group for group in groups if not apart(group[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _sides(told: Iterable[tuple[str, Sequence[str]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    sides: dict[str, list[str]] = {}
    for words, claims in told:
        sides.setdefault(words, []).extend(key for key in claims if key not in sides.get(words, []))
    return tuple((words, tuple(claims)) for words, claims in sides.items())


def _names(sides: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    return [words for words, _ in sides]


def _all(sides: Sequence[object]) -> str:
    return "both" if len(sides) == 2 else "all"


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _perpetrators(heard: Sequence[Testimony]) -> Disagreement | None:
    """Unrelated organisations that are each said to have done it; forces told as acting together are no dispute."""
    named = _by_value(one for one in of_field(heard, "perpetrator") if one.claim.stance in SPOKEN_FOR)
    together = joint(heard)
    ascribed = {name for name, told in named.items() if any(one.claim.stance in {"claims", "accuses"} for one in told)}
    apart = {name for pair in combinations(named, 2) if _rival_names(*pair, ascribed) for name in pair}
    if not apart or (together and not apart & ascribed):
        return None
    most_told = sorted(apart, key=lambda name: (-len(named[name]), name))
    groups = sorted(_rival_groups(most_told, lambda one, other: _rival_names(one, other, ascribed)))
    sides = _sides((group[0], [one.claim.id for name in group for one in named[name]]) for group in groups)
    words = " or ".join(_names(sides))
    if together:
        words += f"; {_and(together)} names them together"
    return Disagreement(field="perpetrator", of=None, sides=sides, words=words)


def _rival_names(one: str, other: str, ascribed: Set[str]) -> bool:
    """That two names are of unrelated organisations.

    A unit that the codebook does not know may be one of a state's forces: it is their rival where someone says so.
    """
    if kinship(one, other) != "different":
        return False
    unknown = [name for name in (one, other) if load_actors().canonical(name) is None and state_of(name) is None]
    forces = [name for name in (one, other) if state_of(name) is not None]
    return not (unknown and forces) or bool({one, other} & ascribed)


def joint(heard: Sequence[Testimony]) -> tuple[str, ...]:
    """The witnesses who name unrelated organisations together as having done it."""
    told: dict[str, set[str]] = {}
    for one in of_field(heard, "perpetrator"):
        if one.claim.stance in {"asserts", "claims", "suspects"}:
            told.setdefault(one.witness, set()).add(str(one.claim.value))
    return tuple(
        witness
        for witness, names in sorted(told.items())
        if any(kinship(*pair) == "different" for pair in combinations(sorted(names), 2))
    )


def _by_value(heard: Iterable[Testimony]) -> dict[str, list[Testimony]]:
    named: dict[str, list[Testimony]] = {}
    for one in heard:
        named.setdefault(str(one.claim.value), []).append(one)
    return dict(sorted(named.items()))


def _values(field: Field, heard: Sequence[Testimony]) -> Disagreement | None:
    told = [one for one in of_field(heard, field) if one.claim.stance in SPOKEN_FOR]
    values = dict.fromkeys([one.claim.value for one in told])
    if len(values) < 2 or not any(exclude_each_other(*pair) for pair in combinations(values, 2)):
        return None
    apart = {one.claim.id for pair in combinations(told, 2) if _contradict(*pair) for one in pair}
    if not apart:
        return None
    sides = _rival_values([one for one in told if one.claim.id in apart])
    return Disagreement(field=field, of=None, sides=sides, words=" or ".join(_names(sides)))


def _rival_values(told: Sequence[Testimony]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The days or places that exclude each other, each with those that agree with it, by its fullest wording."""
    fullest_first = sorted(told, key=lambda one: (-len(in_words(one.claim.value)), one.order))
    groups = _rival_groups(fullest_first, lambda one, other: exclude_each_other(one.claim.value, other.claim.value))
    ordered = sorted(groups, key=lambda group: min(one.order for one in group))
    return _sides((in_words(group[0].claim.value), [one.claim.id for one in group]) for group in ordered)


def _contradict(one: Testimony, other: Testimony) -> bool:
    """That two witnesses, or one at two times, cannot both be right; within one text a witness adds to its word."""
    apart = one.witness != other.witness or one.document.id != other.document.id
    return apart and exclude_each_other(one.claim.value, other.claim.value)


def _against(heard: Sequence[Testimony]) -> list[Disagreement]:
    """What someone denies or doubts, beside the claims that say it."""
    found: dict[str, Disagreement] = {}
    for one in heard:
        if one.claim.stance in SPOKEN_AGAINST:
            said = tuple(other.claim.id for other in heard if _said(one, other))
            value = in_words(one.claim.value)
            words = f"{one.witness} {one.claim.stance} {_deed(one, value)}"
            sides = ((value, said), (f"{one.claim.stance}: {value}", (one.claim.id,)))
            found.setdefault(words, Disagreement(field=one.claim.field, of=one.claim.of, sides=sides, words=words))
    return list(found.values())


def _deed(against: Testimony, value: str) -> str:
    """What is denied or doubted, as the end of a sentence."""
    field = against.claim.field
    if field == "perpetrator":
        return "it" if kinship(against.witness, value) == "same" else f"that {value} did it"
    phrases = {"date": f"that it was on {value}", "place": f"that it was in {value}", "means": f"that {value} was used"}
    phrases |= {"target": f"that the target was {value}", "seized": f"that {value} was found"}
    return phrases.get(field, f"that {value} were {field}")


def _said(against: Testimony, other: Testimony) -> bool:
    if other.claim.field != against.claim.field or other.claim.stance not in SPOKEN_FOR:
        return False
    return other.claim.value == against.claim.value and other.claim.of == against.claim.of
