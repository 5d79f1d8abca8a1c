"""Layouts of tables in TOML: the named ones load, one's own are checked entry by entry."""

import pytest

from recount.codebook.layouts import layout_at, layout_names, load_layout, parse_layout
from recount.errors import CodebookError

OWN = """
title = "Attacks on schools"
by = ["admin-1", "phase"]
[rest]
phase = "Later"
[[cuts.phase]]
label = "Bombs"
type = ["bombing"]
[[columns]]
label = "Attacks"
count = "incidents"
[[columns]]
label = "Killed"
count = "killed"
of = ["civilian"]
only = { phase = ["Bombs"], fatal = true }
"""


@pytest.mark.parametrize("name", layout_names())
def test_a_named_layout_says_after_whom_it_is_made(name):
    layout = load_layout(name)
    assert layout.source.startswith("after the")
    assert layout.columns


def test_a_layout_of_ones_own(tmp_path):
    (tmp_path / "schools.toml").write_text(OWN)
    layout = layout_at(str(tmp_path / "schools.toml"))
    assert (layout.name, layout.by, layout.rest) == ("schools", ("province", "phase"), {"phase": "Later"})
    assert layout.columns[1].only.cuts == {"phase": frozenset({"Bombs"})}


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('["bombing"]', '["bombings"]', "type holds 'bombings'"),
        ('count = "killed"', 'count = "deaths"', "count is 'deaths'"),
        ('["civilian"]', '["civilians"]', "of is 'civilians'"),
        ('phase = ["Bombs"]', 'phase = ["Guns"]', "phase holds 'Guns'"),
        ('"phase"]', '"stage"]', "entry 'by' is"),
        ('count = "incidents"', "", "count is None"),
        ("fatal = true", "fatal = 1", "fatal is 1"),
        ("title =", "titel =", "unknown key 'titel'"),
        ("[[columns]]", "[[colums]]", "unknown key 'colums'"),
        ("[rest]", "[rest", "is no TOML"),
    ],
)
def test_a_wrong_entry_is_named(was, becomes, told):
    with pytest.raises(CodebookError, match="toml") as caught:
        parse_layout(OWN.replace(was, becomes), "own")
    assert told in str(caught.value)


def test_an_unknown_layout_names_those_that_are_known():
    with pytest.raises(CodebookError, match="picss, pips, satp"):
        layout_at("crss")
    with pytest.raises(CodebookError, match="cannot be read"):
        layout_at("missing.toml")
