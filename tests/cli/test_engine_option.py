"""The option that names a cluster, where none can be used."""

import sys
from pathlib import Path

import pytest
from cli_runs import Recount


def refused(recount: Recount, *options: str) -> str:
    result = recount("add", "articles", *options)
    assert result.exit_code == 2
    assert not Path("recount.db").exists()
    return result.output


def test_without_spark_it_says_what_to_install(
    recount: Recount, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    for name in [name for name in sys.modules if name.startswith("recount.spark")]:
        monkeypatch.delitem(sys.modules, name)
    told = refused(recount, "--engine", "local[2]")
    assert "Spark's libraries are not installed" in told
    assert "pip install 'recount-ledger[spark]'" in told


def test_spark_is_loaded_only_where_it_is_asked_for(recount: Recount, articles: Path) -> None:
    before = {name for name in sys.modules if name.startswith("recount.spark")}
    assert recount("add", "articles").exit_code == 0
    assert {name for name in sys.modules if name.startswith("recount.spark")} == before


def test_a_second_coder_is_not_asked_by_many_machines(recount: Recount, articles: Path) -> None:
    told = refused(recount, "--engine", "local[2]", "--coder", "http://127.0.0.1:1/v1", "--coder-model", "small")
    assert "Leave out --engine, or --coder" in told
