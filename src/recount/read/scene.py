"""A sentence laid out for reading casualties: its words, the people in it and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.read.outcomes import Cue, find_outcomes
from recount.read.people import People, find_people
from recount.read.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with its people (`starts` and `ends`: their number by first and last word) and outcomes in order."""

    tokens: Sequence[Token]
    people: Sequence[People]
    starts: Mapping[int, int]
    ends: Mapping[int, int]
    cues: Sequence[Cue]

    def word(self, at: int) -> str:
        """The lower-case word at this place, "" outside the sentence."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def words(self, first: int, last: int) -> list[str]:
        """The lower-case words from `first` up to, not with, `last`."""
        return [token.lower for token in self.tokens[max(0, first) : last]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """People to whom an outcome happened. `part`: they are counted within others. `joined`: both make one quote."""

    people: People
    cue: Cue
    part: bool = False
    joined: bool = True


def lay_out(tokens: Sequence[Token]) -> Scene:
    """The scene of a sentence."""
    people = find_people(tokens)
    starts = {one.first: number for number, one in enumerate(people)}
    inside = {at for one in people for at in range(one.first, one.last + 1)}
    cues = tuple(cue for cue in find_outcomes(tokens, people) if cue.first not in inside)
    return Scene(tokens=tokens, people=people, starts=starts, ends={p.last: n for n, p in enumerate(people)}, cues=cues)
