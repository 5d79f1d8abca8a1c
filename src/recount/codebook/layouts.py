"""Layouts of tables, as monitors print them: which rows, which columns, what is counted in each. Read from TOML.

A layout may sort incidents into kinds of its own (`cuts`): named conditions of which the first that fits holds. Rows
and columns can then ask for them beside what every incident has: type, place, who did it to whom.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from recount.codebook.actor_classes import ACTOR_CLASSES
from recount.codebook.load import known_keys, text_of, texts_of
from recount.errors import CodebookError
from recount.records import COUNT_FIELDS, EventType, Grade, Status

Dimension = Literal[
    "year", "month", "week", "day", "country", "province", "district", "actor", "actor class", "type", "victim class"
]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
ALSO_CALLED: Mapping[str, Dimension] = {
    "admin-1": "province", "admin-2": "district", "actor-class": "actor class", "victim-class": "victim class",
    "victims": "victim class",
}  # fmt: skip
COUNTS = ("incidents", *COUNT_FIELDS)
OF = ("civilian", "security", "official", "militant", "not told", "attacker")
_LISTS: Mapping[str, tuple[str, ...]] = {
    "type": get_args(EventType), "status": get_args(Status), "grade": get_args(Grade), "perpetrator": ACTOR_CLASSES,
    "target": ACTOR_CLASSES, "country": (), "province": (), "district": (), "actor": (), "means": (),
}  # fmt: skip
_KEYS = ("title", "source", "by", "only", "cuts", "rest", "columns", "notes")
_COLUMN = ("label", "section", "count", "of", "only", "note", "told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What an incident must be; every list names what may be, an empty one asks for nothing.

    `perpetrator` and `target` are classes of actors, `actor` names of those who did it, `means` words of weapons,
    `cuts` labels of the layout's own cuts, `fatal` that somebody died, attackers included.
    """

    lists: Mapping[str, frozenset[str]]
    cuts: Mapping[str, frozenset[str]]
    fatal: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A label with its condition."""

    label: str
    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What is counted in a column, and of whom: None for all victims.

    `told` is False where the claims of a ledger never tell it apart from others.
    """

    label: str
    section: str = ""
    count: str = "incidents"
    of: tuple[str, ...] | None = None
    only: Condition
    note: str = ""
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table's shape. `rest` is the label of what no condition of a cut fits."""

    name: str
    title: str
    source: str
    by: tuple[str, ...]
    only: Condition
    cuts: Mapping[str, tuple[Named, ...]]
    rest: Mapping[str, str]
    columns: tuple[Column, ...]
    notes: tuple[str, ...]

    @property
    def asks_for_deaths(self) -> bool:
        """That some condition asks whether somebody died."""
        named = (one.condition for cut in self.cuts.values() for one in cut)
        return any(one.fatal is not None for one in (self.only, *named, *(column.only for column in self.columns)))


@cache
def layout_names() -> tuple[str, ...]:
    """The layouts that come with the package."""
    folder = files("recount.codebook").joinpath("tables")
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


@cache
def load_layout(name: str) -> Layout:
    """A layout of the package by its name."""
    if name not in layout_names():
        advice = f"Known are {', '.join(layout_names())}; or give a TOML file of your own"
        raise CodebookError(f"There is no table layout {name!r}", advice=advice)
    return parse_layout(files("recount.codebook").joinpath("tables", f"{name}.toml").read_text(encoding="utf-8"), name)


def layout_at(place: str) -> Layout:
    """A layout by name, or out of a TOML file."""
    if not place.endswith(".toml"):
        return load_layout(place)
    try:
        return parse_layout(Path(place).read_text(encoding="utf-8"), Path(place).stem)
    except (OSError, UnicodeDecodeError) as error:
        advice = f"Give a TOML file, or one of {', '.join(layout_names())}"
        raise CodebookError(f"The layout {place} cannot be read ({error})", advice=advice) from error


