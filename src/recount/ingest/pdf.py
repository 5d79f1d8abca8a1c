"""The running text of a PDF, its printed lines joined into paragraphs. Runs in the limited worker only."""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from statistics import median

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from recount.errors import EmptyDocument, NotText, TooLarge
from recount.ingest.jobs import Parsed
from recount.ingest.options import Limits

PAGE_BREAK = "\f"
AS_TEXT = "Save its text as .txt and add that"
_NUMBERED = re.compile(r"(?:page\s)?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s?(?:of|/)\s?\d{1,4})?", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]{0,3}$")
_BULLET = re.compile(r"(?:[•▪●◦*–—-]|\(?[a-z0-9]{1,3}[.)])\s", re.IGNORECASE)
_WORD_BREAK = re.compile(r"[a-z]-$")
_EDGE_LINES = 2
_REPEATED = 3


def read_pdf(data: bytes, *, limits: Limits) -> Parsed:
    """The text of a PDF; pages are parted by a form feed. Raises EmptyDocument for scans, NotText for locked files."""
    try:
        pages = [_lines(page) for page in _pages(data, limits)]
    except LimitReachedError as error:
        raise TooLarge("one of its streams unpacks to far too much (a bomb?)", advice=AS_TEXT) from error
    except DependencyError as error:
        raise NotText("it is locked with a password", advice="Save an unlocked copy and add that") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise NotText(f"it is damaged and cannot be read as PDF ({type(error).__name__})", advice=AS_TEXT) from error
    text = _joined(_without_margins(pages))
    if not any(character.isalpha() for character in text):
        raise EmptyDocument("it holds no text (scanned pages?)", advice="Run it through OCR first, then add the text")
    return Parsed(text=text)


def _pages(data: bytes, limits: Limits) -> Sequence[PageObject]:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotText("it is locked with a password", advice="Save an unlocked copy and add that")
    if len(reader.pages) > limits.pdf_pages:
        raise TooLarge(
            f"it has {len(reader.pages):,} pages; the limit is {limits.pdf_pages:,}",
            advice="Split it and add the parts",
        )
    return list(reader.pages)


def _lines(page: PageObject) -> list[str]:
    return [" ".join(line.split()) for line in page.extract_text().strip().split("\n")]


def _without_margins(pages: Sequence[list[str]]) -> list[list[str]]:
    """Pages without page numbers and running titles, which would cut sentences that run over a page."""
    edges = Counter(line for page in pages for line in {*page[:_EDGE_LINES], *page[-_EDGE_LINES:]})
    margins = {line for line, times in edges.items() if times >= _REPEATED or _NUMBERED.fullmatch(line)}
    return [
        [
            line
            for number, line in enumerate(page)
            if line not in margins or _EDGE_LINES <= number < len(page) - _EDGE_LINES
        ]
        for page in pages
    ]


def _joined(pages: Sequence[Sequence[str]]) -> str:
    """Paragraphs out of printed lines: a line goes on unless it ends a sentence short of the margin."""
    width = median([len(line) for page in pages for line in page if len(line) > 20] or [0])
    pieces: list[str] = []
    last = ""
    for page in pages:
        page_break = PAGE_BREAK if pieces else ""
        for line in page:
            if line and pieces:
                if _WORD_BREAK.search(last) and line[0].islower():
                    pieces[-1] = last[:-1]
                pieces.append(_link(last, line, width, page_break))
            pieces.append(line)
            last, page_break = line, "" if line else page_break
    return "".join(pieces)


def _link(last: str, line: str, width: float, page_break: str) -> str:
    """What stands between two printed lines: nothing in a broken word, a space in a paragraph, else a blank line."""
    ended = bool(_ENDED.search(last)) and (len(last) < 0.85 * width or page_break != "")
    heading = len(last) < 0.6 * width and line[0].isupper()
    if not last or ended or heading or _BULLET.match(line):
        return f"\n\n{page_break}"
    if last.endswith("-") and not last.endswith(" -"):
        return page_break
    return page_break or " "
