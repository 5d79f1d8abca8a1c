"""What is kept of the linking, and the ways into the ledger that small changes take."""

from sqlalchemy import Connection

_TABLES = {
    "linked": "report TEXT PRIMARY KEY, document TEXT NOT NULL, cluster TEXT NOT NULL, blocks {bytes} NOT NULL, "
    "body {bytes} NOT NULL",
    "meetings": "block BIGINT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (block, report)",
    "blocks": "block BIGINT NOT NULL PRIMARY KEY, size INTEGER NOT NULL",
    "near": "one TEXT NOT NULL, other TEXT NOT NULL, score DOUBLE PRECISION NOT NULL, PRIMARY KEY (one, other)",
    "moved": "incident TEXT PRIMARY KEY, derivation BIGINT NOT NULL",
    "progress": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
}
_CLUSTERED = frozenset({"meetings", "blocks", "near"})
_INDEXES = (
    ("linked", "document"),
    ("linked", "cluster"),
    ("moved", "derivation"),
    ("reports", "id"),
    ("reports", "document"),
    ("claims", "report"),
    ("incident_reports", "report"),
    ("incident_reports", "document"),
    ("redirects", "new"),
)


def m090_linked(connection: Connection) -> None:
    """Makes the tables; they are filled when incidents are next derived."""
    file = connection.dialect.name == "sqlite"
    for name, columns in _TABLES.items():
        kept = " WITHOUT ROWID" if file and name in _CLUSTERED else ""
        connection.exec_driver_sql(f"CREATE TABLE {name} ({columns.format(bytes='BLOB' if file else 'BYTEA')}){kept}")
    for table, column in _INDEXES:
        connection.exec_driver_sql(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")
