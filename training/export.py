"""Write the trained reader as the package ships it: an int8 transformer, the small heads, the tokenizer."""

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch
from encoder import Encoder
from joint import Joint
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Vectors(nn.Module):
    """The encoder alone, with inputs under the names that the package uses."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        return self.encoder(pieces, mask)


def export_encoder(encoder: Encoder, out: Path) -> None:
    """The encoder as ONNX, opset 17, quantised to eight bits by channel."""
    plain = out / "plain.onnx"
    inputs = (torch.randint(1000, 9000, (2, 16)), torch.ones(2, 16, dtype=torch.long))
    axes = {name: {0: "batch", 1: "length"} for name in ("pieces", "mask", "states")}
    torch.onnx.export(
        Vectors(encoder).eval(), inputs, str(plain), input_names=["pieces", "mask"], output_names=["states"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(plain, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    plain.unlink()


def export_heads(model: Joint, path: Path) -> None:
    """The small heads as half-precision arrays."""
    weights = {name: value.detach().numpy().astype(np.float16) for name, value in model.heads.state_dict().items()}
    np.savez_compressed(path, **weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = Joint(Encoder(0.0))
    if options.model.name != "none":
        model.load_state_dict(torch.load(options.model))
    export_encoder(model.encoder, options.out)
    export_heads(model, options.out / "heads.npz")
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    for file in sorted(options.out.iterdir()):
        print(f"{file.name} {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
