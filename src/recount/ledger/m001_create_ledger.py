"""The first shape of the ledger."""

from sqlalchemy import Connection

_EVIDENCE = "span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, quote TEXT NOT NULL, speaker TEXT, voice TEXT"
_IN_ACCOUNT = (
    "account TEXT NOT NULL REFERENCES accounts(id), number INTEGER NOT NULL, id TEXT NOT NULL, "
    "document TEXT NOT NULL REFERENCES documents(id)"
)

_PRIMARY = {
    "documents": "id TEXT PRIMARY KEY, text TEXT NOT NULL, recorded_at TEXT NOT NULL",
    "captures": """
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), name TEXT NOT NULL, title TEXT,
        outlet TEXT, url TEXT, published_first DATE, published_last DATE, published_basis TEXT NOT NULL,
        captured DATE, body TEXT NOT NULL, recorded_at TEXT NOT NULL""",
    "accounts": """
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), basis TEXT NOT NULL,
        reader TEXT NOT NULL, published_first DATE, published_last DATE, published_reason TEXT NOT NULL,
        body TEXT NOT NULL, recorded_at TEXT NOT NULL""",
    "reports": f"""
        {_IN_ACCOUNT}, type TEXT NOT NULL, status TEXT NOT NULL, focus BOOLEAN NOT NULL, recorded_at TEXT NOT NULL,
        PRIMARY KEY (account, number)""",
    "claims": f"""
        {_IN_ACCOUNT}, report TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, low INTEGER, best INTEGER,
        high INTEGER, "of" TEXT, part BOOLEAN NOT NULL, stance TEXT NOT NULL, {_EVIDENCE},
        confidence DOUBLE PRECISION NOT NULL, event_first DATE, event_last DATE, report_first DATE, report_last DATE,
        recorded_at TEXT NOT NULL, PRIMARY KEY (account, number)""",
    "statistics": f"""
        {_IN_ACCOUNT}, measure TEXT NOT NULL, low DOUBLE PRECISION, best DOUBLE PRECISION, high DOUBLE PRECISION,
        unit TEXT NOT NULL, period_first DATE, period_last DATE, area TEXT, actor TEXT, "of" TEXT, of_what TEXT,
        {_EVIDENCE}, recorded_at TEXT NOT NULL, PRIMARY KEY (account, number)""",
    "relations": f"""
        {_IN_ACCOUNT}, a TEXT NOT NULL, kind TEXT NOT NULL, b TEXT NOT NULL, {_EVIDENCE}, recorded_at TEXT NOT NULL,
        PRIMARY KEY (account, number)""",
    "warnings": f"""
        {_IN_ACCOUNT}, about TEXT, area TEXT, {_EVIDENCE}, recorded_at TEXT NOT NULL, PRIMARY KEY (account, number)""",
    "decisions": """
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, subjects TEXT NOT NULL, value TEXT, reason TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL""",
    "failures": """
        id TEXT PRIMARY KEY, source TEXT NOT NULL, document TEXT REFERENCES documents(id), stage TEXT NOT NULL,
        reason TEXT NOT NULL, advice TEXT NOT NULL, recorded_at TEXT NOT NULL""",
}

_DERIVED = {
    "clusters": "id TEXT PRIMARY KEY, body TEXT NOT NULL",
    "incidents": """
        id TEXT PRIMARY KEY, type TEXT NOT NULL, status TEXT NOT NULL, first DATE, last DATE, country TEXT, place TEXT,
        grade TEXT NOT NULL, witnesses INTEGER, rules TEXT NOT NULL, body TEXT NOT NULL""",
    "incident_reports": """
        incident TEXT NOT NULL, report TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (incident, report)""",
    "estimates": """
        incident TEXT NOT NULL, number INTEGER NOT NULL, field TEXT NOT NULL, "of" TEXT, low INTEGER, best INTEGER,
        high INTEGER, value TEXT, stance TEXT, claims TEXT NOT NULL, set_aside TEXT NOT NULL, rule TEXT NOT NULL,
        PRIMARY KEY (incident, number)""",
    "redirects": "old TEXT PRIMARY KEY, new TEXT NOT NULL",
    "state": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
}

_INDEXES = (("captures", "document"), ("accounts", "document"), ("claims", "id"), ("claims", "field"))


def m001_create_ledger(connection: Connection) -> None:
    """Makes the primary tables, the derived ones, and the lock on the primary ones."""
    connection.exec_driver_sql("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    for name, columns in (_PRIMARY | _DERIVED).items():
        connection.exec_driver_sql(f"CREATE TABLE {name} ({columns})")
    for table, column in _INDEXES:
        connection.exec_driver_sql(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")
    if connection.dialect.name == "sqlite":  # a server keeps its tables by the rights it grants
        for name in _PRIMARY:
            _forbid_changes(connection, name)


def _forbid_changes(connection: Connection, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        name = f"{table}_no_{change.lower()}"
        complaint = f"RAISE(ABORT, '{table} is append-only')"
        connection.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE {change} ON {table} BEGIN SELECT {complaint}; END")
