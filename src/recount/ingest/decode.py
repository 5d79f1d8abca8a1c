"""Bytes to text: which encoding they are in, and what is done where they are in none.

Order: byte order mark, UTF-16 told by its zero bytes, UTF-8, the encoding declared outside, Windows-1252 where every
byte makes sense in it, and else UTF-8 with the broken bytes replaced, which is said.
"""

import codecs
import re
from dataclasses import dataclass

from recount.errors import NotText

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ADVICE = "Convert it to UTF-8 (for example with iconv), then add it again"
# A character of Windows-1252 that stands where an editor would put it. The letters that a broken UTF-8 sequence leaves
# behind (0xC3 and 0xC2 at an end, 0xFE, 0xFF) are left out on purpose.
_PLAUSIBLE = re.compile(
    r"[\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2022\u2026\u2020\u2039\u203a\u00a0\u00ab\u00bb\u00b0\u00b7\u00a7\u00a9\u00ae\u2122\u00a1\u00bf\u00bd\u00bc\u00be\u00b4]"
    r"|[\u20ac\u00a3](?=\s?\d)|(?<=\d)\s?[\u20ac]"
    r"|[\u00c0\u00c1\u00c4-\u00d6\u00d8-\u00dd\u00df\u0160\u0161\u0152\u0153\u017d\u017e\u00e4-\u00f6\u00f8-\u00fd\u00e0-\u00e2](?=[A-Za-z])"
    r"|(?<=[A-Za-z])[\u00c0\u00c1\u00c4-\u00d6\u00d8-\u00dd\u00df\u0160\u0161\u0152\u0153\u017d\u017e\u00e0-\u00f6\u00f8-\u00fd]"
    r"|[\u00c2\u00c3\u00e3](?=[A-Za-z])"
    r"|(?<![^\s])[\u00e0\u00c0\u00e9\u00f3\u00e8](?![^\s])"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes; `broken` counts the stretches that are in no known encoding and read as U+FFFD."""

    text: str
    broken: int = 0

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """What to tell the reader, as (reason, advice)."""
        if not self.broken:
            return ()
        places = "in one place" if self.broken == 1 else f"in {self.broken:,} places"
        return ((f"it is broken UTF-8 {places}, read as \N{REPLACEMENT CHARACTER}", ADVICE),)


def read_text(data: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes. Raises NotText where so little of it can be read that it must be something else."""
    decoded = decode(data, declared)
    if decoded.text.count("\N{REPLACEMENT CHARACTER}") * 10 > len(decoded.text):
        raise NotText("it is binary, or text in an encoding that cannot be told", advice=ADVICE)
    return decoded


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes, with single line feeds as line ends."""
    read = _decode(data, declared)
    return Decoded(read.text.replace("\r\n", "\n").replace("\r", "\n"), read.broken)


def _decode(data: bytes, declared: str | None) -> Decoded:
    # Bytes beyond ASCII that are UTF-8 throughout are UTF-8, whatever a server says of them.
    certain = None if data.isascii() else "utf-8"
    for encoding in (_marked(data), _unmarked_utf16(data), certain, _known(declared), "utf-8"):
        if encoding is not None and (text := _strictly(data, encoding)) is not None:
            return Decoded(text)
    windows = _strictly(data, "cp1252")
    if windows is not None and _is_windows(data, windows):
        return Decoded(windows)
    text = data.decode(_marked(data) or "utf-8", "replace")
    return Decoded(text, max(1, len(re.findall("\ufffd+", text))))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, as every second byte of Latin text is then zero."""
    head = data[:2000]
    if len(head) < 8 or b"\0" not in head:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def is_wide(data: bytes) -> bool:
    """Whether zero bytes in it are part of UTF-16 or UTF-32 text."""
    return (_marked(data) or "").startswith(("utf-16", "utf-32")) or _unmarked_utf16(data) is not None


def _known(declared: str | None) -> str | None:
    """The declared encoding where Python knows it as one of text."""
    try:
        known = codecs.lookup(declared or "")
    except (LookupError, ValueError):
        return None
    wide = known.name.startswith(("utf-16", "utf-32"))  # believed by their mark or zero bytes only
    return known.name if getattr(known, "_is_text_encoding", True) and not wide else None


def _is_windows(data: bytes, text: str) -> bool:
    """Whether bytes that are no UTF-8 are Windows-1252: hardly a UTF-8 sequence in them, every byte in its place."""
    kept = sum(character > "\x7f" for character in data.decode("utf-8", "ignore"))
    high = sum(character > "\x7f" for character in text)
    return kept * 4 < high and len(_PLAUSIBLE.findall(text)) == high
