"""Looking at feeds again and again: which one is due, what is new in it, and how long to wait where one fails."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from recount.errors import ConfigError, LedgerError, Unreachable
from recount.ingest import IngestOptions, Manners, Workshop, ingest, robots_text
from recount.ingest.addresses import hosts_in, is_web_address
from recount.pipeline import Desk, Outcome, add
from recount.records import Document, Failure

# Seconds; a feed that fails is asked less and less often, down to this.
_SELDOM = 6 * 3600.0
# A page that a feed goes on naming is read again after this, since articles are corrected.
_AGAIN = 24 * 3600.0
# A page that could not be read is tried again after this.
_RETRY = 3600.0
# How many links are remembered as read.
_MOST = 100_000


@dataclass(slots=True)
class Feed:
    """A feed with the time at which it is to be looked at, and how often it failed on end."""

    url: str
    due: float = 0.0
    failed: int = 0


@dataclass(slots=True, kw_only=True)
class Rounds:
    """Everything between two looks: clock and patience come from outside, so that a week can pass in a minute.

    `now` and `sleep` count seconds, `today` gives the day of capture, `tell` is called with each outcome,
    `warn` where the ledger takes nothing at present.
    """

    desk: Desk
    every: float
    now: Callable[[], float]
    sleep: Callable[[float], None]
    today: Callable[[], date]
    tell: Callable[[Outcome], None]
    warn: Callable[[LedgerError], None]
    keep: Callable[[bytes], None]
    feeds: dict[str, Feed] = field(default_factory=dict)
    _read: dict[str, float] = field(default_factory=dict)
    _manners: Manners | None = None

    def run(self, list_of_feeds: Callable[[], Iterable[str]], *, rounds: int | None = None) -> None:
        """Looks at each feed when it is due, for ever or so many times; the list is read anew before each look."""
        with Workshop() as workshop:
            while rounds is None or rounds > 0:
                self._take(list_of_feeds())
                feed = min(self.feeds.values(), key=lambda one: one.due, default=None)
                wait = self.every if feed is None else feed.due - self.now()
                if wait > 0:
                    self.sleep(wait)
                if feed is not None:
                    self.look(feed, workshop)
                rounds = None if rounds is None else rounds - 1

    def _take(self, urls: Iterable[str]) -> None:
        wanted = list(urls)
        for url in set(self.feeds) - set(wanted):
            del self.feeds[url]
        for url in wanted:
            self.feeds.setdefault(url, Feed(url, due=self.now()))

    def look(self, feed: Feed, workshop: Workshop) -> Counter[str]:
        """Adds what is new in a feed; gives how many things came of it, by kind."""
        kinds: Counter[str] = Counter()
        try:
            for outcome in add(self.desk, self._items(feed, workshop)):
                kinds[outcome.kind] += 1
                if outcome.kind != "known":
                    self.tell(outcome)
                self._note(outcome)
        except (
            LedgerError
        ) as error:  # a full disk, a server that restarts: what was told is there, the rest comes again
            kinds["failed"] += 1
            self.warn(error)
        silent = kinds["failed"] > 0 and kinds.total() == kinds["failed"]
        feed.failed = feed.failed + 1 if silent else 0
        feed.due = self.now() + min(self.every * 2 ** min(feed.failed, 10), max(_SELDOM, self.every))
        return kinds

    def _items(self, feed: Feed, workshop: Workshop) -> Iterator[Document | Failure]:
        if self._manners is None:
            self._manners = Manners(robots=self._robots, now=self.now, sleep=self.sleep)
        options = IngestOptions(
            captured=self.today(),
            trusted_hosts=hosts_in([feed.url]),
            keep=self.keep,
            skip=self._is_known,
            manners=self._manners,
        )
        return ingest(feed.url, options=options, workshop=workshop)

    def _robots(self, url: str) -> bytes | None:
        return robots_text(url, IngestOptions(trusted_hosts=hosts_in(self.feeds)))

    def _is_known(self, url: str) -> bool:
        """Whether a link leads to what is in the ledger, and was read not long ago."""
        if url not in self._read and self.desk.ledger.has_address(url):
            self._read[url] = self.now()
        return self.now() - self._read.get(url, float("-inf")) < _AGAIN

    def _note(self, outcome: Outcome) -> None:
        if outcome.kind == "failed":
            self._read[outcome.source] = self.now() - _AGAIN + _RETRY
        elif outcome.document is not None:
            for name in {outcome.source, outcome.document.url}:
                if name:
                    self._read[name] = self.now()
        if len(self._read) > _MOST:
            for name in sorted(self._read, key=self._read.__getitem__)[: _MOST // 10]:
                del self._read[name]


def feeds_in(file: Path) -> list[str]:
    """The addresses in a file, one a line; # begins a remark."""
    try:
        written = file.read_text(encoding="utf-8")
    except OSError as error:
        raise Unreachable(f"{file} cannot be read ({error.strerror})", advice="Check the path") from error
    except UnicodeDecodeError as error:
        advice = "Write one address of a feed a line, in UTF-8"
        raise Unreachable(f"{file} cannot be read (it is no text in UTF-8)", advice=advice) from error
    found = [words for line in written.splitlines() if (words := line.partition("#")[0].strip())]
    wrong = [words for words in found if not is_web_address(words)]
    if wrong:
        raise ConfigError(f"{wrong[0]!r} in {file} is no address of a feed", advice="Write one http(s) address a line")
    return list(dict.fromkeys(found))
