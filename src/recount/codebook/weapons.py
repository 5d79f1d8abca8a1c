"""Weapons and methods under one short name, with the weapon type of the Global Terrorism Database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from recount.codebook.folding import fold
from recount.codebook.load import known_keys, load_toml, texts_of
from recount.errors import CodebookError

_FILE = "weapons.toml"
WEAPON_TYPES: Mapping[int, str] = {
    1: "Biological", 2: "Chemical", 3: "Radiological", 4: "Nuclear", 5: "Firearms", 6: "Explosives", 7: "Fake Weapons",
    8: "Incendiary", 9: "Melee", 10: "Vehicle", 11: "Sabotage Equipment", 12: "Other", 13: "Unknown",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A weapon or method; `gtd` is the code of its weapon type."""

    name: str
    gtd: int
    words: tuple[str, ...]


@cache
def load_weapons() -> Mapping[str, Weapon]:
    """All weapons of the codebook by name."""
    return {name: _weapon(name, row) for name, row in load_toml("weapons").items()}


@cache
def find_weapon(words: str) -> Weapon | None:
    """The weapon that a report's words name: the words as a whole, or the longest known ones among them."""
    parts = fold(words).split()
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length, -1, -1):
            known = _by_words().get(" ".join(parts[start : start + length]))
            if known:
                return known
    return None


@cache
def _by_words() -> Mapping[str, Weapon]:
    return {fold(words): weapon for weapon in load_weapons().values() for words in (*weapon.words, weapon.name)}


def _weapon(name: str, row: Any) -> Weapon:
    known_keys(row, _FILE, name, ("gtd", "words"))
    if row.get("gtd") not in WEAPON_TYPES:
        raise CodebookError(
            f"{_FILE}, entry {name!r}: gtd is {row.get('gtd')!r}", advice="GTD weapon types go from 1 to 13."
        )
    return Weapon(name=name, gtd=row["gtd"], words=texts_of(row, "words", _FILE, name))
