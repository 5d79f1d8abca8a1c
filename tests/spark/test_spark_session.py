"""A cluster that cannot be had is told of in one line, at once."""

import socket
from contextlib import closing
from importlib import import_module
from types import ModuleType

import pytest

from recount.errors import EngineError


@pytest.fixture(scope="module")
def session() -> ModuleType:
    pytest.importorskip("pyspark", reason="Spark is not installed (pip install 'recount-ledger[spark]')")
    return import_module("recount.spark.session")


def refusal(session: ModuleType, master: str) -> EngineError:
    with pytest.raises(EngineError) as told, session.open_session(master, patience=1):
        pass
    return told.value


@pytest.mark.parametrize("master", ["", "here", "local[many]", "spark://", "spark://head", "head:7077", "local[2] x"])
def test_what_is_no_master_is_refused_with_those_that_are(session: ModuleType, master: str) -> None:
    told = refusal(session, master)
    assert f"{master!r} is no Spark master" in told.what
    assert "spark://HOST:7077" in told.advice


@pytest.mark.parametrize(
    "master",
    ["local", "local[2]", "local[*]", "local-cluster[2,1,1024]", "spark://a:7077,b:7077", "spark://10.0.0.1:1"],
)
def test_what_is_a_master_is_known_as_one(session: ModuleType, master: str) -> None:
    assert session.MASTER.fullmatch(master)


def test_without_java_it_says_which_package_to_install(session: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    told = refusal(session, "local[2]")
    assert "Spark runs on Java, and none was found" in told.what
    assert "openjdk-17-jre-headless" in told.advice
    monkeypatch.setenv("JAVA_HOME", "nowhere")
    assert "JAVA_HOME=nowhere" in refusal(session, "local[2]").what


def test_a_master_that_does_not_answer_is_named_with_the_reason(
    session: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session.shutil, "which", lambda *_, **__: "java")
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    told = refusal(session, f"spark://127.0.0.1:{port},127.0.0.1:{port}")
    assert f"No Spark master answers at spark://127.0.0.1:{port}" in told.what
    assert "Connection refused" in told.what
    assert "no.such.host.invalid" in refusal(session, "spark://no.such.host.invalid:7077").what


def test_what_spark_raises_becomes_one_line(session: ModuleType) -> None:
    told = session.stopped(RuntimeError("\n\nJob aborted\n\tat org.example\n"))
    assert told.what == "Spark stopped: Job aborted"
    assert "run the command again" in told.advice
