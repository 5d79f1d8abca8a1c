"""What documents say beside incidents (relations, warnings, figures), with who said it, where and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from recount.codebook.outlets import load_outlets
from recount.records import Account, Relation, Span, Speaker, Statistic, Warning

Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of a document, who says it there, and when that was published; `incident`: what it tells of."""

    document: str
    span: Span
    voice: str
    day: date | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Words that tell that an actor is in one of some areas, each a country and where it is one a province."""

    actor: str
    areas: tuple[tuple[str, str | None], ...]
    span: Span
    speaker: Speaker | None = None


Item = Relation | Warning | Statistic | Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A relation, a warning, a figure or a presence in its document. `outlet` is who says what no speaker says.

    `day` is the day of publication, `about` the days that the sentence itself tells of.
    """

    item: Item
    document: str
    outlet: str | None = None
    day: date | None = None
    about: Days | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Who says it; None where the outlet does."""
        return self.item.issuer if isinstance(self.item, Warning) else self.item.speaker

    @property
    def evidence(self) -> Evidence:
        """Where it is said."""
        voice = self.speaker.voice if self.speaker else voice_of(self.outlet)
        day = self.about[0] if self.about else self.day
        return Evidence(document=self.document, span=self.item.span, voice=voice, day=day)


def voice_of(outlet: str | None) -> str:
    """Under whose name an outlet counts: two papers of one owner are one voice."""
    known = load_outlets().find(outlet) if outlet else None
    return known.owner if known else outlet or "the report itself"


def sayings(
    accounts: Mapping[str, Account], outlets: Mapping[str, str | None], about: Mapping[str, Days]
) -> Iterator[Saying]:
    """Everything that accounts hold beside incidents, by the day of publication; `about` by the id of each."""
    order = sorted(accounts, key=lambda key: (accounts[key].published.first or date.max, key))
    for key in order:
        account = accounts[key]
        items: tuple[Relation | Warning | Statistic, ...] = (*account.relations, *account.warnings, *account.statistics)
        for item in items:
            day = account.published.day
            yield Saying(item=item, document=key, outlet=outlets.get(key), day=day, about=about.get(item.id))
