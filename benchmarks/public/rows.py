"""The table of public sets in RESULTS.md: each program here fills in its own rows."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from corpora import SHARED, lines  # noqa: E402 - the folder above is no package

RESULTS = HERE.parent / "RESULTS.md"
HEAD = "| set | what | Recount | elsewhere | program |\n| --- | --- | --- | --- | --- |"
START, END = "<!-- public -->\n", "\n<!-- /public -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A set with its size, what was measured on it, our figure, and a published one to hold it against."""

    corpus: str
    what: str
    ours: str
    theirs: str = "–"

    def written(self, program: str) -> str:
        return f"| {self.corpus} | {self.what} | {self.ours} | {self.theirs} | `public/{program}.py` |"


def corpus(name: str, split: str = "dev") -> Iterator[dict[str, Any]]:
    """The documents of a set; ends the program where the set is not here."""
    path = SHARED / "data" / name / f"{split}.jsonl.gz"
    if not path.exists():
        sys.exit(f"{name} is not here; most of these sets may not be passed on with the project.")
    return lines(path)


def tell(program: str, rows: list[Row]) -> None:
    """Prints the rows, and with --write puts them in the place of this program's earlier ones."""
    written = [row.written(Path(program).stem) for row in rows]
    print(HEAD, *written, sep="\n")
    if "--write" not in sys.argv:
        return
    text = RESULTS.read_text(encoding="utf-8")
    before, rest = text.split(START, 1)
    table, after = rest.split(END, 1)
    mark = f"`public/{Path(program).stem}.py` |"
    kept = [line for line in table.split("\n")[2:] if line and not line.endswith(mark)]
    body = "\n".join([HEAD, *sorted([*kept, *written])])
    RESULTS.write_text(before + START + body + END + after, encoding="utf-8")


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0
