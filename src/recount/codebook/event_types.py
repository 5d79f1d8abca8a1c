"""The forms of an incident, and what ACLED, UCDP, GTD and PLOVER call each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from recount.codebook.load import known_keys, load_toml, text_of, texts_of
from recount.errors import CodebookError
from recount.records import EventType

_FILE = "event_types.toml"
_KEYS = ("label", "definition", "acled", "acled_armed", "acled_state", "acled_group", "ucdp", "gtd", "plover")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of incident.

    `acled` is event and sub-event where civilians or nobody are hit; `acled_armed` where both sides are armed,
    `acled_state` and `acled_group` where a state or a non-state group acts. `ucdp` are the types of violence that can
    apply (1 state-based, 2 non-state, 3 one-sided). `gtd` is the attack type's code and text, None where GTD has none.
    """

    type: EventType
    label: str
    definition: str
    acled: tuple[str, str]
    acled_armed: tuple[str, str] | None
    acled_state: tuple[str, str] | None
    acled_group: tuple[str, str] | None
    ucdp: tuple[int, ...]
    gtd: tuple[int, str] | None
    plover: tuple[str, str]


@cache
def load_event_types() -> Mapping[EventType, Form]:
    """Every form of the codebook; each of the nineteen must be there."""
    tables = load_toml("event_types")
    types: tuple[EventType, ...] = get_args(EventType)
    known_keys(tables, _FILE, "", types)
    missing = [name for name in types if name not in tables]
    if missing:
        raise CodebookError(f"{_FILE} lacks [{missing[0]}]", advice="Put the table back.")
    return {name: _form(name, tables[name]) for name in types}


def _form(name: EventType, row: Any) -> Form:
    known_keys(row, _FILE, name, _KEYS)
    acled = _pair(row, "acled", name)
    plover = _pair(row, "plover", name)
    if acled is None or plover is None:
        raise CodebookError(f"{_FILE}, entry {name!r} lacks acled or plover", advice="Write two texts under each.")
    return Form(
        type=name,
        label=text_of(row, "label", _FILE, name),
        definition=text_of(row, "definition", _FILE, name),
        acled=acled,
        acled_armed=_pair(row, "acled_armed", name),
        acled_state=_pair(row, "acled_state", name),
        acled_group=_pair(row, "acled_group", name),
        ucdp=_ucdp(row, name),
        gtd=_gtd(row, name),
        plover=plover,
    )


def _pair(row: Mapping[str, Any], key: str, name: str) -> tuple[str, str] | None:
    if key not in row:
        return None
    texts = texts_of(row, key, _FILE, name)
    if len(texts) != 2:
        raise CodebookError(f"{_FILE}, entry {name!r}: {key} is {texts!r}", advice="It must be two texts.")
    return texts[0], texts[1]


def _ucdp(row: Mapping[str, Any], name: str) -> tuple[int, ...]:
    codes = row.get("ucdp")
    if not isinstance(codes, list) or not all(code in (1, 2, 3) for code in codes):
        raise CodebookError(f"{_FILE}, entry {name!r}: ucdp is {codes!r}", advice="It must be a list out of 1, 2, 3.")
    return tuple(codes)


def _gtd(row: Mapping[str, Any], name: str) -> tuple[int, str] | None:
    if "gtd" not in row:
        return None
    entry = known_keys(row["gtd"], _FILE, f"{name}.gtd", ("code", "text"))
    code = entry.get("code")
    if not isinstance(code, int) or not 1 <= code <= 9:
        raise CodebookError(f"{_FILE}, entry {name!r}: gtd code is {code!r}", advice="GTD attack types go from 1 to 9.")
    return code, text_of(entry, "text", _FILE, name)
