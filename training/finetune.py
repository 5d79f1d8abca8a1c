"""Train encoder and heads together on the hand-annotated articles."""

import argparse
import copy
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

import torch
from encoder import load_encoder
from examples import Example, example, load_tokenizer
from gold import load_gold
from joint import Joint
from losses import WEIGHTS, losses, masked
from swaps import Names, swapped
from teach import Lesson
from torch import Tensor, nn

from recount.read.model_items import spans
from recount.read.model_labels import TAGS

BATCH = 6


def encode(model: Joint, batch: list[Example], hide: torch.Generator | None) -> list[Tensor]:
    """One matrix of vectors for each article, its windows put together."""
    inputs = []
    for item in batch:
        whole = torch.zeros(len(item.offsets), dtype=torch.long)
        for window in item.windows:
            whole[window.start : window.stop] = torch.tensor(window.pieces[1:-1])
        whole = masked(item, whole, hide) if hide else whole
        inputs += [torch.cat([torch.tensor([101]), whole[w.start : w.stop], torch.tensor([102])]) for w in item.windows]
    pieces = nn.utils.rnn.pad_sequence(inputs, batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones(len(row)) for row in inputs], batch_first=True)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encoder(pieces, mask).float()
    found, row = [], 0
    for item in batch:
        laid = [states[row + i, 1 : 1 + w.stop - w.start] for i, w in enumerate(item.windows)]
        found.append(torch.cat(laid)[item.rows])
        row += len(item.windows)
    return found


def taught_loss(model: Joint, lessons: Sequence[Lesson]) -> Tensor:
    """How far the tags of unannotated articles are from what the teachers think of them."""
    pieces = nn.utils.rnn.pad_sequence([torch.tensor(row) for row, _ in lessons], batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones(len(row)) for row, _ in lessons], batch_first=True)
    wanted = nn.utils.rnn.pad_sequence([chances.float() for _, chances in lessons], batch_first=True)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encoder(pieces, mask).float()
    scores = model.heads.tags(states).view(*pieces.shape, -1, 3).log_softmax(-1)
    return -WEIGHTS["tags"] * (wanted * scores).sum((-1, -2))[mask > 0].mean()


def batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Articles of near-equal length together, in random order."""
    order = sorted(examples, key=lambda item: len(item.offsets) * chance.uniform(0.8, 1.25))
    cut = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    chance.shuffle(cut)
    return cut


@torch.no_grad()
def check(model: Joint, examples: list[Example]) -> str:
    """Span F1 by tag and the heads' accuracy on annotated stretches, in one line."""
    model.eval()
    hits, gold, found, right = Counter(), Counter(), Counter(), Counter()
    for item in examples:
        states = encode(model, [item], None)[0]
        chances = model.heads.tags(states).view(-1, len(TAGS), 3).softmax(-1).numpy()
        for tag, name in enumerate(TAGS):
            noted = {(first, last) for first, last, _ in spans(item.tags[:, tag].numpy()[:, None] == [[0, 1, 2]])}
            made = {(first, last) for first, last, _ in spans(chances[:, tag])}
            hits[name] += len(noted & made)
            gold[name] += len(noted)
            found[name] += len(made)
        for name, loss in losses(model, states, item, False).items():
            right[name] += loss.item() / len(examples)
        _heads(model, states, item, right)
    model.train()
    lines = [f"{name} {2 * hits[name] / max(1, gold[name] + found[name]):.2f}" for name in TAGS]
    rates = [
        f"{n} {right[n + '+'] / max(1, right[n + '#']):.3f}" for n in ("speaker", "stance", "group", "type", "belongs")
    ]
    total = 2 * sum(hits.values()) / max(1, sum(gold.values()) + sum(found.values()))
    return (
        f"F1 {total:.4f} | {' '.join(lines)} | {' '.join(rates)} | {' '.join(f'{n} {right[n]:.3f}' for n in WEIGHTS)}"
    )


