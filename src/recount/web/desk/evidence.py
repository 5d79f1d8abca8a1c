"""What lies beside a question: the words of the documents it is about, with the sentences that matter marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from recount.codebook.countries import load_countries
from recount.ledger import Ledger
from recount.ledger.former import former_claims, names_of_reports
from recount.publish import words
from recount.publish.sides import in_neutral_words
from recount.read.sentences import split_sentences
from recount.records import Account, Claim, Document, Link, Report, Span
from recount.review.queue import Item
from recount.web.document import safe_url

_REACH = 420  # characters shown to each side of what is marked
_FAR = 2_000  # characters to each side that are searched for the ends of a sentence
_MARKS = ("asked", "near", "around")  # the first of them wins where they overlap
_MOST = 4  # sheets for one side of a disagreement
COMPARED = ("date", "place", "killed", "wounded", "abducted", "perpetrator", "target", "means")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; `mark`: asked (what it is about), around (the sentence), near (else read), or none."""

    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document's words beside a question: where it is from, what is said there, and what was read out of it."""

    head: str
    document: str
    name: str
    outlet: str
    published: str
    url: str | None
    title: str
    pieces: tuple[Piece, ...]
    read: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All that lies beside a question: sheets, and for a pair what its reports say field by field and why they link."""

    sheets: tuple[Sheet, ...]
    compared: tuple[tuple[str, str, str], ...] = ()
    link: Link | None = None


class Shelf:
    """The documents, accounts and claims that a question needs, read once."""

    def __init__(self, ledger: Ledger, item: Item) -> None:
        reports = names_of_reports(ledger, item.subjects)
        former = former_claims(ledger, item.subjects)
        held = {document for document, _ in reports.values()} | {one.document for one in former.values()}
        held |= set(item.subjects) if item.kind == "redaction" else set()
        self.former = former
        self.documents: Mapping[str, Document] = ledger.documents(held)
        self.accounts: Mapping[str, Account] = ledger.accounts(held)
        told = [report for account in self.accounts.values() for report in account.reports]
        self.reports = {report.id: report for report in told}
        self.claims = {claim.id: (claim, report) for report in told for claim in report.claims}


def beside(ledger: Ledger, item: Item) -> Beside:
    """The evidence of a question."""
    shelf = Shelf(ledger, item)
    match item.kind:
        case "pair":
            return _pair(ledger, item, shelf)
        case "disagreement":
            return Beside(sheets=tuple(_sides(item, shelf)))
        case "redaction":
            return Beside(sheets=tuple(_redaction(item, shelf)))
        case "inclusion":
            return Beside(sheets=tuple(_of_report(shelf, shelf.reports[key]) for key in item.subjects))
        case _:
            return Beside(sheets=tuple(_of_claims(item.subjects, shelf)))


def _pair(ledger: Ledger, item: Item, shelf: Shelf) -> Beside:
    left, right = (shelf.reports[key] for key in item.subjects)
    links = [one for cluster in ledger.clusters(item.incidents).values() for one in (*cluster.links, *cluster.refused)]
    sheets = tuple(_of_report(shelf, report, head) for report, head in ((left, "One report"), (right, "The other")))
    rows = [(words.sentence_case(field), _all(left, field), _all(right, field)) for field in COMPARED]
    return Beside(
        sheets=sheets,
        compared=tuple(row for row in rows if row[1] or row[2]),
        link=next((one for one in links if {one.left, one.right} == set(item.subjects)), None),
    )


def _all(report: Report, field: str) -> str:
    return "; ".join(dict.fromkeys(said(claim) for claim in report.claims if claim.field == field))


def said(claim: Claim) -> str:
    """What a claim says, and of whom, in words."""
    return f"{_value(claim)} ({words.GROUPS[claim.of]})" if claim.of and claim.of != "all" else _value(claim)


def _value(claim: Claim) -> str:
    names = {code: country.name for code, country in load_countries().items()}
    value = words.value_words(claim.value, names)
    return in_neutral_words(value) if isinstance(claim.value, str) else value


def _sides(item: Item, shelf: Shelf) -> Iterable[Sheet]:
    """For each side of a disagreement its claims in their sentences, under the words of the side."""
    kept = [answer for answer in item.answers if answer.key.startswith("keep")]
    for answer in kept:
        out = {key for one in answer.records for key in one.subjects}
        mine = [key for key in item.subjects if key not in out and key in shelf.claims]
        yield from (_of_claim(shelf, *shelf.claims[key]) for key in mine[:_MOST])


def _of_claims(subjects: Sequence[str], shelf: Shelf) -> Iterable[Sheet]:
    for key in subjects:
        if key in shelf.claims:
            yield _of_claim(shelf, *shelf.claims[key])
        elif key in shelf.former:
            former = shelf.former[key]
            document = shelf.documents[former.document]
            yield _sheet(document, f"What was decided on: {former.field} {former.value}", [(former.span, "asked")])


def _of_claim(shelf: Shelf, claim: Claim, report: Report) -> Sheet:
    document = shelf.documents[report.document]
    head = f"{words.sentence_case(words.subject_words(claim.field, claim.of))}: {_value(claim)}"
    marked = [(claim.span, "asked")]
    if claim.speaker is not None:
        marked.append((claim.speaker.span, "near"))
    speaker = words.speaker_words(claim, document.outlet)
    read = (
        (words.sentence_case(words.STANCES[claim.stance]), speaker),
        ("The program is", f"{claim.confidence:.0%} sure of it"),
    )
    return _sheet(document, head, marked, read=read)


def _of_report(shelf: Shelf, report: Report, head: str = "The report") -> Sheet:
    document = shelf.documents[report.document]
    near = [(claim.span, "near") for claim in report.claims if claim.field in {"date", "place", "killed"}]
    return _sheet(document, head, [*((span, "asked") for span in report.triggers[:3]), *near[:8]])


def _redaction(item: Item, shelf: Shelf) -> Iterable[Sheet]:
    for key in item.subjects:
        if key in shelf.documents:
            start, _, end = item.facts["value"].strip("[] ").partition(",")
            span = Span(start=int(start), end=int(end), quote="")
            yield _sheet(shelf.documents[key], "The words asked about", [(span, "asked")])


def _sheet(
    document: Document, head: str, marked: Sequence[tuple[Span, str]], *, read: tuple[tuple[str, str], ...] = ()
) -> Sheet:
    day = document.published
    published = words.value_words(None) if day.first is None else words.day_words(day.first)
    return Sheet(
        head=head,
        document=document.id,
        name=document.name,
        outlet=document.outlet or document.name,
        published=published if day.first == day.last else f"from {published}",
        url=safe_url(document.url),
        title="" if document.text.startswith(document.title or "") else document.title or "",
        pieces=tuple(pieces(document.text, marked)),
        read=read,
    )


def pieces(text: str, marked: Sequence[tuple[Span, str]]) -> Iterable[Piece]:
    """The text around what is marked, in pieces; what is left out between is an ellipsis.

    The sentence of what is asked about is marked too.
    """
    marks = [(span.start, span.end, mark) for span, mark in marked if 0 <= span.start < span.end <= len(text)]
    marks += [(*_sentence(text, start, end), "around") for start, end, mark in marks if mark == "asked"]
    for first, last in _windows(text, marks):
        if first > 0:
            yield Piece(words="… ")
        cuts = {place for start, end, _ in marks for place in (start, end) if first < place < last}
        stretches = pairwise([first, *sorted(cuts), last])
        cut = [(text[start:end], _mark(marks, start, end)) for start, end in stretches]
        for mark, held in groupby(cut, key=itemgetter(1)):
            yield Piece(words="".join(part for part, _ in held), mark=mark)
        if last < len(text):
            yield Piece(words=" … ")


def _mark(marks: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    over = (mark for one, other, mark in marks if one <= start and end <= other)
    return min(over, key=_MARKS.index, default="")


def _windows(text: str, marks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The stretches of a text to show: some way around each mark, run together where they meet."""
    found: list[tuple[int, int]] = []
    for start, end, _ in sorted(marks):
        first, last = _from(text, start), _to(text, end)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a stretch begins and ends, never past its line nor far."""
    first = max(text.rfind("\n", 0, start) + 1, start - _FAR)
    line = text[first : text.find("\n", end, end + _FAR) if "\n" in text[end : end + _FAR] else end + _FAR]
    held = [one for one in split_sentences(line) if one.start < end - first and one.end > start - first]
    return (first + held[0].start, first + held[-1].end) if held else (start, end)


def _from(text: str, start: int) -> int:
    """A beginning some way before a place, at a line or a word."""
    reach = max(0, start - _REACH)
    line = text.find("\n", reach, start)
    space = text.find(" ", reach, start)
    return reach if reach == 0 else (line + 1 if line >= 0 else space + 1 if space >= 0 else start)


def _to(text: str, end: int) -> int:
    reach = min(len(text), end + _REACH)
    line, space = text.rfind("\n", end, reach), text.rfind(" ", end, reach)
    return reach if reach == len(text) else (line if line >= 0 else space if space >= 0 else end)
