"""The pages of the review desk: one question at a time, the evidence beside it, and what was decided before."""

from collections.abc import Collection
from statistics import median
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from recount.errors import DecisionError, NotInLedger, Overtaken
from recount.ledger.sittings import sittings
from recount.ledger.users import User
from recount.pipeline import decide
from recount.records import Claim
from recount.review.decide import make_decision
from recount.review.queue import Item
from recount.web.access.door import address_of
from recount.web.access.forms import Signed, allowed, entrance_of, refuse
from recount.web.access.permissions import can_review, can_withdraw
from recount.web.desk import answering
from recount.web.desk.answering import Filled
from recount.web.desk.corrections import blanks
from recount.web.desk.evidence import beside
from recount.web.desk.history import described, history, together
from recount.web.desk.table import table_of
from recount.web.page import render
from recount.web.site import Site, site_of

router = APIRouter(include_in_schema=False, prefix="/desk")
Reviewer = Annotated[User, Depends(allowed(can_review))]
TAKEN_BACK = "taken back by who decided it"


@router.get("")
def next_question(request: Request, person: Reviewer, after: str | None = None, done: str | None = None) -> Response:
    """The question that this reviewer should look at next."""
    site, table = site_of(request), table_of(request)
    item = table.next_for(site, person, after=after)
    if item is None:
        return _page(request, "desk_empty.html", done=_done(site, done))
    return _question(request, person, item, done=_done(site, done))


@router.get("/questions")
def all_questions(request: Request, _person: Reviewer) -> HTMLResponse:
    """Everything that waits for a person, in its order."""
    found = table_of(request).questions(site_of(request))
    return _page(request, "desk_questions.html", found=found[:300], number=len(found))


@router.get("/questions/{key}")
def one_question(request: Request, person: Reviewer, key: str) -> Response:
    """One question; what is no longer open leads to the next."""
    item = table_of(request).question(site_of(request), key)
    if item is None:
        return RedirectResponse("/desk", status_code=303)
    return _question(request, person, item)


@router.post("/questions/{key}")
def answer(request: Request, key: str, fields: Signed, person: Reviewer) -> Response:
    """Records an answer, unless somebody else was quicker."""
    site, filled = site_of(request), Filled.of(fields)
    item = table_of(request).question(site, key)
    if item is None:
        return _overtaken(request, [one for one in fields.get("subjects", "").split(",") if one][:20], filled)
    claim = _claim(site, item)
    try:
        proposed = answering.proposals(item, filled, fields, claim)
        known = {one.id: one for one in site.ledger.decisions()}
        if answering.not_allowed(person, proposed, known) is not None:
            refuse(request, person, f"to answer {filled.answer} to {item.kind} {key}")
        made = answering.record(site, item, proposed, filled, person=person)
    except Overtaken as error:
        fresh = table_of(request).question(site, key)
        if fresh is None:
            return _overtaken(request, item.subjects, filled)
        return _question(request, person, fresh, filled=filled, problem=str(error), status=409)
    except DecisionError as error:
        return _question(request, person, item, filled=filled, problem=str(error), status=422)
    about = f"{filled.answer}: {item.kind} {' '.join(item.subjects)[:120]}"
    entrance_of(request).door.note("decide", who=person.name, about=about, address=address_of(request.scope))
    return RedirectResponse(f"/desk?done={made[0].id}", status_code=303)


@router.get("/history")
def history_page(request: Request, person: Reviewer, who: str | None = None) -> HTMLResponse:
    """What was decided, newest first."""
    found = history(site_of(request).ledger, person, who=who)
    return _page(request, "desk_history.html", found=found, who=who)


@router.post("/history/{key}")
def take_back(request: Request, key: str, fields: Signed, person: Reviewer) -> Response:
    """Withdraws an answer: what it replaced stands again."""
    site = site_of(request)
    made = together(site.ledger.decisions(), key)
    if not made:
        raise NotInLedger(f"There is no decision {key[:40]}", advice="Look it up in the history")
    if not all(can_withdraw(person, one) for one in made):
        refuse(request, person, f"to take back {key}")
    reason = " ".join(fields.get("reason", "").split())[:1000]
    if not reason and any(one.who != person.name for one in made):
        raise HTTPException(422, "Taking back what somebody else decided needs a reason: go back and give one")
    subjects = tuple(one.id for one in made)
    withdrawal = make_decision("withdraw", subjects, reason=reason or TAKEN_BACK, who=person.name, at=site.clock())
    decide(site.desk(), [withdrawal])
    entrance_of(request).door.note("take back", who=person.name, about=key, address=address_of(request.scope))
    return RedirectResponse(f"/desk?done={withdrawal.id}", status_code=303)


def _claim(site: Site, item: Item) -> Claim | None:
    """The claim that a question is about."""
    if item.kind != "claim":
        return None
    told = (report for account in site.ledger.accounts(_home(site, item)).values() for report in account.reports)
    return next((claim for report in told for claim in report.claims if claim.id == item.subjects[0]), None)


def _home(site: Site, item: Item) -> Collection[str]:
    return site.ledger.documents_behind(item.incidents)


def _done(site: Site, key: str | None) -> dict[str, object] | None:
    """What was just decided, for the line that offers to take it back."""
    made = together(site.ledger.decisions(), key) if key else ()
    if not made:
        return None
    return {"id": made[0].id, "kinds": ", ".join(dict.fromkeys(one.kind for one in made)), "who": made[0].who}


def _question(
    request: Request,
    person: User,
    item: Item,
    *,
    filled: Filled | None = None,
    problem: str | None = None,
    status: int = 200,
    done: object = None,
) -> HTMLResponse:
    site, table = site_of(request), table_of(request)
    item = table.question(site, item.id) or item
    table.look(item.id, person.name, site.now())
    claim = _claim(site, item)
    decisions = site.ledger.decisions()
    return _page(
        request,
        "desk.html",
        status=status,
        item=answering.with_correction(item, claim),
        beside=beside(site.ledger, item),
        blanks=blanks(claim) if claim else (),
        filled=filled,
        problem=problem,
        done=done,
        opened=site.now().isoformat() if filled is None else filled.opened,
        other=table.other_at(item.id, person.name, site.now()),
        earlier=[one for one in decisions if one.id in item.seen],
        number=len(table.questions(site)),
        pace=_pace(site, person),
    )


def _overtaken(request: Request, subjects: Collection[str], filled: Filled) -> HTMLResponse:
    """What somebody else decided on the question in the meantime; nothing of this answer was recorded."""
    site = site_of(request)
    decisions = site.ledger.decisions()
    unseen = [one for one in decisions if set(one.subjects) & set(subjects) and one.id not in filled.seen]
    words = described(site.ledger, {subject for one in unseen for subject in one.subjects}, decisions)
    return _page(request, "desk_overtaken.html", status=409, unseen=unseen, filled=filled, words_of=words)


def _pace(site: Site, person: User) -> dict[str, object]:
    """How many answers this reviewer gave, and how long half of them took at most."""
    mine = [one for one in sittings(site.ledger) if one.who == person.name]
    times = [one.seconds for one in mine if one.seconds is not None]
    today = [one for one in mine if one.at[:10] == site.clock()[:10]]
    minutes = sum(times) / 60 / len(times) if times else None
    return {"today": len(today), "all": len(mine), "median": median(times) if times else None, "minutes": minutes}


def _page(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    answer = render(request, template, status=status, **context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
