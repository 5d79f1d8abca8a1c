"""Checks an evidence bundle without the ledger it came from: every hash, every original, the words of every claim.

A bundle comes from anybody: nothing of it is unpacked to disk, and sizes are bounded.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as NotPacked  # noqa: N812 - zlib names its error in small letters

import msgspec

from recount.errors import Unreachable
from recount.publish.bundle import MANIFEST

MOST_FILES = 2_000_000
MOST_BYTES = 1_000_000_000  # of one file, unpacked
MOST_TEXT = 100_000_000  # of one file that is read as a whole
SHOWN = 200
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: how many files, documents, originals and claims were held against one another."""

    files: int = 0
    originals: int = 0
    claims: int = 0
    complaints: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.complaints


class _Wrong(Exception):
    """A file of the bundle that cannot be read on."""


def check_bundle(path: Path) -> Checked:
    """Holds a bundle against its own manifest, and its claims against its documents."""
    try:
        with ZipFile(path) as file:
            return _check(file)
    except FileNotFoundError as error:
        raise Unreachable(f"There is no bundle at {path}", advice="Check the path") from error
    except (OSError, BadZipFile, EOFError, RuntimeError, NotImplementedError, UnicodeDecodeError) as error:
        return Checked(complaints=(f"{path.name} is no bundle that can be read: {error}",))


def _check(file: ZipFile) -> Checked:
    entries = file.infolist()
    complaints: list[str] = [*_strange_names(entries)]
    if complaints:
        return Checked(files=len(entries), complaints=tuple(complaints))
    listed: Mapping[str, str] = {}
    try:
        listed = _manifest(_whole(file, MANIFEST))
        complaints += _unlisted(entries, listed)
        complaints += [words for name, key in sorted(listed.items()) for words in _wrong_hash(file, name, key)]
    except _Wrong as error:
        return Checked(files=len(entries), complaints=(*complaints, str(error)))
    originals = [name for name in listed if name.startswith("originals/")]
    complaints += [f"{name} is not named by its hash" for name in originals if listed[name] != name.partition("/")[2]]
    claims = 0
    for number, wrong in _claims(file):
        claims = number
        complaints += [wrong] if wrong else []
    shown = complaints[:SHOWN]
    if len(complaints) > SHOWN:
        shown.append(f"and {len(complaints) - SHOWN} more")
    return Checked(files=len(entries), originals=len(originals), claims=claims, complaints=tuple(shown))


def _strange_names(entries: list[ZipInfo]) -> Iterator[str]:
    if len(entries) > MOST_FILES:
        yield f"it holds {len(entries):,} files, more than {MOST_FILES:,}"
        return
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name in seen:
            yield f"{name!r} is in it twice"
        if not name or name.startswith("/") or "\\" in name or ".." in name.split("/") or entry.is_dir():
            yield f"{name!r} is no name for a file of a bundle"
        seen.add(name)


def _manifest(data: bytes) -> Mapping[str, str]:
    listed: dict[str, str] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        key, gap, name = line[:64], line[64:66], line[66:]
        if gap != "  " or not name or len(key) != 64 or not set(key) <= set("0123456789abcdef") or name in listed:
            raise _Wrong(f"line {number} of {MANIFEST} is no hash and name")
        listed[name] = key
    return listed


def _unlisted(entries: list[ZipInfo], listed: Mapping[str, str]) -> list[str]:
    present = {entry.filename for entry in entries} - {MANIFEST}
    return [
        *(f"{name} is missing" for name in sorted(listed.keys() - present)),
        *(f"{name} is not in {MANIFEST}" for name in sorted(present - listed.keys())),
    ]


def _wrong_hash(file: ZipFile, name: str, key: str) -> Iterator[str]:
    if name not in file.NameToInfo:
        return
    found = sha256()
    try:
        for part in _parts(file, name, MOST_BYTES):
            found.update(part)
    except _Wrong as error:
        yield str(error)
        return
    if found.hexdigest() != key:
        yield f"{name} was changed: its SHA-256 is not that of {MANIFEST}"


def _parts(file: ZipFile, name: str, most: int) -> Iterator[bytes]:
    read = 0
    try:
        with file.open(name) as stream:
            while part := stream.read(_CHUNK):
                read += len(part)
                if read > most:
                    raise _Wrong(f"{name} is larger than {most:,} bytes")
                yield part
    except KeyError as error:
        raise _Wrong(f"{name} is missing") from error
    except (OSError, BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError, NotPacked) as error:
        raise _Wrong(f"{name} cannot be unpacked: {error}") from error


def _whole(file: ZipFile, name: str) -> bytes:
    return b"".join(_parts(file, name, MOST_TEXT))


def _claims(file: ZipFile) -> Iterator[tuple[int, str]]:
    """Every claim's number with what is wrong with it, or nothing."""
    number = 0
    try:
        for row in _rows(file, "incidents.jsonl"):
            for report in row["reports"]:
                name = f"documents/{report['document']}.txt"
                text = _whole(file, name).decode("utf-8", "surrogatepass")
                for claim in report["claims"]:
                    number += 1
                    said = text[claim["start"] : claim["end"]] == claim["q"]
                    yield number, "" if said else f"claim {claim['id']} quotes what {name} does not say there"
    except _Wrong as error:
        yield number, str(error)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError, TypeError) as error:
        yield number, f"incidents.jsonl or a document cannot be read: {error!r}"


def _rows(file: ZipFile, name: str) -> Iterator[Any]:
    rest = b""
    for part in _parts(file, name, MOST_BYTES):
        *lines, rest = (rest + part).split(b"\n")
        if len(rest) > MOST_TEXT:
            raise _Wrong(f"{name} has a line of more than {MOST_TEXT:,} bytes")
        yield from (msgspec.json.decode(line) for line in lines if line)
    if rest:
        yield msgspec.json.decode(rest)
