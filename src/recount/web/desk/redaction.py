"""Taking words out of what is shown of a document: asked for by a reviewer, done by an editor, while claims stand."""

import json
import re
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from recount.errors import DecisionError, NotInLedger
from recount.ledger.users import User
from recount.pipeline import decide
from recount.records import Decision, Document
from recount.review.decide import make_decision, standing
from recount.review.stretches import check_reason, places
from recount.web.access.door import address_of
from recount.web.access.forms import Signed, allowed, entrance_of
from recount.web.access.permissions import can_decide, can_review
from recount.web.page import render
from recount.web.site import Site, site_of

router = APIRouter(include_in_schema=False, prefix="/desk/redact")
_NAME = re.compile(r"\b[^\W\d_a-z]\w{2,}")
_MOST_LEFT = 8
Reviewer = Annotated[User, Depends(allowed(can_review))]


@router.get("/{key}")
def redaction_page(request: Request, key: str, _person: Reviewer) -> HTMLResponse:
    """The form for a document, its text as it is shown now, and what was redacted of it or asked for."""
    return _page(request, key)


@router.post("/{key}")
def redact(request: Request, key: str, fields: Signed, person: Reviewer) -> Response:
    """Redacts words wherever they stand in a document, or asks an editor to."""
    site = site_of(request)
    kind = "redact" if can_decide(person, "redact") else "ask redaction"
    words, reason = fields.get("words", "").strip(), " ".join(fields.get("reason", "").split())[:300]
    try:
        if not reason:
            raise DecisionError("This needs a reason", advice="It is shown in place of the words: repeat none of them")
        check_reason(reason, words)
        found = places(_original(site, key).text, words)
        at = site.clock()
        made = [make_decision(kind, (key,), reason=reason, who=person.name, at=at, value=one) for one in found]
        decide(site.desk(), made)
    except DecisionError as error:
        return _page(request, key, status=422, problem=str(error), words=words, reason=reason)
    about = f"{len(made)} places of document {key}"
    entrance_of(request).door.note(kind, who=person.name, about=about, address=address_of(request.scope))
    return RedirectResponse(f"/desk/redact/{key}", status_code=303)


def _original(site: Site, key: str) -> Document:
    found = site.ledger.documents({key}, original=True).get(key)
    if found is None:
        raise NotInLedger(f"The ledger holds no document {key[:40]!r}", advice="Find it through one of its incidents")
    return found


def _page(
    request: Request, key: str, *, status: int = 200, problem: str | None = None, words: str = "", reason: str = ""
) -> HTMLResponse:
    site = site_of(request)
    document = site.ledger.documents({key}).get(key)
    if document is None:
        raise NotInLedger(f"The ledger holds no document {key[:40]!r}", advice="Find it through one of its incidents")
    held = [one for one in standing(site.ledger.decisions()) if one.subjects == (key,)]
    answer = render(
        request,
        "desk_redact.html",
        status=status,
        document=document,
        redacted=_by_answer(held, "redact"),
        left=names_left(_original(site, key).text, document.text, held),
        asked=_by_answer(held, "ask redaction"),
        may=can_decide(request.state.person, "redact"),
        problem=problem,
        filled=words,
        reason=reason,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def names_left(original: str, shown: str, held: Iterable[Decision]) -> tuple[str, ...]:
    """Words with a capital out of what was redacted that still stand elsewhere, such as a surname on its own."""
    spans = [json.loads(one.value) for one in held if one.kind == "redact" and one.value]
    taken = {word for start, end in spans for word in _NAME.findall(original[start:end])}
    return tuple(sorted(taken & set(_NAME.findall(shown))))[:_MOST_LEFT]


def _by_answer(held: list[Decision], kind: str) -> list[tuple[Decision, int]]:
    """One decision of each answer, with how many places it took in."""
    mine = [one for one in held if one.kind == kind]
    firsts = {(one.who, one.at): one for one in reversed(mine)}
    return [(one, sum((other.who, other.at) == key for other in mine)) for key, one in sorted(firsts.items())]
