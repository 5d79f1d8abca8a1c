"""Reading on workers: documents go out in shares, what they say comes back in the order of arrival.

Each worker process loads the reader once and keeps it. A share has its longest documents first, and all shares of a
round are about as long, so that no worker waits for another for long. The ledger is written here alone, while the next
rounds are read.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TypeVar

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from recount.records import Account, Document, Failure
from recount.spark.session import stopped

Item = TypeVar("Item")
Said = Account | Failure
Work = Callable[[Document], Said]

SHARE = 24
"""Documents of one worker's core in one round: some seconds of work, so that what is done is soon on the disk."""
AHEAD = 2
"""Rounds that are read while the one before them is recorded."""
_DIED = ("Python worker exited unexpectedly", "Python worker failed", "ExecutorLostFailure")
_SAID = pa.schema({"place": pa.int64(), "said": pa.binary()})


class Reading:
    """Documents read by the workers of a session."""

    def __init__(self, session: SparkSession, work: Work) -> None:
        self._session = session
        self._work = work
        self._cores = session.sparkContext.defaultParallelism

    def in_order(self, items: Iterable[tuple[Item, Document | None]]) -> Iterator[tuple[Item, Said | None]]:
        """Each item with what its document says; None where it comes without one."""
        arriving = iter(items)
        rounds: deque[tuple[list[tuple[Item, Document | None]], Future[list[Said]]]] = deque()
        threads = ThreadPoolExecutor(AHEAD + 1)
        try:
            while True:
                for _ in range(AHEAD + 1 - len(rounds)):
                    if some := list(islice(arriving, SHARE * self._cores)):
                        documents = [document for _, document in some if document is not None]
                        rounds.append((some, threads.submit(self._read, documents)))
                if not rounds:
                    return
                done, coming = rounds.popleft()
                said = iter(coming.result())
                yield from ((item, None if document is None else next(said)) for item, document in done)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            with suppress(PySparkException, Py4JError):
                self._session.sparkContext.cancelAllJobs()  # nobody waits any more for what is still under way

    def _read(self, documents: Sequence[Document]) -> list[Said]:
        """What some documents say; of some that take their worker down with them it is found out which one does."""
        if not documents:
            return []
        try:
            return self._sent(documents)
        except (PySparkException, Py4JError) as error:
            if not any(words in str(error) for words in _DIED):
                raise stopped(error) from error
        if len(documents) == 1:
            return [_deadly(documents[0])]
        half = len(documents) // 2
        return [*self._read(documents[:half]), *self._read(documents[half:])]

    def _sent(self, documents: Sequence[Document]) -> list[Said]:
        shares = min(self._cores, len(documents))
        places = sorted(range(len(documents)), key=lambda place: -len(documents[place].text))
        sent = pa.table(
            {
                "share": pa.array([turn % shares for turn in range(len(places))], pa.int32()),
                "place": pa.array(places, pa.int64()),
                "document": pa.array([pickle.dumps(documents[place]) for place in places], pa.binary()),
            }
        )
        spread = self._session.createDataFrame(sent).repartitionById(shares, "share")
        read = spread.mapInArrow(partial(read_share, self._work), "place long, said binary").toArrow().sort_by("place")
        return [pickle.loads(said) for said in read["said"].to_pylist()]  # noqa: S301 - written by our own workers


def read_share(work: Work, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: what each document of a share says."""
    for batch in batches:
        documents = (pickle.loads(one) for one in batch["document"].to_pylist())  # noqa: S301 - written by our own driver
        said = [pickle.dumps(work(document)) for document in documents]
        yield pa.RecordBatch.from_arrays([batch["place"], pa.array(said, pa.binary())], schema=_SAID)


def _deadly(document: Document) -> Failure:
    return Failure(
        source=document.name,
        stage="read",
        reason="The worker reading it was stopped (out of memory, or a fault in a library)",
        advice="Give workers more memory or shorten the document, then add it again",
    )
