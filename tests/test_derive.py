"""What news touches, derived by itself, is row by row what everything derived anew gives."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from factory import claim, day, decision, document, place, published, report
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from recount.ledger import Ledger, tables
from recount.ledger.linked_tables import blocks, linked, meetings, near
from recount.link import blocking, reach
from recount.pipeline import Desk, add, decide, rebuild
from recount.records import Account, Count, Document, Reading
from recount.stages import STAGES

DAYS = ("2016-10-24", "2016-10-25", "2016-10-27", "--10-24", "2016-10-01/2016-10-31", None)
PLACES = (
    place(site="Police Training College", locality="Quetta", province="Balochistan", country="PK"),
    place(locality="Quetta", province="Balochistan", country="PK"),
    place(district="Mastung", province="Balochistan", country="PK"),
    place(locality="Mosul", country="IQ"),
    None,
)
ACTORS = ("Islamic State", "Lashkar-e-Jhangvi al-Alami", "gunmen", None, None)
COUNTS = (1, 12, 61, 65, Count(low=11, best=11, high=None), None)
WORDS = (
    "Gunmen stormed the limestone college and shot sleeping cadets near Splinji.",
    "Cadets slept when gunmen came over the wall of the limestone college.",
    "Trawler crews quarrelled about diesel rationing at the fisheries pier.",
    "",
)
PRINTED = (published("2016-10-25"), published("2016-10-26"), published("2017-02-01"), published())
KINDS = ("same", "not same", "unsure", "same", "not same", "reject", "accept", "exclude", "withdraw")
KEPT = (*tables.DERIVED, tables.countables, linked, meetings, blocks, near)


class Numbers:
    def read(self, document: Document) -> Reading:
        return Reading(document=document.id, published=document.published, sentences=())


def told_in(document: Document, reading: Reading) -> Account:
    """A report for each line of numbers, which choose from the lists above."""
    reports = []
    for number, line in enumerate(document.text.splitlines()[1:]):
        which = [int(part) for part in line.split()]
        told = (
            ("date", DAYS[which[0]] and day(DAYS[which[0]] or "")),
            ("place", PLACES[which[1]]),
            ("perpetrator", ACTORS[which[2]]),
            ("killed", COUNTS[which[3]]),
        )
        claims = [claim(field, value, document=f"{document.id} {number}") for field, value in told if value is not None]
        reports.append(report(document, *claims, number=number, context=WORDS[which[4]]))
    return Account(document=document.id, published=reading.published, reports=tuple(reports))


def desk(ledger: Ledger) -> Desk:
    stages = replace(STAGES, name="numbers", make_reader=Numbers, code=told_in)
    return Desk(ledger=ledger, stages=stages, now=lambda: "2026-11-20T10:00:00Z")


def content(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    with ledger._reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in KEPT
        }


@contextmanager
def narrow_blocks() -> Iterator[None]:
    """Blocks so small that they fill up."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in blocking._LARGEST:
            patch.setitem(blocking._LARGEST, kind, 3)
        patch.setattr(blocking, "MOST_FOUND", 4)
        patch.setattr(reach, "MOST_FOUND", 4)
        yield


@dataclass(frozen=True)
class Step:
    """Documents that come in, or a decision: its kind, and what it is about among all that there is."""

    documents: tuple[Document, ...] = ()
    kind: str = ""
    about: tuple[int, int] = (0, 0)


LINES = st.tuples(*(st.integers(0, len(some) - 1) for some in (DAYS, PLACES, ACTORS, COUNTS, WORDS)))


@st.composite
def arriving(draw) -> Document:
    lines = draw(st.lists(LINES, min_size=1, max_size=2))
    text = "\n".join([f"number {draw(st.integers(0, 9))}", *(" ".join(map(str, line)) for line in lines)])
    outlet = draw(st.sampled_from(["Wire", None]))
    return replace(document("made", text, outlet), published=draw(st.sampled_from(PRINTED)))


STEPS = st.one_of(
    st.builds(lambda some: Step(documents=tuple(some)), st.lists(arriving(), min_size=1, max_size=3)),
    st.builds(
        lambda kind, about: Step(kind=kind, about=about),
        st.sampled_from(KINDS),
        st.tuples(st.integers(0, 99), st.integers(0, 99)),
    ),
)


def take(ledger: Ledger, step: Step, number: int) -> None:
    if step.documents:
        list(add(desk(ledger), step.documents))
        return
    accounts = ledger.accounts().values()
    reports = sorted(one.id for account in accounts for one in account.reports)
    claims = sorted(one.id for account in accounts for told in account.reports for one in told.claims)
    made = sorted(one.id for one in ledger.decisions())
    among = {"reject": claims, "accept": claims, "exclude": reports, "withdraw": made}.get(step.kind, reports)
    chosen = list(dict.fromkeys(among[about % len(among)] for about in step.about if among))
    if step.kind not in {"same", "not same", "unsure"}:
        chosen = chosen[:1]
    if len(chosen) == (2 if step.kind in {"same", "not same", "unsure"} else 1):
        decide(desk(ledger), [decision(step.kind, *chosen, at=f"2026-01-01T00:00:{number:02d}")])


def check(ledger: Ledger, steps: list[Step]) -> None:
    list(add(desk(ledger), [document("first", "first\n0 0 0 0 0")]))
    for number, step in enumerate(steps):
        take(ledger, step, number)
        changed = content(ledger)
        assert ledger.is_derived()
        assert not [words for words in ledger.verify().complaints if "derived" in words]
        rebuild(desk(ledger))
        assert content(ledger) == changed


@settings(deadline=None, max_examples=25)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_a_change_leaves_the_rows_that_a_rebuild_leaves(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/recount.db") as ledger:
        check(ledger, steps)


@settings(deadline=None, max_examples=50)
@given(st.lists(STEPS, min_size=3, max_size=10))
def test_also_where_blocks_fill_up(steps: list[Step]) -> None:
    with narrow_blocks(), tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/recount.db") as ledger:
        check(ledger, steps)
