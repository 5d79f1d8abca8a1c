"""Actors: armed groups, state forces and organisations under one name each, with the names reports give them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold
from recount.codebook.load import known_keys, load_toml, texts_of
from recount.errors import CodebookError
from recount.records import RelationKind

ActorKind = Literal[
    "armed group", "state force", "government", "international", "criminal group", "political", "unnamed attackers",
    "security", "officials", "civilians", "things",
]  # fmt: skip
"""`security`, `officials`, `civilians` and `things` are descriptions of people and objects, without a name."""

_FILE = "actors.toml"
_KEYS = ("aliases", "local", "countries", "years", "ties", "voices", "kind")
_TIE = re.compile(r"(?P<kind>\w+) (?P<to>.+?)(?: (?P<since>\d{4}(?:-\d\d)?)(?:\.\.(?P<until>\d{4}(?:-\d\d)?))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What holds between this actor and another, and since when (year, or year and month, as text that sorts)."""

    kind: RelationKind
    to: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor. `local` names count only in its own countries; `years` are its first and last of activity."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    ties: tuple[Tie, ...] = ()
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """An actor that a spelling can mean; `spelt` as the codebook writes it, `local` where it holds at home only."""

    actor: Actor
    spelt: str
    local: bool


class Actors:
    """All actors by every name they go by. `openings`: the first word of each name, and the longest name it opens."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.all = tuple(actors)
        self.by_name = {actor.name: actor for actor in actors}
        spellings: defaultdict[str, list[Meaning]] = defaultdict(list)
        voices: dict[str, Actor] = {}
        for actor in actors:
            for spelt, local in _spellings(actor):
                spellings[fold(spelt)].append(Meaning(actor=actor, spelt=spelt, local=local))
            voices |= {fold(voice): actor for voice in actor.voices}
        self._spellings = {key: tuple(meanings) for key, meanings in spellings.items()}
        self._voices = voices
        self.openings: dict[str, int] = {}
        for key in self._spellings:
            parts = key.split()
            self.openings[parts[0]] = max(len(parts), self.openings.get(parts[0], 0))

    def meanings(self, name: str) -> tuple[Meaning, ...]:
        """Every actor that a name can mean."""
        return self._spellings.get(fold(name), ())

    def canonical(self, name: str, country: str | None = None) -> Actor | None:
        """The actor that a name means in a story set in that country; None for an unknown or ambiguous one."""
        found = [m for m in self.meanings(name) if not m.local or country in m.actor.countries]
        at_home = [m for m in found if country in m.actor.countries] or found
        actors = {meaning.actor.name: meaning.actor for meaning in at_home}
        return next(iter(actors.values())) if len(actors) == 1 else None

    def voice(self, name: str, country: str | None = None) -> str:
        """The name under which a speaker counts as a witness: the actor spoken for, or the name itself."""
        spoken_for = self._voices.get(fold(name)) or self.canonical(name, country)
        return spoken_for.name if spoken_for else name


def _spellings(actor: Actor) -> Iterator[tuple[str, bool]]:
    yield re.sub(r" \([\w ]+\)$", "", actor.name) if actor.local else actor.name, False
    for alias in actor.aliases:
        yield alias, False
    for alias in actor.local:
        yield alias, True


@cache
def load_actors() -> Actors:
    """The actors of the codebook."""
    tables = known_keys(load_toml("actors"), _FILE, "", ("groups", "forces"))
    names = {name for table in tables.values() for name in table}
    groups = [_actor(name, row, "armed group", names) for name, row in tables["groups"].items()]
    return Actors([*groups, *(_actor(name, row, "state force", names) for name, row in tables["forces"].items())])


def _actor(name: str, row: Any, usual: ActorKind, names: set[str]) -> Actor:
    known_keys(row, _FILE, name, _KEYS)
    kind, years, countries = row.get("kind", usual), row.get("years", []), texts_of(row, "countries", _FILE, name)
    if kind not in get_args(ActorKind):
        raise CodebookError(f"{_FILE}, entry {name!r}: kind is {kind!r}", advice="Use one of the kinds in actors.py.")
    if len(years) > 2 or not all(isinstance(year, int) for year in years):
        raise CodebookError(f"{_FILE}, entry {name!r}: years are {years!r}", advice="Write [first] or [first, last].")
    strange = [country for country in countries if country not in load_countries()]
    if strange:
        raise CodebookError(f"{_FILE}, entry {name!r}: no country {strange[0]!r}", advice="Use ISO 3166-1 alpha-2.")
    return Actor(
        name=name,
        kind=kind,
        aliases=texts_of(row, "aliases", _FILE, name),
        local=texts_of(row, "local", _FILE, name, default=()),
        countries=countries,
        first_year=years[0] if years else None,
        last_year=years[1] if len(years) == 2 else None,
        ties=tuple(_tie(name, tie, names) for tie in texts_of(row, "ties", _FILE, name, default=())),
        voices=texts_of(row, "voices", _FILE, name, default=()),
    )


def _tie(name: str, written: str, names: set[str]) -> Tie:
    match = _TIE.fullmatch(written)
    if match is None or match["kind"] not in get_args(RelationKind) or match["to"] not in names:
        advice = 'Write "kind name" or "kind name since..until" with the name of another entry.'
        raise CodebookError(f"{_FILE}, entry {name!r}: tie {written!r} cannot be read", advice=advice)
    return Tie(kind=match["kind"], to=match["to"], since=match["since"], until=match["until"])  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceWords:
    """Words for actors without a name. `forces` and `bare` give the rule's word ("Army") for each noun."""

    forces: Mapping[str, str]
    bare: Mapping[str, str]
    own_names: Mapping[str, Mapping[str, str]]
    attackers: frozenset[str]
    members: frozenset[str]
    acts: frozenset[str]
    does: frozenset[str]
    by: frozenset[str]
    things: frozenset[str]
    people: frozenset[str]
    modifiers: frozenset[str]

    def force(self, country: str, force: str) -> str:
        """The name of a country's force: "Kenya police", "US military"."""
        return self.own_names.get(country, {}).get(force) or f"{load_countries()[country].actor} {force}"


@cache
def load_force_words() -> ForceWords:
    """The words for actors without a name."""
    file, tables = "force_words.toml", load_toml("force_words")
    known_keys(tables, file, "", ("forces", "own_names", "attackers", "things", "people"))
    rows = tables["forces"].items()
    return ForceWords(
        forces={word: force for force, row in rows for word in texts_of(row, "words", file, force)},
        bare={word: force for force, row in rows for word in texts_of(row, "bare", file, force)},
        own_names=tables["own_names"],
        attackers=frozenset(word.lower() for word in texts_of(tables["attackers"], "words", file, "attackers")),
        members=frozenset(texts_of(tables["attackers"], "members", file, "attackers")),
        acts=frozenset(texts_of(tables["attackers"], "acts", file, "attackers")),
        does=frozenset(texts_of(tables["attackers"], "does", file, "attackers")),
        by=frozenset(texts_of(tables["attackers"], "by", file, "attackers")),
        things=frozenset(texts_of(tables["things"], "words", file, "things")),
        people=frozenset(texts_of(tables["people"], "words", file, "people")),
        modifiers=frozenset(texts_of(tables["people"], "modifiers", file, "people")),
    )
