"""The kind of a file is told by what it holds; its ending decides only where that leaves a choice."""

import pytest

from recount.errors import NotText
from recount.ingest.kinds import kind_of


@pytest.mark.parametrize(
    ("head", "ending", "kind"),
    [
        (b"Nine killed in a raid", ".txt", "text"),
        (b"# Nine killed\n\nA raid", ".md", "text"),
        (b"Nine killed in a raid", "", "text"),
        (b"Nine killed, no markup at all", ".html", "text"),
        (b"\n %PDF-1.7\n...", ".txt", "pdf"),
        (b"<!DOCTYPE html><p>x", ".txt", "page"),
        (b"\xef\xbb\xbf<!-- saved --><HTML lang=en>", ".pdf", "page"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='y'>", ".xml", "page"),
        (b"Nine <p>killed</p>", ".htm", "page"),
        (b"<p>Nine killed</p>", ".php", "page"),
        (b"<p>Nine killed</p>", ".txt", "text"),
        (b"<3 people>", ".txt", "text"),
        (b"<?xml version='1.0'?><rss version='2.0'>", ".html", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", ".txt", "feed"),
        (b"<?xml version='1.0'?><rdf:RDF xmlns='x'>", "", "feed"),
        (b'{"id": 1, "text": "x"}\n{"id"', ".txt", "articles"),
        (b'{"id": 1, "text": "x', ".json", "articles"),
        (b"not json", ".jsonl", "articles"),
        ("Nine killed".encode("utf-16"), ".txt", "text"),
        ("<html><p>".encode("utf-16-le"), ".txt", "page"),
    ],
)
def test_a_kind_is_told(head: bytes, ending: str, kind: str) -> None:
    assert kind_of(head, ending) == kind


@pytest.mark.parametrize(
    ("head", "ending", "what"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(20), ".txt", "a picture"),
        (b"{\\rtf1 x", ".txt", "rich text"),
        (b"SQLite format 3\0", ".txt", "a database"),
        (b"WARC/1.0\r\n", ".html", "a web archive"),
        (bytes(600), ".html", "binary"),
        (b"plain", ".pdf", "no PDF"),
        (b'[{"text": 1}]', ".json", "not one article a line"),
        (b"<svg xmlns='x'>", ".xml", "<svg>"),
        (b"<?xml version='1.0'?><NewsML>", ".txt", "<newsml>"),
    ],
)
def test_what_is_no_article_is_named(head: bytes, ending: str, what: str) -> None:
    with pytest.raises(NotText, match=what):
        kind_of(head, ending)
