"""Who did an attack is on one side of it."""

import pytest

from recount.coding.one_side import of_one_side, whose_dead
from recount.records import Claim, Count, EventType, Group, Span, Stance


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


def dead(of: Group) -> Claim:
    value = Count(low=3, best=3, high=3)
    return Claim(id=of, field="killed", value=value, of=of, span=Span(start=0, end=1, quote="x"))


def target(name: str) -> Claim:
    return Claim(id=name, field="target", value=name, span=Span(start=0, end=1, quote="x"))


@pytest.mark.parametrize(
    ("kind", "of", "hit", "wanted"),
    [
        ("suicide_bombing", "militant", "police college", "attacker"),
        ("suicide_bombing", "militant", "al-Shabab", "militant"),
        ("raid", "militant", "compound", "militant"),
        ("shooting", "civilian", "market", "civilian"),
    ],
)
def test_militants_who_die_in_an_attack_on_others_are_its_attackers(
    kind: EventType, of: Group, hit: str, wanted: Group
) -> None:
    assert whose_dead(kind, dead(of), [dead(of), target(hit)]) == wanted
