"""A place that only says where a smaller one lies is no place of its own."""

import pytest

from recount.read.model_decode import Told
from recount.read.model_features import Item
from recount.read.model_labels import TAGS
from recount.read.model_places import lies_around, without_larger
from recount.records import Where

IDLIB = Where(country="SY", province="Idlib")
TOWN = Where(country="SY", province="Idlib", locality="Khan Sheikhun")


def told(sentence: int, incident: int = 0) -> Told:
    item = Item(TAGS.index("place"), 0, 0, 0, 5, sentence, 0)
    return Told(item, [(incident, 0.8)], "all", False, "none", None, "asserts", 0.9)


@pytest.mark.parametrize(
    ("larger", "smaller", "around"),
    [
        (IDLIB, TOWN, True),
        (Where(country="SY"), TOWN, True),
        (TOWN, IDLIB, False),
        (TOWN, TOWN, False),
        (Where(country="SY", province="Aleppo"), TOWN, False),
        (Where(country="IQ"), TOWN, False),
    ],
)
def test_a_place_lies_around_a_smaller_one_that_it_does_not_contradict(
    larger: Where, smaller: Where, around: bool
) -> None:
    assert lies_around(larger, smaller) is around


def test_the_larger_place_goes_only_within_one_sentence_and_one_incident() -> None:
    kept = [(told(1), TOWN), (told(1), IDLIB), (told(2), IDLIB), (told(1, 1), IDLIB)]
    assert without_larger(kept) == [kept[0], *kept[2:]]
