import pytest
from factory import claim, document, place, report

from recount.link.places import compare_places, distance_km
from recount.link.traits import traits_of
from recount.records import Published, Where


def traits(*places):
    return traits_of(report(document(str(places)), *(claim("place", where) for where in places)), Published())


MASTUNG = place(district="Mastung", province="Balochistan", country="PK")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (MASTUNG, place(district="Mastung", province="Baluchistan", country="PK"), "same_district"),
        (MASTUNG, place(province="Balochistan", country="PK"), "same_province"),
        (MASTUNG, place(country="PK"), "same_country"),
        (MASTUNG, place(district="Kalat", province="Balochistan", country="PK"), "other_district"),
        (MASTUNG, place(district="Mastung", province="Sindh", country="PK"), "other_province"),
        (MASTUNG, place(district="Mastung", country="IN"), "other_country"),
        (MASTUNG, place(locality="Mastung", country="PK"), "same_locality"),
        (
            place(locality="Splinji", district="Mastung", country="PK"),
            place(locality="Dasht", district="Mastung", country="PK"),
            "other_locality",
        ),
        (
            place(locality="Chahar Bolak", country="AF"),
            place(locality="Chaharbolak", country="AF"),
            "same_locality",
        ),
        (
            place(site="Civil Hospital", locality="Quetta", country="PK"),
            place(site="Quetta Civil Hospital", locality="Quetta", country="PK"),
            "same_site",
        ),
        (
            place(site="a police station", locality="Jarabulus", country="SY"),
            place(site="the grand mosque", locality="Jarabulus", country="SY"),
            "other_site",
        ),
        (place(locality="Baghdad", country="IQ"), place(locality="Baghdad", country="IQ"), "same_known_town"),
        (
            place(locality="Miran Shah", district="North Waziristan", country="PK"),
            place(district="South Waziristan", country="PK"),
            "other_district",
        ),
    ],
)
def test_places_compare_the_same_from_either_side(one, other, level):
    assert compare_places(traits(one), traits(other))[0] == level
    assert compare_places(traits(other), traits(one))[0] == level


def test_a_report_without_a_place_is_not_compared():
    assert compare_places(traits(), traits(MASTUNG)) is None


def test_of_several_places_the_best_agreement_counts():
    kalat = place(district="Kalat", province="Balochistan", country="PK")
    assert compare_places(traits(MASTUNG, kalat), traits(kalat))[0] == "same_district"


def point(name, latitude, longitude, radius=5.0):
    return Where(
        locality=name, country="PK", level="locality", latitude=latitude, longitude=longitude, radius_km=radius
    )


def test_other_names_within_a_few_kilometres_are_near():
    assert (
        compare_places(traits(point("Sirki Kala", 30.19, 67.01)), traits(point("Spini Road", 30.2, 67.0)))[0]
        == "few_km"
    )


def test_points_far_apart_speak_against_more_than_other_names_do():
    assert compare_places(traits(point("Sirki Kala", 30.19, 67.0)), traits(point("Gwadar", 25.1, 62.3)))[0] == "far_km"


def test_a_point_that_may_be_far_off_decides_nothing():
    wide = point("Sirki Kala", 30.19, 67.0, radius=400.0)
    assert compare_places(traits(wide), traits(point("Gwadar", 25.1, 62.3, radius=400.0)))[0] == "other_district"


def test_a_degree_of_latitude_is_about_111_kilometres():
    assert distance_km(point("a", 30.0, 67.0), point("b", 31.0, 67.0)) == pytest.approx(111.2, abs=0.1)
    assert distance_km(point("a", 30.0, 67.0), MASTUNG) is None
