"""Marks the furniture of a page (forms, buttons, menus, second captions) so that it is never read as reporting.

The text itself is never changed: offsets stay those of the document. Only whole lines are marked, and a line that
could be reporting stays: a form read as news is one false incident, a paragraph lost is a true one missing.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recount.records import Span

LONG = 80
ADJACENT = 40
HEADLINE = 15
HEAD_LINES = 6
LIST_LINES = 12
LIST_WIDTH = 160
LONGEST = 400
_EDGES = " \t\u00a0\u200b\ufeff*·•|>»«›‹:.,!?…–—-_=~#\"'“”‘’▼▲►▶←→↑↓✕×"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9}\.?|[a-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?),?\s(?:19|20)\d\d"
_MASTHEAD = re.compile(
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?P<day>{_DAY})(?:\W{{1,4}}\d{{1,2}}:\d\d.{{0,20}})?",
    re.IGNORECASE,
)
_DATED = re.compile(rf"\b(?P<day>{_DAY})\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}$")
_BYLINE = re.compile(r"(?:by|By|BY)[:\s]\s?(?P<names>[^\d!?:;\"“”()\[\]]{3,90})")
_SMALL_WORDS = frozenset(
    {"and", "in", "for", "of", "the", "at", "with", "from", "de", "al", "bin", "von", "van", "da", "e", "y", "et"}
)
_CALENDAR = re.compile(
    r"\b(?:[A-Za-z]{3,6}day|January|February|March|April|June|July|August|September|October|November|December)\b"
)
_COMMENTS = re.compile(
    r"(?:\d{1,6} )?(?:comments?|responses|replies|reader comments|readers' comments)(?: \(\d{1,6}\))?"
)
_COMMENTED = re.compile(
    r".{2,60} (?:says|wrote|said):|.{0,80}\bat \d{1,2}:\d\d ?(?:[ap]\.?m\.?)?"
    r"|.{0,60}\b\d{1,3} (?:minutes?|hours?|days?|weeks?|months?|years?) ago",
    re.IGNORECASE,
)
_BETWEEN = frozenset({"and", "&", "/", "|", ">", "»", "›", "•", "·", "-", "–", "—", ","})
_NUMBER = r"\d{1,7}(?:[.,]\d{1,3})?[km]?"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text without the white space around it; `key` is its wording alone."""

    start: int
    end: int
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """The furniture file, compiled."""

    phrases: re.Pattern[str]
    patterns: tuple[tuple[int, re.Pattern[str]], ...]
    headers: frozenset[str]
    menu: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    kinds = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8")).values()
    phrases = sorted(
        {phrase for kind in kinds for phrase in kind.get("phrases", ())}, key=lambda phrase: (-len(phrase), phrase)
    )
    either = "|".join(re.escape(phrase).replace(r"\#", _NUMBER) for phrase in phrases)
    return _Knowledge(
        phrases=re.compile(rf"(?:(?:{either})(?:[\s|·•,.:?!&()*/-]{{1,5}}|$)){{1,12}}+"),
        patterns=tuple(
            (kind["longest"], re.compile("|".join(f"(?:{pattern})" for pattern in kind["patterns"]), re.IGNORECASE))
            for kind in kinds
            if kind.get("patterns")
        ),
        headers=frozenset(header for kind in kinds for header in kind.get("headers", ())),
        menu=frozenset(word for kind in kinds for word in kind.get("words", ())),
    )


def mark_furniture(text: str, title: str | None = None) -> tuple[Span, ...]:
    """The lines of a text that are no reporting, in order and apart from one another."""
    lines = _lines(text)
    marked = {number for number, line in enumerate(lines) if _is_furniture(line.words, line.key)}
    marked |= _menus(lines)
    marked |= _mastheads(lines)
    marked |= _headlines(lines, title, marked)
    marked |= _copies(lines)
    marked |= _lists(lines)
    marked |= _comments(lines, len(text))
    return tuple(
        Span(start=line.start, end=line.end, quote=text[line.start : line.end])
        for number, line in enumerate(lines)
        if number in marked
    )


def _lines(text: str) -> tuple[_Line, ...]:
    """The lines that hold anything, split at line feeds only: other breaks occur within sentences."""
    found: list[_Line] = []
    start = 0
    for piece in text.split("\n"):
        words = piece.strip()
        if words:
            first = start + len(piece) - len(piece.lstrip())
            found.append(_Line(first, first + len(words), words, _key(words)))
        start += len(piece) + 1
    return tuple(found)


def _key(words: str) -> str:
    """The wording of a line: lower case, single spaces, no ornaments at the edges."""
    key = " ".join(words.lower().split()).strip(_EDGES)
    bracketed = key[:1] in "([" and key[-1:] in ")]" and len(key) > 2
    return key[1:-1].strip(_EDGES) if bracketed and not re.search(r"[\])].", key) else key


def _is_furniture(words: str, key: str) -> bool:
    """Whether a line is a form, button, notice, credit or by-line by its own words."""
    known = _knowledge()
    if not key:
        return len(words) <= LIST_WIDTH
    if key in known.headers:
        return True
    plain = " ".join(words[:LONGEST].split())
    return (
        (len(key) <= LIST_WIDTH and known.phrases.fullmatch(key) is not None)
        or any(len(words) <= longest and pattern.fullmatch(plain) for longest, pattern in known.patterns)
        or _is_byline(words)
    )


