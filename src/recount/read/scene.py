"""A sentence laid out for reading casualties: its words, the people in it and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.read.outcomes import Cue, find_outcomes
from recount.read.people import People
from recount.read.tokens import Token

_PARTICLES = ("al-", "el-", "ul-", "ibn-", "bin-")
"""What names begin with that are written small: "Adnan al-Obeidi"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with its people (`starts` and `ends`: their number by first and last word) and outcomes in order.

    `cue_of` gives the number of the outcome that each word belongs to, auxiliaries left out.
    """

    tokens: Sequence[Token]
    people: Sequence[People]
    starts: Mapping[int, int]
    ends: Mapping[int, int]
    cues: Sequence[Cue]
    cue_of: Mapping[int, int]

    def word(self, at: int) -> str:
        """The lower-case word at this place, "" outside the sentence."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def words(self, first: int, last: int) -> list[str]:
        """The lower-case words from `first` up to, not with, `last`."""
        return [token.lower for token in self.tokens[max(0, first) : max(0, last)]]

    def is_name(self, at: int) -> bool:
        """Whether this word is written as a name is: with a capital, and no word for people or what happened."""
        return (
            0 <= at < len(self.tokens)
            and (self.tokens[at].text[0].isupper() or self.tokens[at].lower.startswith(_PARTICLES))
            and at not in self.cue_of
            and at not in self.starts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """People to whom an outcome happened. `part`: they are counted within others. `joined`: both make one quote.

    `toll`: a number that a death toll is put at.
    """

    people: People
    cue: Cue
    part: bool = False
    joined: bool = True
    toll: bool = False


def lay_out(tokens: Sequence[Token], people: Sequence[People]) -> Scene:
    """The scene of a sentence."""
    cues = find_outcomes(tokens, people)
    return Scene(
        tokens=tokens,
        people=people,
        starts={one.first: number for number, one in enumerate(people)},
        ends={one.last: number for number, one in enumerate(people)},
        cues=cues,
        cue_of={at: number for number, cue in enumerate(cues) for at in range(cue.first, cue.last + 1)},
    )
