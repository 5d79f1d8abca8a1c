"""A list of incidents, one a line: "• Mastung: roadside bomb, 2 soldiers killed".

The trained reader knows whole sentences. Where lines begin with a place and a colon, each is one incident in that
place, named by the word that rules hold likeliest, and nothing in it tells of another line's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.read.model_features import Item, Matrix

_MARK = re.compile(r"\s*(?:[-–—*•·▪►]|\d{1,2}[.)])?\s*\Z")
_FEWEST = 2
SURE = 0.9
"""How likely what stands in a line is of the incident of that line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list, from `start` to `end`, and the place that it begins with."""

    start: int
    end: int
    head: Item

    def holds(self, item: Item) -> bool:
        """Whether the item stands in this line."""
        return self.start <= item.start < self.end


def find_lines(text: str, places: Sequence[Item]) -> list[Line]:
    """The lines that begin with a place and a colon; none where there is only one."""
    found = []
    for head in places:
        start = text.rfind("\n", 0, head.start) + 1
        end = text.find("\n", head.end)
        if text[head.end : head.end + 1] == ":" and _MARK.match(text[start : head.start]):
            found.append(Line(start, end if end >= 0 else len(text), head))
    return found if len(found) >= _FEWEST else []


def with_lines(
    found: Mapping[str, Sequence[Item]], lines: Sequence[Line], proposed: Sequence[Item]
) -> dict[str, list[Item]]:
    """The stretches of each tag, with the place of each line, and a trigger where a line has none.

    `proposed` are the rules' triggers with how sure they are.
    """
    made = {name: list(items) for name, items in found.items()}
    for line in lines:
        if not any(line.holds(item) and item.start == line.head.start for item in made["place"]):
            made["place"].append(line.head)
        inside = [item for item in proposed if line.holds(item)]
        if inside and not any(line.holds(item) for item in made["trigger"]):
            made["trigger"].append(max(inside, key=lambda item: item.score))
    return made


def apart_by_line(starts: Sequence[int], lines: Sequence[Line]) -> set[tuple[int, int]]:
    """The pairs of triggers, the smaller number first, that begin in different lines."""
    at = [_line_of(start, lines) for start in starts]
    size = range(len(at))
    return {(a, b) for a in size for b in size if a < b and at[a] != at[b] and min(at[a], at[b]) >= 0}


def within_lines(
    shares: Matrix, claims: Sequence[Item], events: Sequence[Sequence[Item]], lines: Sequence[Line]
) -> Matrix:
    """Claim x incident: how likely the claim tells of it, where what stands in a line is of that line's incident."""
    if not lines:
        return shares
    told = shares.copy()
    names = [{_line_of(item.start, lines) for item in event} for event in events]
    for number, claim in enumerate(claims):
        line = _line_of(claim.start, lines)
        if line >= 0 and any(line in named for named in names):
            told[number] = [SURE if line in named else 1 - SURE for named in names]
    return told


def _line_of(start: int, lines: Sequence[Line]) -> int:
    """The number of the line in which a character stands; -1 where it stands in none."""
    return next((number for number, line in enumerate(lines) if line.start <= start < line.end), -1)
