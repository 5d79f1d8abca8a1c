"""Forms: each carries a token that only a page of the same session could give it."""

from collections.abc import Callable
from hmac import compare_digest
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from recount.ledger.users import Session, User
from recount.web.access.door import Entrance
from recount.web.access.permissions import Person

Fields = dict[str, str]
FIELD = "token"


def entrance_of(request: Request) -> Entrance:
    """How people come in, as it is set."""
    entrance: Entrance = request.state.entrance
    return entrance


def person_of(request: Request) -> Person:
    """Whoever is signed in."""
    person: Person = request.state.person
    return person


async def form_fields(request: Request) -> Fields:
    """The fields of a form, each once; files are no answer to anything here."""
    async with request.form(max_files=0, max_fields=200) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


async def signed_form(request: Request, fields: Annotated[Fields, Depends(form_fields)]) -> Fields:
    """The fields of a form that a page of this very session gave out; 403 for any other."""
    session: Session | None = request.state.session
    if session is None:
        raise HTTPException(403, "You are not signed in, or no longer")
    if not compare_digest(fields.get(FIELD, "").encode(), session.token.encode()):
        raise HTTPException(403, "This form is not from this session: load the page again")
    return fields


def allowed(question: Callable[[Person], bool]) -> Callable[[Request], User]:
    """A dependency: whoever is signed in, where they may; 403 where not, which the audit log notes."""

    def check(request: Request) -> User:
        person = person_of(request)
        if person is None:
            raise HTTPException(403, "This needs an account: sign in first")
        if not question(person):
            refuse(request, person, request.url.path)
        return person

    return check


def refuse(request: Request, person: User, what: str) -> None:
    """Answers that somebody may not do this, and notes that they tried."""
    entrance_of(request).door.note("refused", who=person.name, about=what[:200], outcome="refused")
    raise HTTPException(403, f"{person.name} ({person.role}) may not do this")


Signed = Annotated[Fields, Depends(signed_form)]
