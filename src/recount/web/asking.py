"""What a reader asks for: period, area, actor, type, grade, words. It lives in the address of every page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, get_args
from urllib.parse import urlencode

from fastapi import HTTPException, Request

from recount.records import EventType, Grade, Status

Sort = Literal["newest", "oldest", "killed", "wounded", "witnesses", "changed"]
SORTS: Mapping[Sort, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "killed": "most killed",
    "wounded": "most wounded",
    "witnesses": "most witnesses",
    "changed": "latest change",
}
PAGE = 50
MOST_PAGES = 100_000
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A filter; None asks for everything.

    `month` is where tables count an incident ("2016-10", "2016", "unknown"), `year` the year of that; `since` and
    `until` keep every incident that may have been on a day between them.
    """

    since: date | None = None
    until: date | None = None
    month: str | None = None
    year: str | None = None
    country: str | None = None
    province: str | None = None
    actor: str | None = None
    type: EventType | None = None
    grade: Grade | None = None
    status: Status | None = None
    disputed: bool | None = None
    text: str | None = None

    def parts(self) -> dict[str, str]:
        """What is asked for, as it stands in an address."""
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _written(value) for name, value in held.items() if value not in (None, False)}

    def but(self, **changes: Any) -> "Asked":
        """The same filter with some parts changed."""
        return replace(self, **changes)

    def link(self, path: str, /, **changes: Any) -> str:
        """The address of a page with this filter, some of it changed; None takes a part away."""
        own = {name: value for name, value in changes.items() if name in self.names()}
        rest = {name: value for name, value in changes.items() if name not in own and value is not None}
        query = urlencode({**replace(self, **own).parts(), **rest})
        return f"{path}?{query}" if query else path

    def linker(self, path: str) -> Callable[..., str]:
        """Makes many addresses that add to this filter, cheaper than one by one."""
        parts = self.parts()
        base = urlencode(parts)

        def link(**more: str) -> str:
            if any(name in parts for name in more):
                return self.link(path, **more)
            return f"{path}?{base}{'&' if base else ''}{urlencode(more)}"

        return link

    def without(self, name: str, path: str) -> str:
        """The address with one part of the filter taken away."""
        return self.link(path, **{name: None})

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(field.name for field in fields(cls))


def _written(value: object) -> str:
    return "yes" if value is True else value.isoformat() if isinstance(value, date) else str(value)


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": get_args(EventType),
    "grade": get_args(Grade),
    "status": get_args(Status),
    "sort": tuple(SORTS),
}


def asked_of(request: Request) -> Asked:
    """The filter in an address; empty fields of a form are left out, what cannot be used is said."""
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    return Asked(**{name: _read(name, given[name]) for name in Asked.names() if name in given})


def _read(name: str, value: str) -> Any:
    if len(value) > _LONGEST:
        raise HTTPException(422, f"{name} is longer than {_LONGEST} characters")
    if name in {"since", "until"}:
        return day_of(name, value)
    if name == "disputed":
        return value in {"yes", "true", "1", "on"} or None
    return chosen(name, value)


def day_of(name: str, value: str) -> date:
    """A day as 2016-10-24."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise HTTPException(422, f"{name}={value} is no day. Write it as 2016-10-24") from error


def chosen(name: str, value: str) -> str:
    """A value that must be one of some words, where the part of the filter has such."""
    if name in _CHOICES and value not in _CHOICES[name]:
        raise HTTPException(422, f"{name}={value} is none of: {', '.join(_CHOICES[name])}")
    return value


def sort_of(request: Request) -> Sort:
    """In which order the incidents are asked for."""
    return chosen("sort", request.query_params.get("sort") or "newest")  # type: ignore[return-value]


def page_of(request: Request) -> int:
    """Which page of a list is asked for, from 1."""
    value = request.query_params.get("page") or "1"
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and 1 <= int(value) <= MOST_PAGES):
        raise HTTPException(422, f"page={value[:20]} is no page. Give a number from 1")
    return int(value)
