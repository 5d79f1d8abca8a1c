"""What was decided at the desk and elsewhere: answer by answer, by whom, when, why, and whether it was taken back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from recount.codebook.countries import load_countries
from recount.contract import value_from_json
from recount.ledger import Ledger
from recount.ledger.former import Former, former_claims, names_of_reports
from recount.ledger.users import User
from recount.publish.words import value_words
from recount.records import Decision
from recount.review.decide import withdrawals
from recount.web.access.permissions import can_withdraw


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One answer: the decisions of one person at one moment, in words; `back`: how it was taken back, if it was."""

    id: str
    kinds: str
    who: str
    at: str
    reason: str
    about: tuple[str, ...]
    more: int
    back: Decision | None
    may_undo: bool
    ids: tuple[str, ...]


_SHOWN = 4  # subjects of an answer that are named


def together(decisions: Iterable[Decision], key: str) -> tuple[Decision, ...]:
    """A decision with all others of the same answer: by the same person at the same moment."""
    held = list(decisions)
    one = next((decision for decision in held if decision.id == key), None)
    if one is None:
        return ()
    return tuple(other for other in held if (other.who, other.at) == (one.who, one.at))


def history(ledger: Ledger, person: User, *, most: int = 100, who: str | None = None) -> tuple[Made, ...]:
    """The last answers, newest first."""
    decisions = ledger.decisions()
    chosen = [one for one in decisions if who is None or one.who == who]
    newest = sorted(chosen, key=lambda one: (one.at, one.who, one.id), reverse=True)
    groups = [list(group) for _, group in groupby(newest, key=lambda one: (one.at, one.who))][:most]
    subjects = {subject for group in groups for one in group for subject in one.subjects}
    words = described(ledger, subjects, decisions)
    back = withdrawals(decisions)
    kinds = _kinds(ledger, [one for group in groups for one in group])
    return tuple(_made(group, kinds, words, back, person) for group in groups)


def _kinds(ledger: Ledger, decisions: Sequence[Decision]) -> dict[str, str]:
    """The kind of each decision in words, with what a claim was corrected to."""
    claims = former_claims(ledger, {one.subjects[0] for one in decisions if one.kind == "correct"})
    told: dict[str, str] = {one.id: one.kind for one in decisions}
    for one in decisions:
        if one.kind == "correct" and one.value is not None and one.subjects[0] in claims:
            told[one.id] = f"correct to {_value(claims[one.subjects[0]], one.value)}"
    return told


def _made(
    group: Sequence[Decision],
    kinds: Mapping[str, str],
    words: Mapping[str, str],
    back: Mapping[str, Decision],
    person: User,
) -> Made:
    first = group[0]
    about = list(dict.fromkeys(words[subject] for one in group for subject in one.subjects))
    undone = next((back[one.id] for one in group if one.id in back), None)
    return Made(
        id=first.id,
        kinds=", ".join(dict.fromkeys(kinds[one.id] for one in group)),
        who=first.who,
        at=first.at,
        reason=first.reason,
        about=tuple(about[:_SHOWN]),
        more=max(0, len(about) - _SHOWN),
        back=undone,
        may_undo=undone is None and all(can_withdraw(person, one) for one in group),
        ids=tuple(one.id for one in group),
    )


def described(ledger: Ledger, subjects: set[str], decisions: Iterable[Decision]) -> dict[str, str]:
    """Each subject in words: a claim with its quote, a report or document by its name, a decision by its kind."""
    claims = former_claims(ledger, subjects)
    reports = names_of_reports(ledger, subjects - claims.keys())
    rest = subjects - claims.keys() - reports.keys()
    documents = ledger.documents(rest)
    made = {one.id: one for one in decisions if one.id in rest}
    told = {key: f"{one.field}, {_value(one, one.value)}: “{one.span.quote[:120]}”" for key, one in claims.items()}
    told |= {key: f"a report in {name}" for key, (_, name) in reports.items()}
    told |= {key: f"the document {one.name}" for key, one in documents.items()}
    told |= {key: f"the decision of {one.who}: {one.kind}" for key, one in made.items()}
    return {key: told.get(key, key) for key in subjects}


def _value(claim: Former, value: str) -> str:
    """A value as a decision or a row holds it, in words."""
    countries = {code: country.name for code, country in load_countries().items()}
    return value_words(value_from_json(claim.field, json.loads(value)), countries)
