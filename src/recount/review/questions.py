"""The questions themselves, kind by kind: what makes a claim, a pair or a decision worth a person's minute."""

from collections.abc import Iterable, Iterator
from itertools import chain

from recount.ledger.decided import STANDING, standing
from recount.reconcile.choices import in_words
from recount.reconcile.testimony import SPOKEN_AGAINST
from recount.records import COUNT_FIELDS, Claim, Count, Decision, Disagreement, Estimate, Field, Group, Incident, Link
from recount.review.change import best_killed
from recount.review.queue import (
    DOUBTED,
    FIRST,
    Answer,
    Held,
    Item,
    Proposed,
    Told,
    item_id,
    lay_out,
    missing_subjects,
    ordered,
    seen_on,
)

# A claim that the reader is surer of than this is not asked about, nor a pair that stands apart or together so clearly.
SURE = 0.75
CLEAR = 3.0
# The part of an incident's dead that is at stake where its day, place or sides are in doubt, not the figure.
_OTHER_FIELDS = 0.25


def review_queue(held: Held) -> tuple[Item, ...]:
    """Every open question, heaviest first, weighed without deriving anything anew."""
    told = lay_out(held, standing(held.decisions))
    found = chain(_redactions(told), _vanished(told), _pairs(told), _disagreements(told), _claims(told), _alleged(told))
    return ordered({item.id: item for item in found}.values())


def _answer(kind: str, label: str, subjects: tuple[str, ...], chance: float) -> Answer:
    """An answer that records one decision."""
    return Answer(key=kind, label=label, records=(Proposed(kind=kind, subjects=subjects),), chance=chance)


# Redaction


def _redactions(told: Told) -> Iterator[Item]:
    """Requests that words of a document be no longer shown."""
    done = {(one.subjects, one.value) for one in told.standing if one.kind == "redact"}
    for ask in told.standing:
        if ask.kind == "ask redaction" and (ask.subjects, ask.value) not in done:
            redact = Proposed(kind="redact", subjects=ask.subjects, value=ask.value)
            yield Item(
                id=item_id("redaction", ask.subjects, ask.value),
                kind="redaction",
                subjects=ask.subjects,
                question="Should these words no longer be shown?",
                why=f"{ask.who} asked for it: {ask.reason}",
                answers=(
                    Answer(key="redact", label="redact them", records=(redact,), chance=0.5),
                    Answer(
                        key="decline",
                        label="keep them",
                        records=(Proposed(kind="withdraw", subjects=(ask.id,)),),
                        chance=0.5,
                    ),
                ),
                weight=FIRST,
                disputed=True,
                seen=seen_on(told, ask.subjects),
                facts={"value": ask.value or "", "reason": ask.reason},
            )


# Decisions that lost what they were about


def _vanished(told: Told) -> Iterator[Item]:
    """Decisions on claims or reports that a better reader no longer finds."""
    missing = missing_subjects(told)
    for decision in dict.fromkeys(missing.values()):
        lost = [subject for subject in decision.subjects if missing.get(subject) is decision]
        former = told.held.former.get(lost[0])
        withdraw = Proposed(kind="withdraw", subjects=(decision.id,))
        answers = [Answer(key="withdraw", label="withdraw the decision", records=(withdraw,), chance=0.5)]
        heirs = _heirs(told, lost[0])
        if heirs and decision.kind in STANDING and len(decision.subjects) == 1:
            carried = Proposed(kind=decision.kind, subjects=(heirs[0],), value=decision.value)
            answers.insert(
                0,
                Answer(
                    key="carry",
                    label=f"decide the same ({decision.kind}) on the claim that stands there now",
                    records=(carried, withdraw),
                    chance=0.5,
                ),
            )
        incident = told.home.get(told.claims[heirs[0]][1].id) if heirs else None
        dead = best_killed([incident]) if incident else 0
        what = f"{former.field} {former.value} (“{former.span.quote}”)" if former else f"{lost[0]}"
        yield Item(
            id=item_id("vanished", (decision.id,)),
            kind="vanished",
            subjects=(decision.id, *decision.subjects, *heirs[:1]),
            question="Does this decision still hold?",
            why=f"{decision.who} decided {decision.kind!r} on {what}, which the present reader no longer finds there; "
            f"their reason was: {decision.reason}",
            answers=tuple(answers),
            weight=1.0 + dead,
            incidents=(incident.id,) if incident else (),
            disputed=True,
            seen=seen_on(told, (decision.id, *decision.subjects, *heirs[:1])),
            facts={"claim": heirs[0] if heirs else "", "lost": lost[0]},
        )


