"""When a filler of a MUC-4 slot is right or half right, after the scoring guidelines of 1992 (version 7).

Set fills: right where equal; half right where the answer stands above the key in the small hierarchies. Strings: right
where equal but for words that do not matter ("the", "3"), or where more describing words stand before; half right
where the one stands within the other. A cross-reference that is wrong halves a right filler.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

STRINGS = ("instrument_id", "perp_individual", "perp_org", "phys_id", "hum_name", "hum_description")
NUMBERS = ("phys_number", "phys_total", "hum_number", "hum_total")
SLOTS = (
    "date", "location", "type", "stage", "instrument_id", "instrument_type",
    "perp_category", "perp_individual", "perp_org", "perp_org_confidence",
    "phys_id", "phys_type", "phys_number", "phys_nation", "phys_effect", "phys_total",
    "hum_name", "hum_description", "hum_type", "hum_number", "hum_nation", "hum_effect", "hum_total",
)  # fmt: skip
MAPPING = ("perp_individual", "perp_org", "phys_id", "phys_type", "hum_name", "hum_description", "hum_type")

PREMODIFIERS = frozenset(
    "a an the this that these those one two three four five six seven eight nine ten 1 2 3 4 5 6 7 8 9 10 more most "
    "many several some all few any another other certain of".split()
)
"""Words before a string that do not count, as the configuration of 1992 lists them."""

ABOVE: dict[str, dict[str, tuple[str, ...]]] = {
    "instrument_type": {
        "GUN": ("MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"),
        "EXPLOSIVE": (
            "BOMB", "VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB", "GRENADE", "MOLOTOV COCKTAIL",
        ),
        "BOMB": ("VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB"),
        "PROJECTILE": ("MISSILE", "ROCKET"),
    },
    "perp_org_confidence": {"SUSPECTED OR ACCUSED": ("SUSPECTED OR ACCUSED BY AUTHORITIES",)},
    "phys_type": {"POLITICAL FIGURE OFFICE OR RESIDENCE": ("GOVERNMENT OFFICE OR RESIDENCE",)},
    "phys_effect": {"DESTROYED": ("SOME DAMAGE",)},
    "hum_type": {
        "POLITICAL FIGURE": ("GOVERNMENT OFFICIAL",),
        "GOVERNMENT OFFICIAL": ("FORMER GOVERNMENT OFFICIAL",),
        "ACTIVE MILITARY": ("FORMER ACTIVE MILITARY",),
    },
    "hum_effect": {"NO INJURY": ("NO INJURY OR DEATH",), "NO DEATH": ("NO INJURY OR DEATH",)},
}  # fmt: skip
"""For each slot what stands below a value: the value said for one of these is half right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as the keys write it: on a day, between two, or on or before one (`first` is None)."""

    first: date | None
    last: date


Place = tuple[tuple[str, str], ...]
"""From the country down, each with its kind ("" for the country); a stretch between two ends with BETWEEN."""
Value = str | Day | Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """One filler of ours; `ref` is the string of the slot that it belongs to."""

    value: Value
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One filler of the key: any of the values is right."""

    values: tuple[Value, ...]
    refs: tuple[str, ...] = ()
    optional: bool = False


def credit(slot: str, wanted: Wanted, said: Fill) -> float:
    """1 where the filler is right, a half where it is half right, else 0."""
    value = max((_value_credit(slot, one, said.value) for one in wanted.values), default=0.0)
    if slot in STRINGS and slot != "hum_description":
        return value
    tag = ref_credit(wanted.refs, said.ref)
    needed = 1.0 if slot == "hum_description" else 0.5
    return 0.5 if value == 1 and tag < needed else value


def ref_credit(wanted: Sequence[str], said: str | None) -> float:
    if said is None or not wanted:
        return float(said is None and not wanted)
    return max(string_credit(one, said) for one in wanted)


def may_map(key: Mapping[str, Sequence[Wanted]], answer: Mapping[str, Sequence[Fill]]) -> bool:
    """Whether the conditions of content for mapping two templates are met."""

    def met(slot: str) -> bool:
        return any(credit(slot, one, other) > 0 for one in key[slot] for other in answer[slot])

    return met("type") and any(met(slot) for slot in MAPPING)


def _value_credit(slot: str, wanted: Value, said: Value) -> float:
    if isinstance(wanted, Day) or isinstance(said, Day):
        return date_credit(wanted, said) if isinstance(wanted, Day) and isinstance(said, Day) else 0.0
    if isinstance(wanted, tuple) or isinstance(said, tuple):
        return place_credit(wanted, said) if isinstance(wanted, tuple) and isinstance(said, tuple) else 0.0
    if slot in STRINGS:
        return string_credit(wanted, said)
    if wanted == said:
        return 1.0
    if slot in NUMBERS:
        return 0.5 if said.isdigit() and said in re.findall(r"\d+", wanted) else 0.0
    above = slot == "type" and said == "ATTACK"
    return 0.5 if above or wanted in ABOVE.get(slot, {}).get(said, ()) else 0.0


def plain(words: str) -> list[str]:
    """The words that count: small letters, no marks, no premodifiers in front."""
    found = re.findall(r"[^\W_]+(?:[-.'][^\W_]+)*", words.lower())
    while found and found[0] in PREMODIFIERS:
        del found[0]
    return found


def string_credit(wanted: str, said: str) -> float:
    """1 for the same words, or more of them in front; a half where one stands within the other."""
    left, right = plain(wanted), plain(said)
    if not left or not right:
        return 0.0
    if left == right or right[-len(left) :] == left:
        return 1.0
    short, long = sorted((left, right), key=len)
    return 0.5 if any(long[at : at + len(short)] == short for at in range(len(long))) else 0.0


def date_credit(wanted: Day, said: Day) -> float:
    """A half for a day inside the key's stretch, and for "on or before" a day that is the key's own or its last."""
    if wanted == said:
        return 1.0
    if said.first is None:
        return 0.5 if said.last == wanted.last else 0.0
    if said.first != said.last or wanted.first == wanted.last:
        return 0.0
    return 0.5 if said.last <= wanted.last and (wanted.first is None or said.first >= wanted.first) else 0.0


def place_credit(wanted: Place, said: Place) -> float:
    """A half for the right country alone, for a wrong place in it, and for the right place in a wrong country."""
    if wanted == said:
        return 1.0
    if not wanted or not said:
        return 0.0
    same_country = wanted[0] == said[0]
    return 0.5 if same_country or (len(wanted) > 1 and wanted[1:] == said[1:]) else 0.0
