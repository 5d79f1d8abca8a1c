"""Turns the trained reader's scores into chances of being right, as measured on annotated articles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log

from recount.read.learned import logistic
from recount.read.model_decode import Told
from recount.read.model_labels import TAGS

NEARLY = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """Log odds of being right: `slope` times those of the score, plus the field's own `shift`."""

    slope: float = 1.0
    shifts: Mapping[str, float] = field(default_factory=dict)

    def chance(self, name: str, score: float) -> float:
        """How likely a claim of this field with this score is right."""
        kept = min(1 - NEARLY, max(NEARLY, score))
        return logistic(self.slope * log(kept / (1 - kept)) + self.shifts.get(name, 0.0))

    def of(self, told: Told) -> float:
        """How likely this claim is right."""
        return self.chance(TAGS[told.item.tag], told.item.score * told.chance)
