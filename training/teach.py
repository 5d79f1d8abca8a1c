"""What several trained readers think, on average, of articles that nobody annotated: soft targets for the tags."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from corpora import full_gold_texts, rows, share, shingles
from encoder import Encoder
from examples import load_tokenizer
from gold import full_text, load_gold
from joint import Joint
from tokenizers import Tokenizer

from recount.read.model_labels import TAGS
from recount.read.model_windows import cut_windows

SETS = {"fakes": 45, "isafpr": 35, "voa": 45, "voa_other": 8, "re3d": 60, "wikinews": 15, "news": 100}
"""Sets without share-alike texts, and how many in a hundred of each."""

Lesson = tuple[list[int], torch.Tensor]


def unlabelled(shared: Path) -> list[str]:
    """Articles that share no wording with an annotated one of dev or a seed, and are not annotated themselves."""
    golds = [gold.text for part in ("train", "dev") for gold in load_gold(shared / "gold", part)]
    barred = set().union(*map(shingles, [*golds, *full_gold_texts(shared / "seeds")]))
    found = []
    for source, percent in SETS.items():
        for row in rows(shared / "data" / "articles" / f"{source}.jsonl.gz"):
            text = full_text(row)
            if share(row["id"], percent) and "NC" not in row.get("licence", "") and len(shingles(text) & barred) < 3:
                found.append(text)
    return found


@torch.no_grad()
def lessons(models: Sequence[Joint], texts: Sequence[str], tokenizer: Tokenizer) -> list[Lesson]:
    """Each article's first window, and the mean of what the models think of its pieces."""
    found = []
    for text in texts:
        whole = tokenizer.encode(text, add_special_tokens=False)
        pieces = list(cut_windows(text, whole.ids, whole.offsets)[0].pieces)
        batch = torch.tensor([pieces])
        chances = torch.zeros(len(pieces), len(TAGS), 3)
        for model in models:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = model.encoder(batch, torch.ones(batch.shape)).float()[0]
            chances += model.heads.tags(states).view(-1, len(TAGS), 3).softmax(-1) / len(models)
        found.append((pieces, chances.half()))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--models", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    models = []
    for path in options.models:
        model = Joint(Encoder(0.0)).eval()
        model.load_state_dict(torch.load(path))
        models.append(model)
    texts = unlabelled(options.shared)
    made = lessons(models, texts, load_tokenizer(options.base))
    torch.save(made, options.out)
    print(len(made), sum(len(pieces) for pieces, _ in made))


if __name__ == "__main__":
    main()
