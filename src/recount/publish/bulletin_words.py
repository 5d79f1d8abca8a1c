"""The sentences of a bulletin: headline figures with their changes, what happened in short, what is not counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.ledger.counting import Countable
from recount.publish.bulletin_coverage import Coverage
from recount.publish.bulletin_evidence import Evidence
from recount.publish.bulletin_tables import Numbers
from recount.publish.table_words import cell_words, key_words, number_words, peak_words
from recount.tally.changes import Change, Comparison
from recount.tally.counts import Toll, toll_of
from recount.tally.dimensions import province_key
from recount.tally.periods import Period
from recount.tally.selection import Area, Selection
from recount.tally.tables import Row

_LABELS = ("incidents", "people killed", "people wounded", "attackers killed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A figure to be read first: the best one, its range, how it changed, and the incidents behind it."""

    label: str
    best: str
    spread: str
    changes: tuple[str, ...]
    peak: str
    incidents: str


def headlines(total: Row, compared: Sequence[Comparison | None], numbers: Numbers) -> tuple[Headline, ...]:
    """The headline figures of a period beside the one before and a year before."""
    told = []
    for label, cell, comparison in zip(_LABELS, total.cells, compared, strict=True):
        if cell is None:
            continue
        best, _, spread = cell_words(cell, none="0").partition(" ")
        changes = (comparison.previous, comparison.year_before) if comparison else ()
        told.append(
            Headline(
                label=label,
                best=best,
                spread=spread.strip("()"),
                changes=tuple(_against(change) for change in changes if change),
                peak=peak_words(comparison.peak) if comparison else "",
                incidents=numbers.runs(cell.incidents),
            )
        )
    return tuple(told)


def _against(change: Change) -> str:
    """15 more than in December 2018 (+75%)."""
    before = f"{key_words(change.against)} ({number_words(change.before.best)})"
    if not change.difference:
        return f"as many as in {before}"
    size = number_words(max(change.difference, -change.difference))
    told = f"{size} {'more' if change.difference > 0 else 'fewer'} than in {before}"
    percent = f", {change.percent:+.0f}%" if change.percent is not None else ""
    return f"{told}{percent}{'' if change.certain else ', within the ranges'}"


def lead(
    area: Area, period: Period, inside: Sequence[Countable], evidence: Evidence, coverage: Coverage
) -> tuple[str, ...]:
    """What happened, in a few sentences."""
    if not inside:
        return (f"The ledger holds no incident of {key_words(period.key)}{_in(area)}.",)
    return tuple(_lead(area, period, inside, evidence, coverage))


def _lead(
    area: Area, period: Period, inside: Sequence[Countable], evidence: Evidence, coverage: Coverage
) -> Iterator[str]:
    killed, wounded = _sum(inside, "killed"), _sum(inside, "wounded")
    yield (
        f"The ledger holds {_count(len(inside), 'incident')} of political violence{_in(area)} in "
        f"{key_words(period.key)}. {_people(killed)} killed{_range(killed)} and {wounded.best:,} wounded"
        f"{_range(wounded)}, attackers not counted."
    )
    yield from _worst_place(area, inside, killed)
    worst = max(evidence.told, key=lambda one: (_dead(one.entry.killed), -one.number), default=None)
    if worst and _dead(worst.entry.killed):
        what = f"{worst.entry.type} in {worst.entry.where}, {worst.entry.when}, {worst.entry.killed} killed"
        yield f"The deadliest: {what} [{worst.number}]."
    contested = sum(one.grade == "contested" for one in inside)
    single = sum(one.grade in {"single", "claimed"} for one in inside)
    yield (
        f"Reports contradict one another on {contested:,} of the {len(inside):,}; {single:,} rest on one witness alone."
    )
    if coverage.empty:
        empty, days = len(coverage.empty), len(coverage.days)
        yield f"Nothing was read that was published on {empty} of {days} days: quiet there is no sign of peace."


def _worst_place(area: Area, inside: Sequence[Countable], killed: Toll) -> Iterator[str]:
    places: dict[str, list[Countable]] = {}
    for one in inside:
        if one.province:
            places.setdefault(province_key(one.country, one.province, full=area.country is None), []).append(one)
    if area.province or len(places) < 2 or not killed.best:
        return
    name, held = max(places.items(), key=lambda pair: (_sum(pair[1], "killed").best, len(pair[1]), pair[0]))
    dead = _sum(held, "killed").best
    share = round(100 * dead / killed.best)
    yield f"{name} was hit hardest: {_count(len(held), 'incident')} and {dead:,} killed, {share}% of all."


def left_out(selection: Selection) -> tuple[str, ...]:
    """What is not in the figures, and why."""
    told = []
    if selection.perhaps:
        told.append(
            f"{_count(len(selection.perhaps), 'incident')} may have been in this time, but no report tells the day "
            f"closely enough: {_ids(selection.perhaps)}."
        )
    if selection.undated:
        told.append(f"{_count(len(selection.undated), 'incident')} of the area without any known day.")
    if selection.elsewhere_perhaps:
        told.append(f"{_count(len(selection.elsewhere_perhaps), 'incident')} of the country without a known province.")
    return tuple(told)


def _ids(found: Sequence[Countable], most: int = 12) -> str:
    return ", ".join(one.id[:8] for one in found[:most]) + (" …" if len(found) > most else "")


def _in(area: Area) -> str:
    return f" in {area.name}" if area.name else ""


def _sum(inside: Sequence[Countable], field: str) -> Toll:
    return sum((toll_of(one.figures, field) for one in inside), Toll())


def _people(toll: Toll) -> str:
    if toll.best == 0:
        return "Nobody was told"
    return f"{toll.best:,} {'person was' if toll.best == 1 else 'people were'}"


def _range(toll: Toll) -> str:
    if toll.low == toll.high:
        return " or more" if toll.open else ""
    return f" (from {toll.low:,} to {toll.high:,}{' or more' if toll.open else ''})"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _dead(words: str) -> int:
    digits = words.split("–", maxsplit=1)[0].split(" ", maxsplit=1)[0].replace(",", "")
    return int(digits) if digits.isdigit() else 0
