import pytest

from recount.codebook.counting import load_counting, read_counting
from recount.codebook.linking import load_linking, read_linking
from recount.codebook.rarity import RARE, stem, telling_words, weight_of
from recount.errors import CodebookError

THRESHOLDS = "[thresholds]\nsame = 0\nunsure = -2\nagainst = -6\nshown = -4\n"


def test_every_point_of_the_shipped_weights_is_a_number_and_the_thresholds_are_in_order():
    linking = load_linking()
    assert linking.against <= linking.shown <= linking.unsure <= linking.same
    assert linking.of("days", "same_day") > 0 > linking.of("days", "far_apart")


def test_a_level_that_the_weights_lack_is_named():
    with pytest.raises(CodebookError, match=r"no points for days\.never"):
        load_linking().of("days", "never")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not toml", "cannot be read"),
        ("[days]\nsame_day = 1", "thresholds"),
        (THRESHOLDS + "[days]\nsame_day = 'much'", "cannot be read"),
        (THRESHOLDS.replace("same = 0", "same = -9") + "[spans]\nraid = 14\n", "out of order"),
        (THRESHOLDS + "[days]\nsame_day = 1", "spans"),
    ],
)
def test_weights_that_cannot_be_used_are_refused(text, message):
    with pytest.raises(CodebookError, match=message):
        read_linking(text)


def test_the_counting_rules_know_their_words_and_refuse_a_broken_file():
    assert load_counting().vague["dozens"] == 12
    with pytest.raises(CodebookError, match="Compare it with the shipped file"):
        read_counting("[time]\nsame_time = 1")


@pytest.mark.parametrize("word", ["bombed", "bombing", "bombings", "bombs", "Bombers", "bomb"])
def test_forms_of_a_word_meet(word):
    assert stem(word) == "bomb"


def test_telling_words_leave_out_what_most_reports_say():
    words = telling_words("The attack killed people near a limestone cave in 2017.")
    assert words[stem("limestone")] == RARE
    assert "the" not in words
    assert not any(word.isdigit() for word in words)


def test_common_words_weigh_less_than_rare_ones():
    assert weight_of(["the"]) < weight_of(["village"]) < weight_of(["limestone"]) == RARE
