"""The whole way from documents to incidents, with stages of a few lines."""

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factory import decision, document
from hypothesis import given, settings
from hypothesis import strategies as st
from small_stages import SMALL

from recount.errors import DecisionError
from recount.ledger import Ledger
from recount.pipeline import Desk, Outcome, add, decide, rebuild
from recount.records import Document, Failure

HERE = Path(__file__).parent
FIVE = tuple(
    document(name, text, on=on)
    for name, text, on in [
        ("a", "2016-10-24 Quetta: killed 61 (army)", "2016-10-25"),
        ("b", "2016-10-24 Quetta: killed 65 (police)\n2017-05-12 Mastung: killed 25", None),
        ("c", "2017-05-12 Mastung: killed 28 (army)\nIn all 595 were killed.", "2017-05-13"),
        ("d", "2021-01-03 Mach: killed 11", "2021-01-04"),
        ("e", "Nothing happened here.", None),
    ]
)
COPIES = (
    replace(FIVE[1], name="b-copy", outlet="A wire", published=FIVE[0].published),
    replace(FIVE[3], name="d-copy"),
)
BROKEN = Failure(source="x.pdf", stage="ingest", reason="no text", advice="scan it")


def desk(ledger: Ledger, jobs: int = 1) -> Desk:
    return Desk(ledger=ledger, stages=SMALL, now=lambda: "2026-11-20T10:00:00Z", jobs=jobs)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        yield opened


def kinds(outcomes: Iterator[Outcome]) -> dict[str, str]:
    return {outcome.source: outcome.kind for outcome in outcomes}


def test_documents_become_incidents(ledger: Ledger) -> None:
    assert kinds(add(desk(ledger), FIVE)) == dict.fromkeys("abcde", "added")
    quetta, mastung, mach = ledger.incidents()
    assert [(one.counts[0].low, one.counts[0].high, one.grade) for one in (quetta, mastung, mach)] == [
        (61, 65, "contested"),
        (25, 28, "contested"),
        (11, 11, "single"),
    ]
    assert quetta.witnesses == ("a", "b")
    assert ledger.is_derived()


def test_adding_the_same_again_adds_nothing_and_says_so(ledger: Ledger) -> None:
    list(add(desk(ledger), [*FIVE, BROKEN]))
    before = ledger.counts(), ledger.digest()
    assert kinds(add(desk(ledger), [*FIVE, BROKEN])) == {**dict.fromkeys("abcde", "known"), "x.pdf": "failed"}
    assert (ledger.counts(), ledger.digest()) == before


def test_the_same_text_with_its_day_is_read_again(ledger: Ledger) -> None:
    undated = document("undated", FIVE[0].text)
    assert kinds(add(desk(ledger), [undated])) == {"undated": "added"}
    assert kinds(add(desk(ledger), [FIVE[0]])) == {"a": "again"}
    assert kinds(add(desk(ledger), [undated, FIVE[0]])) == {"undated": "known", "a": "known"}
    assert ledger.accounts()[undated.id].published == FIVE[0].published


def test_what_goes_wrong_in_one_document_stays_with_it(ledger: Ledger) -> None:
    bad = [document("r", "boom"), document("c", "bang"), document("u", "a lone \ud800 surrogate")]
    outcomes = {outcome.source: outcome for outcome in add(desk(ledger), [BROKEN, *bad, FIVE[3]])}
    failed = {key: outcome.failure for key, outcome in outcomes.items() if outcome.failure}
    assert {key: failure.stage for key, failure in failed.items()} == {
        "x.pdf": "ingest", "r": "read", "c": "coding", "u": "ledger",
    }  # fmt: skip
    assert failed["r"].advice == "Take the boom out"
    assert failed["c"].reason == "ZeroDivisionError: bang"
    assert outcomes["d"].kind == "added"
    assert {failure.source for failure, _ in ledger.failures()} == set(failed)
    assert len(ledger.incidents()) == 1


def test_an_incident_that_cannot_be_reconciled_is_a_failure_and_the_others_stand(ledger: Ledger) -> None:
    list(add(desk(ledger), [document("bad", "2020-01-01 Kabul: killed 13"), FIVE[3]]))
    assert len(ledger.incidents()) == 1
    ((failure, _),) = ledger.failures()
    assert (failure.stage, failure.reason) == ("reconcile", "ValueError: thirteen brings bad luck")


@settings(max_examples=12, deadline=None)
@given(st.permutations((*FIVE, *COPIES)), st.lists(st.integers(1, 6), max_size=3))
def test_any_order_of_arrival_gives_the_same_incidents(documents: list[Document], stops: list[int]) -> None:
    def digest_of(items: list[Document], cuts: list[int]) -> str:
        with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/recount.db") as ledger:
            for start, end in zip([0, *cuts], [*cuts, len(items)], strict=True):
                list(add(desk(ledger), items[start:end]))
            return ledger.digest()

    assert digest_of(documents, sorted(stops)) == digest_of([*FIVE, *COPIES], [])


def test_rebuild_gives_the_identical_ledger(ledger: Ledger) -> None:
    list(add(desk(ledger), FIVE))
    decide(desk(ledger), [decision("not same", *ledger.incidents()[0].reports)])
    before = ledger.digest()
    rebuild(desk(ledger))
    assert ledger.digest() == before
    assert len(ledger.incidents()) == 4


