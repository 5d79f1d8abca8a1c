"""Addresses, against a server of our own: every way in which one can fail ends soon and in one line."""

import gzip
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from hostile import SENTENCE, page, pdf, rss, taken

from recount.ingest import IngestOptions, Limits
from recount.ingest.addresses import hosts_in
from recount.ingest.fetch import is_public

ARTICLE = page(SENTENCE, "A spokesman said that two of the men had fled across the border.", head="<title>Raid</title>")
LOCAL = IngestOptions(
    captured=date(2021, 9, 19),
    private_addresses=True,
    limits=replace(Limits(), fetch_seconds=1.5, fetched_bytes=200_000),
)
OVER = Event()


class Site(BaseHTTPRequestHandler):
    """A site that misbehaves as its paths say."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.split("/")[1].split("?")[0]
        getattr(self, f"say_{name.replace('-', '_')}", self.say_missing)()

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, content: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def say_article(self) -> None:
        self.answer(ARTICLE.encode())

    def say_2019(self) -> None:
        self.answer(ARTICLE.encode())

    def say_cyrillic(self) -> None:
        self.answer(page(SENTENCE, "Взрыв в городе").encode("windows-1251"), "text/html; charset=windows-1251")

    def say_octets(self) -> None:
        self.answer(ARTICLE.encode(), "application/octet-stream")

    def say_plain(self) -> None:
        self.answer(SENTENCE.encode(), "text/plain")

    def say_report(self) -> None:
        self.answer(pdf([[SENTENCE]]), "text/html")

    def say_lines(self) -> None:
        self.answer(b'{"id": "a", "text": "Nine died."}\n{"bad', "application/x-ndjson")

    def say_packed(self) -> None:
        self.answer(gzip.compress(ARTICLE.encode()), Content_Encoding="gzip")

    def say_bomb(self) -> None:
        self.answer(gzip.compress(b" " * 20_000_000), Content_Encoding="gzip")

    def say_strange(self) -> None:
        self.answer(b"xxxx", Content_Encoding="br")

    def say_spoilt(self) -> None:
        self.answer(b"no gzip", Content_Encoding="gzip")

    def say_picture(self) -> None:
        self.answer(b"\xff\xd8\xff", "image/jpeg")

    def say_disguised(self) -> None:
        self.answer(b"\xff\xd8\xff" + bytes(99))

    def say_nothing(self) -> None:
        self.answer(b"")

    def say_huge(self) -> None:
        self.answer(b"<p>" * 100_000)

    def say_missing(self) -> None:
        self.answer(ARTICLE.encode(), status=404)

    def say_locked(self) -> None:
        self.answer(b"", status=403)

    def say_busy(self) -> None:
        self.answer(b"", status=503)

    def say_moved(self) -> None:
        self.answer(b"", status=302, Location="/article")

    def say_round(self) -> None:
        self.answer(b"", status=302, Location="/round")

    def say_away(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/hostname")

    def say_inward(self) -> None:
        self.answer(b"", status=302, Location=f"http://127.0.0.2:{self.server.server_address[1]}/article")

    def say_hang(self) -> None:
        OVER.wait(20)
        self.close_connection = True

    def say_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.drip()

    def say_slow_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drip()

    def drip(self) -> None:
        while not OVER.wait(0.1):
            try:
                self.wfile.write(b"a")
            except OSError:
                break
        self.close_connection = True

    def say_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<p>half")
        self.close_connection = True

    def say_noise(self) -> None:
        self.wfile.write(b"\0\0 noise\r\n\r\n")
        self.close_connection = True

    def say_feed(self) -> None:
        items = [
            f"<title>Full</title><description>{SENTENCE * 8}</description><link>/never</link>",
            "<title>Short</title><description>Gunmen killed three.</description><link>/article</link>"
            "<pubDate>15 Mar 2019</pubDate>",
            "<title>Gone</title><description>Nine people were held.</description><link>/missing</link>",
            "<title>Bare</title><link>/missing</link>",
        ]
        self.answer(rss(*items).encode(), "application/rss+xml")

    def say_deaf(self) -> None:
        items = [
            f"<title>T{number}</title><description>Nine were held in {number}.</description><link>/hang?{number}</link>"
            for number in range(6)
        ]
        self.answer(rss(*items).encode(), "application/rss+xml")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    OVER.clear()
    server = Server(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    OVER.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["article", "octets", "packed", "moved", "article?a=b", "article/page.php"])
def test_an_article_is_fetched(path: str, site: str) -> None:
    (document,), failures = taken(f"{site}/{path}", options=LOCAL)
    assert not failures
    assert document.text.startswith(f"Raid\n\n{SENTENCE}")
    assert document.name == document.url == f"{site}/{path.replace('moved', 'article')}"
    assert (document.title, document.outlet) == ("Raid", "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "text"),
    [("plain", SENTENCE), ("report", SENTENCE), ("cyrillic", "Взрыв в городе")],
)
def test_the_body_tells_what_it_is_and_the_header_its_encoding(path: str, text: str, site: str) -> None:
    (document,), _ = taken(f"{site}/{path}", options=LOCAL)
    assert text in document.text


def test_the_address_may_hold_the_day(site: str) -> None:
    (document,), _ = taken(f"{site}/2019/03/15/raid", options=LOCAL)
    assert document.published.day == date(2019, 3, 15)


def test_an_address_may_hold_json_lines(site: str) -> None:
    (document,), (failure,) = taken(f"{site}/lines", options=LOCAL)
    assert document.name == "a"
    assert failure.source == f"{site}/lines:2"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "it answers 404 (Not Found)"),
        ("locked", "it answers 403 (Forbidden)"),
        ("busy", "it answers 503 (Service Unavailable)"),
        ("hang", "it did not answer within 1.5 seconds"),
        ("drip", "it did not answer within 1.5 seconds"),
        ("slow-head", "it did not answer within 1.5 seconds"),
        ("round", "it redirects more than 5 times"),
        ("away", "no http or https address"),
        ("huge", "it is larger than 0.2 MB"),
        ("bomb", "it is larger than 0.2 MB"),
        ("strange", "it answers in the compression 'br'"),
        ("spoilt", "its body is damaged"),
        ("picture", "it answers with image/jpeg, no text"),
        ("disguised", "it is a picture, no text"),
        ("nothing", "it is empty"),
        ("cut", "its server broke off"),
        ("noise", "its server broke off"),
    ],
)
def test_an_address_that_fails_is_one_line_and_the_next_is_read(path: str, reason: str, site: str) -> None:
    documents, (failure,) = taken(f"{site}/{path}", f"{site}/plain", options=LOCAL)
    assert len(documents) == 1
    assert failure.source == f"{site}/{path}"
    assert reason in failure.reason


def test_a_closed_door_and_an_unknown_host_are_said() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        _, (failure,) = taken(f"http://127.0.0.1:{closed.getsockname()[1]}/", options=LOCAL)
    assert failure.reason == "no connection to it could be made"
    _, (failure,) = taken("http://no-such-host.invalid/", options=LOCAL)
    assert "is not known" in failure.reason or "did not answer" in failure.reason


@pytest.mark.parametrize(
    "url", ["http://", "https:///a", "http://[::1", "http://exa mple.org/", "http://a:99999/", "http://" + "a" * 300]
)
def test_what_is_no_address_is_said(url: str) -> None:
    _, (failure,) = taken(url, options=LOCAL)
    assert failure.reason


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "[::ffff:127.0.0.1]"])
def test_machines_of_the_own_network_are_not_asked(host: str, site: str) -> None:
    port = site.rpartition(":")[2]
    documents, (failure,) = taken(f"http://{host}:{port}/article", options=replace(LOCAL, private_addresses=False))
    assert not documents
    assert "private network" in failure.reason


def test_every_redirect_is_checked_again(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.ingest.fetch.is_public", lambda address: address == "127.0.0.1")
    strict = replace(LOCAL, private_addresses=False)
    assert taken(f"{site}/article", options=strict)[0]
    documents, (failure,) = taken(f"{site}/inward", options=strict)
    assert not documents
    assert "'127.0.0.2' is a machine of a private network" in failure.reason


def test_a_host_that_a_person_named_is_asked_and_no_other_that_it_leads_to(site: str) -> None:
    named = replace(
        LOCAL, private_addresses=False, trusted_hosts=hosts_in([f"{site}/article", "notes.txt", "http://["])
    )
    assert named.trusted_hosts == {"127.0.0.1"}
    assert taken(f"{site}/article", options=named)[0]
    _, (failure,) = taken(f"{site}/inward", options=named)
    assert "'127.0.0.2' is a machine of a private network" in failure.reason


def test_a_name_that_points_inward_is_not_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    inward = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: inward)
    _, (failure,) = taken("http://news.example/", options=replace(LOCAL, private_addresses=False))
    assert "'news.example' is a machine of a private network (127.0.0.1)" in failure.reason


def test_a_name_server_that_never_answers_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: OVER.wait(20) and [])
    _, (failure,) = taken("http://news.example/", options=LOCAL)
    assert "did not answer within" in failure.reason


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_an_address_on_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:db8::1",
    ],
)
def test_an_address_of_the_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_a_password_in_an_address_is_not_told(site: str) -> None:
    address = site.replace("http://", "http://me:secret@")
    documents, failures = taken(f"{address}/article", f"{address}/missing", options=LOCAL)
    assert documents[0].url == documents[0].name == f"{site}/article"
    assert failures[0].source == f"{site}/missing"


def test_a_feed_is_read_with_the_pages_behind_its_items(site: str) -> None:
    documents, failures = taken(f"{site}/feed", options=LOCAL)
    assert [(document.title, document.url) for document in documents] == [
        ("Full", f"{site}/never"),
        ("Raid", f"{site}/article"),
        ("Gone", f"{site}/missing"),
    ]
    assert documents[1].text.startswith(f"Raid\n\n{SENTENCE}")
    assert documents[1].published.day == date(2019, 3, 15)
    assert documents[2].text == "Gone\n\nNine people were held."
    assert [failure.source for failure in failures] == [f"{site}/missing"] * 2


def test_a_feed_whose_links_never_answer_is_given_up_soon(site: str) -> None:
    documents, failures = taken(f"{site}/deaf", options=replace(LOCAL, limits=replace(LOCAL.limits, fetch_seconds=0.5)))
    assert len(documents) == 6
    assert [failure.reason.startswith("it was not fetched") for failure in failures] == [False] * 3 + [True] * 3
