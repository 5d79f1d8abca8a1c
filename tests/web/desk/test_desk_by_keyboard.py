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


@pytest.fixture
def desk(page: Any) -> Any:
    """The desk after signing in, by keyboard."""
    page.locator("[name=name]").focus()
    page.keyboard.type("rob")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    ready(page)
    return page


def ready(page: Any) -> None:
    """Waits until the page is there with its keys."""
    page.wait_for_function("document.readyState === 'complete' && document.documentElement.classList.contains('js')")


def later_until(page: Any, words: str) -> None:
    """Leaves questions for later until the one with these words is up."""
    for _ in range(8):
        if words in page.locator("h1").inner_text():
            return
        before = page.url
        page.keyboard.press("n")
        page.wait_for_url(lambda url, before=before: url != before)
        ready(page)
    pytest.fail(f"the desk never asked {words!r}")


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.name || ''"))


def test_an_answer_that_needs_a_reason_waits_for_it_and_is_taken_back_by_one_key(desk: Any, tmp_path: Path) -> None:
    later_until(desk, "disagree on killed")
    desk.keyboard.press("2")
    assert focused(desk) == "reason"
    desk.keyboard.type("nobody heard u 1 2 3")  # letters and digits in a field are no shortcuts
    assert kinds(tmp_path) == []
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk?done=*")
    ready(desk)
    assert kinds(tmp_path) == ["reject"]
    desk.keyboard.press("u")
    desk.wait_for_selector(".done b:text('withdraw')")
    assert kinds(tmp_path) == ["reject", "withdraw"]


def test_an_answer_that_needs_no_reason_is_one_key(desk: Any, tmp_path: Path) -> None:
    later_until(desk, "25 killed")
    desk.keyboard.press("1")
    desk.wait_for_url("**/desk?done=*")
    assert kinds(tmp_path) == ["accept"]


def test_a_claim_is_corrected_by_keyboard(desk: Any, tmp_path: Path) -> None:
    later_until(desk, "25 killed")
    desk.keyboard.press("3")
    assert focused(desk) == "to_low"
    for _ in range(3):
        desk.keyboard.press("Control+A")
        desk.keyboard.type("24")
        desk.keyboard.press("Tab")
    assert focused(desk) == "reason"
    desk.keyboard.type("two dozen, it says")
    desk.keyboard.press("Escape")
    assert focused(desk) == ""
    desk.keyboard.press("r")
    assert focused(desk) == "reason"
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".done b:text('correct')")
    assert kinds(tmp_path) == ["correct"]


def test_the_keys_can_be_switched_off(desk: Any) -> None:
    desk.keyboard.press("?")
    toggle = desk.locator("#use-shortcuts")
    for works in (False, True):
        toggle.focus()
        desk.keyboard.press("Space")
        desk.evaluate("document.activeElement.blur()")
        assert toggle.is_checked() == works
        desk.keyboard.press("r")
        assert (focused(desk) == "reason") == works
        desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("h")
    desk.wait_for_url("**/desk/history")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_can_be_used_by_everybody(desk: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    desk.emulate_media(color_scheme=scheme)
    home = desk.url.removesuffix("/desk")
    desk.goto(f"{home}/desk/questions")
    disputed = desk.get_by_text("disagree on killed").get_attribute("href")
    for path in ("/desk", disputed, "/desk/questions", "/desk/history", "/password"):
        desk.goto(home + path)
        desk.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = axe.Axe().run(desk)
        assert found.violations_count == 0, found.generate_report()


def test_the_desk_fits_a_phone(desk: Any) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    home = desk.url.removesuffix("/desk")
    for path in ("/desk", "/desk/questions", "/desk/history", "/password"):
        desk.goto(home + path)
        assert desk.evaluate("document.documentElement.scrollWidth") <= 390