def _heirs(told: Told, lost: str) -> list[str]:
    """The claims of the same field that are now read out of the same words."""
    former = told.held.former.get(lost)
    account = told.held.accounts.get(former.document) if former else None
    if former is None or account is None:
        return []
    return [
        claim.id
        for report in account.reports
        for claim in report.claims
        if claim.field == former.field and claim.span.start < former.span.end and former.span.start < claim.span.end
    ]


# Pairs of reports


def chance_same(score: float) -> float:
    """How likely two reports of a score are one event: at 0 as likely as not, and each point doubles the odds."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, score)))


def _pairs(told: Told) -> Iterator[Item]:
    yield from (item for cluster in told.held.clusters.values() for item in _weak_links(told, cluster.links))
    best: dict[frozenset[str], Link] = {}
    for link in (one for cluster in told.held.clusters.values() for one in cluster.refused):
        homes = frozenset(told.home[key].id for key in (link.left, link.right) if key in told.home)
        if len(homes) == 2 and (homes not in best or best[homes].score < link.score):
            best[homes] = link
    yield from (item for link in best.values() if (item := _pair(told, link)) is not None)


def _weak_links(told: Told, links: Iterable[Link]) -> Iterator[Item]:
    """For each report the link that holds it best, where even that one is weak."""
    best: dict[str, Link] = {}
    for link in links:
        for key in (link.left, link.right):
            if key not in best or best[key].score < link.score:
                best[key] = link
    for link in dict.fromkeys(best.values()):
        item = _pair(told, link) if link.score < CLEAR else None
        if item is not None:
            yield item


def _pair(told: Told, link: Link) -> Item | None:
    pair = (link.left, link.right)
    decision = next((one for one in reversed(told.on.get(link.left, ())) if set(one.subjects) == set(pair)), None)
    if not set(pair) <= told.reports.keys() or (decision is not None and decision.kind in {"same", "not same"}):
        return None
    homes = tuple(dict.fromkeys(told.home[key].id for key in pair if key in told.home))
    joined = len(homes) == 1
    chance = chance_same(link.score)
    stake = 1.0 + min(_told_killed(told, key) for key in pair)
    weight = (1 - chance if joined else chance) * stake * (DOUBTED if decision else 1.0)
    return Item(
        id=item_id("pair", pair),
        kind="pair",
        subjects=pair,
        question="Do these two reports tell of one event?",
        why=_why_pair(link, decision, joined=joined),
        answers=(
            _answer("same", "same event", pair, chance),
            _answer("not same", "not the same", pair, 1 - chance),
            _answer("unsure", "unsure", pair, 0.0),
        ),
        weight=round(weight, 3),
        incidents=homes,
        disputed=any(reason.what == "contradiction" for reason in link.reasons),
        seen=seen_on(told, pair),
        facts={"score": f"{link.score:+.1f}"} | ({"unsure": "yes"} if decision else {}),
    )


def _why_pair(link: Link, decision: Decision | None, *, joined: bool) -> str:
    if decision is not None:
        return f"{decision.who} was unsure: {decision.reason}"
    contradiction = next((one.words for one in link.reasons if one.what == "contradiction"), None)
    if contradiction:
        return contradiction
    stands = "they are taken for one, on weak grounds" if joined else "they are kept apart, though near"
    against = min(link.reasons, key=lambda one: one.points, default=None) if joined else None
    speaking = max(link.reasons, key=lambda one: one.points, default=None) if not joined else None
    telling = against or speaking
    return f"{stands} ({link.score:+.1f} points){f': {telling.what}, {telling.words}' if telling else ''}"


def _told_killed(told: Told, report: str) -> int:
    counts = [claim.value for claim in told.reports[report].claims if claim.field == "killed" and not claim.part]
    return max((one.best or one.low or 0 for one in counts if isinstance(one, Count)), default=0)


# Disagreements


def _disagreements(told: Told) -> Iterator[Item]:
    for incident in told.held.incidents.values():
        for dispute in incident.disagreements:
            item = _disagreement(told, incident, dispute)
            if item is not None:
                yield item


def _disagreement(told: Told, incident: Incident, dispute: Disagreement) -> Item | None:
    """A disagreement whose sides can be weighed; a denial stands as long as somebody denies, and is no question."""
    sides = [(words, [key for key in claims if key in told.claims]) for words, claims in dispute.sides]
    ids = [key for _, claims in sides for key in claims]
    denied = any(told.claims[key][0].stance in SPOKEN_AGAINST for key in ids)
    if denied or sum(bool(claims) for _, claims in sides) < 2 or all(told.decided(key, *STANDING) for key in ids):
        return None
    answers = [
        Answer(
            key=f"keep {number}",
            label=f"only {words} stands",
            records=tuple(
                Proposed(kind="reject", subjects=(key,)) for _, claims in sides for key in claims if key not in kept
            ),
            chance=0.5 / len(sides),
        )
        for number, (words, kept) in enumerate(sides, 1)
    ]
    both = tuple(Proposed(kind="accept", subjects=(key,)) for key in ids)
    answers.append(Answer(key="leave", label="all sides stand, as told", records=both, chance=0.5))
    return Item(
        id=item_id("disagreement", (incident.id, dispute.field, dispute.of or "", *ids)),
        kind="disagreement",
        subjects=tuple(ids),
        question=f"Reports disagree on {_subject(dispute.field, dispute.of)}: does one side not hold?",
        why=dispute.words,
        answers=tuple(answers),
        weight=round(0.5 * _stake(incident, dispute.field, dispute.of), 3),
        incidents=(incident.id,),
        disputed=True,
        seen=seen_on(told, ids),
    )


def _subject(field: Field, of: Group | None) -> str:
    return field if of in {None, "all"} else f"{field} ({of})"


def _stake(incident: Incident, field: Field, of: Group | None) -> float:
    """How far apart the figures of a count are, or the part of the dead at stake where a day, place or side is."""
    if field not in COUNT_FIELDS:
        return 1.0 + _OTHER_FIELDS * best_killed([incident])
    estimate = next((one for one in incident.counts if one.field == field and one.of == of), None)
    if estimate is None or estimate.low is None:
        return 1.0
    high = estimate.high if estimate.high is not None else estimate.best or estimate.low
    return float(high - estimate.low) * (1.0 if field == "killed" else 0.2)


# Single claims


def _claims(told: Told) -> Iterator[Item]:
    for incident in told.held.incidents.values():
        singles = [one for one in (incident.when, incident.where) if one is not None]
        for estimate in (*incident.counts, *incident.perpetrators, *incident.targets, *singles):
            for key in estimate.claims:
                item = _claim(told, incident, estimate, key)
                if item is not None:
                    yield item


def _claim(told: Told, incident: Incident, estimate: Estimate, key: str) -> Item | None:
    if key not in told.claims or told.decided(key, *STANDING) or told.claims[key][0].confidence >= SURE:
        return None
    claim, report = told.claims[key]
    if told.decided(report.id, *STANDING):
        return None
    alone = len(estimate.claims) == 1
    subject = _subject(claim.field, claim.of)
    rests = f"the only claim that {subject} rests on" if alone else f"one of {len(estimate.claims)} for {subject}"
    return Item(
        id=item_id("claim", (key,)),
        kind="claim",
        subjects=(key,),
        question=f"Do these words say: {_said(claim)}?",
        why=f"the program is {claim.confidence:.0%} sure of it, and it is {rests}",
        answers=(
            _answer("accept", "yes, accept", (key,), claim.confidence),
            _answer("reject", "no, reject", (key,), 1 - claim.confidence),
        ),
        weight=round((1 - claim.confidence) * _claim_stake(incident, estimate, claim.value, alone=alone), 3),
        incidents=(incident.id,),
        disputed=any(key in claims for one in incident.disagreements for _, claims in one.sides),
        seen=seen_on(told, (key,)),
        facts={"correctable": "yes"},
    )


def _said(claim: Claim) -> str:
    value = in_words(claim.value)
    return f"{value} {_subject(claim.field, claim.of)}" if isinstance(claim.value, Count) else f"{claim.field}: {value}"


def _claim_stake(incident: Incident, estimate: Estimate, value: object, *, alone: bool) -> float:
    if not isinstance(value, Count):
        return (1.0 if alone else 0.5) * _OTHER_FIELDS * best_killed([incident])
    weight = 1.0 if estimate.field == "killed" else 0.2
    number = value.best if value.best is not None else value.low or 0
    if alone:
        return weight * number
    high = estimate.high if estimate.high is not None else number
    at_edge = number in {estimate.low, estimate.high, estimate.best}
    return weight * max(high - (estimate.low or 0), 1) * (1.0 if at_edge else 0.1)


# Whether an event counts at all


def _alleged(told: Told) -> Iterator[Item]:
    """Reports of which it is not settled that what they tell of happened."""
    for incident in told.held.incidents.values():
        for key in incident.reports:
            report = told.reports.get(key)
            if report is None or report.status != "alleged" or told.decided(key, "accept", "exclude"):
                continue
            yield Item(
                id=item_id("inclusion", (key,)),
                kind="inclusion",
                subjects=(key,),
                question="Should this report count in the ledger?",
                why="what it tells of is alleged: nobody in it says in their own voice that it happened",
                answers=(
                    _answer("accept", "it counts", (key,), 0.5),
                    _answer("exclude", "leave it out", (key,), 0.5),
                ),
                weight=round(0.5 * (1.0 + best_killed([incident])), 3),
                incidents=(incident.id,),
                disputed=bool(incident.disagreements),
                seen=seen_on(told, (key,)),
            )
