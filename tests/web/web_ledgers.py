"""Ledgers that tests of pages look at, made of records."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from factory import day, exactly
from fastapi.testclient import TestClient

from recount.config import Config
from recount.ledger import Ledger
from recount.pipeline import Desk, rebuild
from recount.records import (
    Account,
    Claim,
    Document,
    Published,
    Relation,
    Report,
    Span,
    Speaker,
    Statistic,
    Where,
    content_id,
)
from recount.stages import STAGES
from recount.web.app import create_app

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
AT = "2026-11-20T10:00:00.000000Z"
EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "javascript:alert(1)",
    "\u202eevil\u202c",
    "'\"><svg/onload=alert(1)>",
    "]]>--><!--",
    "سلام",
)
MARKUP = ("<script>alert", "<img src=x", "<svg/onload", "49${", "<!--")


def client_of(place: Path) -> TestClient:
    app = create_app(Config(jobs=1), str(place), now=lambda: NOW, title="Test ledger")
    return TestClient(app, base_url="http://testserver")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def record(ledger: Ledger, document: Document, account: Account) -> None:
    read_as = ledger.standing(document, reader=STAGES.name).document
    ledger.record(document, account, read_as=read_as, reader=STAGES.name, at=AT)


def document(name: str, text: str, on: str, **more: Any) -> Document:
    published = Published(first=date.fromisoformat(on), last=date.fromisoformat(on), basis="given", reason="given")
    return Document(id=content_id("document", text), name=name, text=text, published=published, **more)


def claim(text: str, field: str, value: object, words: str, by: str | None = None, **more: Any) -> Claim:
    speaker = Speaker(span=span(text, by), voice=by) if by else None
    key = content_id("claim", text, field, words, by)
    return Claim(id=key, field=field, value=value, span=span(text, words), speaker=speaker, **more)  # type: ignore[arg-type]


def desk_of(ledger: Ledger) -> Desk:
    return Desk(ledger=ledger, stages=STAGES, now=lambda: AT, jobs=1)


def hostile(place: Path) -> None:
    """Two documents on one incident, every word of them an attempt."""
    with Ledger.open(str(place)) as ledger:
        for n in range(2):
            words = " ".join(EVIL)
            opening = f"{EVIL[0]} killed {11 + n} people"
            text = f"{opening}\nin {words}, said {EVIL[5]}\n{EVIL[2]} grey stuff {n}\nIn all 99 killed"
            where = Where(
                locality=EVIL[1], province=EVIL[5], country="PK", level="locality", words=EVIL[0], reason=EVIL[1]
            )
            claims = (
                claim(text, "killed", exactly(11 + n), f"{11 + n} people", by=EVIL[5], of="all"),
                claim(text, "place", where, EVIL[1]),
                claim(text, "date", day("2016-10-24"), "killed"),
                claim(text, "perpetrator", f"Al {EVIL[0]}", EVIL[0], by=EVIL[5], stance="claims"),
                claim(text, "target", EVIL[4] + EVIL[5], EVIL[4]),
            )
            report = Report(
                id=content_id("report", text),
                document=content_id("document", text),
                type="bombing",
                status="happened",
                focus=True,
                triggers=(span(text, "killed"),),
                claims=claims,
                context=opening,
            )
            made = document(
                EVIL[5] + str(n),
                text,
                "2016-10-25",
                title=words,
                outlet=EVIL[1],
                url=EVIL[3],
                furniture=(span(text, f"grey stuff {n}"),),
            )
            figure = Statistic(
                id=content_id("figure", text),
                measure="killed",
                value=(99.0, 99.0, 99.0),
                unit="count",
                span=span(text, "In all 99 killed"),
                period=(date(2016, 1, 1), date(2016, 12, 31)),
                area=EVIL[0],
                actor=EVIL[1],
                of="all",
            )
            tie = Relation(
                id=content_id("tie", text), a=f"Al {EVIL[0]}", kind="fights", b=EVIL[5], span=span(text, EVIL[2])
            )
            account = Account(
                document=made.id,
                published=made.published,
                reports=(report,),
                statistics=(figure,),
                relations=(tie,),
                set_aside=(EVIL[0],),
            )
            record(ledger, made, account)
        rebuild(desk_of(ledger))


def related(ledger: Ledger, desk: Desk) -> None:
    """Two made-up documents in which organisations have to do with one another, and disagree about it."""
    fights, pledged = "Boko Haram fights Nigeria Army", "pledged allegiance to Islamic State"
    one = f"{fights}, a spokesman said. Boko Haram {pledged}."
    against = "Boko Haram fights Islamic State"
    other = f"Analysts said {against} since the summer."
    ties_one = (
        ("Boko Haram", "fights", "Nigeria Army", fights),
        ("Boko Haram", "pledged_to", "Islamic State", pledged),
    )
    told = (
        ("ties-one", "2015-11-01", one, ties_one),
        ("ties-two", "2016-08-05", other, (("Boko Haram", "fights", "Islamic State", against),)),
    )
    for name, on, text, ties in told:
        made = document(name, text, on, outlet="Example Wire", title=f"Report {name}")
        relations = tuple(
            Relation(id=content_id("tie", text, a, kind, b), a=a, kind=kind, b=b, span=span(text, words))  # type: ignore[arg-type]
            for a, kind, b, words in ties
        )
        record(ledger, made, Account(document=made.id, published=made.published, relations=relations))
    rebuild(desk)
