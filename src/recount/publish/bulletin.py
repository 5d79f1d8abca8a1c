"""A bulletin of a month or a year: what is in it, put together out of a ledger. How it looks is in `bulletin_files.py`.

Every number leads to incidents, and they to sentences: incidents are numbered in the order of their days, tables have
notes with those numbers, and the evidence at the end has each with its sentences and speakers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.codebook.layouts import load_layout
from recount.ledger import Ledger
from recount.ledger.counting import Countable, countables
from recount.ledger.derived import Filter
from recount.publish.bulletin_corrections import Correction, Reconcile, corrections
from recount.publish.bulletin_coverage import Coverage, covered
from recount.publish.bulletin_evidence import Evidence, gather_evidence
from recount.publish.bulletin_figures import Checked, check_figures
from recount.publish.bulletin_pictures import Pictures, draw_pictures
from recount.publish.bulletin_tables import Numbers, Printed, printed
from recount.publish.bulletin_words import Headline, headlines, lead, left_out
from recount.records import RuleSet
from recount.tally.changes import Comparison, compare_periods, series_of
from recount.tally.periods import Period
from recount.tally.selection import Area, Selection, select_incidents
from recount.tally.tables import Table, largest_first, plain_layout, tabulate

_MOST_ROWS = 24
MOST_TOLD = 150
"""How many incidents are told one by one in print; of more, those with the most dead. Files hold all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What a bulletin is of: a month or year, an area; when the last issue came out, and when this one is made."""

    period: Period
    area: Area
    layouts: tuple[str, ...] = ()
    last_issue: date | None = None
    made: date
    rules: RuleSet = "conservative"
    publisher: str = ""
    most_told: int = MOST_TOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """All that stands in a bulletin."""

    issue: Issue
    selection: Selection
    numbers: Numbers
    headlines: tuple[Headline, ...]
    lead: tuple[str, ...]
    left_out: tuple[str, ...]
    pictures: Pictures
    places: Printed
    actors: Printed
    types: Printed
    victims: Printed
    layouts: tuple[Printed, ...]
    evidence: Evidence
    checked: tuple[Checked, ...]
    corrections: tuple[Correction, ...] | None
    coverage: Coverage

    @property
    def tables(self) -> tuple[Printed, ...]:
        """Every table, in the order in which they stand."""
        return (self.places, self.actors, self.types, self.victims, *self.layouts)


def make_bulletin(ledger: Ledger, issue: Issue, reconcile: Reconcile) -> Bulletin:
    """The bulletin of an issue. `reconcile` derives an incident as it stood when the last issue came out."""
    known = countables(ledger, Filter(country=issue.area.country))
    period = issue.period
    selection = select_incidents(known, issue.area, period.first, period.last)
    earlier = select_incidents(known, issue.area).inside
    numbers = Numbers(selection.inside)
    table = tabulate(earlier, plain_layout((period.length,)))
    total = tabulate(selection.inside, plain_layout(("type",)))
    compared = tuple(_compared(table, column, period) for column in range(len(table.columns)))
    cuts = _cuts(selection.inside, issue, numbers)
    evidence = gather_evidence(ledger, _most_deadly(selection.inside, issue.most_told), numbers)
    coverage = covered(ledger, period)
    return Bulletin(
        issue=issue,
        selection=selection,
        numbers=numbers,
        headlines=headlines(total.total, compared, numbers),
        lead=lead(issue.area, period, selection.inside, evidence, coverage),
        left_out=left_out(selection),
        pictures=draw_pictures(issue.area, period, selection.inside, earlier, evidence.incidents),
        **cuts,
        layouts=tuple(part for name in issue.layouts for part in _named(name, selection.inside, numbers, issue.area)),
        evidence=evidence,
        checked=check_figures(ledger, period, issue.area),
        corrections=corrections(ledger, issue.area, issue.period, issue.last_issue, reconcile)
        if issue.last_issue
        else None,
        coverage=coverage,
    )


def _compared(table: Table, column: int, period: Period) -> Comparison | None:
    series = series_of(table, column)
    return compare_periods(series, period) if series else None


def _cuts(inside: Sequence[Countable], issue: Issue, numbers: Numbers) -> dict[str, Printed]:
    place = "district" if issue.area.province else "province" if issue.area.country else "country"
    wanted = {
        "places": (place, f"By {place}"),
        "actors": ("actor", "By those said to have done it"),
        "types": ("type", "By form of violence"),
        "victims": ("victim class", "By class of victim"),
    }
    single = issue.area.country is not None
    return {
        name: printed(
            largest_first(tabulate(inside, plain_layout((cut,), title), one_country=single), _MOST_ROWS)
            if name in {"places", "actors"}
            else tabulate(inside, plain_layout((cut,), title), one_country=single),
            numbers,
            key=name,
        )
        for name, (cut, title) in wanted.items()
    }


def _named(name: str, inside: Sequence[Countable], numbers: Numbers, area: Area) -> list[Printed]:
    """A named layout, each section of its columns as a table of its own."""
    layout = load_layout(name)
    table = tabulate(inside, layout, one_country=area.country is not None)
    sections = list(dict.fromkeys(column.section for column in table.columns))
    return [
        printed(
            table, numbers, key=f"{name}-{place}", section=section, source=layout.source, last=place == len(sections)
        )
        for place, section in enumerate(sections, 1)
    ]


def _most_deadly(inside: Sequence[Countable], most: int) -> list[str]:
    """The incidents that are told one by one, in the order of their days."""
    ranked = sorted(inside, key=lambda one: (-_dead(one), one.first or date.max, one.id))[:most]
    kept = {one.id for one in ranked}
    return [one.id for one in inside if one.id in kept]


def _dead(one: Countable) -> int:
    return max((figure.best or figure.low or 0 for figure in one.figures if figure.field == "killed"), default=0)
