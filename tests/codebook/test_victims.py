import pytest

from recount.codebook.victims import GROUPS, load_victims, plural_of


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("soldier", "soldiers"), ("policeman", "policemen"), ("child", "children"), ("family", "families"),
        ("boy", "boys"), ("housewife", "housewives"), ("coach", "coaches"), ("chinese", "chinese"),
    ],
)  # fmt: skip
def test_the_plural_of_a_victim_noun_is_built(singular: str, plural: str) -> None:
    assert plural_of(singular) == plural


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("miners", "civilian"), ("policemen", "security"), ("rebels", "militant"), ("mayor", "official"),
        ("gunmen", "attacker"), ("people", "all"), ("vehicle", None), ("station", None),
    ],
)  # fmt: skip
def test_a_noun_belongs_to_the_group_it_is_listed_in(word: str, group: str | None) -> None:
    assert load_victims().group(word) == group


def test_every_group_of_a_claim_has_nouns() -> None:
    victims = load_victims()
    assert {*victims.singular.values()} == set(GROUPS)


def test_no_noun_for_people_is_a_thing_as_well() -> None:
    victims = load_victims()
    assert not victims.things & {*victims.singular, *victims.plural}


def test_a_noun_that_can_be_an_adjective_is_a_noun_for_people() -> None:
    victims = load_victims()
    assert victims.adjectives <= {*victims.singular, *victims.plural}
