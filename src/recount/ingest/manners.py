"""How Recount behaves towards the sites that it follows links to: it asks robots.txt, and it does not hurry.

What a person names by its own address is fetched for that person, as a browser would; links out of feeds are followed
by a machine, and there a site's wishes hold (RFC 9309).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from recount.errors import IngestError, Unreachable

NAME = "recount"
# Bytes of robots.txt that are read; RFC 9309 asks for at least 500 KiB.
LONGEST = 512_000
# Seconds for which a site's answer holds.
_HOLDS = 86_400
# Sites that are remembered; a feed can name any number of them.
_MOST = 10_000
# A longer pause that a site asks for is not waited out: its pages are left for the next time.
_LONGEST_PAUSE = 60.0


class Unwanted(Unreachable):
    """A site does not want the page to be read by programs, or not yet."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What a site wants: nothing, where `rules` is None; not to be asked at all, where `silent`."""

    rules: RobotFileParser | None
    silent: bool
    asked: float


@dataclass(slots=True)
class Manners:
    """What is remembered of each site. `robots` gives the text of an address, or None where there is none (4xx)."""

    robots: Callable[[str], bytes | None]
    now: Callable[[], float]
    sleep: Callable[[float], None]
    pause: float = 1.0
    _sites: dict[str, _Site] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def before(self, url: str) -> None:
        """Waits until it is polite to ask for a page; Unreachable where its site does not want that."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        site = self._site(host)
        if site.silent:
            what = "its site's robots.txt could not be read, so its pages are left alone"
            raise Unwanted(what, advice="Try again later, or add the address by its own name")
        if site.rules is not None and not site.rules.can_fetch(NAME, url):
            advice = "If you may read it, add the address by its own name"
            raise Unwanted("its site asks programs not to read it (robots.txt)", advice=advice)
        self._wait(host, site)

    def _wait(self, host: str, site: _Site) -> None:
        wished = site.rules.crawl_delay(NAME) if site.rules is not None else None
        pause = max(self.pause, float(wished or 0))
        left = self._last.get(host, float("-inf")) + pause - self.now()
        if left > _LONGEST_PAUSE:
            what = f"its site asks for {pause:g} seconds between two pages"
            raise Unwanted(what, advice="It is read the next time, or add the address by its own name")
        if left > 0:
            self.sleep(left)
        self._last[host] = self.now()

    def _site(self, host: str) -> _Site:
        held = self._sites.get(host)
        if held is None or self.now() - held.asked > _HOLDS:
            if len(self._sites) >= _MOST:
                self._sites.clear()
                self._last.clear()
            held = self._sites[host] = self._ask(host)
        return held

    def _ask(self, host: str) -> _Site:
        parts = urlsplit(host)
        try:
            written = self.robots(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
        except IngestError:
            return _Site(None, True, self.now())
        if written is None:
            return _Site(None, False, self.now())
        rules = RobotFileParser()
        rules.parse(written[:LONGEST].decode("utf-8", "replace").splitlines())
        return _Site(rules, False, self.now())
