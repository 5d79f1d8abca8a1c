"""What kind of source some bytes are: told by their beginning, then by the file's ending."""

import re
from typing import Literal

from recount.errors import NotText
from recount.ingest.decode import decode, is_wide

Kind = Literal["text", "page", "articles", "pdf", "feed"]

HEAD = 4096
ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "articles",
    ".ndjson": "articles",
    ".pdf": "pdf",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}
READ = ".txt .md .html .htm .jsonl .jsonl.gz .pdf .xml .rss .atom"
GZIP = b"\x1f\x8b"
_OTHERS = (
    (b"\x89PNG", "a picture", "Run it through OCR first, then add the text"),
    (b"\xff\xd8\xff", "a picture", "Run it through OCR first, then add the text"),
    (b"GIF8", "a picture", "Run it through OCR first, then add the text"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or save it as text or PDF, and add that"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save it as text or PDF and add that"),
    (b"{\\rtf", "rich text", "Save it as text and add that"),
    (b"BZh", "a compressed file", "Unpack it and add what is inside"),
    (b"\xfd7zXZ", "a compressed file", "Unpack it and add what is inside"),
    (b"7z\xbc\xaf", "an archive", "Unpack it and add what is inside"),
    (b"SQLite format 3", "a database", "Export the articles as JSON Lines and add those"),
    (b"WARC/", "a web archive", "Save the pages as HTML and add those"),
)
_ROOT = re.compile(r"<(?![?!])([A-Za-z][\w:.-]{0,40})")
_FEED_ROOTS = {"rss", "feed", "rdf:rdf"}
_PAGE_ROOTS = {"html", "head", "body"}
_TAGS = re.compile(r"<(?:p|div|article|h[1-6]|span|table|main|section|ul|br)\b[^<>]{0,300}>", re.IGNORECASE)


def kind_of(head: bytes, ending: str = "") -> Kind:
    """The kind of a source by its first bytes; the ending decides only where they fit more than one.

    Raises NotText for what is none of ours, with what to do about it.
    """
    if b"%PDF-" in head[:1024]:
        return "pdf"
    _refuse_binary(head)
    beginning = decode(head).text.lstrip("\ufeff \t\n")
    if (marked := _by_markup(beginning, ending)) is not None:
        return marked
    if _is_articles(beginning, ending):
        return "articles"
    if ending == ".pdf":
        raise NotText("it is no PDF, whatever its name says", advice="Save it again as PDF, or as text")
    if ending in {".json", ".geojson"}:
        raise NotText(
            "it is JSON, but not one article a line", advice="Write JSON Lines (one object a line), then add it"
        )
    return "text"


def _refuse_binary(head: bytes) -> None:
    for magic, what, advice in _OTHERS:
        if head.startswith(magic):
            raise NotText(f"it is {what}, no text", advice=advice)
    controls = sum(head.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    # A few of them stray into text; in JSON Lines each line is judged by itself.
    if controls > max(3, len(head) // 50) and not is_wide(head) and not head.lstrip().startswith(b"{"):
        raise NotText("it is binary, no text", advice=f"Recount reads {READ}; save it as one of these")


def _by_markup(beginning: str, ending: str) -> Kind | None:
    """Page or feed, where it begins with markup. A stray tag in plain text makes no page."""
    if not beginning.startswith("<"):
        return "page" if ending in {".html", ".htm", ".xhtml"} and _TAGS.search(beginning) else None
    root = _root(beginning)
    if root in _FEED_ROOTS or (not root and ENDINGS.get(ending) == "feed"):
        return "feed"
    if root in _PAGE_ROOTS or ENDINGS.get(ending) == "page":
        return "page"
    if beginning.startswith("<?xml") or ENDINGS.get(ending) == "feed":
        raise NotText(
            f"it is XML of a kind that Recount does not read (<{root}>)",
            advice="Recount reads RSS and Atom feeds; save the articles as HTML or text",
        )
    return "page" if _TAGS.match(beginning) and ENDINGS.get(ending) != "text" else None


def _root(beginning: str) -> str:
    """The first tag, past comments and declarations; "" where it is not among the first bytes."""
    if re.match(r"<!doctype\s+html", beginning, re.IGNORECASE):
        return "html"
    found = _ROOT.search(re.sub(r"<!--.{0,3000}?-->", "", beginning, flags=re.DOTALL))
    return found.group(1).lower() if found else ""


def _is_articles(beginning: str, ending: str) -> bool:
    """JSON Lines: by the ending, or a first line that is an object with a text."""
    if ENDINGS.get(ending) == "articles":
        return True
    first, newline, _ = beginning.partition("\n")
    whole = not newline or first.rstrip().endswith("}")
    return first.startswith("{") and '"text"' in first and whole
