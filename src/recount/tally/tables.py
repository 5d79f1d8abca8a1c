"""Tables of incidents and victims, cut by what one likes; every cell keeps the incidents that it is made of.

The cells of a column add up to its total under every cut (`dimensions.py` and `periods.py` say by which rules), low,
best and high apart. What stands in no column of a layout is kept in `outside`, with its incidents.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from recount.codebook.layouts import ANYTHING, DIMENSIONS, Column, Condition, Dimension, Layout
from recount.ledger.counting import Countable
from recount.tally.conditions import fits, sorted_into
from recount.tally.counts import NOBODY, Toll, attackers, by_class, toll_of
from recount.tally.dimensions import CLASS_WORDS, NOT_TOLD, key_of, order_of
from recount.tally.periods import LENGTHS, WHOLE, Length, spread

Number = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of a table as low, best and high, and the incidents that it is made of.

    `open`: in how many of them the toll has no upper bound. A count of incidents has its three numbers equal.
    """

    low: Number = 0
    best: Number = 0
    high: Number = 0
    open: int = 0
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: what it is of, a text for each cut, and a cell for each column; None where no ledger can tell it."""

    of: tuple[str, ...]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A finished table. `outside` are incidents that no column of incidents counts."""

    title: str
    by: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row
    outside: Cell
    notes: tuple[str, ...] = ()


PLAIN = (
    Column(label="incidents", count="incidents", only=ANYTHING),
    Column(label="killed", count="killed", only=ANYTHING),
    Column(label="wounded", count="wounded", only=ANYTHING),
    Column(label="attackers killed", count="killed", of=("attacker",), only=ANYTHING),
)


def plain_layout(by: Sequence[str], title: str = "Incidents and victims") -> Layout:
    """Incidents that happened, killed and wounded without the attackers, and the attackers apart."""
    return Layout(
        name="plain",
        title=title,
        source="Recount",
        by=tuple(by),
        only=Condition(lists={"status": frozenset({"happened"})}, cuts={}),
        cuts={},
        rest={},
        columns=PLAIN,
        notes=(),
    )


def tabulate(
    incidents: Iterable[Countable], layout: Layout, *, one_country: bool = False, spread_days: bool = False
) -> Table:
    """The table of a layout over some incidents. `spread_days`: share those of uncertain days among their periods."""
    maker = _Maker(layout, one_country=one_country, spread_days=spread_days)
    for one in incidents:
        maker.add(one)
    return maker.table()


@dataclass(slots=True)
class _Sum:
    """A cell while it is added up."""

    low: Number = 0
    best: Number = 0
    high: Number = 0
    open: int = 0
    incidents: list[str] = field(default_factory=list)

    def add(self, toll: Toll, share: Fraction, incident: str) -> None:
        if share is WHOLE:
            self.low += toll.low
            self.best += toll.best
            self.high += toll.high
        else:
            self.low += toll.low * share
            self.best += toll.best * share
            self.high += toll.high * share
        self.open += toll.open
        self.incidents.append(incident)

    def cell(self) -> Cell:
        return Cell(
            low=_even(self.low),
            best=_even(self.best),
            high=_even(self.high),
            open=self.open,
            incidents=tuple(self.incidents),
        )


def _even(number: Number) -> Number:
    return int(number) if isinstance(number, Fraction) and number.denominator == 1 else number


ONE = Toll(low=1, best=1, high=1)
Key = Callable[[Countable], str]


