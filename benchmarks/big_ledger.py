"""Writes a large made-up ledger: 200,000 incidents with a million claims, for timing pages and searches.

usage: python benchmarks/big_ledger.py FILE [--incidents 200000]

Incidents, reports and claims are drawn with a fixed seed and go through the records and the ledger's own rows; nothing
in them is from any report. Each incident has one report or two, each report one document and four claims.
"""

import argparse
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import insert

from recount.codebook.actors import load_actors
from recount.codebook.event_types import load_event_types
from recount.ledger import Ledger, derived, rows, stored, tables
from recount.ledger.captures import basis, capture_id
from recount.ledger.engine import open_engine, transaction
from recount.records import (
    Account,
    Claim,
    Cluster,
    Count,
    Disagreement,
    Document,
    Estimate,
    Grade,
    Incident,
    Published,
    Report,
    Span,
    Speaker,
    When,
    Where,
    content_id,
)

AT = "2026-01-01T00:00:00.000000Z"
PLACES = (
    ("PK", "Balochistan", "Quetta", 30.2, 67.0),
    ("PK", "Khyber Pakhtunkhwa", "Peshawar", 34.0, 71.6),
    ("PK", "Sindh", "Karachi", 24.9, 67.0),
    ("AF", "Kabul", "Kabul", 34.5, 69.2),
    ("AF", "Kandahar", "Kandahar", 31.6, 65.7),
    ("IQ", "Baghdad", "Baghdad", 33.3, 44.4),
    ("IQ", "Ninawa", "Mosul", 36.3, 43.1),
    ("SY", "Aleppo", "Aleppo", 36.2, 37.2),
    ("NG", "Borno", "Maiduguri", 11.8, 13.2),
    ("SO", "Banaadir", "Mogadishu", 2.0, 45.3),
    ("ML", "Gao", "Gao", 16.3, 0.0),
    ("UA", "Donetsk", "Kramatorsk", 48.7, 37.5),
    ("YE", "Sanaa", "Sanaa", 15.4, 44.2),
    ("IN", "Jammu and Kashmir", "Srinagar", 34.1, 74.8),
)
GRADES: tuple[Grade, ...] = ("single", "single", "corroborated", "official only", "contested", "claimed")
OUTLETS = ("The Morning Example", "Example Wire", "Daily Sample", "The Specimen Post")
AT_ONCE = 2000


