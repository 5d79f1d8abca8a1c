"""Who may sign in, who is signed in, and what everybody did: the ledger's staff, apart from what it tells.

Passwords are kept as hashes made elsewhere, sessions under the hash of their id: who reads the file can sign in as
nobody. The audit log (`actions`) is only ever added to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, get_args

from sqlalchemy import delete, func, insert, select, update

from recount.errors import AccessError
from recount.ledger import staff_tables
from recount.ledger.ledger import Ledger

Role = Literal["reader", "reviewer", "editor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with a name to sign in with; `active`: not shut out."""

    name: str
    role: Role
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in browser. `token` guards its forms, `since` is when it began and `last` when it was last heard of."""

    user: User
    token: str
    since: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One line of the audit log: who did what to what, and how it went."""

    at: str
    who: str
    what: str
    about: str = ""
    outcome: str = "done"
    address: str = ""


class Users:
    """The staff of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    # Users

    def add(self, user: User, password_hash: str, *, at: str) -> None:
        """Adds a user; AccessError where the name is taken."""
        table = staff_tables.users
        with self._ledger._writing() as connection:
            if connection.execute(select(table.c.name).where(table.c.name == user.name)).first():
                raise AccessError(f"There is a user {user.name!r} already", advice="Choose another name")
            row = {"name": user.name, "role": user.role, "password": password_hash, "active": True, "recorded_at": at}
            connection.execute(insert(table), row)

    def list(self) -> tuple[User, ...]:
        """Everybody, by name."""
        table = staff_tables.users
        with self._ledger._reading() as connection:
            return tuple(_user(row) for row in connection.execute(select(table).order_by(table.c.name)).mappings())

    def find(self, name: str) -> tuple[User, str] | None:
        """A user with the hash of the password."""
        table = staff_tables.users
        with self._ledger._reading() as connection:
            row = connection.execute(select(table).where(table.c.name == name)).mappings().first()
        return (_user(row), row["password"]) if row else None

    def change(self, name: str, **values: Any) -> None:
        """Changes role, password or active; sessions of that user end."""
        table = staff_tables.users
        with self._ledger._writing() as connection:
            if not connection.execute(update(table).where(table.c.name == name).values(**values)).rowcount:
                raise AccessError(f"There is no user {name!r}", advice="List them with: recount users list")
            connection.execute(delete(staff_tables.sessions).where(staff_tables.sessions.c.user == name))

    # Sessions

    def begin(self, session_id: str, user: User, *, token: str, at: str) -> None:
        """Begins a session under a fresh id."""
        row = {"id": _hidden(session_id), "user": user.name, "token": token, "since": at, "last": at}
        with self._ledger._writing() as connection:
            connection.execute(insert(staff_tables.sessions), row)

    def session(self, session_id: str) -> Session | None:
        """The session of an id, as long as its user may sign in."""
        table, users = staff_tables.sessions, staff_tables.users
        query = select(table.c.token, table.c.since, table.c.last, users).join(users, users.c.name == table.c.user)
        with self._ledger._reading() as connection:
            row = connection.execute(query.where(table.c.id == _hidden(session_id))).mappings().first()
        if row is None or not row["active"]:
            return None
        return Session(user=_user(row), token=row["token"], since=row["since"], last=row["last"])

    def touch(self, session_id: str, *, at: str) -> None:
        """Notes that a session is still in use."""
        with self._ledger._writing() as connection:
            table = staff_tables.sessions
            connection.execute(update(table).where(table.c.id == _hidden(session_id)).values(last=at))

    def end(self, session_id: str) -> None:
        """Ends a session."""
        with self._ledger._writing() as connection:
            connection.execute(delete(staff_tables.sessions).where(staff_tables.sessions.c.id == _hidden(session_id)))

    def forget(self, *, unused_since: str, begun_before: str) -> None:
        """Ends sessions that were left alone or went on for too long."""
        table = staff_tables.sessions
        with self._ledger._writing() as connection:
            connection.execute(delete(table).where((table.c.last < unused_since) | (table.c.since < begun_before)))

    # What everybody did

    def note(self, action: Action) -> None:
        """Adds a line to the audit log."""
        table = staff_tables.actions
        with self._ledger._writing() as connection:
            number = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one() + 1
            row = {key: getattr(action, key) for key in ("at", "who", "what", "about", "outcome", "address")}
            connection.execute(insert(table), {"number": number, **row})

    def actions(self, *, most: int = 200, **like: str) -> tuple[Action, ...]:
        """The last lines of the audit log, newest first; `like` narrows to equal columns."""
        table = staff_tables.actions
        query = select(table).where(*(table.c[key] == value for key, value in like.items()))
        with self._ledger._reading() as connection:
            rows = connection.execute(query.order_by(table.c.number.desc()).limit(most)).mappings().all()
        return tuple(Action(**{key: row[key] for key in row if key != "number"}) for row in rows)

    def failures(self, *, since: str, name: str | None = None, address: str | None = None) -> int:
        """How often signing in failed since then, for a name, from an address, or for both together."""
        table = staff_tables.actions
        query = select(func.count()).where(table.c.what == "sign in", table.c.outcome == "failed", table.c.at >= since)
        if name is not None:
            query = query.where(table.c.who == name)
        if address is not None:
            query = query.where(table.c.address == address)
        with self._ledger._reading() as connection:
            return connection.execute(query).scalar_one()


def _hidden(session_id: str) -> str:
    return sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()


def _user(row: Mapping[str, Any] | Any) -> User:
    return User(name=row["name"], role=row["role"], active=bool(row["active"]))
