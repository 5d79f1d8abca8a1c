"""What the second coder is asked to write: the contract of a reading, with sentences and quotes instead of offsets.

A language model cannot count characters, so each value comes with the number of its sentence and the words in it; the
offsets are found here. Every part is checked by itself: one that is not of the form is left out and counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from recount import records
from recount.records import EventType, Group, RelationKind, Stance, Status

Measure = Literal[
    "incidents", "killed", "wounded", "arrested", "abducted", "displaced", "members", "change", "share", "other"
]
MOST_ITEMS = 60
"""More incidents or statistics than any article holds; an answer that repeats itself without end is cut there."""

MOST_CLAIMS = 120
_LONGEST = 400


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Form):
    """A sentence by its number, and an exact quote out of it."""

    s: int = Field(ge=0)
    q: str = Field(min_length=1, max_length=_LONGEST)


class PlaceNames(_Form):
    """A place from small to large; null where the article does not tell."""

    site: str | None = None
    locality: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None


class ClaimForm(Words):
    """One field of one incident as one speaker gives it: `v` in the form that the field asks for."""

    f: records.Field
    v: list[int | None] | list[str | None] | PlaceNames | str
    of: Group | None = None
    part: bool = False
    span: bool = False
    by: Words | None = None
    stance: Stance = "asserts"


class IncidentForm(_Form):
    """One violent or security event with the words that name it."""

    type: EventType
    status: Status = "happened"
    focus: bool = True
    triggers: list[Words]
    claims: list[ClaimForm]


class StatisticForm(Words):
    """A figure over many incidents."""

    measure: Measure
    v: list[float | None]
    unit: Literal["count", "percent"]
    period: list[str | None] | None = None
    area: str | None = None
    actor: str | None = None
    of: Group | None = None
    of_what: Measure | None = None
    by: Words | None = None


class RelationForm(Words):
    """What a speaker says of two organisations."""

    a: str
    rel: RelationKind
    b: str
    by: Words | None = None


class WarningForm(Words):
    """A stated expectation of violence to come."""

    issuer: Words | None = None
    about: str | None = None
    area: str | None = None


class AnswerForm(_Form):
    """All that one article says."""

    incidents: list[IncidentForm]
    statistics: list[StatisticForm]
    relations: list[RelationForm]
    warnings: list[WarningForm]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An incident as the coder tells it, with what of it has the right form."""

    type: EventType
    status: Status
    triggers: tuple[Words, ...]
    claims: tuple[ClaimForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer's parts that have the right form; `malformed` is how many had not."""

    incidents: tuple[Told, ...]
    statistics: tuple[StatisticForm, ...]
    relations: tuple[RelationForm, ...]
    warnings: tuple[WarningForm, ...]
    malformed: int


Form = TypeVar("Form", bound=_Form)


class _Sieve:
    """Lets through what has the right form and counts the rest."""

    def __init__(self) -> None:
        self.malformed = 0

    def each(self, held: Mapping[str, Any], name: str, kind: type[Form], most: int = MOST_ITEMS) -> Iterator[Form]:
        for item in self.items(held, name, most):
            try:
                yield kind.model_validate(item)
            except ValidationError:
                self.malformed += 1

    def items(self, held: Mapping[str, Any], name: str, most: int = MOST_ITEMS) -> list[Any]:
        items = held.get(name, [])
        if not isinstance(items, list):
            self.malformed += 1
            return []
        self.malformed += max(0, len(items) - most)
        return items[:most]

    def incidents(self, held: Mapping[str, Any]) -> Iterator[Told]:
        for item in self.items(held, "incidents"):
            try:
                shell = IncidentForm.model_validate({**item, "triggers": [], "claims": []})
            except (ValidationError, TypeError):
                self.malformed += 1
                continue
            yield Told(
                type=shell.type,
                status=shell.status,
                triggers=tuple(self.each(item, "triggers", Words)),
                claims=tuple(self.each(item, "claims", ClaimForm, MOST_CLAIMS)),
            )


def answer_of(written: Mapping[str, Any]) -> Answer:
    """The parts of an answer that have the right form."""
    sieve = _Sieve()
    incidents = tuple(sieve.incidents(written))
    statistics = tuple(sieve.each(written, "statistics", StatisticForm))
    relations = tuple(sieve.each(written, "relations", RelationForm))
    warnings = tuple(sieve.each(written, "warnings", WarningForm))
    return Answer(
        incidents=incidents,
        statistics=statistics,
        relations=relations,
        warnings=warnings,
        malformed=sieve.malformed,
    )


def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer, in the part of the language that endpoints enforce; every key is asked for."""
    schema: dict[str, Any] = _plain(AnswerForm.model_json_schema())
    return schema


KEPT = frozenset({"type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "$ref", "$defs"})
"""What endpoints that enforce a schema understand; lengths and limits are checked here anyway."""


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    named = ("properties", "$defs")
    kept = {key: value for key, value in node.items() if key in KEPT}
    plain = {
        key: {name: _plain(inner) for name, inner in value.items()} if key in named else _plain(value)
        for key, value in kept.items()
    }
    return plain | ({"required": list(plain["properties"])} if "properties" in plain else {})
