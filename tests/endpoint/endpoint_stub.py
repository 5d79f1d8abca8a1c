"""A stand-in for a language model: a server on this machine that answers what a test has laid out for it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from recount.endpoint import Coder, EndpointReader
from recount.records import Document, Published, content_id

TEXT = (
    "Gunmen attacked a checkpoint near Quetta on Monday, killing 12 policemen, officials said.\n"
    "The Balochistan Liberation Army claimed responsibility for the attack in a message.\n"
)
PUBLISHED = Published(first=date(2021, 8, 31), last=date(2021, 8, 31), basis="given")


def article(text: str = TEXT, **more: Any) -> Document:
    return Document(id=content_id("document", text), name="one.txt", text=text, **{"published": PUBLISHED, **more})


def claim(field_: str, value: Any, quote: str, sentence: int = 0, **more: Any) -> dict[str, Any]:
    return {"f": field_, "v": value, "s": sentence, "q": quote, **more}


def incident(*claims: dict[str, Any], trigger: str = "attacked", **more: Any) -> dict[str, Any]:
    held = {"type": "shooting", "status": "happened", "focus": True, "triggers": [{"s": 0, "q": trigger}]}
    return {**held, "claims": list(claims), **more}


def told(*incidents: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"incidents": list(incidents), "statistics": [], "relations": [], "warnings": [], **more}


KILLED = claim("killed", [12, 12, 12], "12 policemen", of="security", by={"s": 0, "q": "officials"})
GOOD = told(incident(KILLED))


@dataclass(slots=True)
class Reply:
    """What the server answers once. `hang`: it takes the question and says nothing."""

    content: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    finish: str = "stop"
    tokens: int = 500
    hang: bool = False

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        content = self.content if isinstance(self.content, str) else json.dumps(self.content)
        choice = {"message": {"role": "assistant", "content": content}, "finish_reason": self.finish}
        return json.dumps({"choices": [choice], "usage": {"total_tokens": self.tokens}}).encode()


@dataclass(slots=True)
class Stub:
    """The replies still to come (the last one again and again), and the questions that came."""

    replies: list[Reply]
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def reader(self, **more: Any) -> EndpointReader:
        """A reader that asks this server and only notes how long it would have waited."""
        return EndpointReader(Coder(**{"url": self.url, "model": "small", "seconds": 5.0, **more}), self.waits.append)


@contextmanager
def serving(*replies: Reply) -> Iterator[Stub]:
    stub = Stub(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            stub.asked.append(json.loads(self.rfile.read(length)))
            stub.headers.append(dict(self.headers))
            reply = stub.next()
            if reply.hang:
                stub.ended.wait(30)
                return
            body = reply.body()
            self.send_response_only(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
