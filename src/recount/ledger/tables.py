"""The ledger's tables, for SQLite and PostgreSQL alike.

Primary tables are append-only: what was published, what each document says, what people decided, what failed. Derived
tables hold what `link` and `reconcile` make of them and can be thrown away at any time (`recount rebuild`).
`body` columns hold whole records as JSON; the columns beside them are there to be asked about.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData()


def _text(name: str, *, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, primary_key=key)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger)


def _day(name: str) -> Column[object]:
    return Column(name, Date)


def _of(name: str, table: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{table}.id"), nullable=False, primary_key=key)


def _place_in_account() -> tuple[SchemaItem, ...]:
    return (
        _of("account", "accounts", key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        _text("id"),
        _of("document", "documents"),
    )


def _evidence() -> tuple[SchemaItem, ...]:
    return (
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        _text("quote"),
        _text("speaker", null=True),
        _text("voice", null=True),
    )


migrations = Table(
    "migrations", metadata, Column("number", Integer, primary_key=True, autoincrement=False), _text("name")
)

documents = Table("documents", metadata, _text("id", key=True), _text("text"), _text("recorded_at"))

# The bytes as they were found, packed with zlib, under the hash of what they unpack to.
originals = Table(
    "originals",
    metadata,
    _text("sha256", key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    _text("recorded_at"),
)

# The same text can come in by two ways: under another name, from another outlet, with and without its day.
captures = Table(
    "captures",
    metadata,
    _text("id", key=True),
    _of("document", "documents"),
    _text("name"),
    _text("title", null=True),
    _text("outlet", null=True),
    _text("url", null=True),
    _day("published_first"),
    _day("published_last"),
    _text("published_basis"),
    _day("captured"),
    _text("body"),
    _text("recorded_at"),
)

# `basis` is the hash of what the reader was given besides the text, so that better metadata leads to a new account.
accounts = Table(
    "accounts",
    metadata,
    _text("id", key=True),
    _of("document", "documents"),
    _text("basis"),
    _text("reader"),
    _day("published_first"),
    _day("published_last"),
    _text("published_reason"),
    _text("body"),
    _text("recorded_at"),
)

reports = Table(
    "reports",
    metadata,
    *_place_in_account(),
    _text("type"),
    _text("status"),
    Column("focus", Boolean, nullable=False),
    _text("recorded_at"),
)

claims = Table(
    "claims",
    metadata,
    *_place_in_account(),
    _text("report"),
    _text("field"),
    _text("value"),
    _number("low"),
    _number("best"),
    _number("high"),
    _text("of", null=True),
    Column("part", Boolean, nullable=False),
    _text("stance"),
    *_evidence(),
    Column("confidence", Double, nullable=False),
    _day("event_first"),
    _day("event_last"),
    _day("report_first"),
    _day("report_last"),
    _text("recorded_at"),
)

statistics = Table(
    "statistics",
    metadata,
    *_place_in_account(),
    _text("measure"),
    Column("low", Double),
    Column("best", Double),
    Column("high", Double),
    _text("unit"),
    _day("period_first"),
    _day("period_last"),
    _text("area", null=True),
    _text("actor", null=True),
    _text("of", null=True),
    _text("of_what", null=True),
    *_evidence(),
    _text("recorded_at"),
)

relations = Table(
    "relations",
    metadata,
    *_place_in_account(),
    _text("a"),
    _text("kind"),
    _text("b"),
    *_evidence(),
    _text("recorded_at"),
)

warnings = Table(
    "warnings",
    metadata,
    *_place_in_account(),
    _text("about", null=True),
    _text("area", null=True),
    *_evidence(),
    _text("recorded_at"),
)

decisions = Table(
    "decisions",
    metadata,
    _text("id", key=True),
    _text("kind"),
    _text("subjects"),
    _text("value", null=True),
    _text("reason"),
    _text("who"),
    _text("at"),
    _text("body"),
)

failures = Table(
    "failures",
    metadata,
    _text("id", key=True),
    _text("source"),
    Column("document", Text, ForeignKey("documents.id")),
    _text("stage"),
    _text("reason"),
    _text("advice"),
    _text("recorded_at"),
)

# A line for everything recorded above, each sealed with the one before (`custody.py`).
log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    _text("subject"),
    _text("digests"),
    _text("at"),
    _text("previous"),
    _text("seal"),
)

clusters = Table("clusters", metadata, _text("id", key=True), _text("body"))

incidents = Table(
    "incidents",
    metadata,
    _text("id", key=True),
    _text("type"),
    _text("status"),
    _day("first"),
    _day("last"),
    _text("country", null=True),
    _text("place", null=True),
    _text("grade"),
    _number("witnesses"),
    _text("rules"),
    _text("body"),
)

# What tables of counts need of each incident, read by the hundred thousand; it repeats what `incidents` hold, so it is
# in no digest and no release.
countables = Table(
    "countables",
    metadata,
    _text("id", key=True),
    _day("first"),
    _day("last"),
    _text("country", null=True),
    _text("body"),
)

incident_reports = Table(
    "incident_reports",
    metadata,
    _text("incident", key=True),
    _text("report", key=True),
    _text("document"),
)

estimates = Table(
    "estimates",
    metadata,
    _text("incident", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("field"),
    _text("of", null=True),
    _number("low"),
    _number("best"),
    _number("high"),
    _text("value", null=True),
    _text("stance", null=True),
    _text("claims"),
    _text("set_aside"),
    _text("rule"),
)

redirects = Table("redirects", metadata, _text("old", key=True), _text("new"))

# What the derived tables were made of, to tell whether they are still true.
state = Table("state", metadata, _text("key", key=True), _text("value"))

PRIMARY = (
    documents, originals, captures, accounts, reports, claims, statistics, relations, warnings, decisions, failures,
    log,
)  # fmt: skip
DERIVED = (clusters, incidents, incident_reports, estimates, redirects, state)
