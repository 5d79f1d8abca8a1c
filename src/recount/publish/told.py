"""Out of the ledger, what networks and chronologies are made of, with the sentences that they rest on."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from recount.codebook.actors import load_actors
from recount.codebook.presence import load_presence
from recount.ledger import Ledger
from recount.publish.sentence import around
from recount.read.dates import find_dates, resolve_all
from recount.read.sentences import split_sentences
from recount.records import Account, Document, Incident, Published, Relation, Span, Warning
from recount.tally.sayings import Days, Evidence, Presence, Saying, sayings

_AT_ONCE = 500  # documents with their texts in memory
_LONGEST = 1_000  # characters of a sentence in which days and presences are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All accounts and incidents of a ledger; `outlets` and `names` by document."""

    accounts: Mapping[str, Account]
    incidents: Sequence[Incident]
    said: Sequence[Saying]
    outlets: Mapping[str, str | None]
    names: Mapping[str, str]


def told_in(ledger: Ledger, *, present: str | None = None) -> Told:
    """Everything that a ledger's documents tell; of the actor `present`, also the sentences on where it is."""
    accounts = ledger.accounts()
    outlets: dict[str, str | None] = {}
    names: dict[str, str] = {}
    about: dict[str, Days] = {}
    presences: list[Saying] = []
    keys = iter(sorted(accounts))
    while some := list(islice(keys, _AT_ONCE)):
        for key, document in ledger.documents(some).items():
            outlets[key], names[key] = document.outlet, document.name
            about |= dict(_days_told(accounts[key], document))
            if present:
                presences += presences_of(present, accounts[key], document)
    said = (*sayings(accounts, outlets, about), *presences)
    return Told(accounts=accounts, incidents=ledger.incidents(), said=said, outlets=outlets, names=names)


def _days_told(account: Account, document: Document) -> Iterator[tuple[str, Days]]:
    """The days that the sentences of relations and warnings tell of, where each tells of one time only."""
    items: tuple[Relation | Warning, ...] = (*account.relations, *account.warnings)
    for item in items:
        before, quote, after = around(document.text, item.span.start, item.span.end)
        days = one_time(f"{before}{quote}{after}", account.published)
        if days:
            yield item.id, days


def one_time(sentence: str, published: Published) -> Days | None:
    """The days of a sentence with one date that is not to come; None where it has none, or several."""
    found = [one for one in find_dates(sentence[:_LONGEST]) if not one.ahead]
    told = [one for one in resolve_all(found, published) if one is not None and one.first and one.last]
    if len(told) != 1 or told[0].first is None or told[0].last is None:
        return None
    days = told[0].first, told[0].last
    return days if days[0] <= (published.last or date.max) else None


def presences_of(actor: str, account: Account, document: Document) -> Iterator[Saying]:
    """The sentences that name an actor, a place, and a word for being there."""
    book = load_presence()
    names = _names(actor)
    if not names.search(document.text):
        return
    for one in split_sentences(document.text):
        words = document.text[one.start : min(one.end, one.start + _LONGEST)]
        told = book.words.search(words)
        areas = tuple(dict.fromkeys(book.meanings[found.group()] for found in book.areas.finditer(words)))
        if told and areas and names.search(words) and not book.no.search(words):
            span = Span(start=one.start + told.start(), end=one.start + told.end(), quote=told.group())
            yield Saying(
                item=Presence(actor=_canonical(actor), areas=areas, span=span),
                document=document.id,
                outlet=document.outlet,
                day=account.published.day,
                about=one_time(words, account.published),
            )


def _canonical(actor: str) -> str:
    known = load_actors().canonical(actor)
    return known.name if known else actor


@cache
def _names(actor: str) -> re.Pattern[str]:
    """Every name of an actor, as words."""
    known = load_actors().canonical(actor)
    spelt = (known.name, *known.aliases, *known.local) if known else (actor,)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(spelt, key=len, reverse=True)))})(?!\w)")


def texts_of(ledger: Ledger, found: Collection[Evidence]) -> Mapping[str, Document]:
    """The documents that some evidence stands in."""
    return ledger.documents({one.document for one in found})


def sentence_of(evidence: Evidence, documents: Mapping[str, Document]) -> str:
    """The sentence that evidence stands in, as far as its document is at hand."""
    document = documents.get(evidence.document)
    if document is None:
        return evidence.span.quote
    before, quote, after = around(document.text, evidence.span.start, evidence.span.end)
    return " ".join(f"{before}{quote}{after}".split())


def voice_words(evidence: Evidence) -> str:
    """Who says it, as a line prints it."""
    return " ".join(evidence.voice.split()).strip(" ,;:")
