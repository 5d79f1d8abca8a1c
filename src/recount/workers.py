"""Work on many documents in several processes: results in the order of arrival, only a few documents in memory.

A process costs a second or two to start (it loads gazetteer and reader), so a few documents are read right here.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import Generic, TypeVar

from recount.records import Document, Failure

Result = TypeVar("Result")
Item = Document | Failure

# Below this many documents one process is as quick as several.
FEW = 12
# How many documents are under way for each process: enough that none waits, few enough for the memory.
AHEAD = 4


def in_order(
    items: Iterable[Item], work: Callable[[Document], Result], jobs: int
) -> Iterator[tuple[Item, Result | Failure]]:
    """Each item with what `work` makes of it; failures pass through as they are.

    `work` and what it gives must be picklable. A document that takes its process down with it is a failure of its own.
    """
    arriving = iter(items)
    first = list(islice(arriving, FEW))
    every = chain(first, arriving)
    if jobs < 2 or len(first) < FEW:
        return ((item, item if isinstance(item, Failure) else work(item)) for item in every)
    return _Room(work, jobs).results(every)


class _Room(Generic[Result]):
    """A few processes at work, and the documents under way in them."""

    def __init__(self, work: Callable[[Document], Result], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._pool = _start(jobs)
        self._waiting: deque[Failure | tuple[Document, Future[Result]]] = deque()

    def results(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | Failure]]:
        try:
            while True:
                for item in islice(items, self._jobs * AHEAD - len(self._waiting)):
                    self._waiting.append(item if isinstance(item, Failure) else self._under_way(item))
                if not self._waiting:
                    return
                yield self._next()
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _under_way(self, document: Document) -> tuple[Document, Future[Result]]:
        try:
            return document, self._pool.submit(self._work, document)
        except BrokenExecutor as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return document, broken

    def _next(self) -> tuple[Item, Result | Failure]:
        following = self._waiting.popleft()
        if isinstance(following, Failure):
            return following, following
        document, coming = following
        try:
            return document, coming.result()
        except BrokenExecutor:
            self._pool.shutdown(wait=False, cancel_futures=True)
            alone = _alone(document, self._work)
            self._pool = _start(self._jobs)
            others = [other if isinstance(other, Failure) else self._under_way(other[0]) for other in self._waiting]
            self._waiting = deque(others)
            return document, alone


def _alone(document: Document, work: Callable[[Document], Result]) -> Result | Failure:
    """Tries one document in a process of its own, to tell which of several took theirs down."""
    with _start(1) as pool:
        try:
            return pool.submit(work, document).result()
        except BrokenExecutor:
            return Failure(
                source=document.name,
                stage="read",
                reason="The process reading it was stopped (out of memory, or a fault in a library)",
                advice="Free memory or shorten the document, then add it again",
            )


def _start(jobs: int) -> ProcessPoolExecutor:
    # Fresh processes: a copy of this one would inherit its threads' locks in whatever state they are.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_live_and_die_with_parent)


def _live_and_die_with_parent() -> None:
    """Leaves an interrupt to the parent, and ends when the parent is killed: it would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
