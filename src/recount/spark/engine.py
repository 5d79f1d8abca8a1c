"""What the pipeline asks of a cluster: read these documents, link those reports."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from pyspark.sql import SparkSession

from recount.link import link
from recount.link.grouping import MANY, MOST_EXPLAINED
from recount.records import Account, Cluster, Decision, Document, Failure, Published, Report
from recount.spark.linking import Linking
from recount.spark.reading import Reading
from recount.spark.session import WORKERS, open_session

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkEngine:
    """A cluster at work. Fewer reports than `many` are linked here, which is quicker than to send them out."""

    session: SparkSession
    many: int = MANY

    def in_order(
        self, items: Iterable[tuple[Item, Document | None]], work: Callable[[Document], Account | Failure]
    ) -> Iterator[tuple[Item, Account | Failure | None]]:
        """Each item with what `work` makes of its document on some worker, in order; None where it has none."""
        return Reading(self.session, work).in_order(items)

    def link(
        self, reports: Sequence[Report], published: Mapping[str, Published], decisions: Sequence[Decision]
    ) -> tuple[Cluster, ...]:
        """Which reports tell of one incident: the clusters that `recount.link.link` gives, link by link."""
        unique = {report.id: report for report in reports}
        if len(unique) < self.many:
            return link(reports, published, decisions)
        told = ((unique[key], published.get(unique[key].document, Published())) for key in sorted(unique))
        return Linking(self.session, decisions, reasons=len(unique) <= MOST_EXPLAINED).clusters(told)


@contextmanager
def open_engine(master: str, *, patience: float = WORKERS) -> Iterator[SparkEngine]:
    """The cluster of a Spark master for as long as a command needs it; EngineError where it cannot be had.

    `patience`: seconds within which a worker must have done something.
    """
    with open_session(master, patience=patience) as session:
        yield SparkEngine(session=session)
