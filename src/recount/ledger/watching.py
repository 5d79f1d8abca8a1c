"""Notices that somebody else changed a database file, for less than a question to it would cost."""

from collections.abc import Callable
from threading import Lock

from sqlalchemy import Engine, PoolProxiedConnection


class Watching:
    """What was last found out about a ledger in a file, true until anybody commits to it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._held: PoolProxiedConnection | None = None
        self._version: int | None = None
        self._found = ""

    def since_last_change(self, find_out: Callable[[], str]) -> str:
        """What `find_out` says, asked again only where the file changed since."""
        with self._lock:
            version = self._look()
            if version != self._version:
                self._found, self._version = find_out(), version
            return self._found

    def _look(self) -> int:
        """SQLite's count of the commits of all others, on a connection that never writes itself."""
        if self._held is None:
            self._held = self._engine.raw_connection()
        cursor = self._held.cursor()
        cursor.execute("PRAGMA data_version")
        row = cursor.fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Lets go of the connection."""
        with self._lock:
            if self._held is not None:
                self._held.close()
                self._held = None
