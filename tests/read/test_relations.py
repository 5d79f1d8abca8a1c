"""What is said of two organisations: which tie, in which direction, by whom, and nothing that is not said."""

import json
from datetime import date
from pathlib import Path

import pytest
from annotated import load_scorer
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.actors import load_actors
from recount.codebook.places import load_gazetteer
from recount.codebook.relations import load_relations
from recount.ingest import IngestOptions, ingest
from recount.read.mentions import main_country
from recount.read.organisations import find_organisations, mask, organisations_in_full
from recount.read.places import find_places
from recount.read.relations import find_relations
from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions
from recount.records import Document

SHARED = Path(__file__).parents[2] / ".." / "shared"


def relations(text, country="PK"):
    document = Document(id="one", name="one", text=text)
    sentences = split_sentences(text)
    return find_relations(document, sentences, find_attributions(text, sentences), country)


def stated(text, country="PK"):
    return {(one.a, one.kind, one.b) for one in relations(text, country)}


def masked(text, country="PK"):
    sentences = split_sentences(text)
    in_full = organisations_in_full(text, sentences, load_actors())
    return mask(text, sentences[0], find_organisations(text, sentences[0], in_full, country))


@pytest.mark.parametrize(
    ("text", "country", "relation"),
    [
        ("Iranian-backed Hezbollah lost two men.", "LB", ("Iran", "supports", "Hezbollah")),
        ("Rebels backed by Turkey entered the town.", "SY", ("Turkey", "supports", "Syrian rebels")),
        ("Al-Shabab receives weapons from Eritrea.", "SO", ("Eritrea", "supports", "al-Shabab")),
        ("Iran accused Qatar of funding the Islamic State.", "IQ", ("Qatar", "supports", "Islamic State")),
        ("Ankara sent troops in support of the Free Syrian Army.", "SY", ("Turkey", "supports", "Free Syrian Army")),
        ("Hamas and its ally Hezbollah issued a statement.", "LB", ("Hamas", "allied_with", "Hezbollah")),
        ("The TTP has close ties with al-Qaeda.", "PK", ("Tehrik-i-Taliban Pakistan", "allied_with", "al-Qaeda")),
        ("A raid by the al-Qaeda-linked Nusra Front failed.", "SY", ("al-Qaeda", "allied_with", "Jabhat al-Nusra")),
        ("Boko Haram works closely with Ansaru.", "NG", ("Boko Haram", "allied_with", "Ansaru")),
        ("Al-Qaeda's Yemeni branch AQAP said so.", "YE", ("al-Qaeda in the Arabian Peninsula", "part_of", "al-Qaeda")),
        ("Turkey is a member of NATO.", "TR", ("Turkey", "part_of", "NATO / ISAF")),
        ("Jamaat-ul-Ahrar, a splinter group of the TTP, said so.", "PK",
         ("Jamaat-ul-Ahrar", "splinter_of", "Tehrik-i-Taliban Pakistan")),
        ("The TTP splinter group Jamaat-ul-Ahrar said so.", "PK",
         ("Jamaat-ul-Ahrar", "splinter_of", "Tehrik-i-Taliban Pakistan")),
        ("Boko Haram pledged allegiance to the Islamic State.", "NG", ("Boko Haram", "pledged_to", "Islamic State")),
        ("Many former TTP fighters joined ISIS-K.", "PK",
         ("Islamic State Khorasan Province", "members_from", "Tehrik-i-Taliban Pakistan")),
        ("The Noor Front, which changed its name from the Dawn Brigade, left.", "SY",
         ("Noor Front", "alias_of", "Dawn Brigade")),
        ("Turkey launched an offensive against the PKK.", "TR", ("Turkey", "fights", "Kurdistan Workers' Party")),
        ("The US-led coalition fighting ISIS denied it.", "SY", ("US-led coalition", "fights", "Islamic State")),
        ("The war between Israel and Hezbollah lasted a month.", "LB", ("Israel", "fights", "Hezbollah")),
        ("Hamas blamed its rival Fatah.", "PS", ("Hamas", "fights", "Fatah")),
    ],
)  # fmt: skip
def test_a_stated_tie_is_read_with_its_direction(text, country, relation):
    assert relation in stated(text, country)


def test_a_list_gives_a_relation_for_each():
    assert stated("Lashkar-e-Jhangvi has ties with al-Qaeda, the TTP and Jaish-ul-Islam.") == {
        ("Lashkar-e-Jhangvi", "allied_with", other)
        for other in ("al-Qaeda", "Tehrik-i-Taliban Pakistan", "Jaish-ul-Islam")
    }


def test_only_the_nearest_of_a_list_has_the_splinter():
    text = "Lashkar-e-Jhangvi and TTP splinter group Jamaat-ul-Ahrar were named."
    assert stated(text) == {("Jamaat-ul-Ahrar", "splinter_of", "Tehrik-i-Taliban Pakistan")}


def test_unnamed_splinters_have_a_name_of_their_own():
    text = "Splinter groups of Lashkar-e-Jhangvi pledged allegiance to the Islamic State."
    assert stated(text) == {("Lashkar-e-Jhangvi splinter groups", "pledged_to", "Islamic State")}


