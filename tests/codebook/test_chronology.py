"""The chronology of dated public facts."""

from datetime import date

import pytest

from recount.codebook.chronology import load_chronology


def names(text: str) -> list[str]:
    return [sighting.fact.name for sighting in load_chronology().find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("part of Operation Radd-ul-Fasaad", "Operation Radd-ul-Fasaad"),
        ("Operation Radd ul Fasaad went on", "Operation Radd-ul-Fasaad"),
        ('the "Islamic State of Iraq and the Levant" (ISIL)', "Islamic State of Iraq and the Levant"),
        ("Islamic State-Khorasan claimed it", "Islamic State Khorasan Province"),
        ("ISIS-K claimed it", "Islamic State Khorasan Province"),
        ("President George W. Bush spoke", "President George W. Bush"),
        ("on X, formerly Twitter", "X, formerly Twitter"),
    ],
)
def test_a_fact_is_found_by_its_longest_name(text: str, name: str) -> None:
    assert names(text)[0] == name


@pytest.mark.parametrize(
    "text",
    ["the river isis", "Vice President Joe Biden", "National Action Plan", "Olive\nBranch operation", "Operation"],
)
def test_a_name_alone_without_its_form_or_company_is_no_fact(text: str) -> None:
    assert names(text) == []


def test_sightings_slice_the_text() -> None:
    text = "It was claimed by Boko Haram and later by ISWAP."
    assert [text[it.start : it.end] for it in load_chronology().find(text)] == ["Boko Haram", "ISWAP"]


def test_every_fact_is_dated_and_there_are_many() -> None:
    facts = load_chronology().facts
    assert len(facts) >= 150
    assert all(date(1950, 1, 1) < fact.first <= (fact.last or date(2026, 1, 1)) for fact in facts)
    assert len({(fact.name, fact.first) for fact in facts}) == len(facts)
