import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.places import load_gazetteer
from recount.read.places import find_places
from recount.read.sentences import split_sentences
from recount.records import Where

LEVELS = ("site", "locality", "district", "province", "country")


def places(text, hint=None):
    return find_places(text, split_sentences(text), load_gazetteer(), hint=hint)


def named(where):
    assert isinstance(where, Where)
    return {level: getattr(where, level) for level in LEVELS if getattr(where, level)}


def at(text, words, hint=None):
    return named(next(m.value for m in places(text, hint) if words in m.span.quote))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "Troops searched the Qamar Mazarabad area, Mastung district, Balochistan.",
            "Qamar",
            {"locality": "Qamar Mazarabad", "district": "Mastung", "province": "Balochistan", "country": "PK"},
        ),
        (
            "Shells fell on Maarat al-Numan in Idlib province.",
            "Maarat",
            {"locality": "Maarat al-Numan", "province": "Idlib", "country": "SY"},
        ),
        (
            "A mine went off in Nahr-e Saraj district, Helmand province.",
            "Nahr",
            {"district": "Nahr-e Saraj", "province": "Helmand", "country": "AF"},
        ),
        (
            "A bomb hit Kandahar's Arghandab district on Monday.",
            "Arghandab",
            {"district": "Arghandab", "province": "Kandahar", "country": "AF"},
        ),
        (
            "The blast hit the Imam Ali mosque in the Karrada neighbourhood of Baghdad.",
            "Karrada",
            {
                "site": "Imam Ali mosque, Karrada neighbourhood",
                "locality": "Baghdad",
                "province": "Baghdad",
                "country": "IQ",
            },
        ),
        (
            "Gunmen killed two men in the West Bank city of Hebron.",
            "Hebron",
            {"locality": "Hebron", "province": "West Bank", "country": "PS"},
        ),
        (
            "Rebels shelled the northern Syrian town of Azaz.",
            "Azaz",
            {"locality": "Azaz", "province": "Aleppo", "country": "SY"},
        ),
        (
            "Police raided a house in Maiduguri, the capital of Borno state.",
            "Maiduguri",
            {"site": "house", "locality": "Maiduguri", "province": "Borno", "country": "NG"},
        ),
        ("They met in the Afghan capital.", "capital", {"locality": "Kabul", "province": "Kabul", "country": "AF"}),
    ],
)
def test_names_are_joined_from_small_to_large(text, words, value):
    assert at(text, words) == value


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("The Taliban said in Peshawar that Hangu was calm. Pakistan sent troops.", "Hangu", {"country": "PK"}),
        (
            "Police in Illinois said a man from Springfield was shot.",
            "Springfield",
            {"country": "US", "province": "Illinois"},
        ),
        ("Troops in Nigeria came under fire near Baga.", "Baga", {"country": "NG"}),
        ("A court in Hyderabad, Sindh, heard the case.", "Hyderabad", {"country": "PK", "province": "Sindh"}),
        ("Iraqi police said the bodies were found in Hilla.", "Hilla", {"country": "IQ"}),
    ],
)
def test_an_ambiguous_name_is_told_by_the_rest_of_the_document(text, words, part):
    assert part.items() <= at(text, words).items()


def test_the_outlet_s_country_is_a_weak_hint():
    text = "A man was stabbed in Hyderabad on Friday."
    assert at(text, "Hyderabad", hint="PK")["country"] == "PK"
    assert at(text, "Hyderabad", hint="IN")["country"] == "IN"
    assert at("India. " + text, "Hyderabad", hint="IN")["country"] == "IN"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pakistani forces killed eleven men.", "Pakistani"),
        ("Washington said it would look into it.", "Washington"),
        ("The Islamic State of Iraq and Syria claimed the attack.", "Iraq"),
        ("Jordan Smith, a teacher, was hurt.", "Jordan"),
        ("Mr Hamilton denied it.", "Hamilton"),
        ("He works at the Bank of Punjab.", "Punjab"),
        ("It happened in March.", "March"),
        ("The White House declined to comment.", "White"),
    ],
)
def test_people_governments_and_groups_are_no_places(text, words):
    assert not [mention for mention in places(text) if words in mention.span.quote]


def test_a_local_name_takes_district_and_province_from_its_sentence():
    text = "Security forces in Mastung district, Balochistan, raided a camp in the Qamar Mazarabad area."
    found = at(text, "Qamar")
    assert found.pop("site") == "camp"
    assert found == {"locality": "Qamar Mazarabad", "district": "Mastung", "province": "Balochistan", "country": "PK"}


