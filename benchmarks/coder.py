"""Scores a second coder on the annotated articles, in the table of the gate; answers are kept and not asked twice.

usage: coder.py URL MODEL [--set dev] [--requests 1000]

The key is taken from RECOUNT_CODER_KEY. An article without an answer is scored as empty, and named.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import gate
import gold
from corpora import SHARED

from recount.coding import code
from recount.contract import account_as_json
from recount.endpoint import Coder, EndpointReader
from recount.errors import CoderError
from recount.records import Account


def write_accounts(articles: Path, reader: EndpointReader, target: Path) -> None:
    with target.open("w", encoding="utf-8") as lines:
        for document in gold.documents(articles):
            try:
                account = code(document, reader.read(document))
            except CoderError as error:
                print(f"{document.name}: {error.what}", file=sys.stderr)
                account = Account(document=document.id, published=document.published)
            lines.write(json.dumps(account_as_json(account, document), ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("model")
    parser.add_argument("--set", default="dev")
    parser.add_argument("--requests", type=int, default=1000)
    asked = parser.parse_args()
    found = next((one for one in gold.gold_sets() if one.name == asked.set), None)
    if found is None:
        sys.exit("The annotated articles are not here (see benchmarks/corpora.py).")
    key, kept = os.environ.get("RECOUNT_CODER_KEY"), Path("build/coder-answers")
    coder = Coder(url=asked.url, model=asked.model, key=key, answers=kept, requests=asked.requests)
    with tempfile.TemporaryDirectory() as folder:
        accounts = Path(folder) / "accounts.jsonl"
        write_accounts(found.articles, EndpointReader(coder), accounts)
        scorer = SHARED / "annotation" / "score.py"
        command = [sys.executable, str(scorer), str(found.articles), str(found.annotations), str(accounts), "--json"]
        table = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    gate.print_table(asked.set, table)


if __name__ == "__main__":
    main()
