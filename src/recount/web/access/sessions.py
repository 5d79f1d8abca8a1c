"""Signing in and out: sessions kept on the server, a fresh id at every sign-in, patience with failures at an end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import new
from secrets import token_bytes, token_urlsafe

from recount.errors import AccessError
from recount.ledger import Users
from recount.ledger.users import Action, Session, User
from recount.web.access.passwords import hash_password, is_password

# A session ends when it was left alone so long, or after a working day at the latest.
IDLE = timedelta(hours=4)
LONGEST = timedelta(hours=14)
# How often a session's last use is written down.
_NOTED = timedelta(minutes=1)
# Failures within the window after which signing in is refused for a while: by one name from one address, by one name
# from anywhere, by one address under any name.
WINDOW = timedelta(minutes=15)
MOST_BY_BOTH, MOST_BY_NAME, MOST_BY_ADDRESS = 5, 50, 30

Clock = Callable[[], datetime]


class TooOften(AccessError):
    """Signing in failed too often of late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The users of a ledger with the clock and the source of secrets that sessions need."""

    users: Users
    now: Clock
    secret: Callable[[], str] = token_urlsafe
    key: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    def sign_in(self, name: str, password: str, *, address: str, before: str | None = None) -> str:
        """Begins a session and gives its id; the session that the browser had `before` ends.

        AccessError does not tell whether the name or the password was wrong.
        """
        found = self.users.find(name)
        known = name if found else self._unknown(name)
        self._refuse_if_too_often(known, address)
        if not is_password(password, found[1] if found else None) or found is None or not found[0].active:
            self.note("sign in", who=known, outcome="failed", address=address)
            raise AccessError("The name or the password is not right", advice="Try again, or ask an administrator")
        if before:
            self.users.end(before)
        session_id = self.begin(found[0])
        self.note("sign in", who=name, address=address)
        return session_id

    def begin(self, user: User) -> str:
        """A session under an id that nobody could know before; long unused ones end."""
        now = self.now()
        self.users.forget(unused_since=_at(now - IDLE), begun_before=_at(now - LONGEST))
        session_id = self.secret()
        self.users.begin(session_id, user, token=self.secret(), at=_at(now))
        return session_id

    def session(self, session_id: str) -> Session | None:
        """The session of an id, where it has not ended."""
        held = self.users.session(session_id)
        now = self.now()
        if held is None or held.last < _at(now - IDLE) or held.since < _at(now - LONGEST):
            return None
        if held.last < _at(now - _NOTED):
            self.users.touch(session_id, at=_at(now))
        return held

    def sign_out(self, session_id: str, user: User, *, address: str) -> None:
        """Ends a session."""
        self.users.end(session_id)
        self.note("sign out", who=user.name, address=address)

    def change_password(self, user: User, old: str, new: str, *, address: str) -> str:
        """Changes one's own password; every session of that user ends, and a new one begins."""
        self._refuse_if_too_often(user.name, address)
        found = self.users.find(user.name)
        if found is None or not is_password(old, found[1]):
            self.note("sign in", who=user.name, about="to change the password", outcome="failed", address=address)
            raise AccessError("The present password is not right", advice="Type it again")
        self.users.change(user.name, password=hash_password(new))
        self.note("change password", who=user.name, address=address)
        return self.begin(user)

    def note(self, what: str, *, who: str, about: str = "", outcome: str = "done", address: str = "") -> None:
        """Writes a line of the audit log."""
        at = _at(self.now())
        self.users.note(Action(at=at, who=who, what=what, about=about, outcome=outcome, address=address))

    def _unknown(self, name: str) -> str:
        """A name that nobody has, told apart from others and not written down: it may be a mistyped password.

        So a guesser meets the same patience with names that there are and names that there are not.
        """
        return f"(unknown {new(self.key, name.encode('utf-8', 'surrogatepass'), 'sha256').hexdigest()[:8]})"

    def _refuse_if_too_often(self, name: str, address: str) -> None:
        since = _at(self.now() - WINDOW)
        failed = (
            self.users.failures(since=since, name=name, address=address) >= MOST_BY_BOTH,
            self.users.failures(since=since, name=name) >= MOST_BY_NAME,
            self.users.failures(since=since, address=address) >= MOST_BY_ADDRESS,
        )
        if any(failed):
            self.note("sign in", who=name, outcome="refused", address=address)
            minutes = int(WINDOW.total_seconds() // 60)
            raise TooOften("Signing in failed too often", advice=f"Wait {minutes} minutes and try again")


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
