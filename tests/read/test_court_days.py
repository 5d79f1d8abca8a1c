"""Days of charges and arrests, which are not those of the attack."""

import pytest

from recount.read.court_days import is_day_in_court


def asked(text: str, day: str) -> bool:
    start = text.index(day)
    return is_day_in_court(text, start, start + len(day))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A man was charged Thursday in the shooting of a teenager.", "Thursday"),
        ("He was arrested in Houston on Friday after a month.", "Friday"),
        ("A leader of the gang pleaded guilty today for his role in the shooting.", "today"),
        ("They were charged in an indictment unsealed today.", "today"),
        ("Police told a news conference Friday that he fired.", "Friday"),
        ("The shooting left two dead. On Monday, he was extradited to Texas.", "Monday"),
        ("Sentencing was delayed Thursday for the gunman.", "Thursday"),
        ("Neighbors held a vigil Saturday evening for the three.", "Saturday"),
    ],
)
def test_the_day_of_a_step_of_justice_is_known(text: str, day: str) -> None:
    assert asked(text, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A man shot Thursday was identified as a teacher.", "Thursday"),
        ("He was charged in the August 14 shooting death of a man.", "August 14"),
        ("Police were called to Balsam Court Saturday night after shots.", "Saturday"),
        ("On Monday, a gunman shot three people.", "Monday"),
        ("A teenager was killed on Friday.", "Friday"),
    ],
)
def test_the_day_of_the_attack_stays(text: str, day: str) -> None:
    assert not asked(text, day)
