"""Read and linked by worker processes of a Spark cluster, everything is as one machine makes it."""

import sys
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest
from factory import decision, document
from small_stages import SMALL

from recount.errors import EngineError
from recount.ingest import ingest
from recount.ledger import Ledger
from recount.link.grouping import link_many
from recount.pipeline import Desk, add, rebuild
from recount.records import Failure
from recount.stages import STAGES, Engine, read_and_code

EXAMPLES = files("recount").joinpath("examples")


def filled(place: str, engine: Engine | None) -> tuple[object, ...]:
    """All that a ledger holds after the bundled articles were added."""
    with Ledger.open(place, create=True) as ledger:
        desk = Desk(ledger=ledger, stages=STAGES, now=lambda: "2026-11-20T10:00:00Z", engine=engine)
        outcomes = [(one.source, one.kind) for one in add(desk, ingest(str(EXAMPLES)))]
        rebuild(desk)
        return outcomes, ledger.accounts(), ledger.clusters(), ledger.incidents(), ledger.digest()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    return filled(str(tmp_path_factory.mktemp("here") / "recount.db"), None)


@pytest.fixture(scope="module")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger as a cluster would fill it: on PostgreSQL, or in a file where there is no server."""
    try:
        return request.getfixturevalue("server").place()
    except pytest.skip.Exception:
        return str(tmp_path_factory.mktemp("shared") / "recount.db")


def test_the_bundled_articles_give_the_same_ledger(engine: Engine, here: tuple[object, ...], shared: str) -> None:
    there = filled(shared, replace(engine, many=0))
    assert len(there[2]) > 5
    assert there == here


def test_generated_reports_give_the_same_clusters_row_by_row(engine: Engine) -> None:
    generator, linking = import_module("scale_reports"), import_module("recount.spark.linking")
    traits = [one for one, _ in generator.reports(1200)]
    apart, together = (traits[0].report, traits[1].report), (traits[5].report, traits[900].report)
    said = [decision("not same", *apart), decision("same", *together)]
    linked = linking.Linking(engine.session, said, reasons=True).clusters(traits)
    wanted = link_many(traits, said, explained=traits)
    assert len(wanted) > 300
    assert linked == wanted


def test_few_reports_are_linked_here(engine: Engine) -> None:
    nowhere = replace(engine, session=None)
    assert nowhere.link([], {}, []) == ()


def test_results_come_in_the_order_of_arrival_whatever_their_length(engine: Engine) -> None:
    texts = ["2016-10-24 Quetta: killed 61. " + "It was late. " * (number * 7 % 50) for number in range(60)]
    items = [(number, document(f"d{number}", text)) for number, text in enumerate(texts)]
    items.insert(3, ("known already", None))
    work = partial(read_and_code, SMALL)
    done = list(engine.in_order(iter(items), work))
    assert done == [(item, None if one is None else work(one)) for item, one in items]


def test_a_document_that_ends_its_worker_is_a_failure_and_the_others_are_read(engine: Engine) -> None:
    items = [("good", document("good", "2016-10-24 Quetta: killed 61")), ("bad", document("bad", "die"))]
    (_, good), (_, bad) = engine.in_order(items, partial(read_and_code, SMALL))
    assert len(good.reports) == 1
    assert isinstance(bad, Failure)
    assert (bad.source, bad.stage) == ("bad", "read")
    assert "The worker reading it was stopped" in bad.reason


def test_workers_without_recount_are_found_out_before_anything_is_read(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    monkeypatch.setattr(engine.session.sparkContext, "pythonExec", str(bare))
    with pytest.raises(EngineError, match=r"have no \w+ in their Python") as told:
        import_module("recount.spark.session").check_workers(engine.session, "spark://head:7077")
    assert "PYSPARK_PYTHON" in told.value.advice


def test_workers_that_do_nothing_are_not_waited_for_without_end(engine: Engine) -> None:
    with pytest.raises(EngineError, match="No worker of spark://head:7077 did anything for 0 s"):
        import_module("recount.spark.session").check_workers(engine.session, "spark://head:7077", patience=0.0)
