"""What can be claimed of an incident, in words: for forms, documentation and exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from recount.codebook.load import known_keys, load_toml, one_of, text_of
from recount.errors import CodebookError
from recount.records import Field

_FILE = "fields.toml"
_TYPES = ("days", "place", "actor", "count", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMeaning:
    """What a field means, of which type its value is, and how rival claims of it are reconciled."""

    field: Field
    definition: str
    type: str
    reconciled: str


@cache
def load_fields() -> Mapping[Field, FieldMeaning]:
    """Every field of a claim; each must be there."""
    tables = load_toml("fields")
    fields: tuple[Field, ...] = get_args(Field)
    known_keys(tables, _FILE, "", fields)
    missing = [name for name in fields if name not in tables]
    if missing:
        raise CodebookError(f"{_FILE} lacks [{missing[0]}]", advice="Put the table back.")
    return {name: _meaning(name, tables[name]) for name in fields}


def _meaning(name: Field, row: Any) -> FieldMeaning:
    known_keys(row, _FILE, name, ("definition", "type", "reconciled"))
    return FieldMeaning(
        field=name,
        definition=text_of(row, "definition", _FILE, name),
        type=one_of(row, "type", _FILE, name, _TYPES),
        reconciled=text_of(row, "reconciled", _FILE, name),
    )
