"""A second opinion on what belongs together: the rules' judges look at the stretches that the trained reader found.

The two were trained apart and err apart, so both together are surer than either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recount.read.bonds import find_bonds
from recount.read.forms import forms_of
from recount.read.grouping import pair_scores
from recount.read.model_features import Item
from recount.read.model_heads import Matrix
from recount.read.model_labels import FIELDS, TAGS
from recount.read.own_days import apart, own_days
from recount.read.own_places import apart_by_place, own_places
from recount.read.words import Words
from recount.records import EventType, Mention, Span, Trigger

UNLIKELY = 0.02
"""How likely a claim is of an incident that the rules' judge does not even consider."""


@dataclass(frozen=True, slots=True)
class Counsel:
    """The rules' judges on one document, with the mentions that rules found in it."""

    words: Words
    mentions: Sequence[Mention]

    def triggers(self, items: Sequence[Item], types: Sequence[EventType]) -> tuple[Trigger, ...]:
        """Stretches as the rules' judges know triggers."""
        return tuple(
            Trigger(span=self._span(item), sentence=item.sentence, type=kind, confidence=item.score)
            for item, kind in zip(items, types, strict=True)
        )

    def same(self, triggers: Sequence[Trigger], own: Matrix) -> Matrix:
        """Trigger x trigger: how likely both name one incident; `own` stands where the judge has no view."""
        found = own.copy()
        scores = pair_scores(self.words, triggers, self.mentions, forms_of(self.words, triggers))
        for (left, right), score in scores.items():
            found[left, right] = found[right, left] = score
        return found

    def apart(self, triggers: Sequence[Trigger]) -> set[tuple[int, int]]:
        """The pairs of triggers to which the text gives different days or places."""
        text, mentions = self.words.text, self.mentions
        return apart(own_days(text, triggers, mentions)) | apart_by_place(own_places(text, triggers, mentions))

    def belongs(self, claims: Sequence[Item], triggers: Sequence[Trigger], groups: Sequence[Sequence[int]]) -> Matrix:
        """Claim x incident: how likely the claim tells of it."""
        number = {trigger: at for at, group in enumerate(groups) for trigger in group}
        found = np.full((len(claims), len(groups)), UNLIKELY, dtype=np.float32)
        by_field: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            by_field.setdefault(mention.field, []).append(mention)
        mentions = [self._mention(item, by_field) for item in claims]
        order = [number[at] for at in range(len(triggers))]
        for bond in find_bonds(self.words, triggers, order, mentions):
            found[bond.mention, number[bond.trigger]] = bond.score
        return found

    def _span(self, item: Item) -> Span:
        return Span(start=item.start, end=item.end, quote=self.words.text[item.start : item.end])

    def _mention(self, item: Item, by_field: Mapping[str, Sequence[Mention]]) -> Mention:
        """The rules' own mention of the same field that overlaps the stretch most, or a bare one."""
        field = next(name for name in FIELDS if name == TAGS[item.tag])
        best, width = None, 0
        for mention in by_field.get(field, ()):
            shared = min(item.end, mention.span.end) - max(item.start, mention.span.start)
            if shared > width:
                best, width = mention, shared
        return best or Mention(span=self._span(item), sentence=item.sentence, field=field, value=None)
