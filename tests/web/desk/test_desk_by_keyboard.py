"""The desk in a real browser, by keyboard alone: answer, give a reason, correct, leave for later, take back."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from desk_room import PASSWORD
from fastapi import FastAPI

from recount.ledger import Ledger

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium")


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", loop="asyncio"))
    running = Thread(target=server.run, daemon=True)
    running.start()
    patience = monotonic() + 20
    while not server.started and monotonic() < patience:
        sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    running.join(10)


@pytest.fixture
def page(address: str) -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        problems: list[str] = []
        opened.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.goto(f"{address}/sign-in?next=/desk")
        yield opened
        assert [one for one in problems if "422" not in one] == []
        browser.close()


def kinds(tmp_path: Path) -> list[str]:
    with Ledger.open(str(tmp_path / "desk.db")) as ledger:
        return [decision.kind for decision in ledger.decisions()]


def test_a_reviewer_works_through_the_desk_without_a_mouse(page: Any, tmp_path: Path) -> None:
    press, heading = page.keyboard.press, page.locator("h1")
    page.locator("[name=name]").focus()
    page.keyboard.type("rob")
    press("Tab")
    page.keyboard.type(PASSWORD)
    press("Enter")
    page.wait_for_url("**/desk")

    # later and later until the disagreement is up; its answer waits for a reason, Enter then records the one chosen
    for _ in range(8):
        if "disagree on killed" in heading.inner_text():
            break
        before = page.url
        press("n")
        page.wait_for_url(lambda url, before=before: url != before)
    press("2")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("the police counted later")
    assert kinds(tmp_path) == []
    press("Enter")
    page.wait_for_url("**/desk?done=*")
    assert kinds(tmp_path) == ["reject"]

    # taken back by one key
    press("u")
    page.wait_for_selector(".done b:text('withdraw')")
    assert kinds(tmp_path) == ["reject", "withdraw"]

    # a claim is corrected: 3 opens the fields, letters typed there are no shortcuts, Escape leaves the field
    for _ in range(8):
        if "25 killed" in heading.inner_text():
            break
        before = page.url
        press("n")
        page.wait_for_url(lambda url, before=before: url != before)
    press("3")
    assert page.evaluate("document.activeElement.name") == "to_low"
    for number in ("24", "24", "24"):
        press("Control+A")
        page.keyboard.type(number)
        press("Tab")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("nun says two dozen")
    press("Escape")
    press("r")
    assert page.evaluate("document.activeElement.name") == "reason"
    press("Enter")
    page.wait_for_selector(".done b:text('correct')")
    assert kinds(tmp_path)[-1] == "correct"

    # the keys can be switched off
    press("?")
    page.locator("#use-shortcuts").focus()
    press("Space")
    page.locator("body").evaluate("element => document.activeElement.blur()")
    press("h")
    assert "/history" not in page.url
    page.locator("#use-shortcuts").focus()
    press("Space")
    page.locator("body").evaluate("element => document.activeElement.blur()")
    press("h")
    page.wait_for_url("**/desk/history")
    assert "the police counted later" in page.content()
