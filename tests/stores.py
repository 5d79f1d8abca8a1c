"""Where a ledger can be kept: a file, or a PostgreSQL server that the tests start for themselves."""

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from recount.ledger.engine import open_engine


class NoServer(Exception):
    """PostgreSQL is not installed here."""


def programs() -> Path:
    """The folder of the newest PostgreSQL server's programs."""
    beside = shutil.which("initdb")
    found = [Path(beside).parent] if beside else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    usable = [path for path in found if (path / "initdb").exists() and (path / "pg_ctl").exists()]
    if not usable:
        raise NoServer("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return usable[-1]


class Server:
    """A PostgreSQL server of our own in a folder of its own; every ledger gets a schema of its own."""

    def __init__(self, folder: Path) -> None:
        self.bin = programs()
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._made = 0

    def start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        if not data.exists():
            self._run(
                "initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N"
            )
        settings = f"-F -p {self.port} -k {self.folder} -h 127.0.0.1 -c max_connections=60"
        self._run("pg_ctl", "-D", str(data), "-l", str(self.folder / "log"), "-w", "-o", settings, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root, so it runs as the user that its package made.
        before: Sequence[str] = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
        command = [*before, str(self.bin / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)

    @property
    def address(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def place(self) -> str:
        """The address of an empty ledger."""
        self._made += 1
        name = f"ledger_{self._made}"
        run_sql(self.address, f"CREATE SCHEMA {name}")
        return f"{self.address}?options=-csearch_path%3D{name}"


@contextmanager
def running_server() -> Iterator[Server]:
    """A server for as long as it is needed; NoServer where it cannot be had."""
    programs()
    folder = Path(tempfile.mkdtemp(prefix="recount-postgres-"))
    server = Server(folder)
    try:
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_sql(place: str, *statements: str) -> list[tuple[object, ...]]:
    """Runs SQL past Recount; gives the rows of the last statement."""
    engine = open_engine(place)
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            for statement in statements:
                found = connection.execute(text(statement))
            return [tuple(row) for row in found] if found.returns_rows else []
    finally:
        engine.dispose()


def tamper(place: str, *statements: str) -> None:
    """Changes what is append-only, as somebody with all rights could."""
    if place.startswith("postgresql"):
        run_sql(place, "SET LOCAL session_replication_role = replica", *statements)
        return
    with closing(sqlite3.connect(place)) as raw, raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        for statement in (*drops, *statements, *(str(sql) for _, sql in triggers)):
            raw.execute(statement)
