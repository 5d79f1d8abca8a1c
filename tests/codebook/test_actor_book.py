import pytest

from recount.codebook import load
from recount.codebook.actors import load_actors, load_force_words
from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.errors import CodebookError

KNOWN = [
    ("ISIS-K", None, "Islamic State Khorasan Province"),
    ("ISIL", None, "Islamic State"),
    ("Daesh", None, "Islamic State"),
    ("Tehreek-e-Taliban Pakistan", None, "Tehrik-i-Taliban Pakistan"),
    ("Pakistani Taliban", None, "Tehrik-i-Taliban Pakistan"),
    ("Taleban", None, "Taliban"),
    ("Al-Nusra Front", None, "Jabhat al-Nusra"),
    ("Tamil Tigers", None, "Liberation Tigers of Tamil Eelam"),
    ("al-Shabaab", "SO", "al-Shabab"),
    ("Islamic State of Iraq", None, "Islamic State in Iraq"),
    ("ISAF", None, "NATO / ISAF"),
    ("coalition forces", "AF", "NATO / ISAF"),
    ("regime", "SY", "Syrian government"),
    ("FC", "PK", "Frontier Corps"),
    ("ELN", "CO", "National Liberation Army (Colombia)"),
    ("Jundallah", "IR", "Jundallah (Iran)"),
    ("Jundallah", "PK", "Jundallah (Pakistan)"),
]


@pytest.mark.parametrize(("alias", "country", "name"), KNOWN)
def test_an_alias_leads_to_the_canonical_name(alias, country, name):
    actor = load_actors().canonical(alias, country)
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize(("alias", "country"), [("FC", "FR"), ("Jundallah", None), ("the Beatles", None), ("IS", None)])
def test_a_local_or_unknown_name_means_nobody_elsewhere(alias, country):
    assert load_actors().canonical(alias, country) is None


@pytest.mark.parametrize(
    ("speaker", "voice"),
    [("ISPR", "Pakistan Army"), ("CENTCOM", "US military"), ("Amaq", "Islamic State"), ("A teacher", "A teacher")],
)
def test_an_office_speaks_for_its_actor(speaker, voice):
    assert load_actors().voice(speaker) == voice


def test_the_world_s_main_armed_groups_are_known():
    groups = [actor for actor in load_actors().all if actor.kind == "armed group"]
    countries = {country for group in groups for country in group.countries}
    assert len(groups) >= 250
    assert {"PK", "NG", "CO", "PH", "CD", "UA", "MM", "SO", "IE", "IN", "YE", "TR"} <= countries


def test_ties_lead_to_known_actors_and_years_run_forward():
    actors = load_actors()
    for actor in actors.all:
        assert all(tie.to in actors.by_name for tie in actor.ties)
        assert actor.last_year is None or actor.first_year <= actor.last_year
        assert all(tie.until is None or tie.since <= tie.until for tie in actor.ties)


def test_no_name_that_holds_everywhere_means_two_actors():
    actors, owners = load_actors(), {}
    for actor in actors.all:
        for name in (actor.name, *actor.aliases):
            meanings = {m.actor.name for m in actors.meanings(name) if not m.local}
            assert len(meanings) <= 1, (name, meanings)
            owners[name] = actor.name
    assert len(owners) > 1_000


def test_the_codebook_speaks_in_a_neutral_voice():
    words = " ".join(actor.name.lower() for actor in load_actors().all)
    assert "terrorist" not in words
    assert "martyred" not in words


@pytest.mark.parametrize(
    ("country", "force", "name"),
    [
        ("KE", "police", "Kenya police"),
        ("US", "Army", "US military"),
        ("IL", "Army", "Israel Defense Forces"),
        ("PK", "security forces", "Pakistan security forces"),
        ("RU", "Air Force", "Russia"),
        ("CD", "Army", "Democratic Republic of Congo Army"),
    ],
)
def test_state_forces_are_named_by_rule(country, force, name):
    assert load_force_words().force(country, force) == name


def test_every_country_has_a_name_and_demonyms_lead_back_to_it():
    assert len(load_countries()) > 190
    assert demonyms()["Burkinabe"] == "BF"
    assert countries_by_word()["Britain"] == "GB"
    assert countries_by_word()["U.S."] == "US"
    assert all(len(country.iso) == 2 and country.name for country in load_countries().values())


@pytest.mark.parametrize(
    ("check", "message"),
    [
        (lambda: load.known_keys({"nam": "x"}, "a.toml", "X", ("name",)), "unknown key 'nam'"),
        (lambda: load.known_keys("x", "a.toml", "X", ("name",)), "is no table"),
        (lambda: load.text_of({"name": " "}, "name", "a.toml", "X"), "entry 'X': name is ' '"),
        (lambda: load.texts_of({"aliases": "x"}, "aliases", "a.toml", "X"), "list of texts"),
        (lambda: load.one_of({"kind": "odd"}, "kind", "a.toml", "X", ("a", "b")), "one of a, b"),
        (lambda: load.load_toml("nothing_of_that_name"), "no codebook file nothing_of_that_name.toml"),
    ],
)
def test_a_wrong_entry_is_told_with_its_file_and_what_to_do(check, message):
    with pytest.raises(CodebookError, match=message):
        check()
