"""Charts and maps: drawn to scale, told in words, and no word of an article is markup in them."""

import re
from xml.etree import ElementTree

import pytest

from recount.codebook.outlines import load_outlines, outlines_around, outlines_of
from recount.publish.charts import Bar, bars_across, columns_over_time, days_strip, even
from recount.publish.maps import Spot, draw_map, draw_silhouette

BARS = [
    Bar(label="Dec", best=82, low=78, high=89, faint=True),
    Bar(label="Jan 19", best=145, low=132, high=163, note="+"),
]
QUETTA = Spot(label="Quetta", latitude=30.2, longitude=67.0, incidents=3, killed=20, exact=True)
SOMEWHERE = Spot(label="Panjgur", latitude=26.97, longitude=64.1, incidents=1, killed=2, exact=False, radius_km=30)


def parsed(drawing):
    return ElementTree.fromstring(drawing.svg)


def boxes(drawing):
    return [node for node in parsed(drawing).iter() if node.tag.endswith("rect")]


def test_columns_stand_to_one_another_as_their_figures():
    low, high = (float(node.get("height")) for node in boxes(columns_over_time(BARS, title="Killed")))
    assert high / low == pytest.approx(145 / 82, abs=0.01)


def test_the_words_of_a_chart_tell_all_of_its_figures():
    assert columns_over_time(BARS, title="Killed").alt == "Killed. Dec 82 (78 to 89); Jan 19 145 (132 to 163)."
    assert bars_across(BARS, title="Killed").alt == "Killed. Dec: 82 (78 to 89); Jan 19: 145 (132 to 163)."


@pytest.mark.parametrize(("value", "top"), [(0.4, 1), (9, 10), (11, 20), (163, 200), (1000, 1000), (2400, 2500)])
def test_a_scale_ends_at_an_even_number(value, top):
    assert even(value) == top


def test_charts_can_be_of_nothing():
    assert "of nothing" in columns_over_time([], title="of nothing").svg
    assert "of nothing" in bars_across([], title="of nothing").svg
    assert "of nothing" in days_strip([], title="of nothing").svg


def test_days_without_articles_are_hollow_and_named():
    strip = days_strip([("1", 4), ("2", 0)], title="Read")
    assert strip.alt == "Read. 2 days. Nothing was read on: 2."
    assert [node.get("fill") for node in boxes(strip)][1] == "none"


def test_words_of_an_article_are_no_markup_in_a_chart():
    drawn = bars_across([Bar(label="<script>alert(1)</script>", best=1)], title="<b>")
    assert "<script>" not in drawn.svg
    assert parsed(drawn) is not None


def test_a_map_draws_towns_as_dots_and_districts_as_wide_as_they_may_be_off():
    drawn = draw_map("PK", {"Balochistan": 22.0}, [QUETTA, SOMEWHERE], title="Pakistan, January 2019")
    dashed = re.findall(r'r="([\d.]+)"[^>]*stroke-dasharray', drawn.svg)
    assert len(dashed) == 2  # one on the map, one in its legend
    scale = float(re.search(r'x1="14.0" y1="[\d.]+" x2="([\d.]+)"', drawn.svg)[1]) - 14
    km = float(re.search(r">(\d+) km<", drawn.svg)[1])
    assert float(dashed[0]) == pytest.approx(30 * scale / km, rel=0.02)


def test_the_words_of_a_map_name_provinces_and_the_worst_hit_towns():
    drawn = draw_map("PK", {"Balochistan": 22.0, "Sindh": 0.0}, [QUETTA, SOMEWHERE], title="Pakistan")
    assert drawn.alt == "Pakistan. Killed by province: Balochistan 22. Worst hit towns: Quetta 20."


@pytest.mark.parametrize("killed", [{}, {"Sindh": 1.0}, {"Sindh": 3000.0, "Punjab": 2.0}])
def test_a_map_can_be_drawn_of_any_number(killed):
    assert parsed(draw_map("PK", killed, [], title="Pakistan")) is not None


def test_there_is_no_map_of_a_country_without_outlines():
    assert draw_map("XX", {}, [], title="Nowhere") is None
    assert draw_silhouette("XX", "Nowhere") is None


def test_outlines_bear_the_names_of_the_gazetteer_and_close_their_rings():
    pakistan = {one.province: one for one in outlines_of("PK")}
    assert {"Balochistan", "Khyber Pakhtunkhwa", "Sindh", "Punjab"} <= pakistan.keys()
    for ring in pakistan["Sindh"].rings:
        assert ring[0] == pytest.approx(ring[-1])
    around = {one.country for one in outlines_around(pakistan["Sindh"].box, "PK")}
    assert "IN" in around
    assert "PK" not in around


def test_every_outline_lies_within_its_box_and_the_world():
    for one in load_outlines()[::40]:
        west, south, east, north = one.box
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        for ring in one.rings:
            assert all(west - 0.02 <= x <= east + 0.02 and south - 0.02 <= y <= north + 0.02 for x, y in ring)
