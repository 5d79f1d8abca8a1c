"""The reader as a torch module: the shared encoder, a tag head over pieces, and small heads over stretches.

The small heads are plain multilayer perceptrons with ReLU, so that `recount.read.model_heads` can run them in numpy.
"""

from collections.abc import Sequence

import torch
from encoder import WIDTH, Encoder
from torch import Tensor, nn

from recount.read.model_features import FEATURES, Item, pair_features
from recount.read.model_labels import (
    GROUPS,
    MEASURES,
    RELATIONS,
    SIZES,
    STANCES,
    STATUSES,
    TAGS,
    TYPES,
)

SPAN, HIDDEN = 256, 128


def perceptron(inputs: int, outputs: int, hidden: int = HIDDEN, dropout: float = 0.2) -> nn.Sequential:
    """Two layers with ReLU between them."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, outputs))


class Heads(nn.Module):
    """All that is read off the encoder's vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = nn.Linear(WIDTH, 3 * len(TAGS))
        self.span = nn.Linear(3 * WIDTH, SPAN)
        self.kind = nn.Embedding(len(TAGS), SPAN)
        self.nobody = nn.Parameter(torch.zeros(SPAN))
        self.drop = nn.Dropout(0.2)
        self.same = perceptron(2 * SPAN + FEATURES, 1)
        self.belongs = perceptron(3 * SPAN + FEATURES, 1)
        self.speaks = perceptron(3 * SPAN + FEATURES, 1)
        self.unsaid = perceptron(SPAN, 1)
        self.stance = perceptron(2 * SPAN, len(STANCES))
        self.groups, self.part = nn.Linear(SPAN, len(GROUPS)), nn.Linear(SPAN, 1)
        self.sizes, self.measures = nn.Linear(SPAN, len(SIZES)), nn.Linear(SPAN, len(MEASURES))
        self.relations = nn.Linear(SPAN, len(RELATIONS))
        self.types, self.statuses = nn.Linear(SPAN, len(TYPES)), nn.Linear(SPAN, len(STATUSES))
        self.focus = nn.Linear(SPAN, 1)

    def vectors(self, states: Tensor, items: Sequence[Item]) -> Tensor:
        """One vector for each stretch: its first and last piece, their mean, and its tag."""
        if not items:
            return states.new_zeros(0, SPAN)
        first = states[[item.first for item in items]]
        last = states[[item.last for item in items]]
        mean = torch.segment_reduce(
            states[[at for item in items for at in range(item.first, item.last + 1)]], "mean",
            lengths=torch.tensor([item.last + 1 - item.first for item in items]), axis=0,
        )  # fmt: skip
        kinds = torch.tensor([item.tag for item in items])
        return self.drop(torch.relu(self.span(torch.cat([first, last, mean], -1)) + self.kind(kinds)))

    def same_scores(self, triggers: Tensor, items: Sequence[Item]) -> Tensor:
        """Trigger x trigger: do they name one incident."""
        left, right = _grid(triggers, triggers)
        features = torch.from_numpy(pair_features(items, items))
        forward = self.same(torch.cat([left * right, (left - right).abs(), features], -1))[..., 0]
        return (forward + forward.T) / 2

    def belong_scores(self, claims: Tensor, triggers: Tensor, left: Sequence[Item], right: Sequence[Item]) -> Tensor:
        """Claim x trigger: does the claim tell of the trigger's incident."""
        return _pairwise(self.belongs, claims, triggers, left, right)

    def speaker_scores(self, claims: Tensor, speakers: Tensor, left: Sequence[Item], right: Sequence[Item]) -> Tensor:
        """Claim x (speakers, then the outlet itself)."""
        named = _pairwise(self.speaks, claims, speakers, left, right)
        return torch.cat([named, self.unsaid(claims)], -1)

    def stance_scores(self, claims: Tensor, speakers: Tensor) -> Tensor:
        """The stance of each claim, given the vector of its own speaker (or `nobody`)."""
        return self.stance(torch.cat([claims, speakers], -1))


def _grid(left: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
    shape = (left.shape[0], right.shape[0], left.shape[1])
    return left[:, None, :].expand(shape), right[None, :, :].expand(shape)


def _pairwise(head: nn.Module, left: Tensor, right: Tensor, items: Sequence[Item], others: Sequence[Item]) -> Tensor:
    one, other = _grid(left, right)
    features = torch.from_numpy(pair_features(items, others))
    return head(torch.cat([one, other, one * other, features], -1))[..., 0]


class Joint(nn.Module):
    """Encoder and heads together."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads()