def test_two_names_of_one_group_are_an_alias_only_where_that_is_said():
    assert stated("The Islamic State, also known as Daesh, claimed it.") == {("Islamic State", "alias_of", "Daesh")}
    assert stated("The Islamic State (ISIS) claimed it. Daesh was silent.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban have never pledged allegiance to the Islamic State.",
        "Hamas rejected an alliance with Fatah.",
        "If Pakistan wants to defeat ISIS it needs help.",
        "Jamaat-ul-Ahrar and the TTP both have fighters in Kunar.",
        "The Syrian army is backed by government jets.",
        "A blast hit Hezbollah's office in Syria near the Lebanese border.",
        "ISIS members were arrested by police in Turkey.",
    ],
)
def test_what_is_denied_or_not_said_is_no_relation(text):
    assert stated(text, "SY") == set()


def test_ties_that_only_the_codebook_knows_are_never_added():
    assert load_actors().by_name["Jamaat-ul-Ahrar"].ties
    assert stated("Jamaat-ul-Ahrar, al-Qaeda and the TTP were named in the report.") == set()


def test_a_relation_carries_its_words_and_who_said_it():
    text = "The minister said that Lashkar-e-Jhangvi has ties with al-Qaeda."
    (one,) = relations(text)
    assert text[one.span.start : one.span.end] == one.span.quote == "Lashkar-e-Jhangvi has ties with al-Qaeda"
    assert one.speaker.span.quote == "The minister"


def test_the_same_speaker_states_a_tie_once_another_one_again():
    once = "Lashkar-e-Jhangvi has ties with al-Qaeda. Lashkar-e-Jhangvi has ties with al-Qaeda."
    assert len(relations(once)) == 1
    assert len(relations(f"{once} The minister said Lashkar-e-Jhangvi has ties with al-Qaeda.")) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iranian-backed Hezbollah lost two men in Syria.", "⟦0⟧-backed ⟦1⟧ lost two men in Syria."),
        ("The Khorasan branch of the Islamic State claimed it.", "The ⟦0⟧ branch of the ⟦1⟧ claimed it."),
        ("Anti-ISIS forces and the YPG (Kurdish) met.", "Anti-⟦0⟧ forces and the ⟦1⟧ (Kurdish) met."),
        ("Inter-Services Public Relations (ISPR) said so.", "⟦0⟧ said so."),
        (
            "Brackets ⟦7⟧ in a text are no organisations of Hamas.",
            "Brackets  7  in a text are no organisations of ⟦0⟧.",
        ),
    ],
)
def test_a_sentence_is_masked_organisation_by_organisation(text, words):
    assert masked(text).words == words


def test_a_stretch_of_a_masked_sentence_leads_back_to_the_text():
    text = "In the north the Islamic State of Iraq fights Hezbollah."
    one = masked(text, "IQ")
    start, end = one.original(one.words.index("⟦0⟧"), one.words.index(" fights"))
    assert text[start:end] == "Islamic State of Iraq"


WORDS = [
    "ISIS",
    "the Taliban",
    "backed",
    "by",
    "fights",
    "-linked",
    "and",
    "(",
    ")",
    "⟦0⟧",
    "⟦99⟧",
    "allegiance to",
    "US",
]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "Syrian", "rival", "'s", "Nusra Front", "members of", "ally", "."]), max_size=30)
)
def test_any_words_give_quotes_that_stand_in_the_text_of_relations(words):
    text = " ".join(words)
    for one in relations(text, "SY"):
        assert text[one.span.start : one.span.end] == one.span.quote
        assert one.a != one.b


def test_every_pattern_names_both_sides_and_can_be_found_by_a_word():
    for pattern in load_relations().patterns:
        assert {"A", "B"} <= set(pattern.words.groupindex)
        assert pattern.needed
        assert all(pattern.needed)


@pytest.mark.gold
@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the annotated articles are not part of the package")
def test_relations_of_annotated_articles_keep_their_floor():
    scorer = load_scorer()
    lines = (SHARED / "gold" / "dev.gold.jsonl").read_text(encoding="utf-8").split("\n")
    gold = {one["doc"]: one["relations"] for one in map(json.loads, filter(None, lines))}
    hits = predicted = 0
    articles = str(SHARED / "gold" / "dev.articles.jsonl.gz")
    for document in ingest(articles, options=IngestOptions(captured=date(2026, 11, 20))):
        sentences = split_sentences(document.text, document.furniture)
        country = main_country(find_places(document.text, sentences, load_gazetteer()))
        attributions = find_attributions(document.text, sentences)
        found = [
            {"a": one.a, "rel": one.kind, "b": one.b}
            for one in find_relations(document, sentences, attributions, country)
        ]
        predicted += len(found)
        hits += scorer.paired(gold[document.name], found, lambda a, b: _equal(scorer, a, b))
    assert 2 * hits / (predicted + sum(map(len, gold.values()))) >= 0.5


def _equal(scorer, a, b):
    straight = scorer.same_name(a["a"], b["a"]) and scorer.same_name(a["b"], b["b"])
    turned = scorer.same_name(a["a"], b["b"]) and scorer.same_name(a["b"], b["a"])
    return a["rel"] == b["rel"] and (straight or (turned and a["rel"] in {"alias_of", "allied_with", "fights"}))
