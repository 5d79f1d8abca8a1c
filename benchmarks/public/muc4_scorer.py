"""The scorer of MUC-4, written anew after its published rules (Chinchor, "MUC-4 Evaluation Metrics", 1992).

Templates of a document are mapped one to one so that the credit is greatest; two may be mapped only where the type is
at least partly right and so is a perpetrator, a physical or a human target. Fillers of a slot are paired one to one
in the same way; those left over on both sides are incorrect together, then missing or spurious. What may be left out
(an optional template, an optional filler) costs nothing when it is missing.

In 1992 a person could judge what the program could not: here the written guidelines are followed without one.
`muc4_judging` says how. What remains simpler than the original is told in `benchmarks/RESULTS.md`.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from muc4_judging import SLOTS, Fill, Wanted, credit, may_map

sys.path.insert(0, str(Path(__file__).parents[1]))

from matching import best_pairs

Key = Mapping[str, Sequence[Wanted]]
Answer = Mapping[str, Sequence[Fill]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many fillers were right, half right, wrong, missing and superfluous."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    missing: int = 0
    spurious: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.correct + other.correct,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.missing + other.missing,
            self.spurious + other.spurious,
        )

    @property
    def credit(self) -> float:
        return self.correct + 0.5 * self.partial

    @property
    def possible(self) -> int:
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def recall(self) -> float:
        return self.credit / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        return self.credit / self.actual if self.actual else 0.0

    @property
    def overgeneration(self) -> float:
        return self.spurious / self.actual if self.actual else 0.0

    @property
    def f(self) -> float:
        """Recall and precision weigh the same ("P&R" in the tables of 1992)."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Tallies by slot: of mapped templates, of missing ones, of superfluous ones; and how many templates were found."""

    mapped: dict[str, Tally] = field(default_factory=dict)
    missed: dict[str, Tally] = field(default_factory=dict)
    extra: dict[str, Tally] = field(default_factory=dict)
    templates: Tally = Tally()

    def slot(self, slot: str) -> Tally:
        """The slot in all templates."""
        return sum((part.get(slot, Tally()) for part in (self.mapped, self.missed, self.extra)), Tally())

    def row(self, name: str) -> Tally:
        """One of the four rows of the official reports; the conference quoted ALL TEMPLATES."""
        parts = {
            "MATCHED ONLY": (self.mapped,),
            "MATCHED/MISSING": (self.mapped, self.missed),
            "MATCHED/SPURIOUS": (self.mapped, self.extra),
            "ALL TEMPLATES": (self.mapped, self.missed, self.extra),
        }[name]
        return sum((tally for part in parts for tally in part.values()), Tally())


def score(documents: Iterable[tuple[Sequence[tuple[Key, bool]], Sequence[Answer]]]) -> Scores:
    """The scores over many documents: of each its keys, each with whether it is optional, and our answers."""
    scores = Scores()
    for keys, answers in documents:
        pairs = map_templates([key for key, _ in keys], answers)
        for at, (key, optional) in enumerate(keys):
            if at in pairs:
                _put(scores.mapped, {slot: score_slot(slot, key[slot], answers[pairs[at]][slot]) for slot in SLOTS})
                scores.templates += Tally(correct=1)
            elif not optional:
                _put(scores.missed, {slot: score_slot(slot, key[slot], ()) for slot in SLOTS})
                scores.templates += Tally(missing=1)
        for answer in (answers[at] for at in range(len(answers)) if at not in pairs.values()):
            _put(scores.extra, {slot: Tally(spurious=len(answer[slot])) for slot in SLOTS})
            scores.templates += Tally(spurious=1)
    return scores


def _put(sums: dict[str, Tally], tallies: Mapping[str, Tally]) -> None:
    for slot, tally in tallies.items():
        sums[slot] = sums.get(slot, Tally()) + tally


def score_slot(slot: str, wanted: Sequence[Wanted], said: Sequence[Fill]) -> Tally:
    """One slot of a mapped template; with nothing said, what is missing in it."""
    worth = [[credit(slot, one, other) for other in said] for one in wanted]
    pairs = [(at, to) for at, to in best_pairs(worth).items() if worth[at][to] > 0]
    right = sum(worth[at][to] == 1 for at, to in pairs)
    taken = {at for at, _ in pairs}
    lost = sum(not one.optional for at, one in enumerate(wanted) if at not in taken)
    left = len(said) - len(pairs)
    wrong = min(lost, left)
    return Tally(right, len(pairs) - right, wrong, lost - wrong, left - wrong)


def map_templates(keys: Sequence[Key], answers: Sequence[Answer]) -> dict[int, int]:
    """Which answer each key is mapped to, among the mappings allowed the one of most credit."""
    worth = [
        [
            1 + sum(score_slot(slot, key[slot], answer[slot]).credit for slot in SLOTS) if may_map(key, answer) else 0
            for answer in answers
        ]
        for key in keys
    ]
    return {at: to for at, to in best_pairs(worth).items() if worth[at][to] > 0}