def parse_layout(text: str, name: str) -> Layout:
    """The layout that a TOML text describes; CodebookError names the entry that is wrong."""
    file = f"{name}.toml"
    try:
        table = known_keys(tomllib.loads(text), file, "", _KEYS)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{file} is no TOML: {error}", advice="Mend the line that is named.") from error
    cuts: dict[str, tuple[Named, ...]] = {}
    told = table.get("cuts", {})
    for cut, rows in known_keys(told, file, "cuts", tuple(told) if isinstance(told, Mapping) else ()).items():
        cuts[cut] = tuple(_named(row, file, f"cuts.{cut}", cuts) for row in _tables(rows, file, f"cuts.{cut}"))
    rest = known_keys(table.get("rest", {}), file, "rest", tuple(cuts))
    columns = tuple(_column(row, file, number, cuts) for number, row in enumerate(_tables(table.get("columns"), file)))
    return Layout(
        name=name,
        title=text_of(table, "title", file, "title"),
        source=text_of(table, "source", file, "source", default="a layout of one's own"),
        by=_by(texts_of(table, "by", file, "by"), file, cuts),
        only=_condition(table.get("only", {}), file, "only", cuts),
        cuts=cuts,
        rest={cut: text_of(rest, cut, file, "rest", default="Other") for cut in cuts},
        columns=columns,
        notes=texts_of(table, "notes", file, "notes", default=()),
    )


def _by(names: tuple[str, ...], file: str, cuts: Mapping[str, Any]) -> tuple[str, ...]:
    meant = tuple(ALSO_CALLED.get(name, name) for name in names)
    strange = [name for name in meant if name not in (*DIMENSIONS, *cuts)]
    if strange or not meant:
        advice = f"Use one or more of {', '.join((*DIMENSIONS, *cuts))}."
        raise CodebookError(f"{file}, entry 'by' is {list(names)!r}", advice=advice)
    return meant


def _tables(rows: object, file: str, entry: str = "columns") -> list[Mapping[str, Any]]:
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        raise CodebookError(f"{file}, entry {entry!r} is {rows!r}", advice=f"Write one or more [[{entry}]].")
    return rows


def _named(row: Mapping[str, Any], file: str, entry: str, cuts: Mapping[str, Any]) -> Named:
    label = text_of(row, "label", file, entry)
    rest = {key: value for key, value in row.items() if key != "label"}
    return Named(label=label, condition=_condition(rest, file, f"{entry} {label}", cuts))


def _column(row: Mapping[str, Any], file: str, number: int, cuts: Mapping[str, Any]) -> Column:
    entry = f"columns, number {number + 1}"
    known_keys(row, file, entry, _COLUMN)
    count = text_of(row, "count", file, entry)
    of = texts_of(row, "of", file, entry) if "of" in row else None
    if count not in COUNTS:
        raise CodebookError(f"{file}, entry {entry!r}: count is {count!r}", advice=f"Use one of {', '.join(COUNTS)}.")
    if of is not None and (strange := [one for one in of if one not in OF]):
        raise CodebookError(f"{file}, entry {entry!r}: of is {strange[0]!r}", advice=f"Use some of {', '.join(OF)}.")
    return Column(
        label=text_of(row, "label", file, entry),
        section=str(row.get("section", "")),
        count=count,
        of=of,
        only=_condition(row.get("only", {}), file, entry, cuts),
        note=str(row.get("note", "")),
        told=bool(row.get("told", True)),
    )


def _condition(row: object, file: str, entry: str, cuts: Mapping[str, Any]) -> Condition:
    table = known_keys(row, file, entry, (*_LISTS, "fatal", *cuts))
    lists = {key: frozenset(texts_of(table, key, file, entry)) for key in table if key in _LISTS}
    for key, held in lists.items():
        if _LISTS[key] and (strange := sorted(held - set(_LISTS[key]))):
            advice = f"Use some of {', '.join(_LISTS[key])}."
            raise CodebookError(f"{file}, entry {entry!r}: {key} holds {strange[0]!r}", advice=advice)
    asked = {key: frozenset(texts_of(table, key, file, entry)) for key in table if key in cuts}
    for key, held in asked.items():
        labels = {named.label for named in cuts[key]}
        if strange := sorted(held - labels):
            advice = f"Use some of {', '.join(sorted(labels))}."
            raise CodebookError(f"{file}, entry {entry!r}: {key} holds {strange[0]!r}", advice=advice)
    fatal = table.get("fatal")
    if fatal is not None and not isinstance(fatal, bool):
        raise CodebookError(f"{file}, entry {entry!r}: fatal is {fatal!r}", advice="It must be true or false.")
    return Condition(lists=lists, cuts=asked, fatal=fatal)


ANYTHING = Condition(lists={}, cuts={})
