"""`recount audit`: a verdict on every published figure, and why."""

from typing import Any

import click

from recount.cli import options
from recount.cli.printing import json_line, line, note, paragraph, sound
from recount.cli.room import Room
from recount.codebook.issuers import find_issuer
from recount.contract import statistic_as_json
from recount.ledger import Ledger
from recount.publish.words import NOT_KNOWN, figure_words, measure_words
from recount.records import Document, Statistic
from recount.tally.audit_judge import Judged, Publication, by_verdict, judge

VERDICTS = ("reproduced", "differs by scope", "arithmetic fails", "not comparable", "not enough data")


@click.command()
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only figures that came out so.")
@click.option("--issuer", metavar="NAME", help="Only figures of an issuer (or of a document) of that name.")
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, verdict: str | None, issuer: str | None, db: str | None, as_json: bool) -> None:
    """Judge every published figure: whether it adds up, and what the ledger and other issuers have.

    Each figure gets one verdict: reproduced, differs by scope, arithmetic fails, not comparable or not enough data,
    with the reasoning in words. A published figure is never corrected.

    \b
    Example:
      recount audit
      recount audit --verdict "arithmetic fails"
      recount audit --issuer PIPS --json
    """  # noqa: D301
    with room.current(db) as ledger:
        documents, judged = _judged(ledger)
    shown = [one for one in judged if _wanted(one, documents[one.document], verdict, issuer)]
    if as_json:
        click.echo(json_line([_as_json(one, documents[one.document]) for one in shown]), nl=False)
    else:
        for one in shown:
            _print(one, documents[one.document])
    if not shown:
        note("nothing found: the articles hold no such published figures")
        click.get_current_context().exit(1)
    note("; ".join(f"{count} {words}" for words, count in by_verdict(shown).items()))


def _judged(ledger: Ledger) -> tuple[dict[str, Document], list[Judged]]:
    documents: dict[str, Document] = {}
    figures: dict[str, list[Statistic]] = {}
    for document, item in ledger.statistics():
        documents[document.id] = document
        figures.setdefault(document.id, []).append(item)
    days = {key: account.published.day for key, account in ledger.accounts(documents.keys()).items()}
    publications = [
        Publication(document=key, source=document.name, statistics=tuple(figures[key]), day=days.get(key))
        for key, document in documents.items()
    ]
    return documents, list(judge(publications, ledger.incidents()))


def _wanted(one: Judged, document: Document, verdict: str | None, issuer: str | None) -> bool:
    if verdict is not None and one.verdict != verdict:
        return False
    told = f"{_whose(one, document)} {document.name}".casefold()
    named = issuer and find_issuer(issuer)
    return issuer is None or issuer.casefold() in told or bool(named and named.name == one.figure.issuer)


def _whose(one: Judged, document: Document) -> str:
    return one.figure.issuer if one.figure.statistic.speaker else document.outlet or "the report itself"


def _print(one: Judged, document: Document) -> None:
    item = one.figure.statistic
    days = f"{item.period[0]}..{item.period[1]}" if item.period else f"period {NOT_KNOWN}"
    who = item.actor or (item.of if item.of not in {None, "all"} else None)
    told = [f"{figure_words(item)} {measure_words(item)}", who, item.area or f"area {NOT_KNOWN}", days]
    line(f"{one.verdict}: {', '.join(part for part in told if part)} ({_whose(one, document)})")
    paragraph(f"in {document.name}: “{sound(item.span.quote)}”", indent=2)
    paragraph(one.words, indent=2)
    for finding in one.findings[1:]:
        paragraph(f"also: {finding.words}", indent=2)


def _as_json(one: Judged, document: Document) -> dict[str, Any]:
    item = one.figure.statistic
    return {
        "id": item.id,
        "doc": document.name,
        "issuer": _whose(one, document),
        "verdict": one.verdict,
        "words": one.words,
        "statistic": statistic_as_json(item),
        "checks": [
            {"kind": each.kind, "verdict": each.verdict, "words": each.words, "statistics": list(each.statistics)}
            for each in one.findings
        ],
    }
