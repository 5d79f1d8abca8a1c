"""How records are written as JSON and read back: strictly, so that what comes out equals what went in.

A value (`Count`, `When`, `Where` or words) is told by its own keys; all else is checked against the records' types.
"""

from dataclasses import dataclass, fields
from typing import Any, TypeVar, cast

import msgspec

from recount.errors import LedgerError
from recount.records import Account, Claim, Count, Estimate, Incident, Report, When, Where

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredClaim(Claim):
    value: dict[str, Any] | str  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredReport(Report):
    claims: tuple[_StoredClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredAccount(Account):
    reports: tuple[_StoredReport, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredEstimate(Estimate):
    value: dict[str, Any] | str | None = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredIncident(Incident):
    when: _StoredEstimate | None
    where: _StoredEstimate | None
    counts: tuple[_StoredEstimate, ...] = ()
    perpetrators: tuple[_StoredEstimate, ...] = ()
    targets: tuple[_StoredEstimate, ...] = ()
    others: tuple[_StoredEstimate, ...] = ()


# msgspec reads no union of several dataclasses; these stand in for the records that hold a value.
_RECORD_OF: dict[type, type] = {
    _StoredClaim: Claim,
    _StoredReport: Report,
    _StoredAccount: Account,
    _StoredEstimate: Estimate,
    _StoredIncident: Incident,
}
# What of each may hold another stand-in, or a value; all else is taken as it is.
_HOLDING: dict[type, frozenset[str]] = {
    _StoredClaim: frozenset({"value"}),
    _StoredReport: frozenset({"claims"}),
    _StoredAccount: frozenset({"reports"}),
    _StoredEstimate: frozenset({"value"}),
    _StoredIncident: frozenset({"when", "where", "counts", "perpetrators", "targets", "others"}),
}
_NAMES = {kind: tuple((field.name, field.name in inner) for field in fields(kind)) for kind, inner in _HOLDING.items()}
_STORED_AS = {record: stored for stored, record in _RECORD_OF.items()}
_VALUE_BY_KEY: dict[str, type[Count | When | Where]] = {"best": Count, "lasted": When, "level": Where}


def encode(record: object) -> str:
    """A record as JSON; the same record gives the same characters on every machine."""
    return msgspec.json.encode(record).decode("utf-8")


def decode(written: str, kind: type[Record]) -> Record:
    """The record of a kind that JSON holds; LedgerError names the place in it that does not fit."""
    try:
        return cast("Record", _plain(msgspec.json.decode(written, type=_STORED_AS.get(kind, kind))))
    except (msgspec.MsgspecError, RecursionError) as error:
        what = f"The ledger holds a {kind.__name__.lower()} that cannot be read back: {error}"
        raise LedgerError(what, advice="It was changed outside Recount: restore the ledger from a copy") from error


def _plain(held: Any) -> Any:
    record = _RECORD_OF.get(type(held))
    if record is not None:
        names = _NAMES[type(held)]
        return record(**{name: _plain(getattr(held, name)) if inner else getattr(held, name) for name, inner in names})
    if isinstance(held, tuple):
        return tuple([_plain(item) for item in held])
    return _value(held) if isinstance(held, dict) else held


def _value(held: dict[str, Any]) -> Count | When | Where:
    for key, kind in _VALUE_BY_KEY.items():
        if key in held:
            return msgspec.convert(held, kind)
    raise msgspec.ValidationError(f"{sorted(held)} are the keys of no value")
