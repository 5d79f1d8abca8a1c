"""What the joint model is punished for, article by article."""

import torch
from examples import Example
from joint import SPAN, Joint
from torch import Tensor
from torch.nn import functional

from recount.read.model_features import Item
from recount.read.model_items import spans
from recount.read.model_labels import CLAIM_TAGS, SPEAKER, TAGS, TRIGGER

WEIGHTS = {
    "tags": 4.0, "same": 1.0, "belongs": 1.5, "speaker": 0.7, "stance": 0.4, "group": 0.4, "part": 0.2, "size": 0.2,
    "type": 0.8, "status": 0.2, "focus": 0.2,
    "other speaker": 0.3, "measure": 0.3, "relation": 0.3,
}  # fmt: skip


SMOOTH = 0.05
"""Coders differ: no answer is taken for quite sure."""


def tag_loss(scores: Tensor, example: Example) -> Tensor:
    """Begin / inside / outside of every tag at every piece."""
    losses = functional.cross_entropy(scores.flatten(0, 1), example.tags.flatten(), reduction="none")
    return (losses.view(example.tags.shape) * example.weights).sum() / max(1, scores.shape[0])


def noise(scores: Tensor, example: Example, tags: tuple[int, ...], known: list[Item]) -> list[Item]:
    """Stretches that the tagger now finds and no coder noted: the small heads must learn to refuse them."""
    held = {(item.tag, piece) for item in known for piece in range(item.first, item.last + 1)}
    found = []
    for tag in tags:
        chances = scores[:, tag].softmax(-1).numpy()
        for first, last, score in spans(chances, 0.4):
            if not any((tag, piece) in held for piece in range(first, last + 1)):
                found.append(example.places.pieces(tag, first, last, score))
    return found


def losses(model: Joint, states: Tensor, example: Example, with_noise: bool) -> dict[str, Tensor]:
    """Every loss of one article, unweighted."""
    heads = model.heads
    scores = heads.tags(states).view(-1, len(TAGS), 3)
    found = {"tags": tag_loss(scores, example)}
    triggers, claims, speakers = list(example.triggers), list(example.claims), list(example.speakers)
    if with_noise:
        plain = scores.detach()
        triggers += noise(plain, example, (TRIGGER,), triggers)
        claims += noise(plain, example, CLAIM_TAGS, claims)
        speakers += noise(plain, example, (SPEAKER,), speakers)
    named = heads.vectors(states, triggers)
    told = heads.vectors(states, claims)
    spoken = heads.vectors(states, speakers)
    if len(triggers) > 1:
        found["same"] = _same(heads.same_scores(named, triggers), example)
    if triggers and claims:
        found["belongs"] = _belongs(heads.belong_scores(told, named, claims, triggers), example)
    if example.claims:
        count = len(example.claims)
        found |= _said(model, told[:count], spoken, example, speakers)
        found |= _about(model, told[:count], example)
    if example.others:
        found |= _others(model, states, spoken, example, speakers)
    if example.triggers:
        found |= _incidents(model, named[: len(example.triggers)], example)
    return found


def _same(scores: Tensor, example: Example) -> Tensor:
    size = scores.shape[0]
    owner = torch.tensor(example.incident_of_trigger + [-1 - i for i in range(size - len(example.triggers))])
    target = (owner[:, None] == owner[None, :]).float()
    apart = ~torch.eye(size, dtype=torch.bool)
    return functional.binary_cross_entropy_with_logits(scores[apart], target[apart])


def _belongs(scores: Tensor, example: Example) -> Tensor:
    target = torch.zeros_like(scores)
    for row, incidents in enumerate(example.incidents_of_claim):
        for column, incident in enumerate(example.incident_of_trigger):
            target[row, column] = incident in incidents
    return functional.binary_cross_entropy_with_logits(scores, target)


def _said(model: Joint, told: Tensor, spoken: Tensor, example: Example, speakers: list[Item]) -> dict[str, Tensor]:
    """Who says each claim (the last column is the outlet) and in which stance."""
    scores = model.heads.speaker_scores(told, spoken, example.claims, speakers)
    target = torch.tensor([t["speaker"] for t in example.claim_targets])
    target = torch.where(target < 0, scores.shape[1] - 1, target)
    voices = torch.cat([spoken, model.heads.nobody.expand(1, SPAN)])
    stances = model.heads.stance_scores(told, voices[target])
    wanted = torch.tensor([t["stance"] for t in example.claim_targets])
    return {
        "speaker": functional.cross_entropy(scores, target, label_smoothing=SMOOTH),
        "stance": functional.cross_entropy(stances, wanted, label_smoothing=SMOOTH),
    }


def _about(model: Joint, told: Tensor, example: Example) -> dict[str, Tensor]:
    found = {}
    for name, head in (("group", model.heads.groups), ("size", model.heads.sizes)):
        target = torch.tensor([t[name] for t in example.claim_targets])
        if (target >= 0).any():
            found[name] = functional.cross_entropy(head(told), target, ignore_index=-1, label_smoothing=SMOOTH)
    counted = torch.tensor([t["group"] >= 0 for t in example.claim_targets])
    if counted.any():
        part = torch.tensor([float(t["part"]) for t in example.claim_targets])
        found["part"] = functional.binary_cross_entropy_with_logits(model.heads.part(told)[counted, 0], part[counted])
    return found


def _others(model: Joint, states: Tensor, spoken: Tensor, example: Example, speakers: list[Item]) -> dict[str, Tensor]:
    """What statistics measure, how organisations relate, and who says so."""
    vectors = model.heads.vectors(states, example.others)
    scores = model.heads.speaker_scores(vectors, spoken, example.others, speakers)
    target = torch.tensor([t["speaker"] for t in example.other_targets])
    found = {"other speaker": functional.cross_entropy(scores, torch.where(target < 0, scores.shape[1] - 1, target))}
    for name, head in (("measure", model.heads.measures), ("relation", model.heads.relations)):
        wanted = torch.tensor([t[name] for t in example.other_targets])
        if (wanted >= 0).any():
            found[name] = functional.cross_entropy(head(vectors), wanted, ignore_index=-1)
    return found


def _incidents(model: Joint, named: Tensor, example: Example) -> dict[str, Tensor]:
    """Type, status and focus, read off the mean of an incident's triggers and off each trigger alone."""
    owner = torch.tensor(example.incident_of_trigger)
    pooled = [named[owner == number].mean(0) for number in sorted(set(example.incident_of_trigger))]
    vectors = torch.cat([torch.stack(pooled), named])
    rows = [*sorted(set(example.incident_of_trigger)), *example.incident_of_trigger]
    kinds, statuses, focus = (torch.tensor([example.incidents[row][i] for row in rows]) for i in range(3))
    heads = model.heads
    return {
        "type": functional.cross_entropy(heads.types(vectors), kinds, label_smoothing=0.1),
        "status": functional.cross_entropy(heads.statuses(vectors), statuses),
        "focus": functional.binary_cross_entropy_with_logits(heads.focus(vectors)[:, 0], focus.float()),
    }


def masked(example: Example, pieces: Tensor, chance: torch.Generator) -> Tensor:
    """The pieces with some hidden: single ones, and whole names, so that no place or group is learned by heart."""
    hidden = torch.rand(pieces.shape, generator=chance) < 0.04
    names = [item for item in example.claims if TAGS[item.tag] in ("place", "perpetrator", "target")]
    for item, luck in zip(names, torch.rand(len(names), generator=chance), strict=True):
        if luck < 0.15:
            hidden[item.first : item.last + 1] = True
    return torch.where(hidden, 103, pieces)