class _Maker:
    """Adds incidents to a table one by one."""

    def __init__(self, layout: Layout, *, one_country: bool, spread_days: bool) -> None:
        self.layout = layout
        self.keys = [_key(name, layout.by[:number], one_country) for number, name in enumerate(layout.by)]
        times = [(place, _length(name)) for place, name in enumerate(layout.by) if spread_days and name in LENGTHS]
        self.times = tuple(place for place, _ in times)
        self.lengths = tuple(length for _, length in times)
        self.victims = layout.by.index("victim class") if "victim class" in layout.by else None
        self.rows: dict[tuple[str, ...], list[_Sum]] = {}
        self.total = self._sums()
        self.outside = _Sum()

    def _sums(self) -> list[_Sum]:
        return [_Sum() for _ in self.layout.columns]

    def add(self, one: Countable) -> None:
        """Counts one incident where it belongs."""
        labels = sorted_into(one, self.layout) if self.layout.cuts else {}
        if not fits(one, self.layout.only, labels):
            return
        wanted = [
            number
            for number, column in enumerate(self.layout.columns)
            if column.told and (column.only is ANYTHING or fits(one, column.only, labels))
        ]
        if not any(self.layout.columns[number].count == "incidents" for number in wanted):
            self.outside.add(ONE, WHOLE, one.id)
        placings = tuple(self._placings(one, labels))
        for number in wanted:
            column = self.layout.columns[number]
            whole = figure(one, column)
            if whole is None:
                continue
            self.total[number].add(whole, WHOLE, one.id)
            for key, share in placings:
                for full, toll in self._by_victims(one, column, key, whole):
                    self._row(full)[number].add(toll, share, one.id)

    def _row(self, key: tuple[str, ...]) -> list[_Sum]:
        held = self.rows.get(key)
        if held is None:
            held = self.rows[key] = self._sums()
        return held

    def _placings(self, one: Countable, labels: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], Fraction]]:
        """The rows that an incident stands in, each with its share: one row, unless its days are spread."""
        key = tuple(
            labels[name] if name in labels else make(one) for name, make in zip(self.layout.by, self.keys, strict=True)
        )
        if not self.lengths:
            yield key, WHOLE
            return
        for periods, share in spread(one.first, one.last, self.lengths, lasted=one.lasted):
            moved = dict(zip(self.times, periods, strict=True))
            yield tuple(moved.get(place, part) for place, part in enumerate(key)), share

    def _by_victims(
        self, one: Countable, column: Column, key: tuple[str, ...], whole: Toll
    ) -> Iterable[tuple[tuple[str, ...], Toll]]:
        """The same row, or where rows are classes of victims, a row for each class that a figure is of."""
        if self.victims is None or column.count == "incidents":
            return ((key, whole),)
        place = self.victims
        return (
            ((*key[:place], _class_words(of), *key[place + 1 :]), toll)
            for of, toll in _figures(one, column).items()
            if toll != NOBODY
        )

    def table(self) -> Table:
        """The table as counted so far, its rows in order."""
        orders = [order_of(name) if name in DIMENSIONS else _as_listed(self.layout, name) for name in self.layout.by]
        keys = sorted(self.rows, key=lambda key: [order(part) for order, part in zip(orders, key, strict=True)])
        return Table(
            title=self.layout.title,
            by=self.layout.by,
            columns=self.layout.columns,
            rows=tuple(Row(of=key, cells=self._cells(self.rows[key])) for key in keys),
            total=Row(of=("total",) * len(self.layout.by), cells=self._cells(self.total)),
            outside=self.outside.cell(),
            notes=self.layout.notes,
        )

    def _cells(self, sums: Sequence[_Sum]) -> tuple[Cell | None, ...]:
        return tuple(
            held.cell() if column.told else None for held, column in zip(sums, self.layout.columns, strict=True)
        )


def _key(name: str, before: Sequence[str], one_country: bool) -> Key:
    if name not in DIMENSIONS:
        return lambda _: ""
    beside: list[Dimension] = [known for known in DIMENSIONS if known in before]
    return key_of(next(known for known in DIMENSIONS if known == name), beside=beside, one_country=one_country)


def _length(name: str) -> Length:
    return next(length for length in LENGTHS if length == name)


def _as_listed(layout: Layout, cut: str) -> Callable[[str], int]:
    ranks = {named.label: number for number, named in reversed(list(enumerate(layout.cuts[cut])))}
    return lambda label: ranks.get(label, len(ranks))


@cache
def _class_words(of: str | None) -> str:
    return CLASS_WORDS[of] if of else NOT_TOLD


def figure(one: Countable, column: Column) -> Toll | None:
    """What an incident adds to a column; None where it adds nothing."""
    if column.count == "incidents":
        return ONE
    if column.of is None:
        toll = toll_of(one.figures, column.count)
    elif column.of == ("attacker",):
        toll = attackers(one.figures, column.count)
    else:
        toll = sum(_figures(one, column).values(), NOBODY)
    return toll if toll != NOBODY else None


def _figures(one: Countable, column: Column) -> dict[str | None, Toll]:
    """The classes of victims that a column asks for, each with its toll."""
    wanted = None if column.of is None else {None if of == "not told" else of for of in column.of}
    split = {of: toll for of, toll in by_class(one.figures, column.count).items() if wanted is None or of in wanted}
    if wanted and "attacker" in wanted:
        split["attacker"] = attackers(one.figures, column.count)
    return split
