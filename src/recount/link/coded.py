"""Reports as numbers, for ledgers of many: equal traits share a code, and two codes are compared once for all pairs.

The comparisons are those of `match`, called with one report that stands for its code, so a large ledger is linked by
the very same rules as a small one. Days are held as a shape and the day it begins on, since how two reports' days
compare depends on how far apart they lie and not on the century. Only the words, which no two reports share as a
whole, are compared pair by pair.
"""

from array import array
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from recount.link.blocking import rarest
from recount.link.traits import Traits
from recount.records import Published, When

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Days outside are compared as they are: nothing moves them out of the calendar."""
NEVER = 2**30  # days: no day of printing is known


ASPECTS: Mapping[str, Callable[[Traits], Hashable]] = {
    "places": lambda one: one.places,
    "form": lambda one: one.type,
    "status": lambda one: one.status,
    "sides": lambda one: (one.perpetrators, one.targets),
    "targets": lambda one: one.targets,
    "ages": lambda one: one.ages,
    "thin": lambda one: one.thin,
}


@dataclass(slots=True)
class Coded:
    """Columns over all reports, in the order in which they came; `standing` holds one report for each code.

    `begins` is the day from which the days of a report are counted, `yearless` a day of any year as month and day.
    `printed`: the first and the last day on which it can have been printed.
    """

    reports: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    codes: dict[str, "array[int]"] = field(default_factory=dict)
    standing: dict[str, list[Traits]] = field(default_factory=dict)
    begins: "array[int]" = field(default_factory=lambda: array("i"))
    yearless: "array[int]" = field(default_factory=lambda: array("i"))
    printed: tuple["array[int]", "array[int]"] = field(default_factory=lambda: (array("i"), array("i")))
    tolls: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict)
    toll_standing: dict[tuple[str, str], list[Traits]] = field(default_factory=dict)
    words: "array[int]" = field(default_factory=lambda: array("i"))
    word_ends: "array[int]" = field(default_factory=lambda: array("q", [0]))
    word_weights: list[float] = field(default_factory=list)
    word_totals: "array[float]" = field(default_factory=lambda: array("d"))
    rare: "array[int]" = field(default_factory=lambda: array("i"))
    rare_ends: "array[int]" = field(default_factory=lambda: array("q", [0]))
    known: dict[Hashable, dict[Hashable, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (*ASPECTS, "days"):
            self.codes[name], self.standing[name] = array("i"), []

    def add(self, one: Traits) -> None:
        """Put down one more report."""
        position = len(self.reports)
        self.reports.append(one.report)
        self.documents.append(one.document)
        for name, trait in ASPECTS.items():
            self._code(name, trait(one), one)
        self._put_days(one)
        for key, counts in one.tolls.items():
            code = self.number(key, counts)
            stand = self.toll_standing.setdefault(key, [])
            if code == len(stand):
                stand.append(replace(one, words={}, tolls={key: counts}))
            self.tolls.setdefault(key, {})[position] = code
        self._put_words(one.words)

    def _put_days(self, one: Traits) -> None:
        begin, shape = shape_of(one)
        self._code("days", shape, one)
        self.begins.append(begin)
        self.yearless.append(_day_of_the_year(one))
        first, last = one.published.first, one.published.last
        self.printed[0].append(first.toordinal() if first else -NEVER)
        self.printed[1].append(last.toordinal() if last else NEVER)

    def dates_of(self, position: int) -> Traits:
        """A report that has the days of this one, and its form."""
        stands = self.standing["days"][self.codes["days"][position]]
        form = self.standing["form"][self.codes["form"][position]].type
        dated = moved(stands, self.begins[position] - shape_of(stands)[0], self.yearless[position])
        return replace(dated, type=form)

    def _put_words(self, words: Mapping[str, float]) -> None:
        known = self.known.setdefault("word", {})
        if not known.keys() >= words.keys():
            for word, weight in words.items():
                if known.setdefault(word, len(known)) == len(self.word_weights):
                    self.word_weights.append(weight)
        self.words.extend(map(known.__getitem__, words))
        self.word_ends.append(len(self.words))
        self.word_totals.append(sum(words.values()))
        self.rare.extend(map(known.__getitem__, rarest(words)))
        self.rare_ends.append(len(self.rare))

    def words_of(self, position: int) -> "array[int]":
        """The numbers of a report's telling words."""
        return self.words[self.word_ends[position] : self.word_ends[position + 1]]

    def _code(self, name: str, trait: Hashable, one: Traits) -> None:
        code, standing = self.number(name, trait), self.standing[name]
        if code == len(standing):
            standing.append(replace(one, words={}))
        self.codes[name].append(code)

    def homes(self) -> "array[int]":
        """The document of each report as a number."""
        known: dict[str, int] = {}
        return array("q", [known.setdefault(document, len(known)) for document in self.documents])

    def number(self, name: Hashable, trait: Hashable) -> int:
        """The number of something among its like, given in the order of first sight."""
        known = self.known.get(name)
        if known is None:
            known = self.known[name] = {}
        return known.setdefault(trait, len(known))


def shape_of(one: Traits) -> tuple[int, Hashable]:
    """The day that a report's days are counted from, and its days so counted; 0 where they cannot be moved.

    A day of any year is no part of the shape: it is held beside it, and only what it meets with counts.
    """
    first, last = one.published.first, one.published.last
    yearless = _day_of_the_year(one)
    days = [] if yearless else [day for when in one.days for day in (when.first, when.last)]
    known = [day for day in (*days, first, last) if day is not None]
    movable = None not in days and (not known or (min(known).year >= FIRST_YEAR and max(known).year <= LAST_YEAR))
    begin = known[0].toordinal() if movable and known else 0
    counted: Hashable = tuple([day.toordinal() - begin for day in days if day]) if movable else one.days
    ends = first and first.toordinal() - begin, last and last.toordinal() - begin
    weekday = one.days[0].weekday if yearless else None
    return begin, (movable, bool(yearless), weekday, counted, ends, one.focus, one.status == "planned")


def _day_of_the_year(one: Traits) -> int:
    """Month and day as one number where the only day told lacks its year; else 0."""
    if len(one.days) != 1 or one.days[0].first or one.days[0].last:
        return 0
    month, day = one.days[0].month, one.days[0].day
    return month * 100 + day if month and day else 0


def moved(one: Traits, days: int, yearless: int = 0) -> Traits:
    """The same report so many days later, or with another day of any year."""

    def later(day: date | None) -> date | None:
        return day + timedelta(days=days) if day else None

    if yearless:
        whens: tuple[When, ...] = (replace(one.days[0], month=yearless // 100, day=yearless % 100),)
    else:
        whens = tuple(replace(when, first=later(when.first), last=later(when.last)) for when in one.days)
    printed = Published(first=later(one.published.first), last=later(one.published.last))
    return replace(one, days=whens, published=printed) if days or yearless else one
