"""What of a report is compared: its days, places, sides, tolls, ages and telling words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recount.codebook.rarity import telling_words
from recount.records import COUNT_FIELDS, Claim, Count, EventType, Group, Published, Report, Status, When, Where

_SPOKEN = frozenset({"asserts", "claims", "accuses", "suspects"})
_SIDES = {
    "civilian": "victims",
    "security": "victims",
    "official": "victims",
    "all": "victims",
    "militant": "militants",
}
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_AGED = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)})[-\s](year|month|week|day)s?[-\s]olds?\b", re.IGNORECASE)
_AGE_BEHIND = re.compile(
    r"(?:[A-Z][\w’'-]{1,20}|\b(?:boy|girl|man|woman|son|daughter|brother|sister)),\s(\d{1,2})(?=[,.;)])"
)
_WIDEST = 366  # days; a wider range tells nothing of when


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One report as the comparisons see it. `tolls` holds the totals told by field and side, parts left out."""

    report: str
    document: str
    type: EventType
    status: Status
    focus: bool
    published: Published
    days: tuple[When, ...]
    places: tuple[Where, ...]
    perpetrators: tuple[str, ...]
    targets: tuple[str, ...]
    tolls: Mapping[tuple[str, str], tuple[Count, ...]]
    words: Mapping[str, float]
    ages: tuple[str, ...] = ()

    @property
    def thin(self) -> bool:
        """That it tells neither a day nor a place below the country of its own, and is not dated as the news itself."""
        placed = any(place.level not in {None, "country"} for place in self.places)
        return not (self.days or placed or (self.focus and self.published.day))


def traits_of(report: Report, published: Published) -> Traits:
    """What is compared of a report; claims that deny or doubt do not describe it."""
    claims = [claim for claim in report.claims if claim.stance in _SPOKEN]
    return Traits(
        report=report.id,
        document=report.document,
        type=report.type,
        status=report.status,
        focus=report.focus,
        published=published,
        days=tuple(dict.fromkeys(_days(claims))),
        places=tuple(dict.fromkeys(_places(claims))),
        perpetrators=_names(claims, "perpetrator"),
        targets=_names(claims, "target"),
        tolls=_tolls(claims),
        words=_words(report, claims),
        ages=_ages(report.context),
    )


def _ages(text: str) -> tuple[str, ...]:
    """The ages told, as "3 year" and "9 month", each once: "three-year-old" and "a boy, 3," are one age."""
    said = [(match[1].lower(), match[2].lower()) for match in _AGED.finditer(text)]
    said += [(match[1], "year") for match in _AGE_BEHIND.finditer(text)]
    numbers = {word: str(number) for number, word in enumerate(_NUMBERS, 1)}
    return tuple(sorted({f"{numbers.get(number, number)} {unit}" for number, unit in said}))


def _words(report: Report, claims: list[Claim]) -> dict[str, float]:
    """The telling words of the event, without those of its towns and perpetrators, which are compared by themselves."""
    told = telling_words(" ".join((report.context, *(_described(claim) for claim in claims))))
    compared = telling_words(" ".join((*_towns(claims), *_names(claims, "perpetrator"))))
    return {word: weight for word, weight in told.items() if word not in compared}


def _towns(claims: list[Claim]) -> Iterator[str]:
    for place in _places(claims):
        yield from (name for name in (place.locality, place.district, place.province) if name)


def _says_when(when: When) -> bool:
    if when.first is None or when.last is None:
        return when.month is not None
    return (when.last - when.first).days <= _WIDEST


def _days(claims: list[Claim]) -> Iterator[When]:
    yield from (claim.value for claim in claims if isinstance(claim.value, When) and _says_when(claim.value))


def _places(claims: list[Claim]) -> Iterator[Where]:
    yield from (claim.value for claim in claims if isinstance(claim.value, Where) and claim.value.level)


def _names(claims: list[Claim], field: str) -> tuple[str, ...]:
    return tuple(sorted({claim.value for claim in claims if claim.field == field and isinstance(claim.value, str)}))


def _tolls(claims: list[Claim]) -> dict[tuple[str, str], tuple[Count, ...]]:
    found: dict[tuple[str, str], list[Count]] = {}
    for claim in claims:
        if isinstance(claim.value, Count) and claim.field in COUNT_FIELDS and not claim.part:
            found.setdefault((claim.field, _side(claim.of)), []).append(claim.value)
    return {key: tuple(dict.fromkeys(values)) for key, values in sorted(found.items())}


def _side(of: Group | None) -> str:
    return _SIDES.get(of or "all", of or "all")


def _described(claim: Claim) -> str:
    return claim.value if isinstance(claim.value, str) and claim.field in {"target", "means", "seized"} else ""
