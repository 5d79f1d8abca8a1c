"""An article out of a web page or a piece of one. Runs in the limited worker only: the bytes are hostile."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from recount.errors import EmptyDocument, NotText, TooLarge
from recount.ingest.decode import read_text
from recount.ingest.jobs import Parsed
from recount.ingest.metadata import describe
from recount.ingest.options import Limits

AS_TEXT = "Save the article's text as .txt and add that"
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{2000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DROPPED = ("script", "style", "noscript", "form", "iframe", "template")
_BLOCKS = (
    "p",
    "div",
    "br",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "blockquote",
    "figcaption",
    "section",
    "table",
)
_BREAK = "\u2029"


def read_page(data: bytes, *, charset: str | None, url: str | None, captured: date | None, limits: Limits) -> Parsed:
    """The article of a page. Raises TooLarge for a page built to exhaust a parser, EmptyDocument where it has none."""
    decoded = read_text(data, charset or _declared(data))
    _refuse_bomb(decoded.text, limits)
    tree = _tree(decoded.text)
    described = describe(tree, url, captured)
    # deduplicate=True would keep state between pages: the same page would give another text each time.
    article = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, deduplicate=False)
    text = str(getattr(article, "text", None) or "").strip()
    if not text:
        raise EmptyDocument("no article text was found in the page", advice=AS_TEXT)
    paragraphs = "\n\n".join(line for line in text.split("\n") if line.strip())
    return replace(described, text=paragraphs, notes=decoded.notes)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def _refuse_bomb(text: str, limits: Limits) -> None:
    """Parsers compare each attribute of a tag with all before it: 400,000 of them take over a minute."""
    for tag in _LONG_TAG.finditer(text):
        bare = _QUOTED.sub("''", tag.group())
        if max(bare.count("="), len(bare.split())) > limits.tag_attributes:
            raise TooLarge(f"one of its tags has more than {limits.tag_attributes:,} attributes", advice=AS_TEXT)


def _tree(text: str) -> HtmlElement:
    try:
        tree = trafilatura.load_html(_XML_DECLARATION.sub("", text, count=1))
    except (LxmlError, ValueError) as error:
        raise NotText(f"it could not be read as a web page ({type(error).__name__})", advice=AS_TEXT) from error
    if tree is None:
        raise EmptyDocument("no article text was found in the page", advice=AS_TEXT)
    return tree


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML that is an article already (the body of a feed item), a paragraph a line."""
    if "<" not in markup:
        return unescape(markup).strip()
    tree = trafilatura.load_html(f"<html><body>{markup}</body></html>")
    if tree is None:
        return ""
    for dropped in [*tree.iter(*_DROPPED)]:
        dropped.drop_tree()
    for block in tree.iter(*_BLOCKS):
        block.text = f"{_BREAK}{block.text or ''}"
        block.tail = f"{_BREAK}{block.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split(_BREAK))
    return "\n\n".join(line for line in lines if line)