class Dice:
    """Draws made-up incidents, always the same ones."""

    def __init__(self) -> None:
        self.random = random.Random(20261120)
        self.types = tuple(load_event_types())
        self.actors = tuple(actor.name for actor in load_actors().all if actor.kind == "armed group")
        self.forces = tuple(actor.name for actor in load_actors().all if actor.kind == "state force")

    def incident(self, number: int) -> tuple[Incident, list[tuple[Document, Account]]]:
        """One incident with the documents that tell of it."""
        draw = self.random
        day = date(2011, 1, 1) + timedelta(days=int(5600 * draw.random() ** 0.8))
        country, province, town, latitude, longitude = draw.choice(PLACES)
        suburb = f"{town} {draw.randint(1, 60)}"
        north, east = (round(middle + draw.uniform(-2, 2), 2) for middle in (latitude, longitude))
        where = Where(
            locality=suburb, province=province, country=country, level="locality", words=suburb,
            latitude=north, longitude=east, radius_km=8.0,
        )  # fmt: skip
        killed = int(draw.paretovariate(1.3)) - 1
        actor, force = draw.choice(self.actors), draw.choice(self.forces)
        when = When(first=day, last=day, precision="day")
        told = [self._document(number, n, when, where, killed + n, actor) for n in range(1 + (draw.random() < 0.25))]
        reports = [account.reports[0] for _, account in told]
        claims = [claim for report in reports for claim in report.claims]
        ids = {
            field: tuple(c.id for c in claims if c.field == field)
            for field in ("killed", "date", "place", "perpetrator")
        }
        grade = draw.choice(GRADES) if len(reports) == 1 else "contested"
        sides = ((str(killed), ids["killed"][:1]), (str(killed + 1), ids["killed"][1:]))
        rival = (Disagreement(field="killed", of="all", sides=sides, words=f"{killed} or {killed + 1}"),)
        high = killed + len(reports) - 1
        incident = Incident(
            id=reports[0].id,
            type=draw.choice(self.types),
            status="happened" if draw.random() < 0.95 else "foiled",
            reports=tuple(report.id for report in reports),
            when=Estimate(field="date", value=when, claims=ids["date"], rule="all agree"),
            where=Estimate(field="place", value=where, claims=ids["place"], rule="all agree"),
            counts=(Estimate(field="killed", of="all", low=killed, best=killed, high=high, claims=ids["killed"]),),
            perpetrators=(Estimate(field="perpetrator", value=actor, stance="claims", claims=ids["perpetrator"]),),
            targets=(Estimate(field="target", value=force, stance="asserts"),),
            disagreements=rival if len(reports) > 1 else (),
            grade=grade,
            grade_reason="as drawn",
            witnesses=tuple(f"witness {n}" for n in range(len(reports))),
        )
        return incident, told

    def _document(
        self, number: int, copy: int, when: When, where: Where, killed: int, actor: str
    ) -> tuple[Document, Account]:
        text = (
            f"At least {killed} people were killed in {where.locality} on {when.first}, police said.\n"
            f"{actor} claimed responsibility for attack number {number} in report {copy}."
        )
        published = Published(first=when.first, last=when.first, basis="given")
        outlet = self.random.choice(OUTLETS)
        key = content_id("document", text)
        document = Document(
            id=key,
            name=f"made-{number}-{copy}",
            text=text,
            title=f"Attack in {where.locality}",
            outlet=outlet,
            published=published,
        )
        values: tuple[tuple[str, Count | When | Where | str, str], ...] = (
            ("killed", Count(low=killed, best=killed, high=None), str(killed)),
            ("place", where, where.locality or ""),
            ("date", when, str(when.first)),
            ("perpetrator", actor, actor),
        )
        claims = tuple(self._claim(text, key, field, value, words) for field, value, words in values)
        report = Report(
            id=content_id("report", key), document=key, type="attack", status="happened", focus=True,
            triggers=(_span(text, "killed"),), claims=claims, context=text.partition("\n")[0],
        )  # fmt: skip
        return document, Account(document=key, published=published, reports=(report,))

    def _claim(self, text: str, home: str, field: str, value: Count | When | Where | str, words: str) -> Claim:
        speaker = Speaker(span=_span(text, "police"), voice="police") if field == "killed" else None
        of = "all" if field == "killed" else None
        stance = "claims" if field == "perpetrator" else "asserts"
        key = content_id("claim", home, field)
        return Claim(id=key, field=field, value=value, span=_span(text, words), of=of, speaker=speaker, stance=stance)  # type: ignore[arg-type]


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def primary_rows(told: list[tuple[Document, Account]]) -> Iterator[tuple[str, dict[str, object]]]:
    """The rows of some documents, each with its table."""
    for document, account in told:
        held = basis(document)
        row = rows.account_row(account, held, "made up", AT)
        yield "documents", {"id": document.id, "text": document.text, "recorded_at": AT}
        yield "captures", rows.capture_row(document, capture_id(document), AT)
        yield "accounts", row
        for name, parts in rows.rows_by_table(account, row["id"], AT).items():
            for part in parts:
                yield name, part


def derived_rows(incident: Incident, told: list[tuple[Document, Account]]) -> Iterator[tuple[str, dict[str, object]]]:
    """The rows of one incident, each with its table."""
    cluster = Cluster(id=incident.id, reports=incident.reports)
    homes = {account.reports[0].id: document.id for document, account in told}
    yield "clusters", {"id": cluster.id, "body": stored.encode(cluster)}
    yield "incidents", derived._incident_row(incident)
    yield "countables", derived._countable_row(incident)
    for report in incident.reports:
        yield "incident_reports", {"incident": incident.id, "report": report, "document": homes[report]}
    for row in derived._estimate_rows(incident):
        yield "estimates", row
    for row in derived._redirect_rows([incident]):
        yield "redirects", row


def write(place: str, number: int) -> None:
    """The whole ledger, some incidents at a time."""
    Ledger.open(place).close()
    engine, dice, began = open_engine(place), Dice(), time.perf_counter()
    for start in range(0, number, AT_ONCE):
        held: dict[str, list[dict[str, object]]] = {}
        for n in range(start, min(number, start + AT_ONCE)):
            incident, told = dice.incident(n)
            for table, row in (*primary_rows(told), *derived_rows(incident, told)):
                held.setdefault(table, []).append(row)
        with transaction(engine, place, writing=True) as connection:
            for table in (*tables.PRIMARY, *tables.DERIVED, tables.countables):
                if table.name in held:
                    connection.execute(insert(table), held[table.name])
    with transaction(engine, place, writing=True) as connection:
        state = {"primary": "made up", "by": "made up", "rules": "conservative"}
        connection.execute(insert(tables.state), [{"key": key, "value": value} for key, value in state.items()])
    engine.dispose()
    print(f"{number:,} incidents in {time.perf_counter() - began:.0f} s: {place}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--incidents", type=int, default=200_000)
    given = parser.parse_args()
    write(given.file, given.incidents)
