"""Write the trained reader as the package ships it: an eight-bit transformer, the small heads, the tokenizer."""

import argparse
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from encoder import Encoder
from examples import load_tokenizer
from gold import load_gold
from graph import write_graph
from joint import Joint
from torch import Tensor, nn

from recount.read.model_windows import cut_windows

MEASURED = 40
"""Training articles on which it is measured how far the columns of each layer reach."""

Reach = dict[str, np.ndarray]


@torch.no_grad()
def reach_of(encoder: Encoder, texts: Sequence[str], base: Path) -> Reach:
    """The largest number in each input column of each product, over all texts."""
    found: Reach = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]:
        def note(_: nn.Module, inputs: tuple[Tensor, ...], __: Tensor) -> None:
            largest = inputs[0].abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, largest), largest)

        return note

    watched = [
        part.register_forward_hook(watch(name)) for name, part in encoder.named_modules() if isinstance(part, nn.Linear)
    ]
    tokenizer = load_tokenizer(base)
    for text in texts:
        whole = tokenizer.encode(text, add_special_tokens=False)
        for window in cut_windows(text, whole.ids, whole.offsets):
            pieces = torch.tensor([window.pieces])
            encoder(pieces, torch.ones(pieces.shape))
    for hook in watched:
        hook.remove()
    return found


def export_heads(weights: Mapping[str, Tensor], path: Path) -> None:
    """The small heads as half-precision arrays."""
    np.savez_compressed(path, **{name: value.numpy().astype(np.float16) for name, value in weights.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = Joint(Encoder(0.0)).eval()
    model.load_state_dict(torch.load(options.model))
    texts = [gold.text for gold in load_gold(options.shared / "gold", "train")[:MEASURED]]
    reach = reach_of(model.encoder, texts, options.base)
    weights = {name: value.float().numpy() for name, value in model.encoder.state_dict().items()}
    write_graph(weights, reach, options.out / "encoder.onnx")
    export_heads(model.heads.state_dict(), options.out / "heads.npz")
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    print({path.name: path.stat().st_size for path in sorted(options.out.iterdir())})


if __name__ == "__main__":
    main()
