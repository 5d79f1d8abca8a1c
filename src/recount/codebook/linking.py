"""The weights by which reports are linked, read from `linking.toml` beside this file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.errors import CodebookError

_FILE = "linking.toml"
_NO_LIMIT = 100_000  # days
_THRESHOLDS = ("same", "unsure", "against", "shown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Points by comparison and level, and the scores at which a pair counts as same, unsure or contradicting.

    `spans`: how many days after another a report of one incident can put it, by the form of the event.
    """

    points: Mapping[str, Mapping[str, float]]
    same: float
    unsure: float
    against: float
    shown: float
    spans: Mapping[str, int]

    def span_of(self, *forms: str) -> int:
        """The most days that an incident spans whose reports give it these forms; a form not listed has no limit."""
        return max(self.spans.get(form, _NO_LIMIT) for form in forms)

    def of(self, what: str, level: str) -> float:
        """The points that a level of a comparison gives; a missing entry is a fault of the codebook."""
        try:
            return self.points[what][level]
        except KeyError:
            raise CodebookError(f"{_FILE} has no points for {what}.{level}", advice=f"Add it under [{what}]") from None


@cache
def load_linking() -> Linking:
    """The weights shipped with Recount."""
    return read_linking(files("recount.codebook").joinpath(_FILE).read_text(encoding="utf-8"))


def read_linking(text: str) -> Linking:
    """Weights out of TOML; raises CodebookError where a threshold is missing or out of order."""
    try:
        tables = tomllib.loads(text)
        limits = {name: float(tables["thresholds"][name]) for name in _THRESHOLDS}
        spans = {form: int(days) for form, days in tables.pop("spans").items()}
        points = {what: {level: float(n) for level, n in levels.items()} for what, levels in tables.items()}
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError, ValueError) as error:
        raise CodebookError(f"{_FILE} cannot be read: {error}", advice="Compare it with the shipped file") from error
    if not limits["against"] <= limits["shown"] <= limits["unsure"] <= limits["same"]:
        raise CodebookError(
            f"{_FILE} has thresholds out of order: {limits}", advice="Keep against <= shown <= unsure <= same"
        )
    return Linking(points=points, spans=spans, **limits)
