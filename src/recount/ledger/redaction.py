"""Words that people took out of the evidence: what everybody is shown in their place, while the claims stand.

The ledger keeps what was published. Whoever reads documents, claims and incidents out of it is handed the redacted
ones, in which `document.text[start:end] == quote` holds again; only deriving incidents works on the original words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

import msgspec

from recount.ledger.decided import standing
from recount.records import Decision, Document, Reason, Span

Record = TypeVar("Record")

_LONGEST_REASON = 80
# Where words of a text can stand outside its spans. Values stay: the claim stands, only its evidence goes.
_TELLING = frozenset(
    {"words", "reason", "voice", "context", "grade_reason", "witnesses", "rule", "set_aside", "about", "title"}
)
_GONE = "[redacted]"
_WORD = re.compile(r"\w+")
# Letters below which words are too common to be looked for outside their own place whatever their case; down to
# two letters they are looked for as they are written. Scripts that put no spaces between words have no whole words.
_LEAST, _FEWEST = 4, 2
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A stretch of a document that is not shown, and what stands in its place."""

    start: int
    end: int
    marker: str


def redactions_of(decisions: Iterable[Decision]) -> dict[str, tuple[Redaction, ...]]:
    """What is redacted of each document; stretches that overlap are one."""
    found: dict[str, list[Redaction]] = {}
    for decision in standing(decisions):
        if decision.kind == "redact" and decision.value is not None:
            start, end = msgspec.json.decode(decision.value, type=tuple[int, int])
            made = Redaction(start=start, end=end, marker=_marker(decision.reason))
            found.setdefault(decision.subjects[0], []).append(made)
    return {document: tuple(_merged(held)) for document, held in sorted(found.items())}


def _marker(reason: str) -> str:
    plain = " ".join(reason.replace("[", "(").replace("]", ")").split())
    return f"[redacted: {plain if len(plain) <= _LONGEST_REASON else plain[: _LONGEST_REASON - 1] + '…'}]"


def _merged(held: Iterable[Redaction]) -> list[Redaction]:
    merged: list[Redaction] = []
    for one in sorted(held, key=lambda item: (item.start, item.end)):
        if merged and one.start < merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, one.end))
        else:
            merged.append(one)
    return merged


class Cut:
    """The redactions of one text, and how places in it move when they are made."""

    def __init__(self, text: str, redactions: Sequence[Redaction]) -> None:
        self._redactions = [one for one in redactions if one.start < len(text)]
        pieces, end = [], 0
        for one in self._redactions:
            pieces += [text[end : one.start], one.marker]
            end = one.end
        self.text = "".join((*pieces, text[end:]))
        self.words = tuple(text[one.start : one.end] for one in self._redactions)

    def span(self, span: Span) -> Span:
        """The same stretch in the redacted text; what touches a redaction takes in the whole of its marker."""
        start, end = self._moved(span.start, last=False), self._moved(span.end, last=True)
        return Span(start=start, end=end, quote=self.text[start:end])

    def _moved(self, place: int, *, last: bool) -> int:
        grown = 0
        for one in self._redactions:
            if one.start < place < one.end:
                return one.start + grown + (len(one.marker) if last else 0)
            if place >= one.end:
                grown += len(one.marker) - (one.end - one.start)
        return place + grown


class Hidden:
    """Redacted words wherever a record repeats them: as whole words, whatever their case."""

    def __init__(self, words: Iterable[str]) -> None:
        sought = {" ".join(one.split()) for one in words}
        letters = {one: len(re.sub(r"[\W\d_]", "", one)) for one in sought}
        telling = [one for one in sought if letters[one] >= _LEAST]
        short = [one for one in sought if _FEWEST <= letters[one] < _LEAST]
        either = "|".join(filter(None, (f"(?i:{_any_of(telling)})" if telling else "", _any_of(short))))
        self._whole = re.compile(either) if either else None
        self._single = {word.casefold() for one in telling for word in _WORD.findall(one) if len(word) >= _LEAST}

    def out_of(self, words: str) -> str:
        """Words without the redacted ones."""
        return self._whole.sub(_GONE, words) if self._whole else words

    def out_of_list(self, words: str) -> str:
        """A list of single words without any word of what was redacted."""
        return _WORD.sub(lambda one: _GONE if one[0].casefold() in self._single else one[0], self.out_of(words))


def _any_of(sought: Iterable[str]) -> str:
    """Whole words, the longest first."""
    return "|".join(_whole(one) for one in sorted(sought, key=lambda one: (-len(one), one)))


def _whole(words: str) -> str:
    before = "" if _UNSPACED.match(words[0]) else r"(?<!\w)"
    after = "" if _UNSPACED.match(words[-1]) else r"(?!\w)"
    return before + r"\s+".join(re.escape(part) for part in words.split()) + after


def shown_document(document: Document, cut: Cut) -> Document:
    """A document as it is shown; a name or an address that spells out what was redacted is left out."""
    told = shown(replace(document, text=""), Hidden(cut.words), cut)
    url = None if _spells(document.url or "", cut) else document.url
    return replace(told, text=cut.text, url=url, name=shown_name(document.name, cut))


def shown_name(name: str, cut: Cut) -> str:
    """The name under which a document came in, such as that of a file, as it may be shown."""
    return _GONE if _spells(name, cut) else name


def _spells(told: str, cut: Cut) -> bool:
    slug = _slug(told)
    return any(len(_slug(words)) >= _LEAST and _slug(words) in slug for words in cut.words)


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.casefold()).strip("-_")


def shown(record: Record, hidden: Hidden, cut: Cut | None = None) -> Record:
    """A record without the redacted words: its spans cut, and the words gone wherever they were repeated."""
    return cast("Record", _shown(record, hidden, cut, telling=False))


def _shown(held: Any, hidden: Hidden, cut: Cut | None, *, telling: bool) -> Any:
    match held:
        case Span():
            return cut.span(held) if cut else held
        case str():
            return hidden.out_of(held) if telling else held
        case tuple():
            return tuple(_shown(item, hidden, cut, telling=telling) for item in held)
        case Reason():  # it may list the single words that two texts share
            return replace(held, words=hidden.out_of_list(held.words))
        case _ if is_dataclass(held) and not isinstance(held, type):
            values = ((one.name, getattr(held, one.name)) for one in fields(held))
            told = {name: _shown(value, hidden, cut, telling=name in _TELLING) for name, value in values}
            return replace(held, **told)
        case _:
            return held
