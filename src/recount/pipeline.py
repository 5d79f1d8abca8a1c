"""The order of the work, told once: read this first.

Documents are read and coded one by one, and each is on the disk before it is reported as added; then the reports of all
are linked and reconciled into incidents. Decisions of people are recorded beside the documents. All else follows from
both: with the same documents and decisions, in any order of arrival, any machine derives the same incidents.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from recount.asked import asked
from recount.errors import LedgerError
from recount.ledger import Derivation, Ledger, Standing, Watch
from recount.ledger.news import News
from recount.link.grouping import MOST_EXPLAINED
from recount.records import Account, Cluster, Decision, Document, Failure, Incident, RuleSet
from recount.review.change import change
from recount.review.decide import check_decision, make_decision, standing
from recount.review.queue import Answer, Item, ordered, with_changes
from recount.stages import Engine, Stages, failure, read_and_code
from recount.touched import kept_of_all, touched, traces_in
from recount.workers import in_order

# How many clusters are reconciled with the texts of their documents in memory.
AT_ONCE = 200
# Up to so many new documents, only what they touch is derived; of more, if they are few beside those that are there.
MOST_NEWS = 2_000
# How many questions are worked out for each one asked for, where the first ones change nothing.
LOOKED_AHEAD = 4

Look = Callable[[Item], Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A ledger with what fills it: the stages, the clock of recording, the rules of counting, the processes to use.

    An `engine` reads and links on other machines instead.
    """

    ledger: Ledger
    stages: Stages
    now: Callable[[], str]
    rules: RuleSet = "conservative"
    jobs: int = 1
    engine: Engine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one thing that came in.

    `again`: a known text whose day or source is now known better. `same`: a known text under another name, which adds
    nothing; `same_as` is the name it had.
    """

    kind: Literal["added", "again", "same", "known", "failed"]
    source: str
    document: Document | None = None
    account: Account | None = None
    failure: Failure | None = None
    same_as: str | None = None


def add(desk: Desk, items: Iterable[Document | Failure]) -> Iterator[Outcome]:
    """Records each document with what it says, and each failure; every outcome is on the disk when it is yielded.

    Incidents are derived after the last one. What was recorded stays when this is stopped half-way.
    """
    arriving = ((item, _to_read(desk, item)) for item in items)
    pending = (((item, unread), unread) for item, unread in arriving)
    work = partial(read_and_code, desk.stages)
    done = desk.engine.in_order(pending, work) if desk.engine else in_order(pending, work, desk.jobs)
    for (item, read_as), said in done:
        if isinstance(item, Failure):
            desk.ledger.record_failure(item, at=desk.now())
            yield Outcome(kind="failed", source=item.source, failure=item)
        elif read_as is None or said is None:
            yield Outcome(kind="known", source=item.name, document=_standing(desk, item).document)
        else:
            yield _record(desk, item, read_as, said)
    derive(desk)


def decide(desk: Desk, decisions: Iterable[Decision], *, watch: Watch | None = None) -> int:
    """Records what a person decided, and derives anew; gives how many of the decisions were not there before.

    `watch` is what that person saw decided: where another was quicker, nothing is recorded and Overtaken is raised.
    """
    checked = [check_decision(one, desk.ledger.holds, desk.ledger.field_of) for one in decisions]
    seen = watch.after(checked) if watch else None
    fresh = desk.ledger.record_decisions(checked, watch=seen)
    derive(desk)  # also where the same decision comes again, after a run that was stopped before this
    return fresh


def parts_of(desk: Desk, reports: Set[str]) -> list[set[str]]:
    """How some reports would be grouped had nobody decided anything."""
    accounts = desk.ledger.accounts(original=True)
    held = [report for account in accounts.values() for report in account.reports if report.id in reports]
    published = {key: account.published for key, account in accounts.items()}
    clusters = desk.stages.link(sorted(held, key=lambda report: report.id), published, ())
    return [set(cluster.reports) for cluster in clusters]


def open_questions(desk: Desk) -> tuple[Item, ...]:
    """Everything that waits for a person, heaviest first, weighed without deriving anything anew."""
    return ordered(asked(desk.ledger).items.values())


def heaviest(desk: Desk, found: Sequence[Item], *, most: int, look: Look | None = None) -> tuple[Item, ...]:
    """The first questions with what each answer would change; those that change nothing go behind the others.

    `look` foresees one question, where somebody remembers what was foreseen.
    """
    foreseen: list[Item] = []
    for item in found[: LOOKED_AHEAD * most]:
        foreseen.append(look(item) if look else foresee(desk, item))
        if sum(one.weight > 0 for one in foreseen) == most:
            break
    return ordered(foreseen)[:most]


def foresee(desk: Desk, item: Item) -> Item:
    """A question with what each of its answers would change; nothing is recorded."""
    accounts = desk.ledger.accounts(desk.ledger.documents_behind(item.incidents), original=True)
    told = {report for cluster in desk.ledger.clusters(item.incidents).values() for report in cluster.reports}
    decided, at = desk.ledger.decisions(), desk.now()

    def under(answer: Answer) -> list[Incident]:
        made = [
            make_decision(one.kind, one.subjects, reason="?", who="?", at=at, value=one.value) for one in answer.records
        ]
        return _derived(desk, accounts, told, standing([*decided, *made]))

    before = under(Answer(key="", label=""))
    changes = {answer.key: change(before, under(answer)) for answer in item.answers if answer.records}
    return with_changes(item, changes)


def _derived(
    desk: Desk, accounts: Mapping[str, Account], some: Set[str], decisions: Sequence[Decision]
) -> list[Incident]:
    """The incidents of some reports by themselves, had people decided so."""
    published = {key: account.published for key, account in accounts.items()}
    reports = [report for account in accounts.values() for report in account.reports if report.id in some]
    clusters = desk.stages.link(sorted(reports, key=lambda report: report.id), published, decisions)
    return list(reconcile(desk, clusters, accounts, decisions))


def derive(desk: Desk) -> None:
    """Brings the incidents up to all that was recorded: what news touches is linked and reconciled anew, no more."""
    while not desk.ledger.is_derived(by=_by(desk)):
        news = desk.ledger.news(by=_by(desk))
        if news is None or len(news.documents) > max(MOST_NEWS, news.linked // 2):
            rebuild(desk)
        else:
            _derive_touched(desk, news)


def _derive_touched(desk: Desk, news: News) -> None:
    """Derives what news touches, if nobody else derives in the meantime; all, where links then lose their reasons."""
    reach = desk.stages.reach
    if reach is None:
        return rebuild(desk)
    decisions = standing(desk.ledger.decisions())
    accounts = desk.ledger.accounts(news.documents, original=True)
    found = touched(desk.ledger, reach, news, accounts.values(), decisions)
    linked = news.linked - len(found.kept.gone) + len(found.kept.traces)
    explained = linked <= MOST_EXPLAINED
    if explained != (news.linked <= MOST_EXPLAINED):
        return rebuild(desk)
    grouped = reach.regroup(list(found.traces.values()), found.near, decisions, explained)
    clusters = tuple(cluster for cluster in grouped if cluster.id in found.unit)
    homes = {report: found.traces[report].document for cluster in clusters for report in cluster.reports}
    told = accounts | desk.ledger.accounts(set(homes.values()) - accounts.keys(), original=True)
    incidents = tuple(reconcile(desk, clusters, told, decisions))
    made = Derivation(
        clusters=clusters, incidents=incidents, documents=homes, by=_by(desk), rules=desk.rules, kept=found.kept
    )
    desk.ledger.change_derived(made, found.former, news, at=desk.now())
    return None


def rebuild(desk: Desk) -> None:
    """Links and reconciles everything in the ledger, and puts the result in the place of the one before."""
    upto = desk.ledger.head().number
    primary = desk.ledger.primary_state()
    accounts = desk.ledger.accounts(original=True)
    reports = {report.id: report for account in accounts.values() for report in account.reports}
    published = {key: account.published for key, account in accounts.items()}
    decisions = standing(desk.ledger.decisions())
    link = desk.engine.link if desk.engine else desk.stages.link
    clusters = link([reports[key] for key in sorted(reports)], published, decisions)
    incidents = tuple(reconcile(desk, clusters, accounts, decisions))
    documents = {key: report.document for key, report in reports.items()}
    reach = desk.stages.reach
    kept = kept_of_all(reach, traces_in(reach, accounts.values()), clusters, decisions) if reach else None
    made = Derivation(
        clusters=clusters, incidents=incidents, documents=documents, by=_by(desk), rules=desk.rules, kept=kept
    )
    desk.ledger.replace_derived(made, primary=primary, upto=upto, at=desk.now())


def reconcile(
    desk: Desk, clusters: Sequence[Cluster], accounts: Mapping[str, Account], decisions: Sequence[Decision]
) -> Iterator[Incident]:
    """The incident of each cluster under the desk's rules; one that fails is recorded as a failure and left out."""
    reports = {report.id: report for account in accounts.values() for report in account.reports}
    for start in range(0, len(clusters), AT_ONCE):
        some = clusters[start : start + AT_ONCE]
        behind = {reports[report].document for cluster in some for report in cluster.reports}
        told = desk.ledger.documents(behind, original=True)
        documents = {key: replace(document, published=accounts[key].published) for key, document in told.items()}
        for cluster in some:
            try:
                yield desk.stages.reconcile(cluster, reports, documents, decisions, desk.rules)
            except Exception as error:  # noqa: BLE001 - one incident never stops the others
                desk.ledger.record_failure(failure(cluster.id, "reconcile", error), at=desk.now())


