"""What news touches, derived by itself, is row by row what everything derived anew gives."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from factory import claim, day, decision, document, place, published, report
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from recount.asked import Asked, asked
from recount.ledger import Ledger, tables
from recount.ledger.catalogue import COLUMNS, Catalogue
from recount.ledger.copying import back_up
from recount.ledger.linked_tables import blocks, linked, meetings, near
from recount.ledger.search import Search
from recount.link import blocking, reach
from recount.pipeline import Desk, add, decide, rebuild
from recount.records import Account, Count, Document, Reading
from recount.stages import STAGES
from recount.web.card import draw

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
        patch.setattr(reach, "MANY_PAIRS", 1)
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


class Watched:
    """What is kept beside a ledger by those who show it: brought up after each step, and made afresh to compare."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.ledger, self.folder = ledger, folder
        self.known: Asked | None = None

    def check(self) -> None:
        self.known = asked(self.ledger, self.known)
        assert self.known.items == asked(self.ledger).items
        assert self.cards("kept") == self.cards(f"{len(list(self.folder.iterdir()))}")

    def cards(self, name: str) -> list[tuple[object, ...]]:
        catalogue, search = Catalogue(str(self.folder / name)), Search.open(self.ledger.place)
        catalogue._prepare()
        catalogue.refresh(search, draw)
        rows = catalogue._connection().execute(f"SELECT {', '.join(COLUMNS)} FROM cards ORDER BY id").fetchall()
        catalogue.close()
        search.close()
        return rows


def check(place: str, steps: list[Step]) -> None:
    """Takes the steps; after each, a copy that is derived anew must hold the same rows."""
    folder = Path(place).parent
    (beside := folder / "beside").mkdir()
    with Ledger.open(place) as ledger:
        watched = Watched(ledger, beside)
        list(add(desk(ledger), [document("first", "first\n0 0 0 0 0")]))
        for number, step in enumerate(steps):
            take(ledger, step, number)
            watched.check()
            assert ledger.is_derived()
            assert not [words for words in ledger.verify().complaints if "derived" in words]
            back_up(place, copied := str(folder / f"copy {number}"))
            with Ledger.open(copied) as copy:
                rebuild(desk(copy))
                assert content(ledger) == content(copy)


@settings(deadline=None, max_examples=15)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_a_change_leaves_the_rows_that_a_rebuild_leaves(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(f"{folder}/recount.db", steps)


@settings(deadline=None, max_examples=15)
@given(st.lists(STEPS, min_size=3, max_size=10))
def test_also_where_blocks_fill_up(steps: list[Step]) -> None:
    with narrow_blocks(), tempfile.TemporaryDirectory() as folder:
        check(f"{folder}/recount.db", steps)


def some_steps(chance: random.Random) -> list[Step]:
    def line() -> str:
        return " ".join(str(chance.randrange(len(some))) for some in (DAYS, PLACES, ACTORS, COUNTS, WORDS))

    steps = []
    for number in range(25):
        if number % 3:
            about = (chance.randrange(100), chance.randrange(100))
            steps.append(Step(kind=chance.choice(KINDS), about=about))
            continue
        made = [document("made", f"number {chance.randrange(9)}\n{line()}\n{line()}") for _ in range(3)]
        steps.append(Step(documents=tuple(replace(one, published=chance.choice(PRINTED)) for one in made)))
    return steps


@pytest.mark.parametrize("seed", [1, 2])
def test_on_either_store_and_in_any_order_the_same_is_derived(place: str, seed: int, tmp_path: Path) -> None:
    steps = some_steps(random.Random(seed))
    with narrow_blocks(), Ledger.open(place) as ledger:
        for number, step in enumerate(steps):
            take(ledger, step, number)
        changed = content(ledger)
        rebuild(desk(ledger))
        assert content(ledger) == changed
        with Ledger.open(str(tmp_path / "other.db")) as other:
            documents = [one for step in reversed(steps) for one in reversed(step.documents)]
            list(add(desk(other), documents[:5]))
            list(add(desk(other), documents[5:]))
            decide(desk(other), ledger.decisions())
            assert other.digest() == ledger.digest()
