"""Readers take turns: a few pages at a time in each process, whoever came first first.

More at once would share the same processor, each waiting for all others, and all of them would be late.
"""

from asyncio import Semaphore

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 3
# Files cost nothing; the desk waits for the ledger, and a test for surges takes long: they hold nobody up.
_ASIDE = ("/static/", "/desk", "/healthz", "/surges")


class Turns:
    """Lets a page be made when it is its turn; sending it holds nobody up."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._free = Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the app inside does, a few at a time."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_ASIDE):
            await self.app(scope, receive, send)
            return
        await self._free.acquire()
        held = True

        async def made(message: Message) -> None:
            nonlocal held
            if held:
                held = False
                self._free.release()
            await send(message)

        try:
            await self.app(scope, receive, made)
        finally:
            if held:
                self._free.release()
