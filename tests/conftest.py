"""What many tests need: a place for a ledger, on each kind of store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import NoServer, Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    try:
        with running_server() as running:
            yield running
    except NoServer as absent:
        pytest.skip(str(absent))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty ledger can be: a file, then a server's schema."""
    if request.param == "sqlite":
        return str(tmp_path / "recount.db")
    started: Server = request.getfixturevalue("server")
    return started.place()
