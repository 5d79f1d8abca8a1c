"""A published figure beside those of its issuer elsewhere and of other issuers for the same days, area and people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from recount.codebook.issuers import find_issuer, published_totals
from recount.records import Statistic
from recount.tally.audit_figures import (
    Finding,
    Verdict,
    allows,
    everybody,
    ids_of,
    issuer_of,
    known,
    near,
    number_of,
    same_area,
    same_group,
    words_of,
)
from recount.tally.audit_ledger import what

MOST = 3  # other issuers that a finding names


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A statistic with where it stands; `day`: when that was published, None for a total that the codebook knows."""

    statistic: Statistic
    source: str
    day: date | None = None

    @property
    def issuer(self) -> str:
        """Whose figure it is; the source where it speaks in its own voice."""
        return issuer_of(self.statistic) or self.source


def known_totals() -> tuple[Figure, ...]:
    """The totals of the codebook."""
    return tuple(Figure(statistic=one, source=source) for source, one in published_totals())


class Others:
    """All figures that one can be set beside, by measure, unit and period."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        alike: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for one in figures:
            if number_of(one.statistic) is not None:
                alike[_key(one.statistic)].append(one)
        self._alike = {key: tuple(found) for key, found in alike.items()}
        self._by_issuer: defaultdict[str, list[Figure]] = defaultdict(list)
        self._by_period: defaultdict[object, list[Figure]] = defaultdict(list)
        for one in (one for found in self._alike.values() for one in found):
            self._by_issuer[one.issuer].append(one)
            self._by_period[one.statistic.period].append(one)

    def of_scope(self, figure: Figure) -> tuple[Figure, ...]:
        """Every other figure of the same measure, period, area, group and actor."""
        own = figure.statistic
        found = self._alike.get(_key(own), ())
        return tuple(one for one in found if one.statistic.id != own.id and _same_scope(one.statistic, own))

    def by_issuer(self, figure: Figure) -> tuple[Statistic, ...]:
        """What the figure's issuer published besides, in other documents."""
        found = self._by_issuer.get(figure.issuer, ())
        return tuple(one.statistic for one in found if one.source != figure.source)

    def of_period(self, figure: Figure) -> tuple[Figure, ...]:
        """What other issuers published for the same days."""
        found = self._by_period.get(figure.statistic.period, ())
        return tuple(one for one in found if one.issuer != figure.issuer)


def _key(one: Statistic) -> tuple[object, ...]:
    return one.measure, one.unit, one.period


def _same_scope(one: Statistic, other: Statistic) -> bool:
    return (
        one.period is not None
        and same_group(one, other)
        and one.of_what == other.of_what
        and same_area(one.area, other.area)
        and ((one.actor or "") == (other.actor or "") or same_area(one.actor, other.actor))
    )


def beside_issuers(figure: Figure, others: Others) -> list[Finding]:
    """A count beside the same figure elsewhere: by its own issuer, then by others."""
    if figure.statistic.unit != "count":
        return []
    found = others.of_scope(figure)
    own = [one for one in found if one.issuer == figure.issuer and one.source != figure.source]
    foreign = _one_each(one for one in found if one.issuer != figure.issuer)
    return [*([_own(figure, own)] if own else []), *(_foreign(figure, one) for one in foreign[:MOST])]


def _one_each(found: Iterable[Figure]) -> list[Figure]:
    """The newest figure of each issuer."""
    newest: dict[str, Figure] = {}
    for one in sorted(found, key=lambda one: (one.day or date.min, one.source, one.statistic.id)):
        newest[one.issuer] = one
    return [newest[issuer] for issuer in sorted(newest)]


