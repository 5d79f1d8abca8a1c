"""The evidence behind incidents in one ZIP that anybody can check, without Recount and without us.

    MANIFEST.sha256     every other file with its SHA-256, as `sha256sum -c MANIFEST.sha256` reads it
    README.txt          what the files are, and how to check them
    ledger.json         when it was written, the rules of counting, the seal of the ledger's log
    incidents.jsonl     the incidents with every claim: value, speaker, offsets and words
    claims.csv          the claims, one a row
    decisions.jsonl     what people decided on them, and why
    documents.jsonl     each document's outlet, address, day of publication and the SHA-256 of its original
    documents/ID.txt    its text, in which the offsets count
    originals/SHA256    the bytes as they were collected, where the ledger keeps them

Redacted words are in none of them: a document with such words comes without its original. The same ledger gives the
same files.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec

from recount.errors import NotInLedger
from recount.ledger import Ledger
from recount.publish.exports import claims_csv
from recount.publish.gather import gather
from recount.publish.incident_json import incident_as_json
from recount.publish.report import Material
from recount.records import Document, Incident

MANIFEST = "MANIFEST.sha256"
VERSION = 1
_AT_ONCE = 200  # incidents with their texts in memory
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of every file, so that the same content is the same bundle
_README = """Evidence bundle of Recount, version {version}

Check that nothing was changed, in the folder you unpacked this to:  sha256sum -c MANIFEST.sha256
Check also that each claim says what its document says:              recount bundle --check THIS.zip

incidents.jsonl  incidents, each with its reports and their claims; a claim's "start" and "end" count the characters of
                 documents/DOCUMENT.txt, and "q" are the words between them; "by" is who says so
claims.csv       the same claims, one a row
decisions.jsonl  what people decided, when and why
documents.jsonl  outlet, address, day of publication with its reason, SHA-256 of the original
documents/       the texts as they were read
originals/       the bytes as they were collected, each named by its SHA-256, where they were kept
ledger.json      rules of counting; number and seal of the last line of the ledger's log when this was written

Articles belong to their publishers. Redacted words are in none of the files.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What went into a bundle; `without` counts documents whose original is not in it, and why."""

    incidents: int
    documents: int
    originals: int
    files: int
    without: Mapping[str, int]


class _Zip:
    """A ZIP that remembers the hash of every file in it."""

    def __init__(self, file: ZipFile) -> None:
        self.file = file
        self.hashes: dict[str, str] = {}

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        found = sha256()
        with self.file.open(_entry(name), "w", force_zip64=True) as stream:
            for part in parts:
                found.update(part)
                stream.write(part)
        self.hashes[name] = found.hexdigest()

    def close(self) -> None:
        lines = "".join(f"{self.hashes[name]}  {name}\n" for name in sorted(self.hashes))
        self.file.writestr(_entry(MANIFEST), lines.encode())


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    return entry


def write_bundle(ledger: Ledger, incidents: Sequence[Incident], stream: BinaryIO, *, at: datetime) -> Written:
    """Writes all evidence behind some incidents."""
    keys = sorted(ledger.documents_behind({one.id for one in incidents}))
    with ZipFile(stream, "w") as file:
        bundle = _Zip(file)
        bundle.add("README.txt", [_README.format(version=VERSION).encode()])
        bundle.add("ledger.json", [_json(_about(ledger, incidents, at))])
        bundle.add("incidents.jsonl", _lines(_told(ledger, incidents, incident_as_json)))
        claims = claims_csv(_materials(ledger, incidents))
        bundle.add("claims.csv", (row.encode("utf-8", "surrogatepass") for row in claims))
        bundle.add("decisions.jsonl", _lines(_decisions(ledger, incidents, keys)))
        originals, without = _add_documents(bundle, ledger, keys)
        bundle.close()
    return Written(
        incidents=len(incidents),
        documents=len(keys),
        originals=originals,
        files=len(bundle.hashes) + 1,
        without=without,
    )


def _about(ledger: Ledger, incidents: Sequence[Incident], at: datetime) -> dict[str, Any]:
    return {
        "bundle": VERSION,
        "written": at.isoformat(),
        "rules": sorted({one.rules for one in incidents}),
        "incidents": len(incidents),
        "log": str(ledger.head()),
    }


def _materials(ledger: Ledger, incidents: Sequence[Incident]) -> Iterator[Material]:
    for start in range(0, len(incidents), _AT_ONCE):
        yield gather(ledger, incidents[start : start + _AT_ONCE])


def _told(
    ledger: Ledger, incidents: Sequence[Incident], tell: Callable[[Incident, Material], Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    for material in _materials(ledger, incidents):
        yield from (tell(incident, material) for incident in material.incidents)


def _decisions(
    ledger: Ledger, incidents: Sequence[Incident], documents: Collection[str]
) -> Iterator[Mapping[str, Any]]:
    """Every decision on these incidents: on their reports, claims or documents, and those that withdraw such a one."""
    subjects = {*documents, *(report for one in incidents for report in one.reports)}
    accounts = ledger.accounts(documents)
    subjects |= {
        claim.id
        for account in accounts.values()
        for report in account.reports
        if report.id in subjects
        for claim in report.claims
    }
    for decision in ledger.decisions():
        if not subjects.isdisjoint(decision.subjects):
            subjects.add(decision.id)
            told: dict[str, Any] = msgspec.to_builtins(decision)
            yield told


def _add_documents(bundle: _Zip, ledger: Ledger, keys: Sequence[str]) -> tuple[int, Mapping[str, int]]:
    rows: list[Mapping[str, Any]] = []
    kept: set[str] = set()
    without: dict[str, int] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        whole = ledger.documents(some, original=True)
        for key, document in sorted(ledger.documents(some).items()):
            redacted = whole[key].text != document.text
            bundle.add(f"documents/{key}.txt", [document.text.encode("utf-8", "surrogatepass")])
            original = "redacted" if redacted else _add_original(bundle, ledger, document.original_sha256, kept)
            if original != "kept":
                without[original] = without.get(original, 0) + 1
            rows.append(_document(document, original))
    bundle.add("documents.jsonl", _lines(rows))
    return len(kept), without


def _add_original(bundle: _Zip, ledger: Ledger, key: str, kept: set[str]) -> str:
    """Puts an original in, once; says what became of it."""
    if key in kept:
        return "kept"
    try:
        data = ledger.original(key)
    except NotInLedger:
        return "not kept by the ledger"
    bundle.add(f"originals/{key}", [data])
    kept.add(key)
    return "kept"


def _document(document: Document, original: str) -> Mapping[str, Any]:
    published = document.published
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published_between": [published.first, published.last],
        "published_reason": published.reason,
        "captured": document.captured,
        "language": document.language,
        "original_sha256": document.original_sha256 or None,
        "original": original,
    }


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield _json(row)


def _json(row: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(row) + b"\n"
