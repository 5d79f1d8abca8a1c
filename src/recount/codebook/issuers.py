"""Who publishes totals and what they count (`issuers.toml`), and what they published (`published_totals.toml`)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

from recount.codebook.folding import fold
from recount.codebook.load import known_keys, load_toml, one_of, text_of, texts_of
from recount.errors import CodebookError
from recount.records import Span, Speaker, Statistic, content_id

Acts = Literal["attacks", "all"]
Dead = Literal["victims", "everybody"]

_OWNER = re.compile(r"['’]s?\b")
_FILE, _TOTALS = "issuers.toml", "published_totals.toml"
_KEYS = ("aliases", "acts", "dead", "fatal", "counts")
_FIGURE = ("area", "measure", "value", "unit", "of", "of_what", "actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who publishes totals: whose acts and which dead its figures hold, whether only fatal incidents, and in words."""

    name: str
    aliases: tuple[str, ...]
    acts: Acts
    dead: Dead
    fatal: bool
    counts: str

    @property
    def scope(self) -> tuple[Acts, Dead, bool]:
        """What two issuers must share for their figures to be of the same things."""
        return self.acts, self.dead, self.fatal


@cache
def load_issuers() -> Mapping[str, Issuer]:
    """The issuers of the codebook by name."""
    return {name: _issuer(name, row) for name, row in load_toml("issuers").items()}


@lru_cache(maxsize=4096)
def find_issuer(words: str) -> Issuer | None:
    """The issuer that a speaker's words name ("a report by PIPS"); None where none or several are named."""
    told = f" {fold(_OWNER.sub(' ', words))} "
    found = {name: issuer for spelt, (name, issuer) in _spellings().items() if f" {spelt} " in told}
    return next(iter(found.values())) if len(found) == 1 else None


def issuers_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where a stretch of text names an issuer; abbreviations in capitals alone."""
    for found in _names().finditer(text, start, len(text) if end is None else end):
        yield Span(start=found.start(), end=found.end(), quote=found.group())


@cache
def _names() -> re.Pattern[str]:
    told = {spelt for one in load_issuers().values() for spelt in (one.name, *one.aliases)}
    longest_first = sorted(told, key=lambda spelt: (-len(spelt), spelt))
    words = (re.escape(spelt) if spelt.isupper() else f"(?i:{re.escape(spelt)})" for spelt in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")


@cache
def _spellings() -> Mapping[str, tuple[str, Issuer]]:
    issuers = load_issuers().values()
    return {fold(spelt): (one.name, one) for one in issuers for spelt in (one.name, *one.aliases)}


@cache
def published_totals() -> tuple[tuple[str, Statistic], ...]:
    """The totals of the codebook as statistics of their issuers, each with the publication it stands in."""
    return tuple(_totals(load_toml("published_totals")))


def _issuer(name: str, row: Any) -> Issuer:
    known_keys(row, _FILE, name, _KEYS)
    if not isinstance(row.get("fatal"), bool):
        raise CodebookError(
            f"{_FILE}, entry {name!r}: fatal is {row.get('fatal')!r}", advice="It must be true or false."
        )
    return Issuer(
        name=name,
        aliases=texts_of(row, "aliases", _FILE, name),
        acts=one_of(row, "acts", _FILE, name, ("attacks", "all")),  # type: ignore[arg-type]
        dead=one_of(row, "dead", _FILE, name, ("victims", "everybody")),  # type: ignore[arg-type]
        fatal=row["fatal"],
        counts=text_of(row, "counts", _FILE, name),
    )


def _totals(tables: Mapping[str, Any]) -> Iterator[tuple[str, Statistic]]:
    for publication in tables["publication"]:
        known_keys(publication, _TOTALS, "publication", ("issuer", "source", "period", "totals"))
        issuer = one_of(publication, "issuer", _TOTALS, "publication", tuple(load_issuers()))
        source = text_of(publication, "source", _TOTALS, issuer)
        first, last = publication["period"]
        for row in publication["totals"]:
            yield source, _total(issuer, source, (first, last), known_keys(row, _TOTALS, source, _FIGURE))


def _total(issuer: str, source: str, period: tuple[date, date], row: Mapping[str, Any]) -> Statistic:
    value = float(row["value"])
    return Statistic(
        id=content_id("published", issuer, source, *sorted(row.items())),
        measure=text_of(row, "measure", _TOTALS, source),
        value=(value, value, value),
        unit=row.get("unit", "count"),
        span=Span(start=0, end=0, quote=""),
        period=period,
        area=text_of(row, "area", _TOTALS, source),
        actor=row.get("actor"),
        of=row.get("of"),
        of_what=row.get("of_what"),
        speaker=Speaker(span=Span(start=0, end=0, quote=issuer), voice=issuer),
    )
