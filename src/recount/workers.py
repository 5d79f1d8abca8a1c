"""Work on many documents in several processes: results in the order of arrival, only a few documents in memory.

A process costs a second or two to start (it loads gazetteer and reader), so a few documents are read right here; where
more arrive together, this process reads none and need not load them either.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import Generic, TypeVar

from recount.records import Document, Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

# Up to this many documents one process is as quick as several.
FEW = 12
# How many documents are under way for each process: enough that none waits, few enough for the memory.
AHEAD = 4


def in_order(
    items: Iterable[tuple[Item, Document | None]], work: Callable[[Document], Result], jobs: int
) -> Iterator[tuple[Item, Result | Failure | None]]:
    """Each item with what `work` makes of its document, or None where it comes without one.

    `work` and what it gives must be picklable. A document that takes its process down with it is a failure of its own.
    """
    arriving = iter(items)
    worked = 0
    while some := list(islice(arriving, FEW + 1 if jobs > 1 else 1)):
        worked += sum(document is not None for _, document in some)
        if jobs > 1 and worked > FEW:
            yield from _Room[Item, Result](work, jobs).results(chain(some, arriving))
            return
        for item, document in some:
            yield item, None if document is None else work(document)


class _Room(Generic[Item, Result]):
    """A few processes at work, and the documents under way in them."""

    def __init__(self, work: Callable[[Document], Result], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._pool = _start(jobs)
        self._waiting: deque[tuple[Item, Document | None, Future[Result] | None]] = deque()

    def results(self, items: Iterator[tuple[Item, Document | None]]) -> Iterator[tuple[Item, Result | Failure | None]]:
        try:
            while True:
                for item, document in islice(items, self._jobs * AHEAD - len(self._waiting)):
                    self._waiting.append((item, document, self._submit(document)))
                if not self._waiting:
                    return
                yield self._next()
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, document: Document | None) -> Future[Result] | None:
        if document is None:
            return None
        try:
            return self._pool.submit(self._work, document)
        except BrokenExecutor as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def _next(self) -> tuple[Item, Result | Failure | None]:
        item, document, coming = self._waiting.popleft()
        if document is None or coming is None:
            return item, None
        try:
            return item, coming.result()
        except BrokenExecutor:
            self._pool.shutdown(wait=False, cancel_futures=True)
            alone = _alone(document, self._work)
            self._pool = _start(self._jobs)
            self._waiting = deque((item, other, self._submit(other)) for item, other, _ in self._waiting)
            return item, alone


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
    # Never a copy of this process: it would inherit its threads' locks in whatever state they are. Where there is a
    # server that has loaded the program and nothing else, copies of that are quicker to have than fresh processes.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_live_and_die_with_parent)


def _live_and_die_with_parent() -> None:
    """Leaves an interrupt to the parent, and ends when the parent is killed: it would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
