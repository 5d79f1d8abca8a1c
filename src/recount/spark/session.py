"""Opens a Spark session for one command, and says in plain words why it cannot be had. All waits are bounded."""

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from recount import __version__
from recount.errors import EngineError

_HOST = r"[^\s,/:]+:\d{1,5}"
MASTER = re.compile(
    rf"local(\[(\d{{1,3}}|\*)\])?|local-cluster\[\d{{1,3}},\d{{1,3}},\d{{1,7}}\]|spark://{_HOST}(,{_HOST})*"
)
ANSWER = 5.0
"""Seconds for a master to answer at its address."""
WORKERS = 90.0
"""Seconds for the workers to do something for the first time."""
_QUIET = Path(__file__).with_name("quiet.properties")


@contextmanager
def open_session(master: str, *, patience: float) -> Iterator[SparkSession]:
    """A session whose workers were seen to run this version of Recount; it ends with the block."""
    _check(master)
    session = _started(master)
    try:
        check_workers(session, master, patience=patience)
        yield session
    finally:
        with suppress(PySparkException, Py4JError, OSError):  # where Spark is gone already
            session.stop()


def stopped(error: Exception) -> EngineError:
    """What Spark raised, in one line; all that was recorded before stays."""
    told = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return EngineError(
        f"Spark stopped: {told[:300]}",
        advice="What is in the ledger stays: run the command again once the cluster is well, or without --engine",
    )


def _check(master: str) -> None:
    if not MASTER.fullmatch(master):
        advice = "Give spark://HOST:7077, local[2] or local-cluster[2,1,1024] (workers, cores, megabytes of each)"
        raise EngineError(f"{master!r} is no Spark master that Recount knows", advice=advice)
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=str(Path(home) / "bin") if home else None):
        raise EngineError(
            f"Spark runs on Java, and none was found{f' at JAVA_HOME={home}' if home else ''}",
            advice="Install it (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME",
        )
    if master.startswith("spark://"):
        _check_answers(master)


def _check_answers(master: str) -> None:
    """One of the masters must answer: Spark itself would try for a minute and then speak of something else."""
    reasons = []
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), timeout=ANSWER).close()
        except (OSError, OverflowError) as error:
            reasons.append(f"{address}: {getattr(error, 'strerror', None) or error or type(error).__name__}")
        else:
            return
    advice = "Check the address, that the master runs (its page shows it), and the firewall between"
    raise EngineError(f"No Spark master answers at {master} ({'; '.join(reasons)})", advice=advice)


def _started(master: str) -> SparkSession:
    builder = (
        SparkSession.builder.appName("recount")
        .master(master)
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
    )
    if master.startswith("local"):
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.ui.enabled", "false")
    if "SPARK_CONF_DIR" not in os.environ:  # whoever has settings of their own has set there what is logged
        builder = builder.config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={_QUIET.as_uri()}")
    try:
        session = builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        first = str(error).splitlines()[0][:300]
        advice = "Check that Java is 17 or later (java -version), and that a Spark 4 master is what answers there"
        raise EngineError(f"Spark could not start for {master}: {first}", advice=advice) from error
    if master.startswith("local") and "PYSPARK_PYTHON" not in os.environ:
        session.sparkContext.pythonExec = sys.executable  # the workers of this machine have this very environment
    return session


def check_workers(session: SparkSession, master: str, *, patience: float = WORKERS) -> None:
    """Asks the workers for their version of Recount; EngineError where none answers in time, or not with this one."""
    cores = session.sparkContext.defaultParallelism
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(session.range(0, cores, 1, cores).mapInArrow(tell_version, "version string").toArrow)
        try:
            versions = set(asked.result(timeout=patience)["version"].to_pylist())
        except Late:
            session.sparkContext.cancelAllJobs()
            advice = "Check on the master's page that workers are alive and have cores and memory free"
            raise EngineError(f"No worker of {master} did anything for {patience:.0f} s", advice=advice) from None
        except (PySparkException, Py4JError) as error:
            raise _unfit(master, error) from error
    if versions != {__version__}:
        told = ", ".join(sorted(versions))
        advice = f"Install it on all of them: pip install 'recount-ledger[spark]=={__version__}'"
        raise EngineError(f"Workers of {master} have Recount {told}, not {__version__}", advice=advice)


def tell_version(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: the version of Recount that is installed there."""
    for batch in batches:
        yield pa.RecordBatch.from_pydict({"version": [__version__] * len(batch)})


def _unfit(master: str, error: Exception) -> EngineError:
    missing = re.search(r"No module named '([\w.]+)'", str(error))
    if missing:
        return EngineError(
            f"The workers of {master} have no {missing[1].split('.')[0]} in their Python",
            advice="Install recount-ledger[spark] on each of them, and name the Python that has it: PYSPARK_PYTHON=…",
        )
    other = re.search(
        r"Python in worker has different version: ([\d.]+)|PYTHON_VERSION_MISMATCH\]?([^\n]*)", str(error)
    )
    if other:
        advice = "Set PYSPARK_PYTHON to a Python of this version that the workers have"
        return EngineError(f"The workers of {master} run another Python than {sys.version.split()[0]}", advice=advice)
    return stopped(error)
