"""Groups that are said to have carried out an attack, and groups that admit one."""

import pytest
from read.told import parties_of, triggers_at, words_of

from recount.read.authors import find_admissions, find_authors


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The governor asserted that Boko Haram carried out the attack.", "Boko Haram"),
        ("Officials said the Taliban, with ties to al-Qaeda, had orchestrated the attack.", "Taliban"),
        ("Analysts believe al-Shabaab was behind this attack.", "al-Shabab"),
    ],
)
def test_the_group_that_carried_it_out_is_the_perpetrator(text: str, name: str) -> None:
    words = words_of(text)
    (found,) = find_authors(words, triggers_at(words, "attack"), parties_of(words))
    assert (found.field, found.value) == ("perpetrator", name)


@pytest.mark.parametrize(
    "text",
    [
        "Officials said the Taliban had not carried out the attack.",
        "Officials asked whether the Taliban carried out the attack.",
        "Police carried out the attack on Taliban hideouts.",
    ],
)
def test_denials_questions_and_others_deeds_name_no_group(text: str) -> None:
    words = words_of(text)
    (trigger,) = triggers_at(words, "attack")
    assert list(find_authors(words, [trigger], parties_of(words))) == []


def test_a_spokesman_who_confirms_an_accusation_claims_the_deed() -> None:
    words = words_of("A spokesman for Boko Haram confirmed the governor's accusation, saying the attack was revenge.")
    ((mention, said),) = find_admissions(words, parties_of(words))
    assert (mention.value, mention.stance, said.stance) == ("Boko Haram", "claims", "claims")
    assert said.source is not None
    assert said.source.quote == "A spokesman for Boko Haram"


def test_a_group_that_says_it_did_it_claims_the_deed() -> None:
    words = words_of("The Pakistani Taliban said they carried out the attack.")
    ((mention, said),) = find_admissions(words, parties_of(words))
    assert (mention.value, said.stance) == ("Tehrik-i-Taliban Pakistan", "claims")


@pytest.mark.parametrize(
    "text",
    [
        "The police chief confirmed the involvement of Boko Haram.",
        "Boko Haram has not admitted responsibility.",
        "Boko Haram rejected the accusation.",
    ],
)
def test_others_confirming_and_groups_denying_claim_nothing(text: str) -> None:
    words = words_of(text)
    assert list(find_admissions(words, parties_of(words))) == []
