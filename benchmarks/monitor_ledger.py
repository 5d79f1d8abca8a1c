"""Makes a ledger out of invented reports, to try tables and bulletins on: the same seed gives the same ledger.

usage: monitor_ledger.py OUT.db [--incidents 600] [--first 2017-01-01] [--days 1095] [--copies 1]

Every incident, sentence and speaker in it is made up; only the places are real. `--copies` repeats the reconciled
incidents under other ids and days, so that large ledgers are made quickly (their texts are not repeated).
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from recount.codebook.places import load_gazetteer
from recount.ledger import Derivation, Ledger
from recount.publish.words import day_words
from recount.reconcile import reconcile
from recount.records import (
    Account,
    Claim,
    Cluster,
    Count,
    Document,
    Incident,
    Published,
    Report,
    Span,
    Speaker,
    Statistic,
    When,
    Where,
    content_id,
)  # fmt: skip

PLACES = (
    ("Quetta", 14), ("Turbat", 5), ("Panjgur", 3), ("Chaman", 4), ("Mastung", 4), ("Kalat", 2), ("Gwadar", 2),
    ("Peshawar", 8), ("Miranshah", 9), ("Wana", 4), ("Bannu", 3), ("Dera Ismail Khan", 4), ("Parachinar", 3),
    ("Hangu", 2), ("Charsadda", 2), ("Karachi", 5), ("Jacobabad", 1), ("Lahore", 2), ("Rawalpindi", 1), ("Gujrat", 1),
)  # fmt: skip
OUTLETS = ("The Daily Example", "Example Wire", "Valley Post", "Frontier Gazette", "Coast Herald")
AGENCIES = ("police", "a hospital official", "the provincial government", "rescue workers", "the army")
GROUPS = (
    "Tehrik-i-Taliban Pakistan",
    "Balochistan Liberation Army",
    "Balochistan Liberation Front",
    "Lashkar-e-Jhangvi",
)
FORMS = (
    ("bombing", "a roadside bomb hit a convoy", "security", "improvised explosive device"),
    ("bombing", "a bomb went off in a crowded market", "civilian", "bomb"),
    ("suicide_bombing", "a suicide bomber struck near a checkpoint", "security", "suicide vest"),
    ("shooting", "gunmen opened fire on a vehicle", "civilian", "gun"),
    ("shooting", "gunmen on a motorbike attacked a post", "security", "gun"),
    ("raid", "security forces raided a hideout", "militant", "gun"),
    ("clash", "security forces and militants exchanged fire", "militant", "gun"),
    ("abduction", "armed men stopped a van and took its passengers away", "civilian", "gun"),
    ("airstrike", "aircraft struck a compound", "militant", "aircraft"),
)  # fmt: skip
WORDS = {"civilian": "civilians", "security": "security personnel", "militant": "militants"}


@dataclass(frozen=True, slots=True)
class Event:
    number: int
    day: date
    where: Where
    form: tuple[str, str, str, str]
    by: str | None
    killed: int
    wounded: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("out", type=Path)
    options.add_argument("--incidents", type=int, default=600)
    options.add_argument("--first", type=date.fromisoformat, default=date(2017, 1, 1))
    options.add_argument("--days", type=int, default=1095)
    options.add_argument("--copies", type=int, default=1)
    chosen = options.parse_args()
    chosen.out.unlink(missing_ok=True)
    with Ledger.open(str(chosen.out)) as ledger:
        fill(ledger, list(events(chosen.incidents, chosen.first, chosen.days)), chosen.copies)
        print({name: count for name, count in ledger.counts().items() if count})


def events(number: int, first: date, days: int) -> Iterator[Event]:
    chance = random.Random(5)
    places = [place(name) for name, _ in PLACES]
    weights = [weight for _, weight in PLACES]
    for count in range(number):
        form = chance.choice(FORMS)
        where = chance.choices(places, weights)[0]
        by = "Pakistan Army" if form[0] in {"raid", "airstrike", "clash"} else chance.choice((None, "gunmen", *GROUPS))
        killed = min(60, int(chance.expovariate(0.22)))
        day = first + timedelta(days=int(days * chance.random()))
        yield Event(count, day, where, form, by, killed, int(killed * chance.uniform(0, 2.5)))


def place(name: str) -> Where:
    found = [one for one in load_gazetteer().lookup(name) if one.country == "PK" and one.level == "locality"]
    one = found[0]
    return Where(
        locality=one.name, district=one.district or one.name, province=one.province, country="PK", level="locality",
        words=name, latitude=one.latitude, longitude=one.longitude, radius_km=one.radius_km,
    )  # fmt: skip


def fill(ledger: Ledger, made: list[Event], copies: int) -> None:
    clusters, incidents, reports, documents = [], [], {}, {}
    for event in made:
        chance = random.Random(event.number)
        told = [report(event, chance, number) for number in range(chance.choice((1, 1, 2, 2, 3, 4)))]
        for number, (document, account) in enumerate(told):
            documents[document.id] = document
            reports[account.reports[0].id] = account.reports[0]
            at = f"{document.published.last + timedelta(days=number)}T08:00:00.000000Z"
            ledger.record(document, account, read_as=document, reader="made up", at=at)
        ids = tuple(sorted(account.reports[0].id for _, account in told))
        clusters.append(Cluster(id=ids[0], reports=ids))
        incidents.append(reconcile(clusters[-1], reports, documents))
    published, said = figures()
    ledger.record(published, said, read_as=published, reader="made up", at="2019-02-04T08:00:00.000000Z")
    several = [copy(one, number) for number in range(copies) for one in incidents]
    behind = {key: one.document for key, one in reports.items()}
    behind |= {key: "" for one in several for key in one.reports if key not in behind}
    derivation = Derivation(
        clusters=tuple(clusters), incidents=tuple(several), documents=behind, by="made up", rules="conservative",
    )  # fmt: skip
    ledger.replace_derived(derivation, primary=ledger.primary_state(), at="2019-02-05T08:00:00.000000Z")


def copy(one: Incident, number: int) -> Incident:
    if number == 0 or one.when is None:
        return one
    key = content_id(one.id, number)
    when: Any = one.when.value
    moved = replace(when, first=when.first - timedelta(days=number), last=when.last - timedelta(days=number))
    return replace(one, id=key, reports=(key,), when=replace(one.when, value=moved))


def report(event: Event, chance: random.Random, number: int) -> tuple[Document, Account]:
    outlet = OUTLETS[(event.number + number) % len(OUTLETS)]
    published = event.day + timedelta(days=1 + number // 2)
    killed = max(0, event.killed + (chance.choice((0, 0, 0, 1, -1, 3)) if number else 0))
    agency = chance.choice(AGENCIES)
    group = event.form[2]
    town = event.where.locality or ""
    hedge = "at least " if chance.random() < 0.15 else ""
    title = f"{killed} killed as {event.form[1]} in {town}"
    days = (day_words(event.day), ("date", When(first=event.day, last=event.day, precision="day"), None))
    where = (town, ("place", event.where, None))
    dead = (f"{hedge}{killed} {WORDS[group]}", ("killed", count(killed, hedge), group))
    hurt = (f"{event.wounded} others", ("wounded", count(event.wounded, ""), "all"))
    pieces = told_by(number, event.form[1], agency, (days, where, dead, hurt))
    if event.by:
        stance = "claimed the attack" if event.by in GROUPS else "was said to have done it"
        pieces += [(event.by, ("perpetrator", event.by, None)), (f" {stance}. ", None)]
    means = (event.form[3], ("means", event.form[3], None))
    pieces += [("The weapon was named as ", None), means, (f" ({outlet}).", None)]
    return written(event, title, pieces, (outlet, published, agency))


def told_by(number: int, what: str, agency: str, facts: Any) -> list[Any]:
    """The same facts in the words of several outlets, so that none is a copy of another."""
    days, where, dead, hurt = facts
    return [
        [("On ", None), days, (f", {what} in ", None), where, (", killing ", None), dead, (" and leaving ", None), hurt,
         (f" wounded, {agency} said. ", None)],
        [(f"According to {agency}, the toll stood at ", None), dead, (" killed, with ", None), hurt,
         (f" taken to hospitals, after {what} in ", None), where, (" on ", None), days, (". ", None)],
        [("Residents of ", None), where, (f" told how {what} on ", None), days,
         (f". An official count given by {agency} put the dead at ", None), dead, (" and the injured at ", None), hurt,
         (". ", None)],
        [("Funerals were held in ", None), where, (" for ", None), dead, (f" who died when {what} on ", None), days,
         (f"; {agency} said ", None), hurt, (" were being treated. ", None)],
    ][number]  # fmt: skip


def count(number: int, hedge: str) -> Count:
    return Count(low=number, best=number, high=None if hedge else number)


def written(event: Event, title: str, pieces: Any, told: tuple[str, date, str]) -> tuple[Document, Account]:
    outlet, published, agency = told
    text, claims = f"{title}\n\n", []
    made = []
    for words, meant in pieces:
        if meant:
            made.append((*meant, Span(start=len(text), end=len(text) + len(words), quote=words)))
        text += words
    at = text.index(agency)
    speaker = Speaker(span=Span(start=at, end=at + len(agency), quote=agency), voice=agency)
    key = content_id("document", text)
    for field, value, of, span in made:
        by = speaker if field in {"killed", "wounded"} else None
        stance = "claims" if field == "perpetrator" and value in GROUPS else "asserts"
        claim = content_id("claim", key, span.start, field, of)
        claims.append(Claim(id=claim, field=field, value=value, span=span, of=of, speaker=by, stance=stance))
    document = Document(
        id=key, name=f"{event.number}-{outlet.lower().replace(' ', '-')}.txt", text=text, title=title, outlet=outlet,
        published=Published(first=published, last=published, basis="given"), captured=published,
    )  # fmt: skip
    told_of = Report(
        id=content_id("report", key), document=key, type=event.form[0], status="happened", focus=True,
        triggers=(made[0][3],), claims=tuple(claims), context=text,
    )  # fmt: skip
    return document, Account(document=key, published=document.published, reports=(told_of,))


def figures() -> tuple[Document, Account]:
    """A round-up of January 2019 by an institute, whose parts do not add up."""
    text = (
        "In January 2019, 91 people were killed in Pakistan, the Example Institute said: "
        "40 civilians, 38 security personnel and 12 militants."
    )
    key = content_id("document", text)
    by = Speaker(span=span(text, "the Example Institute"), voice="Example Institute")
    period = (date(2019, 1, 1), date(2019, 1, 31))
    parts = (
        ("91 people", 91.0, "all"),
        ("40 civilians", 40.0, "civilian"),
        ("38 security personnel", 38.0, "security"),
        ("12 militants", 12.0, "militant"),
    )
    told = tuple(
        Statistic(
            id=content_id(key, words), measure="killed", value=(number,) * 3, unit="count", span=span(text, words),
            period=period, area="Pakistan", of=of, speaker=by,
        )
        for words, number, of in parts
    )  # fmt: skip
    published = Published(first=date(2019, 2, 3), last=date(2019, 2, 3), basis="given")
    document = Document(id=key, name="institute.txt", text=text, outlet="Valley Post", published=published)
    return document, Account(document=key, published=published, statistics=told)


def span(text: str, words: str) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words), quote=words)


if __name__ == "__main__":
    main()
