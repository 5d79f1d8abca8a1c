"""Readers take turns, and nobody who waits for something slow holds up the rest."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.types import Message, Receive, Scope, Send

from recount.web.turns import AT_ONCE, Turns


class Slow:
    """An app that begins when it is asked, and answers when it is told to."""

    def __init__(self) -> None:
        self.begun = 0
        self.go = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun += 1
        await self.go.wait()
        if scope["path"] == "/fails":
            raise ValueError("as asked")
        await send({"type": "http.response.start", "status": 200, "headers": []})


async def nothing() -> Message:
    return {"type": "http.disconnect"}


async def ignore(_message: Message) -> None:
    return None


async def begun(path: str, method: str = "GET") -> tuple[int, int]:
    """How many of ten requests begin at once, and how many in all once they are answered."""
    app = Slow()
    turns = Turns(app)
    scope = {"type": "http", "method": method, "path": path}
    tasks = [asyncio.create_task(turns(scope, nothing, ignore)) for _ in range(10)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    at_once = app.begun
    app.go.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    return at_once, app.begun


def asked(path: str, method: str = "GET") -> tuple[int, int]:
    """The same in a thread of its own: a browser in other tests leaves this one with a running loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(begun(path, method))).result()


def test_a_few_pages_are_made_at_a_time_and_all_are_answered() -> None:
    assert asked("/") == (AT_ONCE, 10)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    assert asked("/fails") == (AT_ONCE, 10)


def test_files_decisions_and_long_tests_hold_nobody_up() -> None:
    for path, method in (("/static/recount.css", "GET"), ("/desk/next", "GET"), ("/surges", "GET"), ("/", "POST")):
        assert asked(path, method) == (10, 10)
