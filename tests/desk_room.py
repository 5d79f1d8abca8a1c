"""What tests of the desk and of signing in share: a small ledger behind the whole app, people, and a browser's part."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from factory import document
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from small_stages import SmallReader, small_code

from recount.config import Config
from recount.ledger import Ledger, Users
from recount.ledger.users import Role, User
from recount.pipeline import Desk, add
from recount.records import Account, Cluster, Decision, Document, Link, Published, Reading, Reason, Report
from recount.stages import STAGES, Stages
from recount.web.app import create_app

PASSWORD = "four words make one"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
START = datetime(2026, 11, 20, 10, tzinfo=UTC)
ARMY = "The army spoke.\n2016-10-24 Quetta: killed 61 (army)\nA barber, Asif Jan, saw it."
POLICE = "The police spoke.\n2016-10-24 Quetta: killed 65 (police)\nAsif Jan wept."
PERHAPS = "It may be so, perhaps.\n2017-05-12 Mastung: killed 25 (police)"
ARTICLES = (
    document("army", ARMY, "Army Post", "2016-10-25"),
    document("police", POLICE, "Police Post", "2016-10-25"),
    document("perhaps", PERHAPS, "The Example", "2017-05-13"),
)


def doubting_code(told: Document, reading: Reading) -> Account:
    """The coder of a few lines; of a text that says "perhaps" it is not sure."""
    account = small_code(told, reading)
    if "perhaps" not in told.text:
        return account
    reports = tuple(
        replace(report, claims=tuple(replace(claim, confidence=0.5) for claim in report.claims))
        for report in account.reports
    )
    return replace(account, reports=reports)


def room_link(
    reports: Sequence[Report], published: Mapping[str, Published], decisions: Sequence[Decision]
) -> tuple[Cluster, ...]:
    """The same day and place is one event, the next day a near miss; what people decided wins."""
    decided = {frozenset(one.subjects): one.kind for one in decisions if one.kind in {"same", "not same", "unsure"}}
    links = [_compare(*pair, decided.get(frozenset(one.id for one in pair))) for pair in combinations(reports, 2)]
    home = {report.id: {report.id} for report in reports}
    for link in (one for one in links if one is not None and one.verdict == "same"):
        together = home[link.left] | home[link.right]
        home |= dict.fromkeys(together, together)
    near = [one for one in links if one is not None and one.verdict != "same"]
    return tuple(
        Cluster(
            id=min(group),
            reports=group,
            links=tuple(one for one in links if one is not None and {one.left, one.right} <= set(group)),
            refused=tuple(one for one in near if {one.left, one.right} & set(group)),
        )
        for group in sorted({tuple(sorted(one)) for one in home.values()})
    )


def _compare(one: Report, other: Report, decided: str | None) -> Link | None:
    apart = abs((one.claims[0].value.first - other.claims[0].value.first).days)  # type: ignore[union-attr,operator]
    if one.claims[1].value != other.claims[1].value or apart > 1:
        return None
    points = -1.0 if apart else 4.0
    verdict = decided or ("unsure" if apart else "same")
    reasons = (Reason(what="days", words="the next day" if apart else "the same day", points=points),)
    left, right = sorted((one.id, other.id))
    return Link(left=left, right=right, verdict=verdict, score=points, reasons=reasons)  # type: ignore[arg-type]


ROOM = Stages(name="small 1", make_reader=SmallReader, code=doubting_code, link=room_link, reconcile=STAGES.reconcile)


class Clock:
    """A clock that goes on by a second whenever it is looked at, and by more when it is told to."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def stamp(self) -> str:
        return self().strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Browser:
    """A browser of one person."""

    def __init__(self, app: FastAPI, *, address: str = "198.51.100.7") -> None:
        self.client = TestClient(app, client=(address, 50000), follow_redirects=False)

    def get(self, path: str, **options: Any) -> Response:
        return self.client.get(path, **options)

    def post(self, path: str, fields: dict[str, str] | None = None, **options: Any) -> Response:
        return self.client.post(path, data=fields or {}, **options)

    def token(self, path: str) -> str:
        return field(self.get(path).text, "token")

    def sign_in(self, name: str, password: str = PASSWORD, *, after: str = "/desk") -> Response:
        page = self.get("/sign-in").text
        return self.post("/sign-in", {"token": field(page, "token"), "name": name, "password": password, "next": after})

    def form(self, path: str, **more: str) -> dict[str, str]:
        """The hidden fields of the question's form on a page, with what is filled in."""
        page = self.get(path).text
        return (
            {name: field(page, name) for name in ("seen", "subjects", "opened")}
            | {"token": field(page, "token")}
            | more
        )


def field(page: str, name: str) -> str:
    """The value of a hidden field, of the last form that has it."""
    found = re.findall(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page has no field {name}"
    return str(found[-1])


def fill(ledger: Ledger, clock: Clock, *articles: Document) -> None:
    """Reads the articles into a ledger."""
    list(add(Desk(ledger=ledger, stages=ROOM, now=clock.stamp), articles or ARTICLES))


def hire(ledger: Ledger, **people: Role) -> None:
    """Gives people names to sign in with, all with the same password."""
    for name, role in people.items():
        Users(ledger).add(User(name=name, role=role), CHEAP.hash(PASSWORD), at="2026-01-01")


@contextmanager
def opened(tmp_path: Path, clock: Clock, **settings: str) -> Iterator[FastAPI]:
    """The app on a ledger of three articles, with one person of each role."""
    place = str(tmp_path / "desk.db")
    with Ledger.open(place) as ledger:
        fill(ledger, clock)
        hire(ledger, rita="reader", rob="reviewer", rosa="reviewer", eda="editor", ada="administrator")
    app = create_app(Config(ledger=place, **settings), stages=ROOM, now=clock)  # type: ignore[arg-type]
    with TestClient(app):
        yield app
