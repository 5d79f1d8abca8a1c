"""Words that tell figures over many incidents from one incident's own toll, out of `aggregates.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recount.codebook.load import Table, known_keys, load_toml, texts_of
from recount.codebook.phrases import pattern_of
from recount.errors import CodebookError

_FILE = "aggregates.toml"
_BETWEEN = r"(?:[^\s.,;!?]{1,30}\s+){0,3}"
_ONE = r"(?:a|an|the|this|that|another|single|one|latest|its|their|suicide|twin|[a-z]{3,6}day['’]s)"
_NAMED = r"(?:(?:19|20)\d\d\s+|(?:September|October|November|March|July)\s+\d{1,2}(?:th)?\s+)"
"""What makes several attacks one event with a name: "the 2002 Bali bombings", "the September 11 attacks"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How a figure is weighed: where counts of people and of events start, and the points of each cue (log odds).

    `cues` are those found by words, looked for so many characters before and after. Two counts with at most
    `neighbours` characters between them stand or fall together.
    """

    people: float
    events: float
    neighbours: int
    before: int
    after: int
    cues: Mapping[str, re.Pattern[str]]
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Words for attacks: one, many, one told of ("the blast"), how they are counted and set beside other counts."""

    single: re.Pattern[str]
    many: re.Pattern[str]
    one: re.Pattern[str]
    counting: re.Pattern[str]
    compared: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Words before and after a number of people that say what they are, and the least number that counts."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    least: int
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """Words for rises, falls and shares, and what a percentage is of by the words beside it."""

    falls: re.Pattern[str]
    rises: re.Pattern[str]
    shares: re.Pattern[str]
    of: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregates:
    """All that the reader of statistics knows of words.

    `displaced` are people driven from home, `members` the strength of a group. `continued` opens a sentence that takes
    up a figure, `began` tells of the day from which on something is counted.
    """

    weighing: Weighing
    events: Events
    displaced: Counted
    members: Counted
    percent: Percent
    continued: re.Pattern[str]
    began: re.Pattern[str]


@cache
def load_aggregates() -> Aggregates:
    """What is shipped with the package; raises CodebookError where an entry is not as it should be."""
    tables = load_toml("aggregates")
    percent = tables["percent"]
    return Aggregates(
        weighing=_weighing(tables),
        events=_events(tables["events"]),
        displaced=_counted(tables["displaced"], "displaced"),
        members=_counted(tables["members"], "members"),
        percent=Percent(
            falls=_words(percent, "falls", "percent"),
            rises=_words(percent, "rises", "percent"),
            shares=_words(percent, "shares", "percent"),
            of={name: _words(percent["of"], name, "percent.of") for name in percent["of"]},
        ),
        continued=_words(tables["continued"], "openings", "continued"),
        began=_words(tables["began"], "words", "began"),
    )


def _weighing(tables: Table) -> Weighing:
    weighing = tables["weighing"]
    cues = {name: known_keys(row, _FILE, name, ("points", "words")) for name, row in tables["cue"].items()}
    listed = {name: _number(tables["points"], name) for name in tables["points"]}
    return Weighing(
        people=_number(weighing, "people"),
        events=_number(weighing, "events"),
        neighbours=int(_number(weighing, "neighbours")),
        before=int(_number(weighing, "before")),
        after=int(_number(weighing, "after")),
        cues={name: _words(row, "words", name) for name, row in cues.items()},
        points={**listed, **{name: _number(row, "points") for name, row in cues.items()}},
    )


def _events(row: Table) -> Events:
    single, many = _listed(row, "single"), _listed(row, "many")
    return Events(
        single=_words(row, "single", "events"),
        many=_words(row, "many", "events"),
        one=re.compile(
            rf"(?<!\w){_ONE}\s+{_BETWEEN}(?:{single})(?![\w-])|"
            rf"(?<!\w){_NAMED}(?:[\w-]{{1,20}}\s+){{0,3}}(?:{many})(?![\w-])",
            re.IGNORECASE,
        ),
        counting=_words(row, "counting", "events"),
        compared=_words(row, "compared", "events"),
    )


def _counted(row: Table, entry: str) -> Counted:
    return Counted(
        before=_words(row, "before", entry),
        after=_words(row, "after", entry),
        least=int(_number(row, "least")),
        nouns=frozenset(texts_of(row, "nouns", _FILE, entry, default=())),
    )


def _words(row: Table, key: str, entry: str) -> re.Pattern[str]:
    return pattern_of(texts_of(row, key, _FILE, entry))


def _listed(row: Table, key: str) -> str:
    return "|".join(re.escape(word) for word in texts_of(row, key, _FILE, "events"))


def _number(row: Table, key: str) -> float:
    value = row.get(key)
    if not isinstance(value, int | float):
        raise CodebookError(f"{_FILE}: {key} is {value!r}", advice="It must be a number.")
    return float(value)
