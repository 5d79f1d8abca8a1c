"""Feeds of our own on this machine, whose items appear as simulated time goes by, and a clock that jumps."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOUR = 3600.0
SHOWN = 20  # items that a feed shows at a time, as feeds do


@dataclass
class Clock:
    """Seconds that pass only by sleeping."""

    time: float = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@dataclass
class Newsroom:
    """Three feeds: one brings whole articles, one links to pages, one forbids a part of its pages to programs."""

    clock: Clock
    every: float = HOUR
    ends: float = float("inf")  # no item is new after this
    down: Callable[[float], bool] = lambda _: False
    asked: Counter[str] = field(default_factory=Counter)

    def published(self) -> int:
        """How many items each feed has brought so far."""
        return int(min(self.clock.time, self.ends) // self.every)

    def text(self, feed: str, number: int) -> str:
        day, town = number % 28 + 1, {"whole": "Quetta", "linked": "Mastung", "shy": "Mach"}[feed]
        month, year = number // 28 % 12 + 1, 2000 + number // 336
        line = f"{year}-{month:02d}-{day:02d} {town}: killed {number + 20} (army)"
        return f"Report number {number} of the {feed} feed.\n\n{line}"

    def answer(self, path: str) -> tuple[int, str, str]:
        self.asked[path] += 1
        if self.down(self.clock.time):
            return 503, "text/plain", "down"
        if path == "/robots.txt":
            return 200, "text/plain", "User-agent: *\nDisallow: /shy/odd\n"
        feed, _, rest = path.strip("/").partition("/")
        if rest == "feed.xml":
            return 200, "application/rss+xml", self._feed(feed)
        number = int(rest.rpartition("-")[2])
        body = "".join(f"<p>{line}</p>" for line in self.text(feed, number).split("\n\n"))
        return 200, "text/html", f"<!doctype html><html><body><article>{body}</article></body></html>"

    def _feed(self, feed: str) -> str:
        last = self.published()
        items = "".join(self._item(feed, number) for number in range(max(0, last - SHOWN), last))
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{feed}</title>{items}</channel></rss>'

    def _item(self, feed: str, number: int) -> str:
        kind = "odd" if number % 2 else "even"
        link = f"<link>{self.address}/{feed}/{kind}-{number}</link><title>Report {number}</title>"
        if feed != "whole":
            return f"<item>{link}</item>"
        told = self.text(feed, number).replace("\n\n", "&lt;br&gt;&lt;br&gt;")
        content = f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>{told}</content:encoded>"
        return f"<item>{link}{content}</item>"

    address: str = ""

    @property
    def feeds(self) -> list[str]:
        return [f"{self.address}/{feed}/feed.xml" for feed in ("whole", "linked", "shy")]


@contextmanager
def open_newsroom(clock: Clock, **more: object) -> Iterator[Newsroom]:
    newsroom = Newsroom(clock, **more)  # type: ignore[arg-type]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, words = newsroom.answer(self.path)
            data = words.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    newsroom.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield newsroom
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
