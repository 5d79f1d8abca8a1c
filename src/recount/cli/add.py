"""`recount add`: articles into the ledger."""

from collections import Counter
from datetime import date

import click

from recount.cli import options
from recount.cli.coder import with_coder
from recount.cli.engine import with_engine
from recount.cli.intake import documents_of
from recount.cli.printing import complain, counted, line
from recount.cli.progress import progress
from recount.cli.room import Room
from recount.pipeline import Outcome, add
from recount.records import RuleSet

WORDS = {
    "added": "added",
    "again": "read again, since more is known of its publication",
    "same": "the same text as another, nothing added",
    "known": "in the ledger already",
    "failed": "failed",
}


@click.command()
@options.sources
@options.published
@options.outlet
@options.db
@options.jobs
@options.rules
@click.pass_obj
@with_engine
@with_coder
def command(
    room: Room,
    sources: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    db: str | None,
    jobs: int | None,
    rules: RuleSet | None,
) -> None:
    """Read articles into the ledger.

    Files (.txt, .html, .pdf, .jsonl, gzipped or not), folders, addresses of pages and feeds, or - for standard input.
    What fails is named and recorded, the rest goes on. Each article is safely in the ledger when its line is printed.

    \b
    Example:
      recount add articles/ report.html --db recount.db
      recount add note.txt --published 2016-10-25 --outlet "The Example"
      recount add https://example.org/feed.xml
      recount add articles/ --engine spark://head:7077 --db postgresql+psycopg://head/recount
      recount add articles/ --coder http://localhost:11434/v1 --coder-model qwen3
    """  # noqa: D301
    kinds: Counter[str] = Counter()
    with room.ledger(db, create=True) as ledger, progress("reading") as step:
        documents = documents_of(room, sources, published=published, outlet=outlet, into=ledger)
        for outcome in add(room.desk(ledger, rules=rules, jobs=jobs), documents):
            kinds[outcome.kind] += 1
            _tell(outcome)
            step(outcome.source)
        incidents = len(ledger.incidents())
    parts = [f"{number} {WORDS[kind].split(',')[0]}" for kind in WORDS if (number := kinds[kind])]
    line(f"{', '.join(parts) or 'nothing to add'}; the ledger tells of {counted(incidents, 'incident')}.")
    if kinds["failed"]:
        click.get_current_context().exit(2)


def _tell(outcome: Outcome) -> None:
    if outcome.failure:
        complain(outcome.failure)
        return
    line(f"{outcome.source}: {words_of(outcome)}")


def words_of(outcome: Outcome) -> str:
    """What became of an article, in words."""
    if outcome.same_as:
        return f"the same text as {outcome.same_as}: nothing added"
    told = f" ({counted(len(outcome.account.reports), 'incident')} told of)" if outcome.account else ""
    return f"{WORDS[outcome.kind]}{told}"
