import gzip
import itertools
from importlib.resources import files

import pytest

from recount.codebook.folding import fold, skeleton
from recount.codebook.load import load_toml
from recount.codebook.places import kilometres, load_gazetteer, province_name
from recount.codebook.successors import load_successors, successor_of


@pytest.mark.parametrize(
    ("name", "level", "country", "province"),
    [
        ("Mastung", "district", "PK", "Balochistan"),
        ("Baluchistan", "province", "PK", None),
        ("Khyber Pakhtunkhwa", "province", "PK", None),
        ("NWFP", "province", "PK", None),
        ("Kurram Agency", "district", "PK", "Khyber Pakhtunkhwa"),
        ("Miranshah", "locality", "PK", "Khyber Pakhtunkhwa"),
        ("Musa Qala", "district", "AF", "Helmand"),
        ("Kobani", "locality", "SY", "Aleppo"),
        ("Deir Ezzor", "province", "SY", None),
        ("MA'RIB", "province", "YE", None),
        ("Burma", "country", "MM", None),
        ("Rangoon", "locality", "MM", "Yangon"),
        ("Maiduguri", "locality", "NG", "Borno"),
        ("Hyderabad", "locality", "IN", "Telangana"),
        ("Hyderabad", "locality", "PK", "Sindh"),
        ("U.S.", "country", "US", None),
        ("Gaza City", "locality", "PS", "Gaza Strip"),
    ],
)
def test_a_name_leads_to_the_place_it_can_mean(name, level, country, province):
    found = {(place.level, place.country, place.province) for place in load_gazetteer().lookup(name)}
    assert (level, country, province) in found


def test_an_unknown_name_leads_nowhere():
    assert load_gazetteer().lookup("Qwrtzpsdf") == ()
    assert load_gazetteer().lookup("") == ()
    assert load_gazetteer().lookup("’-.") == ()


def test_larger_places_come_first():
    places = load_gazetteer().lookup("Niger")
    assert places[0].level == "country"
    populations = [place.population for place in load_gazetteer().lookup("Springfield") if place.level == "locality"]
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize(
    ("spelling", "country", "name"),
    [("Mouhessen", "SY", "Mūḩ Ḩasan"), ("Khan Shaykhoon", "SY", "Khān Shaykhūn"), ("Jalalabaad", "AF", "Jalālābād")],
)
def test_consonants_lead_to_another_spelling_in_the_same_country(spelling, country, name):
    found = load_gazetteer().alike(spelling, country)
    assert name in {place.name for place in found}
    assert {place.country for place in found} == {country}


def test_names_too_short_for_their_consonants_are_not_guessed():
    assert load_gazetteer().alike("Raqa", "SY") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A blast in Deir ez-Zor and near al-Bab", ["Deir ez-Zor", "al-Bab"]),
        ("QUETTA -- Two policemen were shot", ["QUETTA"]),
        ("in St. Louis on Friday", ["St. Louis"]),
        ("Iraq's army entered Mosul", ["Iraq", "Mosul"]),
        ("he was reading a book about peace in spring", []),
    ],
)
def test_the_longest_capitalised_names_are_scanned(text, names):
    assert [text[name.start : name.end] for name in load_gazetteer().scan(text)] == names


def test_no_place_lies_at_zero_zero_and_every_one_has_a_radius():
    packed = files("recount.codebook").joinpath("data", "places.tsv.gz").read_bytes()
    rows = [line.split("\t") for line in gzip.decompress(packed).decode().splitlines()]
    assert len(rows) > 200_000
    assert not [row for row in rows if float(row[5]) == 0 == float(row[6])]
    assert min(float(row[7]) for row in rows) >= 2
    assert {row[1] for row in rows} == {"country", "province", "district", "locality"}
    assert {row[9] for row in rows} == {"GeoNames", "Natural Earth", "Recount", "US Census"}


def test_every_district_and_province_of_the_lists_stands_in_the_built_gazetteer():
    gazetteer = load_gazetteer()
    for country, provinces in load_toml("districts").items():
        for province, districts in provinces.items():
            for name in itertools.chain.from_iterable(row.split("|") for row in districts):
                places = gazetteer.lookup(name)
                assert any((p.country, p.province, p.level) == (country, province, "district") for p in places), name
    for country, rows in load_toml("provinces").items():
        for name in rows:
            levels = {(place.country, place.level) for place in gazetteer.lookup(name)}
            assert (country, "province") in levels, name


def test_every_old_name_leads_to_the_place_that_took_over():
    gazetteer = load_gazetteer()
    for old in load_successors():
        for name in (old.old, *old.variants):
            assert any(place.country == old.country and place.level == old.level for place in gazetteer.lookup(name)), (
                name
            )


def test_a_county_lies_where_it_is_and_holds_its_towns():
    county = next(one for one in load_gazetteer().lookup("Henderson County") if one.province == "Texas")
    town = next(one for one in load_gazetteer().lookup("Athens") if one.province == "Texas")
    assert town.district == "Henderson County"
    assert kilometres(county, town) < (county.radius_km or 0)


@pytest.mark.parametrize(("short", "full"), [("St. Louis", "Saint Louis"), ("Mt. Vernon", "Mount Vernon")])
def test_a_name_is_found_with_its_first_word_in_short_and_in_full(short, full):
    towns = [{(one.name, one.province) for one in load_gazetteer().lookup(name)} for name in (short, full)]
    assert towns[0]
    assert towns[0] == towns[1]


def test_an_old_name_tells_until_when_it_held():
    fata = successor_of("FATA", "PK")
    assert fata is not None
    assert (fata.now, fata.until) == ("Khyber Pakhtunkhwa", 2018)
    assert successor_of("Lahore", "PK") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ma'rib", "MARIB"),
        ("Nangarhār", "nangarhar"),
        ("Deir ez-Zor", "Deir ez Zor"),
        ("Ménaka", "Menaka"),
        ("Şırnak", "Sirnak"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


def test_skeletons_leave_out_articles_and_vowels():
    assert skeleton("Deir ez-Zor") == skeleton("Dayr az Zawr")
    assert skeleton("Karbala") != skeleton("Kirkuk")


def test_distances_are_those_on_the_ground():
    karachi = next(place for place in load_gazetteer().lookup("Karachi") if place.level == "locality")
    quetta = next(place for place in load_gazetteer().lookup("Quetta") if place.level == "locality")
    assert 580 < kilometres(karachi, quetta) < 620


@pytest.mark.parametrize(
    ("country", "told", "name"),
    [
        ("PK", "Baluchistan", "Balochistan"),
        ("PK", "Balochistan", "Balochistan"),
        ("PK", "Nowhere Province", "Nowhere Province"),
        (None, "Baluchistan", "Baluchistan"),
        ("PK", None, None),
    ],
)
def test_a_province_in_another_spelling_has_its_usual_name(country, told, name):
    assert province_name(country, told) == name