def _heads(model: Joint, states: Tensor, item: Example, right: Counter[str]) -> None:
    heads = model.heads
    told, named = heads.vectors(states, item.claims), heads.vectors(states, item.triggers)
    spoken = heads.vectors(states, item.speakers)
    if item.claims:
        scores = heads.speaker_scores(told, spoken, item.claims, item.speakers)
        wanted = torch.tensor([t["speaker"] for t in item.claim_targets])
        wanted = torch.where(wanted < 0, scores.shape[1] - 1, wanted)
        right["speaker+"] += int((scores.argmax(-1) == wanted).sum())
        right["speaker#"] += len(wanted)
        voices = torch.cat([spoken, heads.nobody.expand(1, -1)])
        stance = heads.stance_scores(told, voices[wanted]).argmax(-1)
        right["stance+"] += sum(int(s) == t["stance"] for s, t in zip(stance, item.claim_targets, strict=True))
        right["stance#"] += len(wanted)
        for guess, target in zip(heads.groups(told).argmax(-1), item.claim_targets, strict=True):
            right["group+"] += int(guess) == target["group"]
            right["group#"] += target["group"] >= 0
    if item.claims and item.triggers:
        best = heads.belong_scores(told, named, item.claims, item.triggers).argmax(-1)
        for column, incidents in zip(best, item.incidents_of_claim, strict=True):
            right["belongs+"] += item.incident_of_trigger[int(column)] in incidents
            right["belongs#"] += 1
    for guess, incident in zip(heads.types(named).argmax(-1), item.incident_of_trigger, strict=True):
        right["type+"] += int(guess) == item.incidents[incident][0]
        right["type#"] += 1


def train(model: Joint, made: Callable[[], list[Example]], dev: list[Example], options: argparse.Namespace) -> Joint:
    """Passes with warm-up and a linear fall; what is kept is a running mean of the weights."""
    examples = made()
    chance, hide = random.Random(options.seed), torch.Generator().manual_seed(options.seed)
    model.encoder.words.weight.requires_grad_(False)
    for layer in model.encoder.layers[: options.frozen]:
        layer.requires_grad_(False)
    if options.frozen:
        model.encoder.positions.requires_grad_(False)
        model.encoder.kinds.requires_grad_(False)
        model.encoder.norm.requires_grad_(False)
    steps = options.rounds * ((len(examples) + BATCH - 1) // BATCH)
    groups = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": options.rate},
        {"params": model.heads.parameters(), "lr": options.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.05 * steps), max(0.02, 1 - step / steps))
    )
    taught = cycle(torch.load(options.lessons)) if options.lessons else None
    kept, began = copy.deepcopy(model), time.time()
    done = 0
    for passed in range(options.stop or options.rounds):
        totals: Counter[str] = Counter()
        examples = made() if passed else examples
        for batch in batches(examples, chance):
            optimizer.zero_grad()
            loss = torch.zeros(())
            for states, item in zip(encode(model, batch, hide), batch, strict=True):
                parts = losses(model, states, item, chance.random() < options.noise)
                loss = loss + sum(WEIGHTS[name] * part for name, part in parts.items()) / len(batch)
                totals.update({name: part.item() / len(examples) for name, part in parts.items()})
            if taught:
                loss = loss + taught_loss(model, [next(taught) for _ in range(options.taught)])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            keep = min(0.99, 1 - 1 / (1 + done / 3))
            with torch.no_grad():
                for mean, now in zip(kept.parameters(), model.parameters(), strict=True):
                    if now.requires_grad:
                        mean.lerp_(now, 1 - keep)
        print(f"round {passed + 1} {time.time() - began:.0f}s", {k: round(v, 3) for k, v in totals.items()}, flush=True)
        if (passed + 1) % options.every == 0 or passed + 1 == (options.stop or options.rounds):
            print("   dev", check(kept, dev), flush=True)
            torch.save(kept.state_dict(), options.out)
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--warm", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--stop", type=int, help="end after so many rounds, with the rates planned for all of them")
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--noise", type=float, default=0.5, help="how often the heads see the tagger's own errors")
    parser.add_argument("--start", type=Path, help="a whole model to go on from")
    parser.add_argument("--frozen", type=int, default=0, help="how many of the lowest layers stay as they are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lessons", type=Path, help="what teachers think of unannotated articles")
    parser.add_argument("--taught", type=int, default=4, help="how many of those go with each batch")
    parser.add_argument("--swap", action="store_true", help="change names and figures of the articles anew each round")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(options.base)
    encoder = load_encoder(options.base)
    if options.warm:
        encoder.load_state_dict(torch.load(options.warm))
    golds, dev = (load_gold(options.shared / "gold", part) for part in ("train", "dev"))
    names = Names.of(options.shared / "data" / "gazetteer" / "admin.jsonl.gz", golds)
    golds, chance = golds[: options.limit], random.Random(options.seed)

    def made() -> list[Example]:
        return [example(swapped(gold, names, chance) if options.swap else gold, tokenizer) for gold in golds]

    model = Joint(encoder)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    train(model, made, [example(gold, tokenizer) for gold in dev], options)


if __name__ == "__main__":
    main()