def test_a_quarter_lies_in_the_town_named_before_it():
    text = "Fighting shook Aleppo, Syria. A shell hit the Bustan al-Qasr neighbourhood."
    found = at(text, "Bustan")
    assert (found["site"], found["locality"]) == ("Bustan al-Qasr neighbourhood", "Aleppo")


def test_the_city_points_back_at_the_town_last_named():
    text = "A bomb went off in Quetta, Pakistan. Hospitals in the city were full."
    assert at(text, "the city")["locality"] == "Quetta"


def test_names_of_a_list_share_their_noun():
    text = "Operations went on in Zhari and Panjwayi districts, Kandahar province, Afghanistan."
    assert {named(m.value).get("district") for m in places(text)} >= {"Zhari", "Panjwayi"}


def test_a_place_near_a_town_is_not_put_into_it():
    text = "Gunmen attacked the village of Zorkot, 40 km south of Quetta, Pakistan."
    mention = next(m for m in places(text) if "Zorkot" in m.span.quote)
    assert named(mention.value)["locality"] == "Zorkot"
    assert mention.value.radius_km > 10


def test_a_value_keeps_the_text_s_spelling_and_its_candidates_the_gazetteer_s():
    where = next(
        m.value for m in places("Two men died in Nangahar province, Afghanistan.") if "Nangahar" in m.span.quote
    )
    assert where.province == "Nangahar"
    assert where.candidates[0].name == "Nangarhar"


def test_an_old_name_is_known_and_told_as_such():
    where = next(m.value for m in places("Troops left FATA, Pakistan, on Monday.") if "FATA" in m.span.quote)
    assert where.candidates[0].name == "Khyber Pakhtunkhwa"
    assert "until 2018" in where.reason


def test_every_point_has_a_radius_and_a_reason():
    text = "A convoy was hit in Helmand province. Two died in Lashkar Gah, and one near Sangin, Afghanistan."
    for mention in places(text):
        where = mention.value
        assert where.reason
        assert where.level in LEVELS
        if where.latitude is not None:
            assert where.radius_km >= 2
            assert (where.latitude, where.longitude) != (0, 0)


def test_a_dateline_is_less_sure_than_a_place_in_the_story():
    found = places("QUETTA -- Gunmen shot two men in Mastung district, Balochistan.")
    assert found[0].span.quote == "QUETTA"
    assert found[0].confidence < found[1].confidence


def test_an_abbreviation_or_border_is_no_place_of_an_event():
    assert not [m for m in places("The ISI and the IED team met.") if m.span.quote in {"ISI", "IED"}]
    assert not [m for m in places("It lies on the border with Turkey.") if m.span.quote == "Turkey"]


PIECES = st.sampled_from(
    [
        "Mastung", "district", "of", "the", "Balochistan", "in", "al-", "Deir ez-Zor", ", ", "'s", "Iraq",
        "Syrian", "town of", "and", "U.S.", "(", ")", "\n", ". ", "A-B-C-D", "’", "َ", "\x00", "🙂", "Aleppo city",
        "40 km south of", "capital", "-held", "Islamic State", "same area", "Mr", "University of", "QUETTA --",
        "é", "districts", "ß", "İ", "Kandahar's", "\u2028",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=40), st.sampled_from([" ", "", ", "]))
def test_any_text_gives_mentions_that_slice_and_never_overlap_the_wrong_sentence(words, gap):
    text = gap.join(words)
    sentences = split_sentences(text)
    for mention in find_places(text, sentences, load_gazetteer()):
        assert text[mention.span.start : mention.span.end] == mention.span.quote != ""
        sentence = sentences[mention.sentence]
        assert sentence.start <= mention.span.start <= mention.span.end <= sentence.end
        assert named(mention.value)


@pytest.mark.parametrize(
    "text",
    [
        "A-" * 20_000,
        "Aa " * 20_000,
        "al-" * 20_000,
        "in the " * 20_000,
        "X district, " * 4_000,
        "A" * 100_000,
        "“(" * 30_000,
    ],
)
def test_hostile_text_is_read_in_bounded_time(text):
    sentences = split_sentences(text)
    assert len(find_places(text, sentences, load_gazetteer())) <= len(text)


def test_the_capital_city_of_a_province_names_the_province():
    text = "It struck the southwestern city of Quetta, the provincial capital city of Balochistan."
    assert at(text, "Quetta") == {"locality": "Quetta", "province": "Balochistan", "country": "PK"}


def test_the_capitals_of_a_headline_make_no_name_before_a_noun():
    (where,) = [named(m.value) for m in places("Pakistani Troops Raid Suspected Base in Balochistan")]
    assert where == {"province": "Balochistan", "country": "PK"}
