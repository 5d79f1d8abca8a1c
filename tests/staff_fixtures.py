"""The whole app on a small ledger, with passwords that cost little to check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_room import CHEAP, Browser, Clock, opened
from fastapi import FastAPI

from recount.web.access import passwords

__all__ = ["app", "cheap_passwords", "clock", "rob"]


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: CHEAP)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[FastAPI]:
    with opened(tmp_path, clock) as made:
        yield made


@pytest.fixture
def rob(app: FastAPI) -> Browser:
    browser = Browser(app)
    assert browser.sign_in("rob").status_code == 303
    return browser
