"""Feeds: each item is a document, from its own content or from the page behind it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hostile import SENTENCE, rss, taken

from recount.ingest import IngestOptions, Limits

STAY = IngestOptions(captured=date(2021, 9, 19), follow_links=False)
LONG = " ".join([SENTENCE] * 8)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title>
<entry><title>First</title><id>urn:1</id><published>2019-03-15T08:00:00Z</published>
<updated>2021-01-01T00:00:00Z</updated>
<content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;p&gt;Two were held.&lt;/p&gt;&lt;script&gt;x()
&lt;/script&gt;</content>
</entry>
<entry><title>Second</title><link href="https://example.org/2"/><id>urn:2</id><updated>2019-03-16T00:00:00Z</updated>
<summary>{SENTENCE}</summary></entry></feed>"""


def feed(folder: Path, content: str) -> Path:
    path = folder / "feed.xml"
    path.write_text(content, encoding="utf-8")
    return path


def test_an_item_with_content_is_a_document_of_its_own(tmp_path: Path) -> None:
    item = (
        "<title>Raid &amp;amp; search</title><link>https://example.org/a</link>"
        "<pubDate>Fri, 15 Mar 2019 23:10:00 -0500</pubDate>"
        f"<content:encoded><![CDATA[<p>{SENTENCE}</p>\n<ul><li>Two\nwere held.</li></ul>]]></content:encoded>"
    )
    (document,), failures = taken(feed(tmp_path, rss(item)), options=STAY)
    assert not failures
    assert document.text == f"Raid & search\n\n{SENTENCE}\n\nTwo were held."
    assert (document.name, document.url, document.outlet) == ("https://example.org/a",) * 2 + ("The Border Post",)
    assert (document.published.day, document.published.basis) == (date(2019, 3, 15), "metadata")


def test_an_atom_feed_gives_its_entries(tmp_path: Path) -> None:
    (first, second), failures = taken(feed(tmp_path, ATOM), options=STAY)
    assert not failures
    assert first.text == f"First\n\n{SENTENCE}\n\nTwo were held."
    assert (first.name, first.published.day) == ("urn:1", date(2019, 3, 15))
    assert second.text == f"Second\n\n{SENTENCE}"
    assert "only when the item was last changed" in second.published.reason


def test_one_bad_item_does_not_hide_the_others(tmp_path: Path) -> None:
    items = [
        f"<title>One</title><description>{LONG}</description>",
        "<title>Two</title>",
        f"<description>{LONG}</description>",
    ]
    documents, (failure,) = taken(feed(tmp_path, rss(*items)), options=STAY)
    assert [document.name for document in documents] == ["feed:1", "feed:3"]
    assert failure.source.endswith("feed.xml item 2")
    assert failure.reason == "it holds no words"


@pytest.mark.parametrize(
    "content", [rss(f"<description>{LONG}</description>")[:-20], rss(f"<description>{LONG} & so</description>")]
)
def test_a_feed_that_is_not_well_formed_is_read_all_the_same(content: str, tmp_path: Path) -> None:
    documents, _ = taken(feed(tmp_path, content), options=STAY)
    assert len(documents) == 1


def test_items_over_the_limit_are_said(tmp_path: Path) -> None:
    path = feed(tmp_path, rss(*[f"<description>{LONG} Number {number}.</description>" for number in range(5)]))
    documents, (failure,) = taken(path, options=replace(STAY, limits=Limits(feed_items=3)))
    assert len(documents) == 3
    assert failure.reason == "the feed holds 5 items; the first 3 were read"


def test_a_day_given_by_the_caller_fills_only_gaps(tmp_path: Path) -> None:
    items = [f"<description>{LONG}</description>", f"<description>{LONG} x</description><pubDate>15 Mar 2019</pubDate>"]
    documents, _ = taken(feed(tmp_path, rss(*items)), options=replace(STAY, published=date(2020, 2, 2)))
    assert [document.published.day for document in documents] == [date(2020, 2, 2), date(2019, 3, 15)]


def test_a_feed_in_another_encoding_is_read(tmp_path: Path) -> None:
    content = rss(f"<description>{LONG} Café.</description>").replace('"utf-8"', '"iso-8859-1"')
    (tmp_path / "a.rss").write_bytes(content.encode("iso-8859-1"))
    (document,), _ = taken(tmp_path / "a.rss", options=STAY)
    assert document.text.endswith("Café.")
