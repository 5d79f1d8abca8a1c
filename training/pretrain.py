"""Warm the encoder up: one pass of several tagging tasks over the public corpora and the gold articles at once.

Every set has its own linear head, thrown away afterwards, so that no two guidelines have to be reconciled.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from corpora import Tagged, full_gold_texts, public, without_overlap
from encoder import WIDTH, Encoder, load_encoder
from examples import load_tokenizer
from gold import as_tagged, load_gold
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from recount.read.model_windows import Window, cut_windows

SIZE, BATCH, ROUNDS = 256, 12, 2
Example = tuple[str, list[int], list[tuple[int, int, int]]]


class Taggers(nn.Module):
    """The shared encoder with one begin/inside/outside head a set."""

    def __init__(self, encoder: Encoder, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({source: nn.Linear(WIDTH, 3 * len(kinds)) for source, kinds in labels.items()})

    def forward(self, source: str, pieces: Tensor, mask: Tensor) -> Tensor:
        states = self.encoder(pieces, mask)
        return self.heads[source](states).view(*pieces.shape, -1, 3)


def examples(tagged: list[Tagged], tokenizer: Tokenizer) -> tuple[list[Example], dict[str, list[str]]]:
    """Windows with (label, first piece, last piece) inside them, and the labels of each set."""
    labels: dict[str, list[str]] = {}
    for item in tagged:
        known = labels.setdefault(item.source, [])
        known += sorted({label for label, _, _ in item.spans} - set(known))
    found: list[Example] = []
    for item in tagged:
        whole = tokenizer.encode(item.text, add_special_tokens=False)
        for window in cut_windows(item.text, whole.ids, whole.offsets, size=SIZE, overlap=0):
            found.append((item.source, list(window.pieces), _inside(item, window, whole.offsets, labels[item.source])))
    return found, labels


def _inside(
    item: Tagged, window: Window, offsets: list[tuple[int, int]], known: list[str]
) -> list[tuple[int, int, int]]:
    """The labelled stretches of a window, counted from its first special piece."""
    spans = []
    for label, start, end in item.spans:
        covered = [at for at in range(window.start, window.stop) if offsets[at][0] < end and offsets[at][1] > start]
        if covered:
            spans.append((known.index(label), covered[0] - window.start + 1, covered[-1] - window.start + 1))
    return spans


def batches(found: list[Example], chance: random.Random) -> list[list[Example]]:
    """Batches of one set and of near-equal length, in random order."""
    order = sorted(found, key=lambda item: (item[0], len(item[1]) + chance.randint(-16, 16)))
    cut: list[list[Example]] = []
    for item in order:
        if not cut or len(cut[-1]) == BATCH or cut[-1][0][0] != item[0]:
            cut.append([])
        cut[-1].append(item)
    chance.shuffle(cut)
    return cut


def tensors(batch: list[Example], kinds: int) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, mask and begin/inside/outside targets of a batch."""
    length = max(len(pieces) for _, pieces, _ in batch)
    pieces, mask = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length)
    target = torch.zeros(len(batch), length, kinds, dtype=torch.long)
    for row, (_, ids, spans) in enumerate(batch):
        pieces[row, : len(ids)], mask[row, : len(ids)] = torch.tensor(ids), 1
        for label, first, last in spans:
            target[row, first : last + 1, label] = 2
        for label, first, _ in spans:
            target[row, first, label] = 1
    return pieces, mask, target


def train(model: Taggers, found: list[Example], labels: dict[str, list[str]], out: Path) -> None:
    """`ROUNDS` passes over everything, saving the encoder after each."""
    chance = random.Random(7)
    rounds = [batches(found, chance) for _ in range(ROUNDS)]
    steps, done, began, running = sum(map(len, rounds)), 0, time.time(), 0.0
    model.encoder.words.weight.requires_grad_(False)
    groups = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": 1e-4},
        {"params": model.heads.parameters(), "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.02, 1 - step / steps))
    )
    for passed in rounds:
        for batch in passed:
            pieces, mask, target = tensors(batch, len(labels[batch[0][0]]))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(batch[0][0], pieces, mask)
            losses = functional.cross_entropy(scores.float().flatten(0, 2), target.flatten(), reduction="none")
            loss = (losses.view(target.shape).sum(-1) * mask).sum() / mask.sum()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            warm.step()
            done += 1
            running = 0.98 * running + 0.02 * loss.item()
            if done % 50 == 0:
                print(
                    f"{done}/{steps} loss {running:.4f} {(time.time() - began) / done * (steps - done):.0f}s left",
                    flush=True,
                )
        torch.save(model.encoder.state_dict(), out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(7)
    forbidden = [item.text for item in load_gold(options.shared / "gold", "dev")] + full_gold_texts(
        options.shared / "seeds"
    )
    tagged = without_overlap(public(options.shared / "data"), forbidden)
    tagged += [as_tagged(item) for item in load_gold(options.shared / "gold", "train")]
    found, labels = examples(tagged, load_tokenizer(options.base))
    sizes = {source: sum(len(e[1]) for e in found if e[0] == source) for source in labels}
    print(json.dumps({"pieces": sizes, "labels": labels}), flush=True)
    train(Taggers(load_encoder(options.base), labels), found, labels, options.out)


if __name__ == "__main__":
    main()
