"""Reads the codebook's files; an entry that is not as it should be is named with its file."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from recount.errors import CodebookError

Table = Mapping[str, Any]


@cache
def load_toml(name: str) -> dict[str, Any]:
    """The codebook file of that name, as TOML holds it. Callers must not change it."""
    try:
        return tomllib.loads(files("recount.codebook").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CodebookError(f"there is no codebook file {name}.toml", advice="Reinstall the package.") from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{name}.toml is no TOML: {error}", advice="Mend the line that is named.") from error


def load_bytes(name: str) -> bytes:
    """A data file of the codebook as it is stored."""
    return files("recount.codebook").joinpath("data", name).read_bytes()


def text_of(row: Table, key: str, file: str, entry: str, *, default: str | None = None) -> str:
    """The text under `key`."""
    value = row.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(file, entry, key, value, "a text that is not empty")
    return value


def texts_of(row: Table, key: str, file: str, entry: str, *, default: Sequence[str] | None = None) -> tuple[str, ...]:
    """The list of texts under `key`."""
    value = row.get(key, default)
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(part, str) for part in value):
        raise _wrong(file, entry, key, value, "a list of texts")
    return tuple(value)


def one_of(row: Table, key: str, file: str, entry: str, allowed: Sequence[str]) -> str:
    """The text under `key`, which must be one of those allowed."""
    value = row.get(key)
    if value not in allowed:
        raise _wrong(file, entry, key, value, f"one of {', '.join(allowed)}")
    return str(value)


def known_keys(row: object, file: str, entry: str, allowed: Sequence[str]) -> Table:
    """The entry itself, once it is a table that holds no key but those allowed (a misspelt key is a lost fact)."""
    if not isinstance(row, Mapping):
        raise CodebookError(f"{file}, entry {entry!r} is no table: {row!r}", advice="Write it as key = value lines.")
    unknown = sorted(set(row) - set(allowed))
    if unknown:
        advice = f"Known keys are {', '.join(allowed)}."
        raise CodebookError(f"{file}, entry {entry!r} holds the unknown key {unknown[0]!r}", advice=advice)
    return row


def _wrong(file: str, entry: str, key: str, value: object, wanted: str) -> CodebookError:
    return CodebookError(f"{file}, entry {entry!r}: {key} is {value!r}", advice=f"It must be {wanted}.")
