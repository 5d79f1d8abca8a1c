"""Count how telling words are, and write the bands of rarity.toml.

usage: rarity.py [--write]

A word's band goes by the share of reports in which its stem stands, in that kind of source where it stands most often,
so that what one trade says all the time ("coalition", "felony") is telling nowhere. Several articles on one event count
as one, or the names in it would look common. Training parts only.
"""

import argparse
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from corpora import SHARED, lines  # noqa: E402 - found through the line above

from recount.codebook.rarity import WORD, stem  # noqa: E402

SHIPPED = ROOT / "src" / "recount" / "codebook" / "rarity.toml"
KINDS = (("voa", "voa_other"), ("wikinews", "news", "re3d"), ("isafpr",), ("fakes",))
LEAST_REPORTS = 5
SHORTEST = 200  # characters
BANDS = (
    (0.25, 0.0, "in a quarter of the reports of some source or more: tells nothing"),
    (0.08, 1.0, "in one of 12"),
    (0.025, 2.0, "in one of 40"),
    (0.01, 3.5, "in one of 100"),
    (0.003, 4.5, "rarer, but seen again and again"),
)


def kinds() -> Iterator[list[str]]:
    """The texts of each kind of source."""
    for names in KINDS:
        found = [one for name in names for one in lines(SHARED / "data" / "articles" / f"{name}.jsonl.gz")]
        yield [f"{one['title'] or ''} {one['text']}" for one in found if len(one["text"]) >= SHORTEST]
    crimes = lines(SHARED / "data" / "gva_incidents" / "train.jsonl.gz")
    yield [" ".join(f"{one['title'] or ''} {one['text']}" for one in crime["docs"]) for crime in crimes]


def shares() -> tuple[dict[str, float], int]:
    """The largest share of each stem over the kinds, and how many reports were counted."""
    largest: dict[str, float] = defaultdict(float)
    total = 0
    for texts in kinds():
        total += len(texts)
        seen = Counter(word for text in texts for word in {stem(found) for found in WORD.findall(text)})
        for word, number in seen.items():
            if number >= LEAST_REPORTS:
                largest[word] = max(largest[word], number / len(texts))
    return largest, total


def written(largest: dict[str, float], total: int) -> str:
    """The bands as TOML."""
    parts = [
        "# How telling a word is, by the share of news reports in which its stem stands, in that of five kinds of",
        "# sources where it stands most often (radio news, an open newsroom, military releases, war reports of many",
        f"# outlets, local news of shootings; {total} reports in all). A word that is in no band is rare.",
        "# Written by training/linking/rarity.py.",
        "",
    ]
    above = 2.0
    for least, weight, words in BANDS:
        held = sorted(word for word, share in largest.items() if least <= share < above)
        above = least
        parts += [f"[[bands]]  # {words}", f"weight = {weight}", 'stems = """']
        parts += [*textwrap.wrap(" ".join(held), 118), '"""', ""]
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write rarity.toml")
    options = parser.parse_args()
    text = written(*shares())
    print(f"{len(text.split()):,} words")
    if options.write:
        SHIPPED.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
