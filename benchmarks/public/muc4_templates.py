"""From what was noticed in a text to the templates of MUC-4."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from muc4_features import Group, Sheet, String, group_row
from muc4_filling import TYPES, Filler, strings_of
from muc4_judging import SLOTS, Fill, plain
from muc4_learning import Matrix
from muc4_noticing import NONE
from muc4_values import Atlas, day_of, number_of

ALWAYS = frozenset({"hum_type", "phys_type", "perp_org_confidence"})
"""Slots that are filled whenever their string is."""
Found = tuple[String, float, Matrix]
Slots = dict[str, list[Fill]]


@dataclass(frozen=True, slots=True)
class Bars:
    """How sure an incident, and a string of each slot, must be; the most strings of a slot."""

    real: float = 0.2
    strings: tuple[tuple[str, float, int], ...] = (
        ("instrument_id", 0.4, 2), ("perp_individual", 0.3, 1), ("perp_org", 0.3, 1), ("phys_id", 0.4, 3),
        ("hum_name", 0.4, 6), ("hum_description", 0.4, 6),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapper:
    """Turns a page into templates."""

    filler: Filler
    atlas: Atlas
    bars: Bars = Bars()

    def answers(self, sheet: Sheet, groups: Sequence[Group], strings: Sequence[String]) -> list[Slots]:
        real = [group for group in groups if self.filler.is_real(sheet, group) >= self.bars.real]
        return [self._template(sheet, group, strings) for group in real]

    def _template(self, sheet: Sheet, group: Group, strings: Sequence[String]) -> Slots:
        slots: Slots = {slot: [] for slot in SLOTS}
        whole = group_row(sheet, group, TYPES)[None]
        slots["type"] = [Fill(value=group.type)]
        slots["location"] = [Fill(value=self.atlas.place_of(sheet, group))]
        told = self.filler.whole["date"]
        day = day_of(sheet, group, float(told.chances(whole)[0, told.names.index("told")]))
        slots["date"] = [Fill(value=day)] if day else []
        for slot in ("stage", "perp_category"):
            (value,) = self.filler.whole[slot].best(whole)
            slots[slot] = [Fill(value=value)] if value != NONE else []
        found = strings_of(self.filler, sheet, group, strings)
        chosen = {slot: choose(sheet, found, slot, bar, most) for slot, bar, most in self.bars.strings}
        self._weapons(slots, sheet, group, chosen["instrument_id"], whole)
        self._perpetrators(slots, sheet, chosen)
        if group.type != "KIDNAPPING":
            self._things(slots, sheet, chosen["phys_id"])
        self._people(slots, sheet, chosen["hum_name"], chosen["hum_description"])
        return slots

    def _weapons(self, slots: Slots, sheet: Sheet, group: Group, found: Sequence[Found], whole: Matrix) -> None:
        if group.type in ("ARSON", "KIDNAPPING"):
            return
        for one in found:
            words = said(sheet, one)
            slots["instrument_id"].append(Fill(value=words))
            self._kinds(slots, ("instrument_type",), one[2], words)
        (alone,) = self.filler.whole["instrument_type"].best(whole)
        if alone != NONE and not found:
            slots["instrument_type"].append(Fill(value=alone))

    def _perpetrators(self, slots: Slots, sheet: Sheet, chosen: dict[str, list[Found]]) -> None:
        slots["perp_individual"] = [Fill(value=said(sheet, one)) for one in chosen["perp_individual"]]
        for one in chosen["perp_org"]:
            words = said(sheet, one)
            slots["perp_org"].append(Fill(value=words))
            self._kinds(slots, ("perp_org_confidence",), one[2], words)

    def _things(self, slots: Slots, sheet: Sheet, found: Sequence[Found]) -> None:
        for one in found:
            words = said(sheet, one)
            slots["phys_id"].append(Fill(value=words))
            slots["phys_number"].append(Fill(value=number_of(sheet, one[0]), ref=words))
            self._kinds(slots, ("phys_type", "phys_effect"), one[2], words)

    def _people(self, slots: Slots, sheet: Sheet, names: Sequence[Found], roles: Sequence[Found]) -> None:
        of = {at: name for at, role in enumerate(roles) for name in names if is_role_of(sheet, role[0], name[0])}
        for name in names:
            words = said(sheet, name)
            titles = [roles[at] for at, other in of.items() if other is name]
            slots["hum_name"].append(Fill(value=words))
            slots["hum_description"] += [Fill(value=said(sheet, title), ref=words) for title in titles[:1]]
            slots["hum_number"].append(Fill(value="1", ref=words))
            self._kinds(slots, ("hum_type", "hum_effect"), name[2], words, *(title[2] for title in titles))
        for role in (role for at, role in enumerate(roles) if at not in of):
            words = said(sheet, role)
            slots["hum_description"].append(Fill(value=words))
            slots["hum_number"].append(Fill(value=number_of(sheet, role[0]), ref=words))
            self._kinds(slots, ("hum_type", "hum_effect"), role[2], words)

    def _kinds(self, slots: Slots, names: Sequence[str], row: Matrix, ref: str, *more: Matrix) -> None:
        """The set fills that go with a string, or with several of one thing."""
        for name in names:
            learned = self.filler.kinds[name]
            chances = learned.chances(np.vstack([row, *more])).mean(0)
            if name in ALWAYS and NONE in learned.names:
                chances[learned.names.index(NONE)] = 0
            value = learned.names[int(chances.argmax())]
            if value != NONE:
                slots[name].append(Fill(value=value, ref=ref))


def choose(sheet: Sheet, found: Sequence[Found], slot: str, bar: float, most: int) -> list[Found]:
    """The surest strings of a slot, each thing once: of strings that stand within one another only one."""
    taken: list[Found] = []
    for one in sorted((one for one in found if one[0].slot == slot and one[1] >= bar), key=lambda one: -one[1]):
        words = set(plain(said(sheet, one)))
        if words and len(taken) < most and not any(_is_same(words, set(plain(said(sheet, other)))) for other in taken):
            taken.append(one)
    return taken


def _is_same(words: set[str], others: set[str]) -> bool:
    return words <= others or others <= words


def said(sheet: Sheet, found: Found) -> str:
    return " ".join(sheet.page.text[found[0].start : found[0].end].split())


def is_role_of(sheet: Sheet, role: String, name: String) -> bool:
    """Whether a description stands right before a name, or after it and a comma."""
    text = sheet.page.text
    if role.end <= name.start:
        return bool(re.fullmatch(r"[\s,]*(?:(?:\w{1,5}\.|\w+)\s+){0,2}", text[role.end : name.start]))
    return name.end <= role.start and bool(re.fullmatch(r"\s*,\s*(?:(?:THE|A|AN)\s+)?", text[name.end : role.start]))
