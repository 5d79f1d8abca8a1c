"""The tables of the ledger's staff: who may sign in, who is, what they did, and how long decisions took.

They hold nothing that the ledger tells, and are no part of what is released or rebuilt.
"""

from sqlalchemy import BigInteger, Boolean, Column, Double, Integer, Table, Text

from recount.ledger.tables import metadata

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("recorded_at", Text, nullable=False),
)

# `id` is the hash of what the browser holds.
sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("last", Text, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("address", Text, nullable=False),
)

# One answer at the desk; `seconds` is empty where nobody can tell how long it took.
sittings = Table(
    "sittings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("who", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("seconds", Double),
)
