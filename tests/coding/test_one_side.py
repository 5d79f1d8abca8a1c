"""Who did an attack is on one side of it."""

import pytest

from recount.coding.one_side import of_one_side
from recount.records import Claim, EventType, Span, Stance


def perpetrator(name: str, stance: Stance = "asserts") -> Claim:
    return Claim(
        id=f"{name} {stance}", field="perpetrator", value=name, span=Span(start=0, end=1, quote="x"), stance=stance
    )


def names(kind: EventType, *claims: Claim) -> list[object]:
    return [claim.value for claim in of_one_side(kind, claims)]


@pytest.mark.parametrize(
    ("kind", "told", "kept"),
    [
        ("shooting", ["al-Shabab", "Kenya Army"], ["al-Shabab"]),
        ("suicide_bombing", ["gunmen", "security forces"], ["gunmen"]),
        ("raid", ["Pakistan Army", "militants"], ["Pakistan Army"]),
        ("raid", ["Pakistan Army", "counterterrorism forces"], ["Pakistan Army", "counterterrorism forces"]),
        ("shooting", ["Kenya police"], ["Kenya police"]),
        ("clash", ["Pakistan Army", "Taliban"], ["Pakistan Army", "Taliban"]),
    ],
)
def test_forces_that_shot_back_are_no_perpetrators(kind: EventType, told: list[str], kept: list[str]) -> None:
    assert names(kind, *map(perpetrator, told)) == kept


def test_an_accusation_stays_whatever_side_it_blames() -> None:
    assert names("bombing", perpetrator("al-Shabab"), perpetrator("Kenya Army", "accuses")) == [
        "al-Shabab",
        "Kenya Army",
    ]
