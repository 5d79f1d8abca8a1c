"""Make the heads no surer than they are right: one divisor for each head's scores, fitted on the development articles.

The annotated articles that a model was tuned on cannot tell how sure it may be of others; a handful of numbers fitted
on 90 unseen ones can. The divisor goes into the last layer, so that reading costs nothing more.
"""

import argparse
from pathlib import Path

import torch
from encoder import Encoder
from examples import Example, example, load_tokenizer
from finetune import encode
from gold import load_gold
from joint import Joint
from losses import losses

LAST = {
    "tags": "tags", "same": "same.3", "belongs": "belongs.3",
}  # fmt: skip
DIVISORS = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5)


@torch.no_grad()
def tempered(model: Joint, articles: list[Example]) -> dict[str, float]:
    """The best divisor of each head, already worked into the model."""
    states = [encode(model, [item], None)[0] for item in articles]
    plain = {name: value.clone() for name, value in model.heads.state_dict().items()}
    tried: dict[str, dict[float, float]] = {name: {} for name in LAST}
    for divisor in DIVISORS:
        scaled = dict(plain)
        for layer in LAST.values():
            scaled |= {f"{layer}.{part}": plain[f"{layer}.{part}"] / divisor for part in ("weight", "bias")}
        model.heads.load_state_dict(scaled)
        for item, state in zip(articles, states, strict=True):
            for name, loss in losses(model, state, item, True).items():
                if name in tried:
                    tried[name][divisor] = tried[name].get(divisor, 0.0) + float(loss)
    chosen = {name: min(found, key=lambda divisor: found[divisor]) for name, found in tried.items()}
    for name, divisor in chosen.items():
        for part in ("weight", "bias"):
            plain[f"{LAST[name]}.{part}"] /= divisor
    model.heads.load_state_dict(plain)
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = Joint(Encoder(0.0)).eval()
    model.load_state_dict(torch.load(options.model))
    tokenizer = load_tokenizer(options.base)
    print(tempered(model, [example(gold, tokenizer) for gold in load_gold(options.shared / "gold", "dev")]))
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
