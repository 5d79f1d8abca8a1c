"""Choose how likely something must be to count: one bar after the other, by the score on the development articles."""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from corpora import rows
from predict import document_of

from recount.coding import code
from recount.contract import account_as_json
from recount.read.model import ModelReader, as_reading
from recount.read.model_counsel import Counsel
from recount.read.model_decode import Bars, decode
from recount.read.model_items import Places
from recount.read.model_values import Values
from recount.read.sentences import split_sentences
from recount.read.triggers import find_triggers
from recount.read.words import find_words

CHOICES = {
    "trigger": (0.4, 0.45, 0.5), "count": (0.25, 0.3, 0.35), "party": (0.3, 0.35, 0.4), "setting": (0.3, 0.35, 0.4),
    "speaker": (0.3, 0.4, 0.5), "same": (0.4, 0.45, 0.5), "belongs": (0.35, 0.4, 0.45), "also": (0.7, 0.8),
    "event": (0.7, 0.8, 0.9), "part": (0.5, 0.6, 0.7), "unsaid": (0.35, 0.5, 0.6), "other": (0.4, 0.5, 0.6),
    "rules_trigger": (0.4, 0.5, 0.6), "rules_party": (0.4, 0.5, 0.6), "rules_setting": (0.3, 0.5),
    "rules_same": (0.4, 0.5, 0.6), "rules_belongs": (0.4, 0.5, 0.6),
}  # fmt: skip
GOAL = {"claims": 1.0, "attested": 1.0, "incidents": 0.5, "type": 0.3, "focus": 0.2, "statistics": 0.1}


class Trial:
    """The development articles encoded once, with the rules' values."""

    def __init__(self, weights: Path, shared: Path, work: Path) -> None:
        self.reader = ModelReader.load(weights)
        self.gold, self.work = shared / "gold", work
        self.score = shared / "annotation" / "score.py"
        documents = [document_of(row) for row in rows(self.gold / "dev.articles.jsonl.gz")]
        self.cases = []
        for document in documents:
            sentences = split_sentences(document.text)
            (encoded,) = self.reader.encoder.encode([document.text])
            places = Places(document.text, encoded.offsets, sentences)
            words = find_words(document.text, sentences)
            values = Values.of(document, words, find_triggers(words))
            counsel = Counsel(values.words, values.mentions)
            self.cases.append((document, sentences, encoded.states, places, values, counsel))

    def table(self, bars: Bars) -> dict[str, Any]:
        """The score table with these bars."""
        with (self.work / "trial.jsonl").open("w", encoding="utf-8") as out:
            for document, sentences, states, places, values, counsel in self.cases:
                believed = decode(self.reader.heads, states, places, bars, values.proposals(), counsel)
                account = code(document, as_reading(document, sentences, believed, values, self.reader.calibration))
                out.write(json.dumps(account_as_json(account, document), ensure_ascii=False) + "\n")
        files = [self.gold / "dev.articles.jsonl.gz", self.gold / "dev.gold.jsonl", self.work / "trial.jsonl"]
        command = [sys.executable, self.score, *files, "--json"]
        return json.loads(subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout)


def worth(table: dict[str, Any]) -> float:
    """One number for a score table."""
    return sum(weight * table[name]["f1"] for name, weight in GOAL.items())


def choose(trial: Trial, bars: Bars) -> Bars:
    """One pass over all bars, each set to its best choice while the others stay."""
    best = worth(trial.table(bars))
    for name, options in CHOICES.items():
        for option in options:
            tried = replace(bars, **{name: option})
            now = worth(trial.table(tried))
            if now > best + 1e-4:
                best, bars = now, tried
        print(f"{name} {getattr(bars, name)} {best:.4f}", flush=True)
    return bars


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=1)
    options = parser.parse_args()
    trial = Trial(options.weights, options.shared, options.work)
    bars = trial.reader.bars
    for _ in range(options.passes):
        bars = choose(trial, bars)
    (options.weights / "bars.json").write_text(json.dumps(asdict(bars), indent=1) + "\n", encoding="utf-8")
    for name, row in trial.table(bars).items():
        print(f"{name:12} {row['precision']:.3f} {row['recall']:.3f} {row['f1']:.3f} {row['gold']} {row['predicted']}")


if __name__ == "__main__":
    main()