def recount(desk: Desk, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The same incidents under the desk's rules, in the same order; the ledger stays as it is."""
    ids = [incident.id for incident in incidents]
    clusters = desk.ledger.clusters(ids)
    accounts = desk.ledger.accounts(desk.ledger.documents_behind(ids), original=True)
    decisions = standing(desk.ledger.decisions())
    return desk.ledger.as_shown(list(reconcile(desk, [clusters[key] for key in ids], accounts, decisions)))


def _by(desk: Desk) -> str:
    return f"{desk.stages.name}, {desk.rules} rules"


def _standing(desk: Desk, document: Document) -> Standing:
    return desk.ledger.standing(document, reader=desk.stages.name)


def _to_read(desk: Desk, item: Document | Failure) -> Document | None:
    """What has to be read: the document as all its captures make it, or nothing where the ledger has all of it."""
    if isinstance(item, Failure):
        return None
    held = _standing(desk, item)
    return None if held.known else held.document


def _record(desk: Desk, document: Document, read_as: Document, said: Account | Failure) -> Outcome:
    """Records a document; read again where the same text came in with other metadata in the meantime."""
    try:
        held = desk.ledger.record(document, said, read_as=read_as, reader=desk.stages.name, at=desk.now())
    except LedgerError:
        now = _standing(desk, document).document
        if now != read_as:  # the same text came in under way, here or from another program
            return _record(desk, document, now, read_and_code(desk.stages, now))
        raise
    except Exception as error:  # noqa: BLE001 - what no database can hold is a failure of that document
        held, said = _standing(desk, document), failure(document.name, "ledger", error)
        desk.ledger.record_failure(said, at=desk.now())
    if held.known:
        return Outcome(kind="known", source=document.name, document=held.document)
    if isinstance(said, Failure):
        return Outcome(kind="failed", source=document.name, document=held.document, failure=said)
    same_as = held.name if held.read else None
    kind: Literal["added", "again", "same"] = "same" if same_as else "again" if held.held else "added"
    return Outcome(kind=kind, source=document.name, document=held.document, account=said, same_as=same_as)
