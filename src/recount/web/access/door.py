"""Before every page: who is it, and may they. What comes from another site changes nothing."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recount.config import Config
from recount.ledger.users import Session, User
from recount.web.access.permissions import can_read
from recount.web.access.sessions import Door

COOKIE = "recount_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/sign-in", "/static/", "/healthz")
MOST_BYTES = 256 * 1024  # of a form


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """How people come in: the door, whether reading is public, and whether a proxy tells who they are."""

    door: Door
    public: bool = True
    proxy_header: str | None = None
    proxies: frozenset[str] = frozenset()

    @classmethod
    def of(cls, config: Config, door: Door) -> "Entrance":
        """As it is set."""
        proxies = frozenset(one.strip() for one in config.proxies.split(",") if one.strip())
        return cls(door=door, public=config.reading == "public", proxy_header=config.proxy_header, proxies=proxies)


class TooMuch(Exception):
    """A form is larger than any form here."""


class Doorkeeper:
    """Puts `person` and `session` on each request; sends those who may not read to the sign-in page."""

    def __init__(self, app: ASGIApp, *, entrance: Entrance) -> None:
        self.app = app
        self.entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the app inside does, for those who may."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if self._from_proxy(scope) and headers.get("x-forwarded-proto") == "https":
            scope = {**scope, "scheme": "https"}
        state: dict[str, Any] = scope.setdefault("state", {})
        session_id, session, fresh = None, None, False
        if COOKIE in headers.get("cookie", "") or self.entrance.proxy_header is not None:
            session_id, session, fresh = await run_in_threadpool(self._who, headers, scope)
        state |= {"session_id": session_id, "session": session, "person": session.user if session else None}
        state["entrance"] = self.entrance
        refusal = self._refusal(Request(scope), headers, session)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        cookie = session_cookie(session_id, secure=is_secure(scope, headers)) if fresh and session_id else None
        inner = receive if scope["method"] in SAFE else _limited(receive)
        private = (session is not None or not self.entrance.public) and not scope["path"].startswith("/static/")
        try:
            await self.app(scope, inner, _with_headers(send, cookie, private=private))
        except TooMuch:
            await JSONResponse({"what": "The form is too large"}, status_code=413)(scope, receive, send)

    def _who(self, headers: Headers, scope: Scope) -> tuple[str | None, Session | None, bool]:
        """The session of a request; behind a proxy that tells who it is, a new one begins when need be."""
        session_id = _cookies(headers).get(COOKIE)
        session = self.entrance.door.session(session_id) if session_id else None
        if self.entrance.proxy_header is None:
            return session_id, session, False
        user = self._told_by_proxy(headers, scope)
        if user is None:
            return None, None, False
        if session is not None and session.user.name == user.name:
            return session_id, session, False
        session_id = self.entrance.door.begin(user)
        return session_id, self.entrance.door.session(session_id), True

    def _told_by_proxy(self, headers: Headers, scope: Scope) -> User | None:
        """Whom the proxy names, where it is one of the trusted ones and the name is a user's."""
        if self.entrance.proxy_header is None or not self._from_proxy(scope):
            return None
        names = headers.getlist(self.entrance.proxy_header)
        found = self.entrance.door.users.find(names[0]) if len(names) == 1 and names[0] else None
        return found[0] if found and found[0].active else None

    def _from_proxy(self, scope: Scope) -> bool:
        """Whether a request comes from the proxy that signs people in."""
        return self.entrance.proxy_header is not None and address_of(scope) in self.entrance.proxies

    def _refusal(self, request: Request, headers: Headers, session: Session | None) -> Response | None:
        path = request.url.path
        if request.method not in SAFE and _from_elsewhere(headers):
            return JSONResponse({"what": "This came from another site, and changes nothing here"}, status_code=403)
        if can_read(session.user if session else None, public=self.entrance.public) or path.startswith(OPEN):
            return None
        if path.startswith("/api") or request.method != "GET":
            answer = {"what": "Reading this ledger needs an account", "advice": "Sign in first: /sign-in"}
            return JSONResponse(answer, status_code=401)
        asked = f"{path}?{request.url.query}" if request.url.query else path
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", status_code=303)


def address_of(scope: Scope) -> str:
    """Where a request comes from, as far as the server knows."""
    return scope["client"][0] if scope.get("client") else ""


def is_secure(scope: Scope, headers: Headers) -> bool:
    """Whether the browser came by https: then its cookie never goes by http."""
    return scope.get("scheme") == "https" or headers.get("x-forwarded-proto", "") == "https"


def session_cookie(session_id: str, *, secure: bool) -> str:
    """The header that gives a browser its session, out of the reach of scripts and other sites."""
    return f"{COOKIE}={session_id}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {key: one.value for key, one in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that another site sent this; other programs say nothing, and have no cookie to misuse."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise TooMuch
        return message

    return counted


def _with_headers(send: Send, cookie: str | None, *, private: bool) -> Send:
    """Sends the cookie of a new session; what somebody sees who signed in is kept by no cache between."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if cookie:
                headers.append("Set-Cookie", cookie)
            if private:
                if "no-store" not in headers.get("Cache-Control", ""):
                    headers["Cache-Control"] = "private, no-cache"
                headers.add_vary_header("Cookie")
        await send(message)

    return with_headers
