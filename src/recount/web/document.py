"""One document: its text as it was captured, with every stretch that became evidence, tied to its claims both ways."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from recount.errors import NotInLedger
from recount.publish import words
from recount.publish.sides import in_neutral_words
from recount.records import Account, Claim, Document, Report, Span, Speaker
from recount.web.card import country_names
from recount.web.page import render
from recount.web.site import site_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing read out of a document: its number on the page, its id, what it says, and where."""

    number: int
    id: str
    what: str
    value: str
    speaker: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One incident as the document tells it."""

    report: Report
    incident: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text under the same evidence; `begins` and `ends` are those that start or stop with it."""

    words: str
    under: tuple[Evidence, ...] = ()
    begins: tuple[Evidence, ...] = ()
    ends: tuple[Evidence, ...] = ()
    furniture: bool = False


@router.get("/documents/{key}")
def document_page(request: Request, key: str) -> HTMLResponse:
    """A document with what was read out of it."""
    site = site_of(request)
    document = site.ledger.documents({key}).get(key)
    if document is None:
        raise NotInLedger(f"The ledger holds no document {key[:40]!r}", advice="Find it through one of its incidents.")
    account = site.ledger.accounts({key}).get(key)
    told = told_in(account, site.shelf.search.incident_of_reports(_reports(account))) if account else []
    other = other_evidence(account, 1 + sum(len(one.evidence) for one in told)) if account else []
    evidence = [one for group in told for one in group.evidence] + other
    return render(
        request,
        "document.html",
        document=document,
        published=account.published if account else document.published,
        told=told,
        other=other,
        set_aside=account.set_aside if account else (),
        lines=lines(document, evidence),
        safe_url=safe_url(document.url),
        arrivals=site.shelf.search.arrivals({key}),
    )


def _reports(account: Account | None) -> list[str]:
    return [report.id for report in account.reports] if account else []


def told_in(account: Account, incidents: Mapping[str, str]) -> list[Told]:
    """The incidents of a document in the order of its text, their claims numbered through."""
    told, number = [], 1
    for report in sorted(account.reports, key=_first_place):
        claims = sorted(report.claims, key=lambda claim: (claim.span.start, claim.id))
        evidence = tuple(_evidence(claim, number + n) for n, claim in enumerate(claims))
        told.append(Told(report=report, incident=incidents.get(report.id), evidence=evidence))
        number += len(evidence)
    return told


def _first_place(report: Report) -> tuple[int, str]:
    starts = [span.start for span in report.triggers] + [claim.span.start for claim in report.claims]
    return min(starts, default=0), report.id


def _evidence(claim: Claim, number: int) -> Evidence:
    names = country_names()
    value = words.value_words(claim.value, names)
    stance = words.STANCES[claim.stance]
    return Evidence(
        number=number,
        id=claim.id,
        what=words.sentence_case(words.subject_words(claim.field, claim.of)),
        value=in_neutral_words(value) if isinstance(claim.value, str) else value,
        speaker=f"{stance} {words.speaker_words(claim, 'the report itself')}",
        span=claim.span,
        kind="count" if claim.field in {"killed", "wounded"} else "claim",
    )


def other_evidence(account: Account, first: int) -> list[Evidence]:
    """Figures over many incidents, relations and warnings of a document."""
    found = [
        (item.id, words.sentence_case(words.measure_words(item)), words.figure_words(item), item.speaker, item.span)
        for item in account.statistics
    ]
    found += [
        (item.id, "Relation", f"{item.a} {item.kind.replace('_', ' ')} {item.b}", item.speaker, item.span)
        for item in account.relations
    ]
    found += [
        (item.id, "Warning", " ".join(filter(None, (item.about, item.area))) or "of violence", item.issuer, item.span)
        for item in account.warnings
    ]
    return [
        Evidence(number=first + n, id=key, what=what, value=value, speaker=_by(speaker), span=span, kind="figure")
        for n, (key, what, value, speaker, span) in enumerate(sorted(found, key=lambda one: (one[4].start, one[0])))
    ]


def _by(speaker: Speaker | None) -> str:
    return f"said by {speaker.span.quote}" if speaker else "said by the report itself"


def lines(document: Document, evidence: Iterable[Evidence]) -> list[list[Piece]]:
    """The text line by line, each cut into pieces wherever a stretch of evidence or of furniture begins or ends."""
    text = document.text
    inside = [one for one in evidence if 0 <= one.span.start < one.span.end <= len(text)]
    begins: dict[int, list[Evidence]] = defaultdict(list)
    ends: dict[int, list[Evidence]] = defaultdict(list)
    for one in inside:
        begins[one.span.start].append(one)
        ends[one.span.end].append(one)
    grey = [(span.start, span.end) for span in document.furniture]
    breaks = [place for place, letter in enumerate(text) if letter == "\n"]
    edges = {0, len(text), *begins, *ends, *(edge for span in grey for edge in span)}
    edges |= {place for cut in breaks for place in (cut, cut + 1)}
    found: list[list[Piece]] = [[]]
    under: list[Evidence] = []
    marks = sorted(edge for edge in edges if 0 <= edge <= len(text))
    for start, end in pairwise(marks):
        under = [one for one in under if one.span.end > start] + begins[start]
        if text[start:end] == "\n":
            found.append([])
            continue
        piece = Piece(
            words=text[start:end],
            under=tuple(under),
            begins=tuple(begins[start]),
            ends=tuple(ends[end]),
            furniture=any(first <= start and end <= last for first, last in grey),
        )
        found[-1].append(piece)
    return [line for line in found if "".join(piece.words for piece in line).strip()]


def safe_url(url: str | None) -> str | None:
    """An address that may be a link; anything but the web's own two schemes is only shown."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
