"""Who may sign in, who is signed in, what they did, and how long decisions took."""

from sqlalchemy import Connection

_TABLES = {
    "users": """
        name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, active BOOLEAN NOT NULL,
        recorded_at TEXT NOT NULL""",
    "sessions": """
        id TEXT PRIMARY KEY, "user" TEXT NOT NULL, token TEXT NOT NULL, since TEXT NOT NULL, last TEXT NOT NULL""",
    "actions": """
        number BIGINT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL,
        outcome TEXT NOT NULL, address TEXT NOT NULL""",
    "sittings": """
        number INTEGER PRIMARY KEY, who TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL, answer TEXT NOT NULL,
        at TEXT NOT NULL, seconds DOUBLE PRECISION""",
}
_APPEND_ONLY = ("actions", "sittings")


def m020_staff(connection: Connection) -> None:
    """Makes the tables of the staff; what was done cannot be taken out of the log again."""
    for name, columns in _TABLES.items():
        connection.exec_driver_sql(f"CREATE TABLE {name} ({columns})")
    connection.exec_driver_sql("CREATE INDEX actions_by_who ON actions (who)")
    connection.exec_driver_sql("CREATE INDEX actions_by_at ON actions (at)")
    for name in _APPEND_ONLY:
        _forbid_changes(connection, name)


def _forbid_changes(connection: Connection, table: str) -> None:
    if connection.dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            trigger = f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
            connection.exec_driver_sql(f"{trigger} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
    else:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
