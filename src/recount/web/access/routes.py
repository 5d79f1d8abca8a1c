"""The pages of signing in and out, of one's own password, of the users and of the audit log."""

from secrets import token_urlsafe
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from recount.errors import AccessError
from recount.ledger.users import Role, User
from recount.web.access import permissions
from recount.web.access.door import COOKIE, address_of, is_secure, session_cookie
from recount.web.access.forms import FIELD, Fields, Signed, allowed, entrance_of, form_fields, person_of, refuse
from recount.web.access.passwords import hash_password
from recount.web.access.sessions import TooOften
from recount.web.page import render

router = APIRouter(include_in_schema=False)
# Before there is a session, the form's token is compared with a cookie that another site cannot set.
FORM_COOKIE = "recount_form"


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> HTMLResponse:  # noqa: A002 - the parameter's name in the address
    """The form to sign in with."""
    return _sign_in_form(request, after=local(next))


@router.post("/sign-in")
def sign_in(request: Request, fields: Annotated[Fields, Depends(form_fields)]) -> Response:
    """Begins a session for whoever knows name and password."""
    entrance, after = entrance_of(request), local(fields.get("next", "/"))
    if entrance.proxy_header is not None:
        raise HTTPException(404, "Signing in is left to the proxy here")
    token = request.cookies.get(FORM_COOKIE)
    if not token or token != fields.get(FIELD):
        raise HTTPException(403, "This form is not from this page: load the sign-in page again")
    name, password = fields.get("name", "").strip(), fields.get("password", "")
    before = request.state.session_id
    try:
        session_id = entrance.door.sign_in(name, password, address=address_of(request.scope), before=before)
    except TooOften as error:
        answer = _sign_in_form(request, after=after, name=name, problem=str(error), status=429)
        answer.headers["Retry-After"] = "900"
        return answer
    except AccessError as error:
        return _sign_in_form(request, after=after, name=name, problem=str(error), status=401)
    return _with_session(request, RedirectResponse(after, status_code=303), session_id)


@router.post("/sign-out")
def sign_out(request: Request, _fields: Signed) -> Response:
    """Ends the session."""
    entrance_of(request).door.sign_out(
        request.state.session_id, request.state.session.user, address=address_of(request.scope)
    )
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    return answer


@router.get("/password")
def password_page(request: Request, _person: Annotated[User, Depends(allowed(bool))]) -> HTMLResponse:
    """The form for a new password."""
    return render(request, "password.html", problem=None)


@router.post("/password")
def change_password(request: Request, fields: Signed) -> Response:
    """Changes one's own password; all other sessions end."""
    user: User = request.state.session.user
    old, new, again = (fields.get(key, "") for key in ("old", "new", "again"))
    try:
        if new != again:
            raise AccessError("The new password was typed in two ways", advice="Type it twice alike")
        session_id = entrance_of(request).door.change_password(user, old, new, address=address_of(request.scope))
    except AccessError as error:
        return render(request, "password.html", status=422, problem=str(error))
    return _with_session(request, RedirectResponse("/desk", status_code=303), session_id)


@router.get("/users")
def users_page(
    request: Request, _person: Annotated[User, Depends(allowed(permissions.can_manage_users))]
) -> HTMLResponse:
    """Everybody who may sign in."""
    return _users(request)


@router.post("/users")
def add_user(
    request: Request, fields: Signed, person: Annotated[User, Depends(allowed(permissions.can_manage_users))]
) -> Response:
    """Adds a user."""
    door = entrance_of(request).door
    name, role = fields.get("name", "").strip(), fields.get("role", "")
    try:
        made = User(name=checked_name(name), role=checked_role(role))
        door.users.add(made, hash_password(fields.get("password", "")), at=door.now().isoformat())
    except AccessError as error:
        return _users(request, status=422, problem=str(error))
    door.note("add user", who=person.name, about=f"{name} as {role}", address=address_of(request.scope))
    return RedirectResponse("/users", status_code=303)


@router.post("/users/{name}")
def change_user(
    request: Request, name: str, fields: Signed, person: Annotated[User, Depends(allowed(permissions.can_manage_users))]
) -> Response:
    """Changes a role, or shuts somebody out or lets them in again."""
    door = entrance_of(request).door
    found = door.users.find(name)
    if found is None:
        raise HTTPException(404, f"There is no user {name}")
    if not permissions.can_change_user(person, found[0]):
        refuse(request, person, f"to change {name}")
    active = fields.get("active", "yes") == "yes"
    door.users.change(name, role=checked_role(fields.get("role", found[0].role)), active=active)
    about = f"{name} as {fields.get('role', found[0].role)}{'' if active else ', shut out'}"
    door.note("change user", who=person.name, about=about, address=address_of(request.scope))
    return RedirectResponse("/users", status_code=303)


@router.get("/log")
def log_page(request: Request, _person: Annotated[User, Depends(allowed(permissions.can_see_log))]) -> HTMLResponse:
    """The last lines of the audit log."""
    return render(request, "log.html", actions=entrance_of(request).door.users.actions(most=500))


def checked_name(name: str) -> str:
    """A name that can stand in a log and an address; AccessError for any other."""
    if not (1 <= len(name) <= 60 and name.isprintable()) or set(name) & set("/\\?#<>\"'&"):
        raise AccessError(
            f"{name[:60]!r} is no name for a user", advice="Take up to 60 letters, digits, dots or spaces"
        )
    return name


def checked_role(role: str) -> Role:
    """A role; AccessError for any other word."""
    found: Role | None = next((one for one in get_args(Role) if one == role), None)
    if found is None:
        raise AccessError(f"{role!r} is no role", advice=f"Use one of: {', '.join(get_args(Role))}")
    return found


def local(address: str) -> str:
    """An address on this site, and the overview in the place of any other."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"


def _users(request: Request, *, status: int = 200, problem: str | None = None) -> HTMLResponse:
    found = entrance_of(request).door.users.list()
    changeable = {one.name for one in found if permissions.can_change_user(person_of(request), one)}
    roles = get_args(Role)
    return render(
        request, "users.html", status=status, users=found, roles=roles, changeable=changeable, problem=problem
    )


def _sign_in_form(
    request: Request, *, after: str, name: str = "", problem: str | None = None, status: int = 200
) -> HTMLResponse:
    token = token_urlsafe()
    answer = render(request, "sign_in.html", status=status, after=after, name=name, problem=problem, form_token=token)
    secure = is_secure(request.scope, request.headers)
    answer.set_cookie(FORM_COOKIE, token, path="/sign-in", httponly=True, samesite="strict", secure=secure)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _with_session(request: Request, answer: Response, session_id: str) -> Response:
    secure = is_secure(request.scope, request.headers)
    answer.headers.append("Set-Cookie", session_cookie(session_id, secure=secure))
    return answer
