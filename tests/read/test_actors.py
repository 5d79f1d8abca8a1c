import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.actors import load_actors
from recount.read.actors import find_actors
from recount.read.sentences import split_sentences


def actors(text, country=None):
    return find_actors(text, split_sentences(text), load_actors(), country=country)


def names(text, country=None):
    return [mention.name for mention in actors(text, country)]


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("ISIS-K claimed it.", None, "Islamic State Khorasan Province"),
        ("A senior Taliban commander was killed.", "AF", "Taliban"),
        ("Suspected Taleban insurgents fired rockets.", "AF", "Taliban"),
        ("Fighters of Ahrar al-Sham left.", "SY", "Ahrar al-Sham"),
        ("The Tehreek-e-Taliban Pakistan (TTP) denied it.", "PK", "Tehrik-i-Taliban Pakistan"),
        ("Tamil Tiger rebels shelled a ship.", "LK", "Liberation Tigers of Tamil Eelam"),
        ("Pakistani security forces arrested two men.", "PK", "Pakistan security forces"),
        ("Pakistani forces arrested two men.", None, "Pakistan security forces"),
        ("Security forces arrested two men.", "PK", "Pakistan security forces"),
        ("The army said so.", "PK", "Pakistan Army"),
        ("Police opened fire.", "KE", "Kenya police"),
        ("Kenyan police opened fire.", None, "Kenya police"),
        ("Israeli troops entered Jenin.", None, "Israel Defense Forces"),
        ("U.S. troops left the base.", "AF", "US military"),
        ("Russian warplanes bombed the town.", "SY", "Russia"),
        ("The regime dropped barrel bombs.", "SY", "Syrian government"),
        ("Turkish artillery hit the village.", None, "Turkey Army"),
        ("NATO-led soldiers found a cache.", "AF", "NATO / ISAF"),
        ("Turkey carried out a strike.", "IQ", "Turkey"),
        ("Gunmen shot a teacher.", "PK", "gunmen"),
        ("A suicide bomber hit the gate.", "AF", "suicide bomber"),
        ("The attack hit a police checkpoint.", "PK", "police checkpoint"),
        ("Insurgent attacks went on.", "IQ", "insurgents"),
        ("A Taliban hideout was destroyed.", "AF", "Taliban"),
        ("A NATO convoy was hit.", "AF", "NATO convoy"),
        ("Pakistan army gunship helicopters took part.", "PK", "Pakistan Army"),
    ],
)
def test_who_acts_or_is_hit_has_one_name(text, country, name):
    assert name in names(text, country)


def test_afghan_and_coalition_forces_are_two_actors():
    assert set(names("Afghan and coalition forces detained a man.", "AF")) >= {
        "Afghanistan security forces",
        "NATO / ISAF",
    }


def test_the_coalition_is_told_by_the_company_it_keeps():
    fought = "Coalition warplanes hit Islamic State positions near Mosul."
    before = "Coalition forces killed an al-Qaida in Iraq leader."
    assert "US-led coalition" in names(fought, "IQ")
    assert "Multi-National Force Iraq" in names(before, "IQ")


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("The FC said it lost.", "GB", "Frontier Corps"),
        ("IS IT TRUE", None, "Islamic State"),
        ("The regime of sanctions holds.", "GB", "Syrian government"),
        ("He was fatah to them.", None, "Fatah"),
    ],
)
def test_a_name_that_means_an_actor_only_at_home_means_none_elsewhere(text, country, name):
    assert name not in names(text, country)


def test_a_hedge_is_kept():
    mention = next(m for m in actors("Suspected militants fired on a bus.", "PK") if m.kind == "unnamed attackers")
    assert mention.suspected
    assert not next(m for m in actors("Militants fired on a bus.", "PK") if m.kind == "unnamed attackers").suspected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two worshippers died.", "civilians"),
        ("A convoy was hit.", "things"),
        ("The provincial governor was hurt.", "officials"),
        ("Masked gunmen came.", "unnamed attackers"),
        ("Hezbollah fired rockets.", "armed group"),
        ("The Sinaloa Cartel did it.", "criminal group"),
        ("Indian police fired.", "state force"),
        ("UN peacekeepers came.", "international"),
    ],
)
def test_every_mention_has_a_kind(text, kind):
    assert kind in {mention.kind for mention in actors(text)}


def test_descriptions_leave_out_articles_and_numbers():
    assert "masked gunmen" in names("At least four masked gunmen attacked a crowded market.")
    assert "crowded market" in names("At least four masked gunmen attacked a crowded market.")


PIECES = st.sampled_from(
    [
        "Taliban", "fighters", "of", "the", "Afghan", "and", "coalition forces", "ISIS", "(", ")", "LeJ", "'s",
        "police", ".", "checkpoint", "suspected", "U.S.", "troops", "\n", "é", "IS", "al-", "Nusra Front",
        "Turkey", "attacks", "\x00", "🙂", "’s", "army", "soldier's", "-held", "by", "Daesh", "A.B.C.D.E.F.",
        "61-year-old man",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=6), max_size=40),
    st.sampled_from([" ", ""]),
    st.sampled_from([None, "PK", "SY", "XX"]),
)
def test_any_text_gives_mentions_that_slice(words, gap, country):
    text = gap.join(words)
    sentences = split_sentences(text)
    for mention in find_actors(text, sentences, load_actors(), country=country):
        assert text[mention.span.start : mention.span.end] == mention.span.quote != ""
        assert mention.name.strip()
        assert sentences[mention.sentence].start <= mention.span.start


@pytest.mark.parametrize(
    "text", ["Taliban " * 10_000, "A." * 30_000, "police " * 10_000, "x'" * 40_000, "(LeJ)" * 10_000]
)
def test_hostile_text_is_read_in_bounded_time(text):
    assert len(actors(text, "PK")) <= len(text)
