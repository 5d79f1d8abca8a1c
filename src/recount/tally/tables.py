"""Tables of incidents and victims, cut by what one likes; every cell keeps the incidents that it is made of.

The cells of a column add up to its total under every cut (`dimensions.py` and `periods.py` say by which rules), low,
best and high apart. What stands in no column of a layout is kept in `outside`, with its incidents.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from recount.codebook.layouts import ANYTHING, DIMENSIONS, Column, Condition, Dimension, Layout
from recount.ledger.countable import Countable, Figure
from recount.tally.conditions import fits, is_fatal, sorted_into
from recount.tally.counts import NOBODY, Toll, attackers, by_class, toll_of
from recount.tally.dimensions import CLASS_WORDS, NOT_TOLD, key_of, order_of
from recount.tally.periods import LENGTHS, WHOLE, Length, spread

Number = int | Fraction
_MOST_KEPT = 100_000  # different sets of figures that are kept worked out


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


@dataclass(frozen=True, slots=True)
class _Stand:
    """What an incident's kind settles: its labels in the layout's own cuts, and the columns that it counts in."""

    labels: Mapping[str, str]
    columns: tuple[int, ...]
    counted: bool


Parts = tuple[tuple[str, Toll], ...]


class _Maker:
    """Adds incidents to a table one by one. What many incidents have in common is worked out once."""

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
        self._by_status = not layout.cuts and all(column.only is ANYTHING for column in layout.columns)
        self._by_status = self._by_status and layout.only.fatal is None and set(layout.only.lists) <= {"status"}
        self._asks_for_deaths = layout.asks_for_deaths
        self._stands: dict[tuple[object, ...], _Stand | None] = {}
        self._tolls: dict[tuple[Figure, ...], tuple[Toll | None, ...]] = {}

    def _sums(self) -> list[_Sum]:
        return [_Sum() for _ in self.layout.columns]

    def add(self, one: Countable) -> None:
        """Counts one incident where it belongs."""
        stand = self._stand(one)
        if stand is None:
            return
        if not stand.counted:
            self.outside.add(ONE, WHOLE, one.id)
        tolls = self._tolls.get(one.figures) or self._worked_out(one.figures)
        placings = self._placings(one, stand.labels)
        for number in stand.columns:
            toll = tolls[number]
            if toll is None:
                continue
            self.total[number].add(toll, WHOLE, one.id)
            for key, share in placings:
                if self.victims is None or toll is ONE:
                    self._row(key)[number].add(toll, share, one.id)
                else:
                    self._add_by_class(one, number, key, share)

    def _stand(self, one: Countable) -> _Stand | None:
        """Where an incident of this kind stands; None where the layout does not ask for it."""
        kind: tuple[object, ...] = (one.status,) if self._by_status else (
            one.type, one.status, one.grade, one.country, one.province, one.district, one.perpetrators, one.targets,
            one.means, is_fatal(one.figures) if self._asks_for_deaths else None,
        )  # fmt: skip
        try:
            return self._stands[kind]
        except KeyError:
            stand = self._stands[kind] = self._stands_for(one)
            return stand

    def _stands_for(self, one: Countable) -> _Stand | None:
        labels = sorted_into(one, self.layout) if self.layout.cuts else {}
        if not fits(one, self.layout.only, labels):
            return None
        columns = tuple(
            number
            for number, column in enumerate(self.layout.columns)
            if column.told and fits(one, column.only, labels)
        )
        counted = any(self.layout.columns[number].count == "incidents" for number in columns)
        return _Stand(labels, columns, counted)

    def _worked_out(self, figures: tuple[Figure, ...]) -> tuple[Toll | None, ...]:
        """What figures add to each column."""
        if len(self._tolls) >= _MOST_KEPT:
            self._tolls.clear()
        found = self._tolls[figures] = tuple(figure(figures, column) for column in self.layout.columns)
        return found

    def _row(self, key: tuple[str, ...]) -> list[_Sum]:
        held = self.rows.get(key)
        if held is None:
            held = self.rows[key] = self._sums()
        return held

    def _placings(self, one: Countable, labels: Mapping[str, str]) -> Sequence[tuple[tuple[str, ...], Fraction]]:
        """The rows that an incident stands in, each with its share: one row, unless its days are spread."""
        key = tuple([make(one) if make else labels[name] for name, make in zip(self.layout.by, self.keys, strict=True)])
        if not self.lengths:
            return ((key, WHOLE),)
        found = []
        for periods, share in spread(one.first, one.last, self.lengths, lasted=one.lasted):
            moved = dict(zip(self.times, periods, strict=True))
            found.append((tuple(moved.get(place, part) for place, part in enumerate(key)), share))
        return found

    def _add_by_class(self, one: Countable, number: int, key: tuple[str, ...], share: Fraction) -> None:
        """Where rows are classes of victims: a row for each class that a figure is of."""
        place = self.victims or 0
        for of, toll in _figures(one.figures, self.layout.columns[number]).items():
            if toll != NOBODY:
                full = (*key[:place], CLASS_WORDS[of] if of else NOT_TOLD, *key[place + 1 :])
                self._row(full)[number].add(toll, share, one.id)

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


def _key(name: str, before: Sequence[str], one_country: bool) -> Key | None:
    """What puts an incident in a row; None for a cut of the layout's own."""
    if name not in DIMENSIONS:
        return None
    beside: list[Dimension] = [known for known in DIMENSIONS if known in before]
    return key_of(next(known for known in DIMENSIONS if known == name), beside=beside, one_country=one_country)


