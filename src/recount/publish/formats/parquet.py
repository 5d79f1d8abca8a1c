"""Incidents as Parquet, typed, with their claims as a list in each row, so that any of its readers can ask for them.

Needs pyarrow (the extra `parquet`). Rows are written in groups, so that no whole ledger is in memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from io import BytesIO
from itertools import islice
from typing import Any

from recount.codebook.columns import Column, load_columns
from recount.errors import ConfigError
from recount.publish.exports import CLAIM_COLUMNS, claim_cells, incident_row
from recount.publish.formats import notes
from recount.publish.formats.seam import Format, Row
from recount.publish.report import Material
from recount.records import COUNT_FIELDS, Claim, Incident, Report

CLAIMS = "claims"
COLUMNS = (
    *load_columns("csv"),
    Column(
        name=CLAIMS, meaning="A list of claims with the columns of the claims' CSV, speakers by office", source="claims"
    ),
)
_GROUP = 5_000  # rows in memory
_DAYS = frozenset({"first_day", "last_day", "published_first", "published_last"})
_WHOLE = frozenset(
    {"witnesses", "disagreements", "reports", "low", "best", "high", "start", "end"}
    | {f"{field}_{end}" for field in COUNT_FIELDS for end in ("low", "best", "high")}
)
_FRACTIONS = frozenset({"confidence"})
_OF_CLAIMS = tuple(name for name in CLAIM_COLUMNS if name not in {"incident", "voice"})


def row(incident: Incident, material: Material) -> Row:
    """An incident as in the CSV, with its claims."""
    reports = (material.reports[key] for key in incident.reports)
    claims = [_claim(incident, report, claim, material) for report in reports for claim in report.claims]
    return {**incident_row(incident, material), CLAIMS: claims}


def _claim(incident: Incident, report: Report, claim: Claim, material: Material) -> Row:
    """A claim as in the CSV, its speaker by office or organisation alone."""
    cells = dict(zip(CLAIM_COLUMNS, claim_cells(incident, report, claim, material), strict=True))
    speaker = notes.office(claim.speaker) if claim.speaker else None
    return {**{name: cells[name] for name in _OF_CLAIMS}, "speaker": speaker}


def encode(rows: Iterable[Row], names: Sequence[str]) -> Iterator[bytes]:
    """Rows as one Parquet file, its bytes as they come."""
    arrow, parquet = _libraries()
    schema = _schema(arrow, names)
    sink = _Sink()
    writer = parquet.ParquetWriter(sink, schema, compression="zstd")
    ahead = iter(rows)
    while some := list(islice(ahead, _GROUP)):
        writer.write_table(arrow.Table.from_pylist([_plain(one) for one in some], schema=schema))
        yield sink.take()
    writer.close()
    yield sink.take()


class _Sink(BytesIO):
    """A file of which the bytes that were handed on are let go, while places in it go on counting."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = 0

    def tell(self) -> int:
        """How many bytes were written in all."""
        return self.gone + super().tell()

    def take(self) -> bytes:
        """What was written since the last time."""
        held = self.getvalue()
        self.gone += len(held)
        self.seek(0)
        self.truncate()
        return held


def _libraries() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        advice = "Install it: pip install 'recount-ledger[parquet]', or export csv or jsonl"
        raise ConfigError("Parquet needs pyarrow, which is not installed", advice=advice) from error


def _schema(arrow: Any, names: Sequence[str]) -> Any:
    claims = arrow.struct([(name, _type(arrow, name)) for name in _OF_CLAIMS])
    return arrow.schema([(name, arrow.list_(claims) if name == CLAIMS else _type(arrow, name)) for name in names])


def _type(arrow: Any, name: str) -> Any:
    if name in _DAYS:
        return arrow.date32()
    if name in _FRACTIONS:
        return arrow.float64()
    return arrow.int64() if name in _WHOLE else arrow.string()


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Words that no UTF-8 can hold, as an article may have them, made words that it can."""
    return {name: _sound(value) for name, value in row.items()}


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | float | date) or value is None else str(value)


FORMAT = Format(
    name="parquet",
    about="incidents as a typed table, with their claims as a list in each row",
    columns=COLUMNS,
    row=row,
    encode=encode,
    gaps=(),
    besides=(
        "the reasons for setting claims aside and for linking reports are in: recount export jsonl, recount show; "
        "statistics are in: recount statistics"
    ),
)
