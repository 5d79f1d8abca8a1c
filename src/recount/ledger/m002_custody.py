"""Originals, and the log in which everything recorded has a line; PostgreSQL guards primary tables as SQLite does."""

from sqlalchemy import Connection, Table, inspect, select

from recount.ledger.custody import TABLES_OF, digest_of, write_line

_ORIGINALS = "sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packed {bytes} NOT NULL, recorded_at TEXT NOT NULL"
_LOG = """
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, digests TEXT NOT NULL, at TEXT NOT NULL,
    previous TEXT NOT NULL, seal TEXT NOT NULL"""
_PRIMARY = (
    "documents", "captures", "accounts", "reports", "claims", "statistics", "relations", "warnings", "decisions",
    "failures",
)  # fmt: skip
_COUNTS = (*((name, column) for name in ("claims", "estimates") for column in ("low", "best", "high")),)


def m002_custody(connection: Connection) -> None:
    """Makes the tables, guards them, and gives a line to each thing that is there already."""
    server = connection.dialect.name == "postgresql"
    connection.exec_driver_sql(f"CREATE TABLE originals ({_ORIGINALS.format(bytes='BYTEA' if server else 'BLOB')})")
    connection.exec_driver_sql(f"CREATE TABLE log ({_LOG})")
    connection.exec_driver_sql("CREATE INDEX log_by_subject ON log (subject)")
    connection.exec_driver_sql("CREATE INDEX captures_by_url ON captures (url)")
    if server:
        _guard_on_server(connection)
        for table, column in _COUNTS:  # a file has room for any number
            connection.exec_driver_sql(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE BIGINT")
    else:
        for name in ("originals", "log"):
            _guard(connection, name)
    _adopt(connection)


def _guard(connection: Connection, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        name = f"{table}_no_{change.lower()}"
        complaint = f"RAISE(ABORT, '{table} is append-only')"
        connection.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE {change} ON {table} BEGIN SELECT {complaint}; END")


def _guard_on_server(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', "
        "ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name in (*_PRIMARY, "originals", "log"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _adopt(connection: Connection) -> None:
    """What came in before there was a log gets its lines now, in the order of its ids."""
    for kind in ("document", "capture", "account", "failure", "decision"):
        parts = [_Part(connection, table, column) for table, column in TABLES_OF[kind]]
        keys = parts[0].table.c.id
        for key in connection.execute(select(keys).order_by(keys)).scalars().all():
            digests = {part.table.name: digest for part in parts if (digest := part.digest(key))}
            write_line(connection, kind, key, digests, "before the log")


class _Part:
    """A table with the columns that it has at this step: a later version may have more."""

    def __init__(self, connection: Connection, table: Table, column: str) -> None:
        there = {one["name"] for one in inspect(connection).get_columns(table.name)}
        columns = [one for one in table.columns if one.name in there]
        self.table = table
        self._connection = connection
        self._query = select(*columns).order_by(*table.primary_key.columns)
        self._key = table.c[column]

    def digest(self, key: str) -> str | None:
        """A hash of the rows under a key."""
        rows = self._connection.execute(self._query.where(self._key == key)).mappings().all()
        return digest_of(self.table, rows) if rows else None