def _own(figure: Figure, others: Sequence[Figure]) -> Finding:
    """The figure beside what its issuer says of the same thing elsewhere."""
    one = figure.statistic
    same = [other for other in others if _agree(one, other.statistic)]
    if same:
        words = f"{words_of(one)} {what(one)}: {figure.issuer} gives the same number in {same[0].source}"
        return _finding("reproduced", words, one, same[0])
    other = others[-1]
    told = f"{words_of(one)} {what(one)}, but {words_of(other.statistic)} by the same issuer in {other.source}"
    if figure.day and other.day and figure.day != other.day:
        later = "a later" if other.day > figure.day else "an earlier"
        return _finding("differs by scope", f"{told}: {later} state of knowledge ({other.day})", one, other)
    return _finding("not comparable", f"{told}: quoted wrongly, revised, or of another scope", one, other)


def _foreign(figure: Figure, other: Figure) -> Finding:
    """The figure beside another issuer's."""
    one, theirs = figure.statistic, other.statistic
    told = f"{words_of(one)} {what(one)}; {other.issuer} has {words_of(theirs)} ({other.source})"
    if _agree(one, theirs):
        return _finding("reproduced", told, one, other)
    mine, their = find_issuer(figure.issuer), find_issuer(other.issuer)
    if mine is None or their is None:
        unknown = figure.issuer if mine is None else other.issuer
        return _finding("not comparable", f"{told}: what {unknown} counts is not known", one, other)
    return _finding("differs by scope", f"{told}. {mine.name}: {mine.counts}. {their.name}: {their.counts}", one, other)


def _agree(one: Statistic, other: Statistic) -> bool:
    return allows(one, known(other)) or allows(other, known(one))


def _finding(verdict: Verdict, words: str, one: Statistic, other: Figure) -> Finding:
    return Finding(kind="issuers", verdict=verdict, words=words, statistics=ids_of(one, other.statistic))


def share_elsewhere(figure: Figure, others: Others, *, of: str | None) -> list[Finding]:
    """A percentage beside other issuers' figures: which of theirs it fits, and of what their own such share is.

    `of` is the measure that the share is of, as far as the document tells or its figures show.
    """
    share = figure.statistic
    if share.measure != "share" or share.area is None or share.actor is not None:
        return []
    told: dict[str, list[Figure]] = {}
    for one in others.of_period(figure):
        told.setdefault(one.issuer, []).append(one)
    return [found for issuer in sorted(told)[:MOST] for found in _share_by(figure, of, told[issuer])]


def _share_by(figure: Figure, of: str | None, theirs: Sequence[Figure]) -> list[Finding]:
    share = figure.statistic
    counts = [one for one in theirs if one.statistic.unit == "count" and everybody(one.statistic)]
    parts = [one for one in counts if same_area(one.statistic.area, share.area) and not one.statistic.actor]
    found = []
    for part in parts:
        wholes = [one for one in counts if _whole_of(one.statistic, part.statistic)]
        whole = max(wholes, key=lambda one: known(one.statistic), default=None)
        if whole is not None and (finding := _share_words(figure, of, part, whole)):
            found.append(finding)
    return found


def _whole_of(whole: Statistic, part: Statistic) -> bool:
    bigger = known(whole) > known(part) and not same_area(whole.area, part.area)
    return whole.measure == part.measure and whole.actor is None and bigger


def _share_words(figure: Figure, of: str | None, part: Figure, whole: Figure) -> Finding | None:
    """How a share of the same people came out there; a share of others is told only where it has the same number."""
    share, own, full = figure.statistic, part.statistic, whole.statistic
    percent = 100 * known(own) / known(full)
    told = f"by {part.issuer} {words_of(own)} of {words_of(full)} {own.measure} is {percent:.1f}%"
    fits = near(percent, share)
    wanted = of in {None, own.measure}
    if fits and wanted:
        return _finding("reproduced", f"{words_of(share)}%: {told} too", share, part)
    if fits:
        words = f"{words_of(share)}% is of the {of} here; {told}: a share of the {own.measure}, not of them"
        return _finding("differs by scope", words, share, part)
    return (
        _finding("differs by scope", f"{words_of(share)}% does not fit there: {told}", share, part) if wanted else None
    )
