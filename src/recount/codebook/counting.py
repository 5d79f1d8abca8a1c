"""What the counting rules need to know about words, people and time, read from `counting.toml` beside this file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.errors import CodebookError

_FILE = "counting.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Days are whole days; `share` is from 0 to 1; `vague` gives ACLED's numbers for words such as "dozens"."""

    same_time: int
    settles: int
    news: int
    cues: tuple[str, ...]
    eyewitnesses: frozenset[str]
    roles: frozenset[str]
    authorities: tuple[str, ...]
    run: int
    share: float
    vague: Mapping[str, int]


@cache
def load_counting() -> Counting:
    """The counting rules' knowledge that is shipped with Recount."""
    return read_counting(files("recount.codebook").joinpath(_FILE).read_text(encoding="utf-8"))


def read_counting(text: str) -> Counting:
    """The same out of TOML; raises CodebookError where an entry is missing."""
    try:
        tables = tomllib.loads(text)
        return Counting(
            same_time=int(tables["time"]["same_time"]),
            settles=int(tables["time"]["settles"]),
            news=int(tables["time"]["news"]),
            cues=tuple(tables["corrections"]["cues"]),
            eyewitnesses=frozenset(tables["witnesses"]["eyewitnesses"]),
            roles=frozenset(tables["witnesses"]["roles"]),
            authorities=tuple(tables["witnesses"]["authorities"]),
            run=int(tables["copies"]["words"]),
            share=float(tables["copies"]["share"]),
            vague=dict(tables["acled"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise CodebookError(f"{_FILE} cannot be read: {error}", advice="Compare it with the shipped file") from error
