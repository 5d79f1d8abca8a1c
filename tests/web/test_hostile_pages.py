"""Article text is never markup: whatever stands in it, every page shows it as text."""

import re
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from web_ledgers import EVIL, MARKUP

SCRIPTS = {"/static/recount.js", "/static/evidence.js", "/static/vendor/leaflet.js", "/static/vendor/htmx.min.js"}
ALLOWED_SCHEMES = re.compile(r"^(?:/|#|\?|https?://testserver)")


class Page(HTMLParser):
    """What a browser would make of a page: its scripts, its links, its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str | None] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.styles: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "script":
            self.scripts.append(held.get("src"))
        self.links += [held[name] or "" for name in ("href", "src", "action", "hx-get") if name in held]
        self.handlers += [name for name in held if name.startswith("on")]
        self.styles += [tag for _ in held if tag == "style"] + [name for name in held if name == "style"]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def pages_of(client: TestClient) -> list[str]:
    incident = client.get("/api/incidents").json()["incidents"][0]["id"]
    told = client.get(f"/api/incidents/{incident}").json()
    document = told["reports"][0]["document"]
    actor = client.get("/api/actors").json()["actors"][0]["name"]
    return [
        "/",
        "/incidents",
        f"/incidents/{incident}",
        f"/incidents/{incident}?rules=gtd",
        f"/incidents/{incident}/rules",
        f"/documents/{document}",
        "/actors",
        "/statistics?by=country&and=province",
        "/surges",
        "/api",
        f"/actors/{quote(actor)}",
        f"/?{urlencode({'text': EVIL[0], 'actor': EVIL[5], 'province': EVIL[1]})}",
        f"/incidents?{urlencode({'text': EVIL[5], 'country': EVIL[0][:8]})}",
        "/nothing/here",
    ]


@pytest.mark.parametrize("number", range(14))
def test_what_an_attacker_writes_is_shown_as_text_on_every_page(hostile_client: TestClient, number: int) -> None:
    address = pages_of(hostile_client)[number]
    answer = hostile_client.get(address)
    assert answer.status_code in {200, 404}
    assert [sign for sign in MARKUP if sign in answer.text.replace("<!DOCTYPE", "")] == []
    page = Page()
    page.feed(answer.text)
    assert {script.partition("?v=")[0] for script in page.scripts} <= SCRIPTS
    assert page.handlers == []
    assert page.styles == []
    assert [link for link in page.links if not ALLOWED_SCHEMES.match(link)] == []


def test_the_words_are_there_to_be_read(hostile_client: TestClient) -> None:
    incident = hostile_client.get("/api/incidents").json()["incidents"][0]["id"]
    page = Page()
    page.feed(hostile_client.get(f"/incidents/{incident}").text)
    text = " ".join(page.text)
    assert "<script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}" in hostile_client.get(pages_of(hostile_client)[5]).text


def test_an_address_that_is_no_web_address_is_no_link(hostile_client: TestClient) -> None:
    text = hostile_client.get(pages_of(hostile_client)[5]).text
    assert "javascript:alert(1)" in text
    assert 'href="javascript:' not in text


def test_the_feed_is_xml_whatever_the_words(hostile_client: TestClient) -> None:
    answer = hostile_client.get("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "<script>" not in answer.text


def test_cells_of_a_download_are_no_formulas(hostile_client: TestClient) -> None:
    assert not re.search(r"(?m)(?:^|,)[=+@]", hostile_client.get("/api/incidents.csv").text)


def test_no_page_lets_a_browser_run_or_load_what_is_not_ours(client: TestClient) -> None:
    for path in ("/", "/api/incidents", "/static/recount.css", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
