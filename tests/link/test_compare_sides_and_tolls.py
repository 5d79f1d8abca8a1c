import pytest
from factory import at_least, claim, document, exactly, published, report

from recount.link.forms import compare_forms, contests
from recount.link.sides import compare_perpetrators, compare_targets
from recount.link.tolls import compare_tolls
from recount.link.traits import traits_of
from recount.link.words import compare_words


def traits(*claims, on=None, **more):
    return traits_of(report(document(f"{claims} {on} {more}"), *claims, **more), published(on))


def by(*names):
    return traits(*(claim("perpetrator", name) for name in names))


def on_whom(*names):
    return traits(*(claim("target", name) for name in names))


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Islamic State", "Islamic State", "same"),
        ("Islamic State", "Islamic State Khorasan Province", "related"),
        ("Lashkar-e-Jhangvi", "Lashkar-e-Jhangvi al-Alami", "related"),
        ("Pakistan Army", "Pakistan security forces", "related"),
        ("Islamic State", "gunmen", "described"),
        ("Islamic State", "Boko Haram", "other"),
    ],
)
def test_perpetrators_compare_with_branches_and_descriptions(one, other, level):
    assert compare_perpetrators(by(one), by(other))[0] == level
    assert compare_perpetrators(by(other), by(one))[0] == level


def test_a_clash_told_from_the_other_side_is_crossed():
    one = traits(claim("perpetrator", "Boko Haram"), claim("target", "Nigeria Army"))
    other = traits(claim("perpetrator", "Nigeria Army"), claim("target", "Boko Haram"))
    assert compare_perpetrators(one, other)[0] == "crossed"


def test_sides_that_nobody_names_are_not_compared():
    assert compare_perpetrators(by(), by("Islamic State")) is None
    assert compare_targets(on_whom(), on_whom("lawyers")) is None


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("police station", "the police station", "same"),
        ("Islamic State", "Islamic State Khorasan Province", "related"),
        ("lawyers", "coal miners", "other"),
    ],
)
def test_targets_compare_by_name_or_words(one, other, level):
    assert compare_targets(on_whom(one), on_whom(other))[0] == level


def killed(value, of="civilian", on=None, **more):
    return traits(claim("killed", value, of=of, **more), on=on)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (61, 61, "equal_many"),
        (12, 12, "equal_large"),
        (3, 3, "equal_small"),
        (1, 1, "equal_one"),
        (exactly(12), at_least(11), "fits"),
        (61, 65, "near_many"),
        (12, 11, "near"),
        (12, 40, "other"),
        (exactly(40), at_least(11), "rising"),
    ],
)
def test_tolls_of_the_same_days_compare(one, other, level):
    assert compare_tolls(killed(one), killed(other), same_days=True)["killed"][0] == level
    assert compare_tolls(killed(other), killed(one), same_days=True)["killed"][0] == level


def test_twelve_against_eleven_speaks_against_where_nothing_says_the_days_agree():
    assert compare_tolls(killed(12), killed(11), same_days=False)["killed"][0] == "near_undated"


def test_sixty_one_against_sixty_five_is_near_even_without_days():
    assert compare_tolls(killed(61), killed(65), same_days=False)["killed"][0] == "near_many"


def test_a_toll_that_the_later_report_tells_higher_is_rising_and_not_one_that_falls():
    early, late = killed(20, on="2016-10-24"), killed(40, on="2016-10-26")
    assert compare_tolls(early, late, same_days=True)["killed"][0] == "rising"
    early, late = killed(40, on="2016-10-24"), killed(20, on="2016-10-26")
    assert compare_tolls(early, late, same_days=True)["killed"][0] == "other"


def test_parts_are_not_compared_and_militants_not_with_victims():
    assert compare_tolls(killed(12), killed(12, part=True), same_days=True)["killed"] is None
    assert compare_tolls(killed(12), killed(12, of="militant"), same_days=True)["killed"] is None


def test_killed_and_wounded_each_have_their_say():
    one = traits(claim("killed", 12, of="all"), claim("wounded", 40, of="all"))
    other = traits(claim("killed", 2, of="all"), claim("wounded", 40, of="all"))
    verdicts = compare_tolls(one, other, same_days=True)
    assert (verdicts["killed"][0], verdicts["wounded"][0], verdicts["taken"]) == ("other", "equal_many", None)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("raid", "raid", "same"),
        ("bombing", "suicide_bombing", "family"),
        ("raid", "clash", "family"),
        ("attack", "shooting", "open"),
        ("attack", "arrest", "opposed"),
        ("bombing", "arrest", "opposed"),
        ("bombing", "abduction", "other"),
    ],
)
def test_forms_compare_by_family(one, other, level):
    assert compare_forms(traits(type=one), traits(type=other))[0] == level


def test_an_alleged_account_stays_apart_unless_place_day_and_act_agree():
    alleged, happened = traits(status="alleged"), traits()
    assert contests(alleged, happened, agreed=False)[0] == "contested"
    assert contests(alleged, happened, agreed=True) is None
    assert contests(happened, traits(focus=False), agreed=False) is None


CAVE = "Security forces stormed a limestone cave near Splinji, where commanders held a meeting."


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ("Troops stormed the limestone cave near Splinji after commanders held a meeting there.", "three_telling"),
        ("A cave near Splinji had to be searched again, said a shepherd, a teacher and two hikers.", "two_telling"),
        ("Trawler crews protested against harbour licences and diesel rationing at the fisheries pier.", "none"),
    ],
)
def test_words_compare_by_how_telling_the_shared_ones_are(other, level):
    assert compare_words(traits(context=CAVE), traits(context=other))[0] == level


def test_a_report_of_few_words_is_not_judged_by_them():
    assert compare_words(traits(context=CAVE), traits(context="The attack.")) is None
