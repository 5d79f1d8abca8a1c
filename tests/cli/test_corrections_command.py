"""What is told otherwise than before, as a list and as a feed."""

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from cli_runs import Recount

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def corrected(filled: Recount) -> Recount:
    """A ledger in which a report was left out, for a reason that a page could take for markup."""
    filled("decide", "exclude", _report(filled), "--reason", "no <such> attack", "--who", "A. Coder")
    return filled


def _report(filled: Recount) -> str:
    incidents = json.loads(filled("incidents", "--json").stdout)
    return next(one for one in incidents if one["date"][0] == "2017-05-12")["reports"][0]["report"]


def test_a_decision_is_a_correction_with_its_reason(corrected: Recount) -> None:
    told = corrected("corrections", "--since", "2026-11-01")
    assert told.exit_code == 0
    assert "2026-11-20  Left out: " in told.stdout
    assert "no <such> attack (A. Coder)" in told.stdout


def test_rss_and_atom_hold_the_same_items(corrected: Recount) -> None:
    corrected("corrections", "--since", "2026-11-01", "--form", "rss", "-o", "feed.xml")
    corrected("corrections", "--since", "2026-11-01", "--form", "atom", "-o", "atom.xml")
    (item,) = fromstring(Path("feed.xml").read_bytes()).findall("channel/item")
    (entry,) = fromstring(Path("atom.xml").read_bytes()).findall(f"{ATOM}entry")
    assert item.findtext("guid") == entry.findtext(f"{ATOM}id")
    assert item.findtext("description") == entry.findtext(f"{ATOM}summary") == "no <such> attack (A. Coder)"


def test_what_was_decided_before_is_no_news(corrected: Recount) -> None:
    told = corrected("corrections", "--since", "2026-11-21")
    assert (told.exit_code, told.stdout) == (1, "")
