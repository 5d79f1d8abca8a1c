"""MiniLM-L6 in plain torch: the encoder that every head of the reader shares.

Written out instead of taken from a model library so that training needs torch, tokenizers and safetensors alone.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512


class Layer(nn.Module):
    """One transformer layer, in BERT's post-norm order."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = states.shape
        query, key, value = (self.by_head(part(states)) for part in (self.query, self.key, self.value))
        likeness = torch.bmm(query * (WIDTH // HEADS) ** -0.5, key.transpose(1, 2))
        likeness = likeness.view(batch, HEADS, length, length) + mask.to(likeness.dtype)
        seen = torch.bmm(likeness.flatten(0, 1).softmax(-1, dtype=likeness.dtype), value)
        seen = seen.view(batch, HEADS, length, -1).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.mix_norm(states + self.mix(seen))
        return self.out_norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))

    def by_head(self, rows: Tensor) -> Tensor:
        """One matrix for each head of each text."""
        batch, length, _ = rows.shape
        return rows.view(batch, length, HEADS, -1).transpose(1, 2).reshape(batch * HEADS, length, -1)


class Encoder(nn.Module):
    """Word pieces in, one vector of 384 numbers a piece out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """`pieces` and `mask` (1 = a real piece) are batch x length."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.words(pieces) + self.positions(places)[None] + self.kinds.weight[0]
        states = self.dropout(self.norm(states))
        allowed = (mask[:, None, None, :].to(states.dtype) - 1) * 1e4
        for layer in self.layers:
            states = layer(states, allowed)
        return states


RENAMED = {
    "attention.self.": "", "attention.output.dense": "mix", "attention.output.LayerNorm": "mix_norm",
    "intermediate.dense": "widen", "output.dense": "narrow", "output.LayerNorm": "out_norm",
}  # fmt: skip


def load_encoder(folder: Path, dropout: float = 0.1) -> Encoder:
    """The encoder with the published weights in `folder/model.safetensors`."""
    kept = {}
    for name, weight in load_file(folder / "model.safetensors").items():
        plain = name.removeprefix("bert.")
        plain = plain.replace("embeddings.LayerNorm", "norm").replace("encoder.layer.", "layers.")
        for old, new in (("word", "words"), ("position", "positions"), ("token_type", "kinds")):
            plain = plain.replace(f"embeddings.{old}_embeddings", new)
        for old, new in RENAMED.items():
            plain = plain.replace(old, new)
        if plain.startswith(("words", "positions", "kinds", "norm", "layers")) and "position_ids" not in plain:
            kept[plain] = weight
    encoder = Encoder(dropout)
    encoder.load_state_dict(kept)
    return encoder
