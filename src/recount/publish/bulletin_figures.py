"""Figures that others published about the same time and area, with the verdict on each."""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook.countries import countries_by_word
from recount.codebook.spelling import alike
from recount.ledger import Ledger
from recount.ledger.coverage import documents_with_figures
from recount.ledger.derived import Filter
from recount.publish.sentence import around
from recount.publish.words import figure_words, measure_words, period_words
from recount.records import Document, Statistic
from recount.tally.audit_judge import Judged, Publication, judge
from recount.tally.periods import Period
from recount.tally.selection import Area

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A published figure: who says what, where, the sentence, and how it came out."""

    figure: str
    scope: str
    issuer: str
    source: str
    before: str
    quote: str
    after: str
    verdict: str
    words: str


def check_figures(ledger: Ledger, period: Period, area: Area) -> tuple[Checked, ...]:
    """The published figures that touch a period and an area, each set beside the ledger and the other ones."""
    documents = ledger.documents(documents_with_figures(ledger, period.first, period.last))
    accounts = ledger.accounts(documents.keys())
    publications = [
        Publication(document=key, source=documents[key].name, statistics=account.statistics, day=account.published.day)
        for key, account in sorted(accounts.items())
    ]
    held = _incidents(ledger, publications, area) if publications else ()
    found = [one for one in judge(publications, held) if _within(one.figure.statistic, period, area)]
    return tuple(_checked(one, documents[one.document]) for one in found[:_MOST])


def _incidents(ledger: Ledger, publications: Sequence[Publication], area: Area):  # type: ignore[no-untyped-def]
    days = [day for one in publications for item in one.statistics if item.period for day in item.period]
    return ledger.incidents(Filter(since=min(days), until=max(days), country=area.country)) if days else ()


def _within(item: Statistic, period: Period, area: Area) -> bool:
    """That a figure's time touches the period, and its area is the one reported on, part of it, or not told."""
    touches = item.period is not None and item.period[0] <= period.last and item.period[1] >= period.first
    if not touches or area.country is None or item.area is None:
        return touches
    code = countries_by_word().get(item.area)
    return code == area.country if code else area.province is None or alike(item.area, area.province)


def _checked(one: Judged, document: Document) -> Checked:
    item = one.figure.statistic
    before, quote, after = around(document.text, item.span.start, item.span.end)
    who = item.of if item.of not in {None, "all"} else item.actor
    return Checked(
        figure=" ".join(part for part in (figure_words(item), measure_words(item), f"({who})" if who else "") if part),
        scope=", ".join(part for part in (item.area or "area not told", period_words(item)) if part),
        issuer=one.figure.issuer if item.speaker else document.outlet or document.name,
        source=document.outlet or document.name,
        before=before,
        quote=quote,
        after=after,
        verdict=one.verdict,
        words=one.words,
    )
