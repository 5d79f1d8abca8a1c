"""Ledgers for tests of pages, each made once: the bundled examples, and one full of what an attacker would write."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_ledgers import NOW, client_of, hostile, related

from recount.cli.intake import documents_of
from recount.cli.room import Room
from recount.config import Config
from recount.ledger import Ledger
from recount.pipeline import Desk, add
from recount.stages import STAGES


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled articles, read once for all tests."""
    place = tmp_path_factory.mktemp("examples") / "recount.db"
    room = Room(config=Config(jobs=1), stages=STAGES, now=lambda: NOW)
    with Ledger.open(str(place)) as ledger, as_file(files("recount") / "examples") as folder:
        desk = Desk(ledger=ledger, stages=STAGES, now=lambda: NOW.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), jobs=1)
        list(add(desk, documents_of(room, (str(folder),), published=None, outlet=None)))
        related(ledger, desk)
    return place


@pytest.fixture(scope="session")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile") / "recount.db"
    hostile(place)
    return place


@pytest.fixture(scope="session")
def client(example_ledger: Path) -> Iterator[TestClient]:
    with client_of(example_ledger) as made:
        yield made


@pytest.fixture(scope="session")
def hostile_client(hostile_ledger: Path) -> Iterator[TestClient]:
    with client_of(hostile_ledger) as made:
        yield made
