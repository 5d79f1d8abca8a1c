from typing import get_args

import pytest

from recount.codebook.event_types import load_event_types
from recount.codebook.fields import load_fields
from recount.codebook.outlets import load_outlets
from recount.codebook.weapons import WEAPON_TYPES, find_weapon, load_weapons
from recount.records import EventType, Field

ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Looting/property destruction",
        "Headquarters or base established", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip


def test_every_type_of_event_has_its_entry_and_a_crosswalk_into_acled_s_own_words():
    forms = load_event_types()
    assert set(forms) == set(get_args(EventType))
    for form in forms.values():
        for pair in filter(None, (form.acled, form.acled_armed, form.acled_state, form.acled_group)):
            assert pair[1] in ACLED[pair[0]], form.type


def test_only_deaths_in_fighting_or_one_sided_violence_have_a_ucdp_type():
    forms = load_event_types()
    assert forms["arrest"].ucdp == ()
    assert forms["clash"].ucdp == (1, 2)
    assert forms["suicide_bombing"].gtd == (3, "Bombing/Explosion")
    assert forms["raid"].gtd is None


def test_every_field_of_a_claim_is_defined():
    assert set(load_fields()) == set(get_args(Field))
    assert load_fields()["killed"].type == "count"


@pytest.mark.parametrize(
    ("words", "weapon", "kind"),
    [
        ("two large car bombs", "car bomb", "Explosives"),
        ("helicopter gunships", "helicopter gunships", "Explosives"),
        ("gunned down", "gunfire", "Firearms"),
        ("a suicide vest", "suicide vest", "Explosives"),
        ("AK-47 assault rifles", "assault rifle", "Firearms"),
        ("knives", "knife", "Melee"),
        ("sarin", "chemical weapons", "Chemical"),
    ],
)
def test_a_report_s_words_lead_to_a_weapon_and_its_type(words, weapon, kind):
    found = find_weapon(words)
    assert found is not None
    assert (found.name, WEAPON_TYPES[found.gtd]) == (weapon, kind)


def test_words_for_no_weapon_lead_nowhere():
    assert find_weapon("a speech") is None
    assert len(load_weapons()) >= 50


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("AFP", None, "Agence France-Presse"),
        (None, "https://www.dawn.com/news/1?x=2", "Dawn"),
        (None, "http://edition.cnn.com/2016/x", "CNN"),
        ("www.telegraphindia.com", None, "The Telegraph (India)"),
        ("A paper nobody knows", "https://english.aawsat.com/x", "Asharq Al-Awsat"),
    ],
)
def test_an_outlet_is_found_by_name_or_address(name, url, outlet):
    found = load_outlets().find(name, url)
    assert found is not None
    assert found.name == outlet


@pytest.mark.parametrize(
    ("name", "url"), [(None, None), ("", "http://["), ("Nobody's Gazette", "https://example.org/a")]
)
def test_an_unknown_outlet_is_none(name, url):
    assert load_outlets().find(name, url) is None


def test_outlets_name_owners_and_states_and_no_address_belongs_to_two():
    outlets = load_outlets().by_name.values()
    domains = [domain for outlet in outlets for domain in outlet.domains]
    assert len(outlets) >= 150
    assert len(domains) == len(set(domains))
    assert load_outlets().by_name["Xinhua"].state == "CN"
    assert sum(outlet.agency for outlet in outlets) > 50
