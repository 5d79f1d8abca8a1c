"""Who belongs to whom, split from whom, sides with whom and fights whom, over time, as documents tell it.

An edge holds every sentence that states it and every incident that shows it; nothing is inferred from names. What
contradicts it stands beside it. Ties that the codebook knows are marked as such: they are nobody's word in the ledger.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recount.codebook.actors import Tie, load_actors
from recount.codebook.kinship import state_of
from recount.records import Account, Incident, Relation, RelationKind, Report
from recount.tally.held import days_of
from recount.tally.sayings import Evidence, Saying, voice_of

KIND_WORDS: Mapping[RelationKind, str] = {
    "alias_of": "is another name of", "part_of": "is part of", "splinter_of": "split from",
    "allied_with": "is allied with", "pledged_to": "pledged allegiance to", "supports": "supports",
    "members_from": "has members from", "fights": "fights",
}  # fmt: skip
_BOTH_WAYS: frozenset[RelationKind] = frozenset({"alias_of", "allied_with", "fights"})
_FRIENDLY: frozenset[RelationKind] = frozenset({"alias_of", "part_of", "allied_with", "pledged_to", "supports"})
_ONE_WAY: frozenset[RelationKind] = frozenset({"part_of", "splinter_of", "pledged_to"})
_AGAINST = frozenset({"denies", "doubts"})
_ORGANISED = frozenset({"armed group", "state force", "government", "international", "criminal group", "political"})
_NEAR = 366  # days between two statements that still speak of one time


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An organisation: its kind and countries where the codebook knows it, and in how many incidents it has a part."""

    name: str
    kind: str | None = None
    countries: tuple[str, ...] = ()
    did: int = 0
    suffered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What holds between two organisations. `first` and `last` are days of statements and of incidents.

    `voices` counts who says so independently; `known` is what the codebook has of it; `against` says in words what
    contradicts it, each with the sentence.
    """

    a: str
    kind: RelationKind
    b: str
    evidence: tuple[Evidence, ...]
    voices: int
    first: date | None = None
    last: date | None = None
    known: str = ""
    against: tuple[tuple[str, Evidence], ...] = ()

    @property
    def words(self) -> str:
        """The edge as a sentence."""
        return f"{self.a} {KIND_WORDS[self.kind]} {self.b}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Organisations and what holds between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


_Key = tuple[str, RelationKind, str]


def draw_network(
    said: Iterable[Saying],
    incidents: Sequence[Incident],
    accounts: Mapping[str, Account],
    *,
    outlets: Mapping[str, str | None],
    days: tuple[date, date] | None = None,
) -> Network:
    """The network of all that is told; with `days`, of what was published or happened on them."""
    stated: defaultdict[_Key, list[Evidence]] = defaultdict(list)
    for saying in said:
        if isinstance(saying.item, Relation):
            _add(stated, _key(saying.item.a, saying.item.kind, saying.item.b), saying.evidence, days)
    happened = [one for one in incidents if one.status == "happened"]
    for key, evidence in _fights(happened, _reports(accounts), outlets):
        _add(stated, key, evidence, days)
    edges = tuple(_edge(key, stated) for key in sorted(stated))
    return Network(nodes=_nodes(edges, happened), edges=edges)


def around(network: Network, actor: str) -> Network:
    """The part of a network that touches an actor, under whatever name it goes."""
    name = _canonical(actor)
    edges = tuple(one for one in network.edges if name in {one.a, one.b})
    names = {name, *(side for one in edges for side in (one.a, one.b))}
    return Network(nodes=tuple(one for one in network.nodes if one.name in names), edges=edges)


def _add(
    stated: defaultdict[_Key, list[Evidence]], key: _Key | None, evidence: Evidence, days: tuple[date, date] | None
) -> None:
    within = days is None or (evidence.day is not None and days[0] <= evidence.day <= days[1])
    if key is not None and within and evidence not in stated[key]:
        stated[key].append(evidence)


def _key(a: str, kind: RelationKind, b: str) -> _Key | None:
    left, right = _canonical(a), _canonical(b)
    if left == right:
        return None
    if kind in _BOTH_WAYS and right < left:
        left, right = right, left
    return left, kind, right


def _canonical(name: str) -> str:
    actor = load_actors().canonical(name)
    return actor.name if actor else name


def _reports(accounts: Mapping[str, Account]) -> dict[str, tuple[Account, Report]]:
    return {report.id: (account, report) for account in accounts.values() for report in account.reports}


def _fights(
    incidents: Sequence[Incident],
    reports: Mapping[str, tuple[Account, Report]],
    outlets: Mapping[str, str | None],
) -> Iterator[tuple[_Key | None, Evidence]]:
    """Who attacked whom: named perpetrators and named targets of each incident, with a sentence that tells of it."""
    for incident in incidents:
        told = next((reports[key] for key in incident.reports if key in reports), None)
        days = days_of(incident)
        if told is None:
            continue
        account, report = told
        evidence = Evidence(
            document=account.document,
            span=report.triggers[0] if report.triggers else report.claims[0].span,
            voice=voice_of(outlets.get(account.document)),
            day=days[0] if days else None,
            incident=incident.id,
        )
        for one in _sides(incident.perpetrators):
            for other in _sides(incident.targets):
                yield _key(one, "fights", other), evidence


def _sides(estimates: Sequence[object]) -> list[str]:
    """The organisations and states on one side; victims are no side of a fight, and who is denied did nothing."""
    told = [(getattr(one, "value", None), getattr(one, "stance", None)) for one in estimates]
    named = (name for name, stance in told if isinstance(name, str) and stance not in _AGAINST)
    return list(dict.fromkeys(_canonical(name) for name in named if _can_fight(name)))


def _can_fight(name: str) -> bool:
    actor = load_actors().canonical(name)
    return actor.kind in _ORGANISED if actor else state_of(name) is not None


def _edge(key: _Key, stated: Mapping[_Key, Sequence[Evidence]]) -> Edge:
    a, kind, b = key
    evidence = sorted(stated[key], key=lambda one: (one.day or date.max, one.document, one.span.start))
    days = [one.day for one in evidence if one.day]
    return Edge(
        a=a,
        kind=kind,
        b=b,
        evidence=tuple(evidence),
        voices=len({one.voice for one in evidence}),
        first=min(days, default=None),
        last=max(days, default=None),
        known=_known(a, kind, b),
        against=tuple(_against(key, evidence, stated)),
    )


def _known(a: str, kind: RelationKind, b: str) -> str:
    """What the codebook has of the tie, in words."""
    pairs = ((a, b), (b, a)) if kind in _BOTH_WAYS else ((a, b),)
    for one, other in pairs:
        actor = load_actors().by_name.get(one)
        found = next((tie for tie in actor.ties if (tie.kind, tie.to) == (kind, other)), None) if actor else None
        if found:
            return _tie_words(found)
    return ""


def _tie_words(tie: Tie) -> str:
    if tie.since and tie.until:
        return f"known to the codebook, {tie.since} to {tie.until}"
    return f"known to the codebook since {tie.since}" if tie.since else "known to the codebook"


def _against(
    key: _Key, evidence: Sequence[Evidence], stated: Mapping[_Key, Sequence[Evidence]]
) -> Iterator[tuple[str, Evidence]]:
    """What of the rest cannot be true of the same time: friends who fight, a part of its own part, two oaths."""
    a, kind, b = key
    for (left, other, right), theirs in sorted(stated.items()):
        words = _clash((a, kind, b), (left, other, right))
        if words:
            near = next((one for one in theirs if any(_same_time(one, mine) for mine in evidence)), None)
            if near is not None:
                yield words, near


def _clash(one: _Key, other: _Key) -> str:
    (a, kind, b), (left, second, right) = one, other
    if one == other:
        return ""
    if {a, b} == {left, right} and "fights" in {kind, second} and {kind, second} & _FRIENDLY:
        return f"{left} {KIND_WORDS[second]} {right}"
    if kind == second and kind in _ONE_WAY and (a, b) == (right, left):
        return f"{left} {KIND_WORDS[second]} {right}, the other way round"
    if kind == second == "pledged_to" and a == left and b != right and not _within(b, right):
        return f"{left} {KIND_WORDS[second]} {right}"
    return ""


def _within(one: str, other: str) -> bool:
    """That one organisation is part of the other, so that allegiance to either is no rival of the other."""
    return bool(_known(one, "part_of", other) or _known(other, "part_of", one))


def _same_time(one: Evidence, other: Evidence) -> bool:
    return one.day is None or other.day is None or abs((one.day - other.day).days) <= _NEAR


def _nodes(edges: Sequence[Edge], incidents: Sequence[Incident]) -> tuple[Node, ...]:
    names = {side for one in edges for side in (one.a, one.b)}
    did: defaultdict[str, int] = defaultdict(int)
    suffered: defaultdict[str, int] = defaultdict(int)
    for incident in incidents:
        for name in _sides(incident.perpetrators):
            did[name] += 1
        for name in _sides(incident.targets):
            suffered[name] += 1
    known = load_actors().by_name
    return tuple(
        Node(
            name=name,
            kind=known[name].kind if name in known else None,
            countries=known[name].countries if name in known else (),
            did=did[name],
            suffered=suffered[name],
        )
        for name in sorted(names)
    )
