"""A cluster of two worker processes on this machine, for all tests that need one."""

import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "benchmarks"))  # its generator makes reports with known truth

MASTER = "local-cluster[2,1,1024]"
QUIET = HERE.parents[1] / "src" / "recount" / "spark" / "quiet.properties"
STAGES = HERE.parent / "small_stages.py"


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    pytest.importorskip("pyspark", reason="Spark is not installed (pip install 'recount-ledger[spark]')")
    if not shutil.which("java"):
        pytest.skip("Java is not installed (Debian: apt-get install openjdk-17-jre-headless)")
    settings = tmp_path_factory.mktemp("spark")
    (settings / "spark-defaults.conf").write_text(
        "spark.task.maxFailures 1\nspark.submit.pyFiles " + str(STAGES) + "\n"
    )
    shutil.copy(QUIET, settings / "log4j2.properties")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(settings))
        with import_module("recount.spark").open_engine(MASTER, patience=900) as opened:
            yield opened
