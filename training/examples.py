"""Annotated articles as the numbers that the joint model learns from."""

from dataclasses import dataclass, field
from pathlib import Path

import torch
from gold import Gold
from tokenizers import Tokenizer
from torch import Tensor

from recount.read.model_features import Item
from recount.read.model_items import Places
from recount.read.model_labels import (
    GROUPS,
    MEASURES,
    RELATIONS,
    SIZES,
    SPEAKER,
    STANCES,
    STATUSES,
    TAGS,
    TRIGGER,
    TYPES,
    Size,
)
from recount.read.model_windows import Window, cut_windows, owners
from recount.read.sentences import split_sentences

SOFT = 0.25  # weight of "outside" where the same words are annotated elsewhere: a coder notes a repeated claim once


@dataclass(slots=True)
class Example:
    """One article. Targets of claims and triggers stand in the order of `items`."""

    name: str
    text: str
    offsets: list[tuple[int, int]]
    windows: tuple[Window, ...]
    rows: Tensor
    tags: Tensor
    weights: Tensor
    places: Places
    triggers: list[Item] = field(default_factory=list)
    claims: list[Item] = field(default_factory=list)
    speakers: list[Item] = field(default_factory=list)
    incident_of_trigger: list[int] = field(default_factory=list)
    incidents_of_claim: list[set[int]] = field(default_factory=list)
    others: list[Item] = field(default_factory=list)
    other_targets: list[dict[str, int]] = field(default_factory=list)
    claim_targets: list[dict[str, int]] = field(default_factory=list)
    incidents: list[tuple[int, int, int]] = field(default_factory=list)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's own tokenizer, without its padding and truncation."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def example(gold: Gold, tokenizer: Tokenizer) -> Example:
    """The article with every annotated stretch as pieces."""
    whole = tokenizer.encode(gold.text, add_special_tokens=False)
    cut = cut_windows(gold.text, whole.ids, whole.offsets)
    made = Example(
        name=gold.name, text=gold.text, offsets=whole.offsets, windows=cut,
        rows=torch.from_numpy(owners(cut, len(whole.ids))),
        tags=torch.zeros(len(whole.ids), len(TAGS), dtype=torch.long), weights=torch.ones(len(whole.ids), len(TAGS)),
        places=Places(gold.text, whole.offsets, split_sentences(gold.text)),
    )  # fmt: skip
    made.incidents = [(TYPES.index(kind), STATUSES.index(status), int(focus)) for kind, status, focus in gold.incidents]
    _add_triggers(made, gold)
    _add_claims(made, gold)
    _add_others(made, gold)
    _tag(made, [*made.triggers, *made.claims, *made.speakers, *made.others])
    return made


def _add_triggers(made: Example, gold: Gold) -> None:
    for start, end, incident in gold.triggers:
        item = made.places.item(TRIGGER, start, end)
        if item:
            made.triggers.append(item)
            made.incident_of_trigger.append(incident)


def _add_claims(made: Example, gold: Gold) -> None:
    """Claims by stretch, field and speaker: the same stretch may tell of several incidents."""
    known: dict[tuple[int, int, int, int], int] = {}
    for said in gold.claims:
        item = made.places.item(TAGS.index(said.field), said.start, said.end)
        if item is None:
            continue
        speaker = _speaker(made, said.speaker)
        key = (item.tag, item.first, item.last, speaker)
        if key in known:
            made.incidents_of_claim[known[key]].add(said.incident)
            continue
        known[key] = len(made.claims)
        made.claims.append(item)
        made.incidents_of_claim.append({said.incident})
        made.claim_targets.append(
            {
                "group": GROUPS.index(said.of) if said.of else -1,
                "part": int(said.part),
                "size": size_of(said.value, gold.text[said.start : said.end]) if said.of else -1,
                "stance": STANCES.index(said.stance),
                "speaker": speaker,
            }
        )


def _speaker(made: Example, at: tuple[int, int] | None) -> int:
    """The number of the speaker who stands there, -1 for the outlet itself."""
    by = made.places.item(SPEAKER, *at) if at else None
    if by is None:
        return -1
    for number, known in enumerate(made.speakers):
        if (known.first, known.last) == (by.first, by.last):
            return number
    made.speakers.append(by)
    return len(made.speakers) - 1


def _add_others(made: Example, gold: Gold) -> None:
    """Statistics, relations and warnings."""
    for other in gold.others:
        item = made.places.item(TAGS.index(other.tag), other.start, other.end)
        if item is None:
            continue
        made.others.append(item)
        made.other_targets.append(
            {
                "measure": MEASURES.index(other.kind) if other.kind in MEASURES else -1,
                "relation": RELATIONS.index(other.kind) if other.kind in RELATIONS else -1,
                "group": GROUPS.index(other.of) if other.of else -1,
                "speaker": _speaker(made, other.speaker),
            }
        )


BY_VALUE: dict[tuple[int | None, ...], Size] = {
    (0, 0, 0): "none", (1, 1, 1): "one", (2, 2, 2): "two", (3, None, None): "several", (24, None, None): "dozens",
    (40, None, None): "scores", (200, None, None): "hundreds", (2000, None, None): "thousands",
}  # fmt: skip


def size_of(value: list[int | None], words: str) -> int:
    """Which number is meant where the words hold no figure; "written" where they do."""
    if any(letter.isdigit() for letter in words):
        return SIZES.index("written")
    return SIZES.index(BY_VALUE.get(tuple(value), "written"))


def _tag(made: Example, stretches: list[Item]) -> None:
    for item in stretches:
        made.tags[item.first : item.last + 1, item.tag] = 2
    for item in stretches:
        made.tags[item.first, item.tag] = 1
    lower = made.text.lower()
    for item in {(i.tag, lower[i.start : i.end]) for i in stretches}:
        _soften(made, lower, *item)


def _soften(made: Example, lower: str, tag: int, words: str) -> None:
    at = lower.find(words)
    while at >= 0 and len(words) > 3:
        item = made.places.item(tag, at, at + len(words))
        if item and not made.tags[item.first : item.last + 1, tag].any():
            made.weights[item.first : item.last + 1, tag] = SOFT
        at = lower.find(words, at + len(words))
