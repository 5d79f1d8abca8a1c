from datetime import date

import pytest

from recount.coding import code
from recount.contract import account_as_json
from recount.read import RuleReader
from recount.records import Document, Published, content_id


def account(text, published="2019-05-10"):
    day = date.fromisoformat(published)
    given = Published(first=day, last=day, basis="given")
    document = Document(id=content_id(text), name="x", text=text, published=given)
    return code(document, RuleReader().read(document)), document


def claimed(report, field):
    return [claim.value for claim in report.claims if claim.field == field]


def test_an_article_becomes_a_report_with_its_claims():
    told, document = account(
        "A suicide bomber blew himself up at a checkpoint in the Zhari district of Kandahar province, Afghanistan, on "
        "Tuesday, killing three policemen and wounding seven others, police said."
    )
    (report,) = told.reports
    assert report.type == "suicide_bombing"
    assert report.status == "happened"
    assert report.focus
    assert {count.best for count in claimed(report, "killed")} >= {3}
    assert [count.best for count in claimed(report, "wounded")] == [7]
    assert claimed(report, "place")[0].district == "Zhari"
    assert claimed(report, "date")[0].first == date(2019, 5, 7)
    written = account_as_json(told, document)
    for claim in written["incidents"][0]["claims"]:
        assert document.text[claim["start"] : claim["end"]] == claim["q"]


def test_the_speaker_of_the_lead_is_kept():
    told, _ = account("A roadside bomb killed three soldiers near Kirkuk, Iraq, on Monday, the interior ministry said.")
    killed = [claim for claim in told.reports[0].claims if claim.field == "killed"]
    assert killed[0].speaker is not None
    assert "interior ministry" in killed[0].speaker.span.quote


def test_a_claim_of_responsibility_names_the_group_as_perpetrator():
    told, _ = account(
        "A bomb killed five people at a market in Quetta, Pakistan, on Monday. "
        "The Taliban claimed responsibility for the attack."
    )
    stances = {(claim.value, claim.stance) for claim in told.reports[0].claims if claim.field == "perpetrator"}
    assert ("Taliban", "claims") in stances


@pytest.mark.parametrize(
    "text",
    [
        "- Mosul: gunmen shot dead two policemen.\n- Basra: a car bomb killed five people.",
        "GUNMEN KILL SEVEN IN MOSUL MARKET ATTACK",
        "10:15 A blast has been heard in central Kabul.\n10:40 Police say the blast killed two people near a ministry.",
    ],
)
def test_lists_capitals_and_live_blogs_are_coded(text):
    told, document = account(text)
    assert told.reports
    assert account_as_json(told, document)["incidents"]


@pytest.mark.parametrize("text", ["", "a", "(" * 50_000, "A bomb. " * 3000, "\x00\x01 attack \ufffd killed 4"])
def test_no_text_raises(text):
    told, document = account(text)
    assert account_as_json(told, document)["doc"] == "x"
