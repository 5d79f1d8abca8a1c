"""Two people at one question: the second is told what the first decided, and nothing of either is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, or_, select

from recount.errors import Overtaken
from recount.ledger import stored, tables
from recount.records import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a person looked at (ids of claims, reports, documents) and the decisions on it that they saw."""

    subjects: frozenset[str]
    seen: frozenset[str]

    def after(self, decisions: Iterable[Decision]) -> "Watch":
        """The same, with decisions of their own among those they know of."""
        return replace(self, seen=self.seen | {one.id for one in decisions})


def decisions_on(connection: Connection, subjects: Iterable[str]) -> tuple[Decision, ...]:
    """Every decision that names one of these, and every withdrawal of one of those, in the order they were made."""
    found: dict[str, Decision] = {}
    sought = sorted(subjects)
    while sought:
        fresh = [one for one in _naming(connection, sought) if one.id not in found]
        found |= {one.id: one for one in fresh}
        sought = [one.id for one in fresh]
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.id)))


def _naming(connection: Connection, ids: list[str]) -> list[Decision]:
    table = tables.decisions
    named = or_(*(table.c.subjects.contains(f'"{key}"', autoescape=True) for key in ids))
    return [stored.decode(body, Decision) for body in connection.execute(select(table.c.body).where(named)).scalars()]


def refuse_if_overtaken(connection: Connection, watch: Watch) -> None:
    """Raises Overtaken where something was decided that the person did not see.

    The transaction must be a writing one: writers take turns, so nobody decides between the look and the record.
    """
    unseen = [one for one in decisions_on(connection, watch.subjects) if one.id not in watch.seen]
    if unseen:
        last = unseen[-1]
        what = f"{last.who} decided {last.kind!r} on this at {last.at}: {last.reason}"
        raise Overtaken(what, advice="Nothing of yours was recorded: look at it again and decide with that in view")
