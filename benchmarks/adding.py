"""What new reports cost a ledger that holds many: linked, reconciled and written, whatever is there already.

usage: adding.py [--new 1000] [--keep FOLDER] REPORTS...

For each size a ledger of so many of `scale_reports` is written to a file, linked by columns; its incidents are left
out, as nothing that new reports touch reads them. Then more reports arrive as documents with their accounts (`record`),
and `derive` is timed: finding what they touch, comparing, grouping and reconciling it, and writing all that changed.
At last one decision is recorded and derived.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from scale_records import as_records
from scale_reports import reports
from sqlalchemy import insert

from recount.ledger import Derivation, Ledger, derived, rows, tables
from recount.ledger.captures import basis, capture_id
from recount.ledger.engine import open_engine, transaction
from recount.link.coded import Coded
from recount.link.grouping import group_coded
from recount.link.reach import REACH, trace_of
from recount.link.traits import traits_of
from recount.pipeline import Desk, decide, derive
from recount.records import Account, Document
from recount.review.decide import make_decision
from recount.stages import STAGES
from recount.touched import kept_of_all

AT, READER = "2026-01-01T00:00:00.000000Z", STAGES.name
AT_ONCE = 5000


def told(size: int) -> Iterator[tuple[Document, Account]]:
    """So many documents, each with an account of one report."""
    for traits, _ in reports(size):
        report, document = as_records(traits)
        document = replace(document, published=traits.published)
        yield document, Account(document=document.id, published=traits.published, reports=(report,))


def write(place: str, many: Iterator[tuple[Document, Account]]) -> list[str]:
    """The ledger, its reports linked; gives the ids of its reports."""
    Ledger.open(place).close()
    engine, coded, traces = open_engine(place), Coded(), []
    while some := list(islice(many, AT_ONCE)):
        held = [(document, account, basis(document)) for document, account in some]
        with transaction(engine, place, writing=True) as connection:
            texts = [{"id": one.id, "text": one.text, "recorded_at": AT} for one, _, _ in held]
            connection.execute(insert(tables.documents), texts)
            captures = [rows.capture_row(replace(one, text=""), capture_id(one), AT) for one, _, _ in held]
            connection.execute(insert(tables.captures), captures)
            accounts = [rows.account_row(account, based, READER, AT) for _, account, based in held]
            connection.execute(insert(tables.accounts), accounts)
        for _, account, _ in held:
            traits = traits_of(account.reports[0], account.published)
            coded.add(traits)
            traces.append(trace_of(traits))
    clusters = group_coded(coded)
    kept = kept_of_all(REACH, traces, clusters, ())
    by = f"{READER}, conservative rules"
    made = Derivation(clusters=clusters, incidents=(), documents={}, by=by, rules="conservative", kept=kept)
    with Ledger.open(place) as ledger, transaction(engine, place, writing=True) as connection:
        derived.replace_derived(connection, made, primary=ledger.primary_state(), upto=ledger.head().number, at=AT)
    engine.dispose()
    return coded.reports


def run(place: str, size: int, new: int) -> str:
    many = told(size + new)
    began = time.perf_counter()
    write(place, islice(many, size))
    made = time.perf_counter() - began
    gc.collect()
    with Ledger.open(place) as ledger:
        came = list(many)
        began = time.perf_counter()
        for document, account in came:
            ledger.record(document, account, read_as=document, reader=READER, at=AT)
        recorded = time.perf_counter() - began
        desk = Desk(ledger=ledger, stages=STAGES, now=lambda: AT)
        began, cpu = time.perf_counter(), time.process_time()
        derive(desk)
        derived_in, cpu = time.perf_counter() - began, time.process_time() - cpu
        pair = [account.reports[0].id for _, account in came[-2:]]
        began = time.perf_counter()
        decide(desk, [make_decision("not same", pair, reason="to measure", who="nobody", at=AT)])
        decided = time.perf_counter() - began
        shown = (f"{size:,}", f"{made:.0f}", f"{recorded:.1f}", f"{derived_in:.2f}", f"{cpu:.2f}")
        return f"| {' | '.join(shown)} | {len(ledger.incidents()):,} | {1000 * decided:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="+", type=int, metavar="REPORTS")
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="a folder for the ledgers (about 6 GB for a million reports)")
    options = parser.parse_args()
    print("| reports there | made in s | recorded s | derived s | derived cpu s | incidents touched | a decision ms |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.keep) as folder:
            print(run(str(Path(folder) / "large.db"), size, options.new), flush=True)


if __name__ == "__main__":
    main()
