"""Articles told of other places and groups keep their annotations in place."""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from gold import Gold, Said
from swaps import Names, moved, swapped

TEXT = "Taliban killed 14 soldiers in Ghazni, police in Ghazni said."


def article() -> Gold:
    """Three claims, one by a speaker after every name."""
    return Gold(
        name="a", text=TEXT, incidents=[("attack", "happened", True)], triggers=[(8, 14, 0)],
        claims=[
            Said("perpetrator", 0, 7, 0, value="Taliban", speaker=(38, 44)),
            Said("killed", 15, 26, 0, value=[14, 14, 14], of="security_forces"),
            Said("place", 30, 36, 0, value={"province": "Ghazni", "country": "AF"}),
        ],
    )  # fmt: skip


def test_every_stretch_moves_with_the_words_before_it() -> None:
    made = moved(article(), [(0, 7, "Al-Shabaab"), (30, 36, "Bo"), (48, 54, "Bo")])
    assert made.text == "Al-Shabaab killed 14 soldiers in Bo, police in Bo said."
    said = [made.text[claim.start : claim.end] for claim in made.claims]
    assert said == ["Al-Shabaab", "14 soldiers", "Bo"]
    assert made.claims[0].speaker
    assert made.text[slice(*made.claims[0].speaker)] == "police"
    assert [made.text[start:end] for start, end, _ in made.triggers] == ["killed"]


def test_an_annotated_stretch_around_a_name_grows_with_it() -> None:
    gold = article()
    gold.claims.append(Said("place", 27, 36, 0, value={"province": "Ghazni"}))
    made = moved(gold, [(30, 36, "Nuevo Leon")])
    assert made.text[made.claims[3].start : made.claims[3].end] == "in Nuevo Leon"


def test_a_name_is_changed_alike_throughout_or_not_at_all() -> None:
    names = Names(["Herat"], ["Hamas"])
    texts = {swapped(article(), names, random.Random(seed)).text for seed in range(40)}
    assert TEXT in texts
    assert any("Hamas" in text for text in texts)
    assert {(text.count("Ghazni"), text.count("Herat")) for text in texts} == {(2, 0), (0, 2)}


def test_an_article_without_names_or_figures_stays_as_it_is() -> None:
    plain = Gold(name="b", text="Nothing happened.")
    assert all(swapped(plain, Names(["Herat"], ["Hamas"]), random.Random(seed)) is plain for seed in range(20))
