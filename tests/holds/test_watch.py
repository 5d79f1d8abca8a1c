"""Feeds are watched for days: no item is missed, none comes twice, and a site's wishes hold."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from newsroom import HOUR, Clock, Newsroom, open_newsroom
from small_stages import SMALL

from recount.cli.rounds import Rounds, feeds_in
from recount.errors import ConfigError, LedgerError, Unreachable
from recount.ingest.manners import Manners
from recount.ledger import Ledger
from recount.pipeline import Desk, Outcome

DAY = 24 * HOUR


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with open_newsroom(Clock()) as opened:
        yield opened


def watching(ledger: Ledger, newsroom: Newsroom, told: list[Outcome] | None = None) -> Rounds:
    clock = newsroom.clock
    return Rounds(
        desk=Desk(ledger=ledger, stages=SMALL, now=lambda: f"{clock.time:012.0f}"),
        every=4 * HOUR,
        now=clock.now,
        sleep=clock.sleep,
        today=lambda: date(2026, 11, 20),
        tell=(told if told is not None else []).append,
        warn=lambda error: pytest.fail(str(error)),
        keep=lambda data: ledger.keep(data, at="now"),
    )


def wanted(newsroom: Newsroom, until: int) -> dict[str, set[int]]:
    numbers = set(range(until))
    return {"whole": numbers, "linked": numbers, "shy": {number for number in numbers if number % 2 == 0}}


def found(ledger: Ledger) -> dict[str, set[int]]:
    held: dict[str, set[int]] = {"whole": set(), "linked": set(), "shy": set()}
    for one in ledger.documents().values():
        words = one.text.split("Report number ")[1].split()
        held[words[3]].add(int(words[0]))
    return held


def test_a_day_of_feeds_is_in_the_ledger_once(tmp_path: Path, newsroom: Newsroom) -> None:
    with Ledger.open(str(tmp_path / "recount.db")) as ledger:
        told: list[Outcome] = []
        watching(ledger, newsroom, told).run(lambda: newsroom.feeds, rounds=3 * 7)
        until = newsroom.published()
        assert until >= 24
        everything = sum(map(len, wanted(newsroom, until).values()))
        assert found(ledger) == wanted(newsroom, until)
        assert len(ledger.documents()) == len(ledger.incidents()) == everything
        assert ledger.verify().complaints == ()
    added = [outcome.source for outcome in told if outcome.kind == "added"]
    assert len(added) == len(set(added)) == everything
    assert not any(path.startswith("/shy/odd") for path in newsroom.asked), "robots.txt asks not to"
    assert newsroom.asked["/robots.txt"] == 1
    pages = {path: times for path, times in newsroom.asked.items() if path.startswith("/linked/even")}
    assert set(pages.values()) == {1}, "what was read is not asked for again within a day"


def test_watching_goes_on_where_it_was_killed(tmp_path: Path, newsroom: Newsroom) -> None:
    place = str(tmp_path / "recount.db")
    for _ in range(4):
        with Ledger.open(place) as ledger:
            watching(ledger, newsroom).run(lambda: newsroom.feeds, rounds=3)
        newsroom.clock.sleep(5 * HOUR)
    with Ledger.open(place) as ledger:
        last = int((newsroom.clock.time - 5 * HOUR) // HOUR)
        assert found(ledger) == wanted(newsroom, last)
    pages = {path: times for path, times in newsroom.asked.items() if path.startswith("/linked/even")}
    assert set(pages.values()) == {1}, "a new start knows from the ledger what was read"


def test_a_site_that_is_down_is_asked_less_and_less_and_misses_nothing(tmp_path: Path) -> None:
    clock = Clock()
    with (
        open_newsroom(clock, down=lambda time: 8 * HOUR < time < 20 * HOUR) as newsroom,
        Ledger.open(str(tmp_path / "recount.db")) as ledger,
    ):
        rounds = watching(ledger, newsroom)
        while clock.time < DAY + 10 * HOUR:
            rounds.run(lambda: newsroom.feeds[:1], rounds=1)
        assert found(ledger)["whole"] == set(range(int(clock.time // HOUR)))
        assert newsroom.asked["/whole/feed.xml"] < 10
        assert "it answers 503 (Service Unavailable)" in {failure.reason for failure, _ in ledger.failures()}


def test_a_ledger_that_takes_nothing_is_told_and_tried_again(tmp_path: Path, newsroom: Newsroom) -> None:
    place = tmp_path / "recount.db"
    newsroom.clock.sleep(2 * HOUR)
    warned: list[LedgerError] = []
    with Ledger.open(str(place)) as ledger:
        rounds = watching(ledger, newsroom)
        rounds.warn = warned.append
        place.rename(tmp_path / "away.db")
        rounds.run(lambda: newsroom.feeds[:1], rounds=1)
        assert "removed or replaced" in warned[0].what
        (tmp_path / "away.db").rename(place)
        rounds.run(lambda: newsroom.feeds[:1], rounds=1)
        assert found(ledger)["whole"] >= {0, 1}


def test_a_list_of_feeds_is_one_address_a_line(tmp_path: Path) -> None:
    listed = tmp_path / "feeds.txt"
    listed.write_text("# ours\nhttps://example.org/feed.xml  # daily\n\nhttps://example.org/feed.xml\n")
    assert feeds_in(listed) == ["https://example.org/feed.xml"]
    listed.write_text("file:///etc/passwd\n")
    with pytest.raises(ConfigError, match="no address of a feed"):
        feeds_in(listed)
    with pytest.raises(Unreachable, match=r"cannot be read \(No such file"):
        feeds_in(tmp_path / "none.txt")
    listed.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreachable, match="no text in UTF-8"):
        feeds_in(listed)


def manners(robots: bytes | Exception | None, clock: Clock) -> Manners:
    def text(_url: str) -> bytes | None:
        if isinstance(robots, Exception):
            raise robots
        return robots

    return Manners(robots=text, now=clock.now, sleep=clock.sleep)


def test_two_pages_of_a_site_are_a_second_apart_or_as_far_as_it_asks() -> None:
    clock = Clock()
    polite = manners(None, clock)
    for url in ("https://a.example/1", "https://a.example/2", "https://b.example/1"):
        polite.before(url)
    assert clock.time == 1
    slow = manners(b"User-agent: recount\nCrawl-delay: 20\n", clock)
    slow.before("https://a.example/1")
    slow.before("https://a.example/2")
    assert clock.time == 21
    slower = manners(b"User-agent: *\nCrawl-delay: 86400\n", clock)
    slower.before("https://a.example/1")
    with pytest.raises(Unreachable, match="asks for 86400 seconds"):
        slower.before("https://a.example/2")


@pytest.mark.parametrize(
    ("robots", "words"),
    [
        (b"User-agent: *\nDisallow: /\n", "asks programs not to read it"),
        (b"User-agent: recount\nDisallow: /private\n", "asks programs not to read it"),
        (Unreachable("it answers 500", advice="Wait"), "robots.txt could not be read"),
    ],
)
def test_a_page_that_its_site_keeps_from_programs_is_left_alone(robots: bytes | Exception, words: str) -> None:
    with pytest.raises(Unreachable, match=words):
        manners(robots, Clock()).before("https://a.example/private/1")


def test_a_robots_file_of_any_bytes_is_borne() -> None:
    for robots in (b"\xff\xfe\x00" * 9, b"Disallow:\nUser-agent\nCrawl-delay: many\n", b"a" * 2_000_000):
        manners(robots, Clock()).before("https://a.example/1")