def _length(name: str) -> Length:
    return next(length for length in LENGTHS if length == name)


def _as_listed(layout: Layout, cut: str) -> Callable[[str], int]:
    ranks = {named.label: number for number, named in reversed(list(enumerate(layout.cuts[cut])))}
    return lambda label: ranks.get(label, len(ranks))


def figure(figures: tuple[Figure, ...], column: Column) -> Toll | None:
    """What an incident's figures add to a column; None where they add nothing."""
    if column.count == "incidents":
        return ONE
    if column.of is None:
        toll = toll_of(figures, column.count)
    elif column.of == ("attacker",):
        toll = attackers(figures, column.count)
    else:
        toll = sum(_figures(figures, column).values(), NOBODY)
    return toll if toll != NOBODY else None


def _figures(figures: tuple[Figure, ...], column: Column) -> dict[str | None, Toll]:
    """The classes of victims that a column asks for, each with its toll."""
    wanted = None if column.of is None else {None if of == "not told" else of for of in column.of}
    split = {of: toll for of, toll in _classes(figures, column.count).items() if wanted is None or of in wanted}
    if wanted and "attacker" in wanted:
        split["attacker"] = attackers(figures, column.count)
    return split


@lru_cache(maxsize=32768)
def _classes(figures: tuple[Figure, ...], field: str) -> Mapping[str | None, Toll]:
    return by_class(figures, field)


def largest_first(table: Table, most: int) -> Table:
    """The rows with most in the first column first, those not known last; beyond `most` they are one row together."""
    ranked = sorted(table.rows, key=lambda row: ("not " in row.of[0], -_first(row), row.of))
    if len(ranked) <= most:
        return replace(table, rows=tuple(ranked))
    known = [row for row in ranked if "not " not in row.of[0]]
    kept = known[: max(1, most - 1 - (len(ranked) - len(known)))]
    rest = known[len(kept) :]
    if len(rest) < 2:
        return replace(table, rows=tuple(ranked))
    name = (f"{len(rest)} others", *("" for _ in table.by[1:]))
    together = Row(of=name, cells=tuple(_added(cells) for cells in zip(*(row.cells for row in rest), strict=True)))
    return replace(table, rows=(*kept, together, *ranked[len(known) :]))


def _first(row: Row) -> Number:
    cell = row.cells[0]
    return cell.best if cell else 0


def _added(cells: Sequence[Cell | None]) -> Cell | None:
    told = [cell for cell in cells if cell is not None]
    if not told:
        return None
    return Cell(
        low=sum(cell.low for cell in told),
        best=sum(cell.best for cell in told),
        high=sum(cell.high for cell in told),
        open=sum(cell.open for cell in told),
        incidents=tuple(dict.fromkeys(key for cell in told for key in cell.incidents)),
    )
