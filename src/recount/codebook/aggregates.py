"""Words that tell figures over many incidents from one incident's own toll, out of `aggregates.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recount.codebook.load import Table, known_keys, load_toml, texts_of
from recount.codebook.phrases import NUMBER, pattern_of
from recount.errors import CodebookError

_FILE = "aggregates.toml"
_BETWEEN = r"(?:[^\s.;!?]{1,30}\s+){0,3}"
_ONE = r"(?:a|an|the|this|that|another|single|one|latest|its|their|suicide|twin|[a-z]{3,6}day['’]s)"

_NAMED = r"(?:(?:19|20)\d\d\s+|(?:September|October|November|March|July)\s+\d{1,2}(?:th)?\s+)"
"""What makes several attacks one event with a name: "the 2002 Bali bombings", "the September 11 attacks"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregates:
    """What the reader of statistics knows of words. `points` are log odds; `cues` are those found by words."""

    people: float
    events: float
    neighbours: int
    before: int
    after: int
    cues: Mapping[str, re.Pattern[str]]
    points: Mapping[str, float]
    single: re.Pattern[str]
    many: re.Pattern[str]
    one: re.Pattern[str]
    counting: re.Pattern[str]
    compared: re.Pattern[str]
    moved_after: re.Pattern[str]
    moved_before: re.Pattern[str]
    moved_least: int
    members: frozenset[str]
    has_members: re.Pattern[str]
    members_are: re.Pattern[str]
    compounds: frozenset[str]
    members_least: int
    falls: re.Pattern[str]
    rises: re.Pattern[str]
    shares: re.Pattern[str]
    percent_of: Mapping[str, re.Pattern[str]]
    continued: re.Pattern[str]
    began: re.Pattern[str]
    then: re.Pattern[str]


@cache
def load_aggregates() -> Aggregates:
    """What is shipped with the package; raises CodebookError where an entry is not as it should be."""
    tables = load_toml("aggregates")
    weighing, events, moved, members = (tables[name] for name in ("weighing", "events", "displaced", "members"))
    percent, began = tables["percent"], tables["began"]
    cues = {name: known_keys(row, _FILE, name, ("points", "words")) for name, row in tables["cue"].items()}
    listed = {name: _number(tables["points"], name) for name in tables["points"]}
    return Aggregates(
        people=_number(weighing, "people"),
        events=_number(weighing, "events"),
        neighbours=int(_number(weighing, "neighbours")),
        before=int(_number(weighing, "before")),
        after=int(_number(weighing, "after")),
        cues={name: _words(row, "words", name) for name, row in cues.items()},
        points={**listed, **{name: _number(row, "points") for name, row in cues.items()}},
        single=_words(events, "single", "events"),
        many=_words(events, "many", "events"),
        one=re.compile(
            rf"(?<!\w){_ONE}\s+{_BETWEEN}(?:{_listed(events, 'single')})(?![\w-])|"
            rf"(?<!\w){_NAMED}(?:[\w-]{{1,20}}\s+){{0,3}}(?:{_listed(events, 'many')})(?![\w-])",
            re.IGNORECASE,
        ),
        counting=_words(events, "counting", "events"),
        compared=_words(events, "compared", "events"),
        moved_after=_words(moved, "after", "displaced"),
        moved_before=_words(moved, "before", "displaced"),
        moved_least=int(_number(moved, "least")),
        members=frozenset(texts_of(members, "nouns", _FILE, "members")),
        has_members=_words(members, "before", "members"),
        members_are=_words(members, "after", "members"),
        compounds=frozenset(texts_of(members, "compounds", _FILE, "members")),
        members_least=int(_number(members, "least")),
        falls=_words(percent, "falls", "percent"),
        rises=_words(percent, "rises", "percent"),
        shares=_words(percent, "shares", "percent"),
        percent_of={name: _words(percent["of"], name, "percent.of") for name in percent["of"]},
        continued=_words(tables["continued"], "openings", "continued"),
        began=_words(began, "words", "began"),
        then=_words(began, "then", "began"),
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
