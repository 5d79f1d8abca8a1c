"""The second look at a MUC-4 text: which strings belong to an incident, and what kind of thing each one is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from muc4_features import Group, Sheet, String, group_row, sentence_labels, string_row
from muc4_judging import STRINGS, Wanted, string_credit
from muc4_keys import Template
from muc4_learning import Learned, Matrix, learn
from muc4_noticing import NONE, template_type

TYPES = ("ARSON", "ATTACK", "BOMBING", "FORCED WORK STOPPAGE", "KIDNAPPING", "ROBBERY")
KINDS: Mapping[str, tuple[str, ...]] = {
    "instrument_type": ("instrument_id",),
    "perp_org_confidence": ("perp_org",),
    "phys_type": ("phys_id",),
    "phys_effect": ("phys_id",),
    "hum_type": ("hum_name", "hum_description"),
    "hum_effect": ("hum_name", "hum_description"),
}
"""Slots of set fills that go with a string, and the slots of those strings."""
WHOLE = ("stage", "perp_category", "instrument_type", "date")
"""What is learned of the incident as a whole: an instrument without words for it, and whether a day is told."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What was learned: whether an incident is one for the keys, what belongs to it, and the kinds of things."""

    real: Learned
    belongs: Learned
    kinds: Mapping[str, Learned]
    whole: Mapping[str, Learned]

    def is_real(self, sheet: Sheet, group: Group) -> float:
        row = group_row(sheet, group, TYPES)[None]
        return float(self.real.chances(row)[0, self.real.names.index("yes")])


Example = tuple[Sheet, Sequence[Template], Sequence[Group], Sequence[String]]


def learn_to_fill(examples: Sequence[Example]) -> Filler:
    """From texts with their keys, and what was noticed in them by learners that had not seen them."""
    rows: dict[str, list[Matrix]] = {name: [] for name in ("real", "belongs", *KINDS, *(f"{w} of all" for w in WHOLE))}
    labels: dict[str, list[str]] = {name: [] for name in rows}

    def put(name: str, row: Matrix, label: str) -> None:
        rows[name].append(row)
        labels[name].append(label)

    for sheet, templates, groups, strings in examples:
        told = told_of(sheet, templates, groups)
        for number, group in enumerate(groups):
            template = templates[told[number]] if number in told else None
            whole = group_row(sheet, group, TYPES)
            put("real", whole, "yes" if template else "no")
            if template is None:
                continue
            for name in WHOLE:
                put(f"{name} of all", whole, _of_all(template, name))
            for string in (*strings, *_key_strings(template)):
                row = string_row(sheet, string, group, TYPES)
                filler = _filler(template, string)
                if string.chance:
                    put("belongs", row, "yes" if filler else "no")
                for name in KINDS:
                    if string.slot in KINDS[name] and filler:
                        put(name, row, _kind(template, filler, name))
    return Filler(
        real=_learned(rows["real"], labels["real"]),
        belongs=_learned(rows["belongs"], labels["belongs"]),
        kinds={name: _learned(rows[name], labels[name]) for name in KINDS},
        whole={name: _learned(rows[f"{name} of all"], labels[f"{name} of all"]) for name in WHOLE},
    )


def _learned(rows: Sequence[Matrix], labels: Sequence[str]) -> Learned:
    return learn(np.vstack(rows), labels, hidden=64, passes=10)


def told_of(sheet: Sheet, templates: Sequence[Template], groups: Sequence[Group]) -> dict[int, int]:
    """Which template each group tells of: the one of its type with most sentences in it, each template once."""
    labels = sentence_labels(sheet, templates)
    shared = [
        (sum(labels[one] == number for one in group.sentences), -at, -number)
        for at, group in enumerate(groups)
        for number, template in enumerate(templates)
        if template_type(template) == group.type
    ]
    found: dict[int, int] = {}
    for count, at, number in sorted(shared, reverse=True):
        if count and -at not in found and -number not in found.values():
            found[-at] = -number
    return found


def _key_strings(template: Template) -> Iterator[String]:
    """The keys' own strings, to learn kinds from; their chance is 0, since nobody noticed them."""
    for slot in STRINGS:
        for places in template.at[slot]:
            yield from (String(slot, start, end, 0.0) for start, end in places[:4])


def _filler(template: Template, string: String) -> Wanted | None:
    """The filler of the key that this string is one of."""
    for wanted, places in zip(template.slots[string.slot], template.at[string.slot], strict=True):
        if any(string.start < end and start < string.end for start, end in places):
            return wanted
    return None


def _kind(template: Template, filler: Wanted, slot: str) -> str:
    """The set fill that refers to this filler."""
    for wanted in template.slots[slot]:
        refers = any(string_credit(str(one), ref) == 1 for one in filler.values for ref in wanted.refs)
        if refers and wanted.values:
            return str(wanted.values[0])
    return NONE


def _of_all(template: Template, name: str) -> str:
    if name == "date":
        day = next((value for wanted in template.slots["date"] for value in wanted.values), None)
        return "told" if getattr(day, "first", None) else "default"
    fillers = (
        [one for one in template.slots[name] if one.values and not one.refs] if name == "instrument_type" else None
    )
    found = template.slots[name] if fillers is None else fillers
    return str(found[0].values[0]) if found and found[0].values else NONE


def strings_of(
    filler: Filler, sheet: Sheet, group: Group, strings: Sequence[String]
) -> list[tuple[String, float, Matrix]]:
    """Every string with how sure it is that it belongs to the incident, and what is known of it."""
    if not strings:
        return []
    rows = np.vstack([string_row(sheet, string, group, TYPES) for string in strings])
    yes = filler.belongs.names.index("yes")
    chances = filler.belongs.chances(rows)[:, yes]
    return [(string, float(chances[at]), rows[at]) for at, string in enumerate(strings) if string.slot in STRINGS]