def test_a_decision_takes_effect_once_and_a_later_one_takes_its_place(ledger: Ledger) -> None:
    list(add(desk(ledger), FIVE))
    quetta = ledger.incidents()[0]
    apart = decision("not same", *quetta.reports, at="2026-01-01")
    assert decide(desk(ledger), [apart]) == 1
    assert decide(desk(ledger), [apart]) == 0
    assert len(ledger.incidents()) == 4
    assert decide(desk(ledger), [decision("same", *reversed(quetta.reports), at="2026-01-02")]) == 1
    assert len(ledger.incidents()) == 3


def test_a_decision_about_what_is_not_there_is_refused_and_not_recorded(ledger: Ledger) -> None:
    list(add(desk(ledger), FIVE))
    report = ledger.incidents()[0].id
    with pytest.raises(DecisionError, match="holds nothing under 'nowhere'"):
        decide(desk(ledger), [decision("same", report, ledger.incidents()[1].id), decision("same", report, "nowhere")])
    assert ledger.decisions() == ()


def test_a_run_stopped_half_way_keeps_its_documents_and_the_next_one_derives(ledger: Ledger) -> None:
    stopped = add(desk(ledger), FIVE)
    assert next(stopped).kind == "added"
    stopped.close()  # type: ignore[attr-defined]
    assert len(ledger.documents()) == 1
    assert not ledger.is_derived()
    list(add(desk(ledger), [FIVE[0]]))
    assert len(ledger.incidents()) == 1


def many(number: int) -> list[Document]:
    return [document(f"n{n}", f"2020-01-{n % 28 + 1:02d} Kabul: killed {n + 20}\nNumber {n}.") for n in range(number)]


def test_several_processes_give_what_one_gives_in_the_same_order(ledger: Ledger, tmp_path: Path) -> None:
    items: list[Document | Failure] = [*many(30), BROKEN, *many(5), document("late", "boom")]
    with Ledger.open(str(tmp_path / "other.db")) as other:
        alone = [(outcome.source, outcome.kind) for outcome in add(desk(other), items)]
        together = [(outcome.source, outcome.kind) for outcome in add(desk(ledger, jobs=2), items)]
        assert together == alone
        assert ledger.digest() == other.digest()


def test_a_document_that_takes_its_process_down_is_a_failure_of_its_own(ledger: Ledger) -> None:
    items = [*many(14), document("killer", "die"), *many(20)[14:]]
    outcomes = {outcome.source: outcome for outcome in add(desk(ledger, jobs=2), items)}
    assert [source for source, outcome in outcomes.items() if outcome.kind != "added"] == ["killer"]
    assert list(outcomes) == [item.name for item in items]
    assert "was stopped" in (outcomes["killer"].failure or BROKEN).reason


ADDING = """
import sys
sys.path.insert(0, sys.argv[2])
from factory import document
from small_stages import SMALL
from recount.ledger import Ledger
from recount.pipeline import Desk, add

if __name__ == "__main__":
    documents = [document(f"n{n}", f"2020-01-{n % 28 + 1:02d} Kabul: killed {n + 20}") for n in range(400)]
    with Ledger.open(sys.argv[1]) as ledger:
        for outcome in add(Desk(ledger=ledger, stages=SMALL, now=lambda: "now", jobs=int(sys.argv[3])), documents):
            print(outcome.kind, outcome.document.id, flush=True)
"""


@pytest.mark.parametrize(("jobs", "seed"), [(1, 1), (1, 2), (1, 3), (1, 4), (2, 5)])
def test_killing_the_process_at_any_moment_loses_nothing_that_was_reported(
    tmp_path: Path, jobs: int, seed: int
) -> None:
    place, script = tmp_path / "recount.db", tmp_path / "adding.py"
    script.write_text(ADDING)
    chance = random.Random(seed)
    reported: set[str] = set()
    for _ in range(3):
        command = [sys.executable, str(script), str(place), str(HERE), str(jobs)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
            assert running.stdout
            for _ in range(len(reported) + chance.randrange(1, 90)):
                reported |= {running.stdout.readline().split()[1]}
            running.send_signal(signal.SIGKILL)
            rest = running.stdout.read().splitlines()
            reported |= {line.split()[1] for line in rest[:-1]}
        assert running.returncode == -signal.SIGKILL
        with Ledger.open(str(place)) as ledger:
            assert reported <= set(ledger.accounts())
            assert ledger.complaints() == ()
    with Ledger.open(str(place)) as ledger:
        rebuild(desk(ledger))
        assert len(ledger.documents()) < 400
        assert sum(len(incident.reports) for incident in ledger.incidents()) == len(ledger.accounts())


def test_reading_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "adding.py"
    script.write_text(ADDING)
    command = [sys.executable, str(script), str(tmp_path / "recount.db"), str(HERE), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout
        for _ in range(60):
            running.stdout.readline()
        children = _children(running.pid)
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert children
    patience = time.monotonic() + 20
    while any(map(_runs, children)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not [child for child in children if _runs(child)]


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    if not listed.exists():
        pytest.skip("this system does not list the children of a process")
    return [int(child) for child in listed.read_text().split()]


def _runs(process: int) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
