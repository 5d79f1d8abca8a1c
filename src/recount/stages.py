"""The stages between a document and its incidents, as one record: tests and other readers put theirs in the place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, TypeVar

from recount import __version__
from recount.coding import code
from recount.errors import RecountError
from recount.link import link
from recount.link.reach import REACH, Reach
from recount.read import Reader
from recount.read.default import default_reader
from recount.reconcile import narrow_published, reconcile
from recount.records import Account, Cluster, Decision, Document, Failure, Incident, Published, Reading, Report, RuleSet

Item = TypeVar("Item")


class Link(Protocol):
    """Which reports tell of one incident. A cluster bears the id of one of its reports."""

    def __call__(
        self, reports: Sequence[Report], published: Mapping[str, Published], decisions: Sequence[Decision]
    ) -> tuple[Cluster, ...]:
        """The clusters; `published` tells of each document when it came out."""
        ...


class Reconcile(Protocol):
    """What all reports of one incident say together."""

    def __call__(
        self,
        cluster: Cluster,
        reports: Mapping[str, Report],
        documents: Mapping[str, Document],
        decisions: Sequence[Decision],
        rules: RuleSet,
    ) -> Incident:
        """The incident; the documents have their days of publication as they were reasoned."""
        ...


class Engine(Protocol):
    """Many machines that read and link instead of this one, with the same result."""

    def in_order(
        self, items: Iterable[tuple[Item, Document | None]], work: Callable[[Document], Account | Failure]
    ) -> Iterator[tuple[Item, Account | Failure | None]]:
        """Each item with what `work` makes of its document, in order; None where it comes without one."""
        ...

    def link(
        self, reports: Sequence[Report], published: Mapping[str, Published], decisions: Sequence[Decision]
    ) -> tuple[Cluster, ...]:
        """The clusters that `recount.link.link` gives."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """One of each stage; `name` tells the reader's kind and version, under which accounts are recorded.

    `reach` links a few reports as `link` does all; without it, every change links all.
    """

    name: str
    make_reader: Callable[[], Reader]
    code: Callable[[Document, Reading], Account]
    link: Link
    reconcile: Reconcile
    reach: Reach | None = None


def reconcile_narrowed(
    cluster: Cluster,
    reports: Mapping[str, Report],
    documents: Mapping[str, Document],
    decisions: Sequence[Decision],
    rules: RuleSet,
) -> Incident:
    """The incident of a cluster, its undated documents dated as closely as the others in it allow."""
    narrower = narrow_published(cluster, reports, {key: document.published for key, document in documents.items()})
    dated = {key: replace(documents[key], published=published) for key, published in narrower.items()}
    return reconcile(cluster, reports, {**documents, **dated}, decisions, rules)


STAGES = Stages(
    name=f"trained {__version__}",
    make_reader=default_reader,
    code=code,
    link=link,
    reconcile=reconcile_narrowed,
    reach=REACH,
)


def read_and_code(stages: Stages, document: Document) -> Account | Failure:
    """What a document says, or why that could not be told: whatever goes wrong in one document stays with it."""
    stage = "read"
    try:
        reading = _reader(stages.make_reader).read(document)
        stage = "coding"
        return stages.code(document, reading)
    except Exception as error:  # noqa: BLE001 - one document never stops the others
        return failure(document.name, stage, error)


@cache
def _reader(make_reader: Callable[[], Reader]) -> Reader:
    """The reader of this process: loading one costs more than reading many documents."""
    return make_reader()


def failure(source: str, stage: str, error: Exception) -> Failure:
    """An error of a stage as a record."""
    if isinstance(error, RecountError):
        return Failure(source=source, stage=stage, reason=error.what, advice=error.advice)
    if isinstance(error, MemoryError):
        advice = "Close other programs, and run the same again with --jobs 1"
        return Failure(source=source, stage=stage, reason="Memory ran out", advice=advice)
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    advice = "This is a fault in Recount: please report it with the text, which is kept"
    return Failure(source=source, stage=stage, reason=words, advice=advice)
