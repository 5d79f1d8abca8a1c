"""Four that add and four that decide at once: nothing is lost, nothing is there twice, all agree on the incidents."""

import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest
from factory import decision, document
from faulty import ENDED, NOW, Running, Say, desk, in_a_fork

from recount.ledger import Ledger
from recount.pipeline import add, decide, rebuild
from recount.records import Document

EACH = 12


def texts(adder: int) -> list[Document]:
    """Half of them only this one brings; the other half all bring, each with what it alone knows of them."""
    own = [
        document(f"own{adder}-{n}", f"2020-01-{n + 1:02d} Kabul: killed {n + 20}\n{adder}") for n in range(EACH // 2)
    ]
    shared = [document(f"from{adder}-{n}", f"2020-02-{n + 1:02d} Herat: killed {n + 20}") for n in range(EACH // 2)]
    known = [replace(one, outlet=f"Outlet {adder}") if number % 2 else one for number, one in enumerate(shared)]
    return [replace(one, original_sha256=sha256(one.text.encode()).hexdigest()) for one in (*own, *known)]


def adder(number: int) -> Callable[[str, Say], None]:
    def work(place: str, say: Say) -> None:
        with Ledger.open(place) as ledger:
            for one in texts(number):
                ledger.keep(one.text.encode(), at=NOW)
            for outcome in add(desk(ledger), texts(number)):
                assert outcome.document
                say(f"{outcome.kind} {outcome.document.id}")

    return work


def reviewer(number: int, reports: list[str]) -> Callable[[str, Say], None]:
    def work(place: str, say: Say) -> None:
        with Ledger.open(place) as ledger:
            for step, other in enumerate(reports[1:]):
                kind = "not same" if (number + step) % 2 else "same"
                made = decision(kind, reports[0], other, at=f"2026-01-01T00:0{step}:0{number}")
                decide(desk(ledger), [made])
                say(f"decided {made.id}")

    return work


def test_writers_at_once_lose_and_double_nothing(place: str, tmp_path: object) -> None:
    with Ledger.open(place) as ledger:
        list(add(desk(ledger), [document(f"first{n}", f"2019-01-0{n} Mach: killed {n + 20}") for n in range(1, 5)]))
        reports = sorted(incident.id for incident in ledger.incidents())
        claims_before = ledger.counts()["claims"]
    running = [in_a_fork(place, adder(number)) for number in range(4)]
    running += [in_a_fork(place, reviewer(number, reports)) for number in range(4)]
    fates = [one.fate() for one in running]
    assert [fate.status for fate in fates] == [ENDED] * 8
    with Ledger.open(place) as ledger:
        assert ledger.verify().complaints == ()
        said = {line.split()[1] for fate in fates for line in fate.said}
        held = set(ledger.accounts()) | {one.id for one in ledger.decisions()}
        assert said <= held
        assert len(ledger.decisions()) == 4 * 3
        documents = {one.id for number in range(4) for one in texts(number)}
        assert len(ledger.documents()) == 4 + len(documents)
        standing = [claim.id for account in ledger.accounts().values() for r in account.reports for claim in r.claims]
        assert len(standing) == len(set(standing)) == claims_before + 3 * len(documents)
        rebuild(desk(ledger))
        assert ledger.is_derived()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_the_same_in_any_order_gives_the_same_incidents(place: str) -> None:
    alone = f"{place}-alone.db"
    waiting: list[Running] = [in_a_fork(place, adder(number)) for number in range(4)]
    assert [one.fate().status for one in waiting] == [ENDED] * 4
    with Ledger.open(alone) as one, Ledger.open(place) as other:
        for number in reversed(range(4)):
            list(add(desk(one), texts(number)))
        rebuild(desk(other))
        assert one.digest() == other.digest()
    assert os.path.exists(alone)
