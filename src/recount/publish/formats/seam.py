"""What every export format is: columns with a code book, a row for each incident that fits, and what gets lost."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recount.codebook.columns import Column
from recount.publish.report import Material
from recount.records import Incident, RuleSet
from recount.tally.events import Event

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that a format has no room for, and how much of it an incident holds."""

    words: str
    count: Callable[[Incident, Material], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What became of incidents in a format: how many went out, which did not and why, what got lost."""

    format: str
    incidents: int = 0
    written: int = 0
    left_out: tuple[tuple[str, str], ...] = ()
    gaps: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Loss") -> "Loss":
        return Loss(
            format=self.format,
            incidents=self.incidents + other.incidents,
            written=self.written + other.written,
            left_out=self.left_out + other.left_out,
            gaps={words: self.gaps.get(words, 0) + other.gaps.get(words, 0) for words in {**self.gaps, **other.gaps}},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An export format. `rules` are those that its project counts by (None: as the ledger stands).

    `why_not` gives the reason why the format cannot express an incident, None where it can; `row` is only asked then.
    `besides` tells what of a ledger it never holds.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    row: Callable[[Incident, Material], Row]
    encode: Callable[[Iterable[Row], Sequence[str]], Iterator[bytes]]
    gaps: tuple[Gap, ...]
    why_not: Callable[[Incident, Material], str | None] = lambda _incident, _material: None
    rules: RuleSet | None = None
    read_back: Callable[[Mapping[str, Any]], Event] | None = None
    besides: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return tuple(column.name for column in self.columns)

    def rows(self, material: Material) -> Iterator[Row]:
        """A row for each incident that the format can express."""
        for incident in material.incidents:
            if self.why_not(incident, material) is None:
                yield self.row(incident, material)

    def loss(self, material: Material) -> Loss:
        """What the format could not hold of these incidents."""
        reasons = [(incident.id, self.why_not(incident, material)) for incident in material.incidents]
        left_out = tuple((key, reason) for key, reason in reasons if reason is not None)
        gone = {key for key, _ in left_out}
        held = [incident for incident in material.incidents if incident.id not in gone]
        gaps = {gap.words: sum(gap.count(incident, material) for incident in held) for gap in self.gaps}
        return Loss(
            format=self.name,
            incidents=len(reasons),
            written=len(held),
            left_out=left_out,
            gaps={words: number for words, number in gaps.items() if number},
        )


def code_book(form: Format) -> Iterator[str]:
    """The code book of a format, a column a line, as Markdown."""
    yield f"# {form.name}: {form.about}"
    yield ""
    yield f"Counted by the {form.rules} rules." if form.rules else "Counted as the ledger stands."
    yield ""
    yield "| column | meaning | where it comes from |"
    yield "| --- | --- | --- |"
    for column in form.columns:
        source = column.source or "always empty: the ledger has nothing for it"
        mark = "" if column.checked else " (the project's own codes were not checked against its code book)"
        yield f"| `{column.name}` | {column.meaning} | {source}{mark} |"


def loss_in_short(loss: Loss) -> Iterator[str]:
    """The loss in one or two lines."""
    reasons = Counter(reason for _, reason in loss.left_out)
    why = "; ".join(f"{number} because {reason}" for reason, number in reasons.most_common(3))
    more = "; and other reasons" if len(reasons) > 3 else ""
    yield f"{loss.format}: {loss.written} of {loss.incidents} incidents written" + (
        f", {len(loss.left_out)} left out ({why}{more})" if loss.left_out else ""
    )
    if loss.gaps:
        yield "not held by the format: " + "; ".join(f"{words} ({number})" for words, number in loss.gaps.items())


def loss_in_full(loss: Loss) -> Iterator[str]:
    """The loss with every incident left out."""
    yield from loss_in_short(loss)
    if loss.left_out:
        yield ""
        yield "Incidents left out:"
    for key, reason in loss.left_out:
        yield f"{key}: {reason}"