def _is_byline(words: str) -> bool:
    """Whether it is a "By Jane Doe, Quetta": capitalised names, no verb, no day."""
    match = _BYLINE.fullmatch(words) if len(words) <= 100 else None
    if match is None or _CALENDAR.search(words) or _SENTENCE_END.search(words):
        return False
    names = match.group("names").replace(",", " ").replace("|", " ").replace("/", " ").split()
    return 0 < len(names) <= 10 and all(name[0].isupper() or name in _SMALL_WORDS or name == "&" for name in names)


def _menus(lines: Sequence[_Line]) -> set[int]:
    """Lines made of section names alone; a single name only above the article or below it."""
    outside = {*range(min(HEAD_LINES, len(lines))), *range(max(0, len(lines) - HEAD_LINES), len(lines))}
    return {
        number
        for number, line in enumerate(lines)
        if (items := _menu_items(line.key)) and (items > 1 or number in outside)
    }


def _menu_items(key: str) -> int:
    """How many section names a line is made of; 0 where anything else stands in it."""
    menu, words = _knowledge().menu, re.sub(r"([/|>»›•·,–—])", r" \1 ", key[: LIST_WIDTH + 1]).split()
    items = at = 0
    while at < len(words) and len(key) <= LIST_WIDTH:
        if words[at] in _BETWEEN:
            at += 1
            continue
        size = next((size for size in (3, 2, 1) if " ".join(words[at : at + size]) in menu), 0)
        if size == 0:
            return 0
        items, at = items + 1, at + size
    return items


def _mastheads(lines: Sequence[_Line]) -> set[int]:
    """The clock of a page at the day it was saved: a full date alone above the article.

    An outlet also prints the true day like that, so it counts only where another day stands under it, or a menu
    around it. What remains in doubt is left to whoever reasons about the day of publication.
    """
    found = set()
    for number, line in enumerate(lines[:HEAD_LINES]):
        if len(line.words) > LIST_WIDTH or (match := _MASTHEAD.fullmatch(line.words)) is None:
            continue
        below = lines[number + 1 : number + 1 + HEAD_LINES]
        others = {other.group("day").lower() for near in below if (other := _dated(near))}
        menu = any(_menu_items(near.key) > 1 for near in lines[max(0, number - 1) : number + 2])
        if menu or others - {match.group("day").lower()}:
            found.add(number)
    return found


def _dated(line: _Line) -> re.Match[str] | None:
    """The date in a line that is hardly more than a date ("Published: March 15, 2019")."""
    return _DATED.search(line.words) if len(line.words) <= 60 and not _SENTENCE_END.search(line.words) else None


def _headlines(lines: Sequence[_Line], title: str | None, marked: set[int]) -> set[int]:
    """Second prints of the headline; where it is only the first line, those near it (a dateline may stand again)."""
    first = next((line.key for number, line in enumerate(lines) if number not in marked), "")
    found: set[int] = set()
    for key, reach in ((_key(title or ""), len(lines)), (first, HEAD_LINES)):
        if len(key) >= HEADLINE:
            found.update([number for number, line in enumerate(lines[:reach]) if line.key == key][1:])
    return found


def _copies(lines: Sequence[_Line]) -> set[int]:
    """The second print of a long line, or of one right under the first (the caption of a picture shown twice)."""
    seen: set[str] = set()
    found = set()
    for number, line in enumerate(lines):
        adjacent = number > 0 and lines[number - 1].key == line.key
        if len(line.key) >= (ADJACENT if adjacent else LONG) and line.key in seen:
            found.add(number)
        seen.add(line.key)
    return found


def _lists(lines: Sequence[_Line]) -> set[int]:
    """Headlines of other stories under a header such as "Related stories", once the report has begun."""
    found: set[int] = set()
    begun = False
    for number, line in enumerate(lines):
        begun = begun or (len(line.words) > LIST_WIDTH or bool(_SENTENCE_END.search(line.words)))
        if begun and line.key in _knowledge().headers:
            found.update(range(number, number + 1 + _list_length(lines[number + 1 : number + 1 + LIST_LINES])))
    return found


def _list_length(lines: Sequence[_Line]) -> int:
    """How many of these lines are headlines; wrapped lines of a paragraph are none."""
    for number, line in enumerate(lines):
        if line.words[0].islower():
            return max(0, number - 1)
        if len(line.words) > LIST_WIDTH or _SENTENCE_END.search(line.words):
            return number
    return len(lines)


def _comments(lines: Sequence[_Line], length: int) -> set[int]:
    """What readers wrote under the article: all that follows a header of comments, where somebody signs there."""
    for number, line in enumerate(lines):
        if line.start * 2 > length and _COMMENTS.fullmatch(line.key[:60]):
            under = lines[number + 1 :]
            if any(_COMMENTED.fullmatch(reader.words) for reader in under if len(reader.words) <= LIST_WIDTH):
                return set(range(number, len(lines)))
    return set()
