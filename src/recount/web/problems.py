"""What a reader sees when something is not there or went wrong: what happened and what to do, as page or as JSON."""

from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from recount.errors import AccessError, DecisionError, NotInLedger, Overtaken, RecountError
from recount.web.page import render

_ADVICE = {
    403: "Sign in with an account that may do this.",
    404: "It may have been mistyped. Search the incidents, or begin at the overview.",
    405: "Go back and use the form on the page.",
    422: "Check the address: a part of it has a value that cannot be used.",
}


def answer_problems(app: FastAPI) -> None:
    """Registers how each kind of error is answered."""
    for kind in (HTTPException, RequestValidationError, RecountError):
        app.add_exception_handler(kind, _answer)


def problem(request: Request, status: int, what: str, advice: str) -> Response:
    """An answer that says what happened and what to do next; JSON under `/api`."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"what": what, "advice": advice}, status_code=status)
    return render(request, "problem.html", status=status, what=what, advice=advice, sign_in=_sign_in(request, status))


def _sign_in(request: Request, status: int) -> str | None:
    """The way to a page that needs an account, for who has not signed in."""
    if status != 403 or request.method != "GET" or getattr(request.state, "person", None) is not None:
        return None
    asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return f"/sign-in?next={quote(asked, safe='')}"


def _answer(request: Request, error: Exception) -> Response:
    match error:
        case HTTPException():
            answer = problem(request, error.status_code, error.detail, _ADVICE.get(error.status_code, "Try again."))
            answer.headers.update(error.headers or {})
            return answer
        case RequestValidationError():
            said = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors()[:3])
            return problem(request, 422, f"This address cannot be used ({said})", _ADVICE[422])
        case NotInLedger():
            return problem(request, 404, error.what, error.advice)
        case Overtaken():
            return problem(request, 409, error.what, error.advice)
        case AccessError() | DecisionError():
            return problem(request, 422, error.what, error.advice)
        case RecountError():
            return problem(request, 500, error.what, error.advice)
        case _:
            raise error
