"""One witness or two: voices, copies, agencies, and outlets that only relay."""

import pytest
from factory import claim, document, report, span
from told import told

from recount.records import Speaker

WIRE = (
    "At least nine people died when a car bomb went off beside a bus stand on Tuesday morning in the old quarter. "
    "The road was closed for hours while firemen worked and shopkeepers swept the glass from the pavement outside."
)


def paper(name, text=None, outlet=None, by=None, voice=None, killed=9, on=None, **more):
    home = document(name, text=text, outlet=outlet, on=on)
    told_claim = claim("killed", killed, of="all", by=by, document=name)
    if voice:
        told_claim = claim("killed", killed, of="all", document=name, **more)
        told_claim = type(told_claim)(
            **{key: getattr(told_claim, key) for key in told_claim.__dataclass_fields__ if key != "speaker"},
            speaker=Speaker(span=span(by or voice), voice=voice),
        )
    return home, report(home, told_claim)


def test_two_outlets_in_their_own_voice_are_two_witnesses():
    assert told(paper("a", outlet="Dawn"), paper("b", outlet="VOA")).witnesses == ("Dawn", "Voice of America")


def test_one_outlet_is_one_witness_through_any_number_of_articles():
    assert told(paper("a", outlet="VOA"), paper("b", outlet="VOA"), paper("c", outlet="VOA")).witnesses == (
        "Voice of America",
    )


def test_one_voice_through_ten_outlets_is_one_witness():
    papers = [paper(f"paper {number}", outlet=f"outlet {number}", by="PICSS") for number in range(10)]
    assert told(*papers).witnesses == ("PICSS",)


def test_an_office_and_its_spokesman_are_one_witness_by_their_voice():
    spokesman = paper("a", by="an ISPR spokesman", voice="Pakistan Army")
    office = paper("b", by="ISPR", voice="Pakistan Army")
    assert told(spokesman, office).witnesses == ("Pakistan Army",)


def test_the_article_before_a_name_makes_no_other_voice():
    assert told(paper("a", by="the police"), paper("b", by="police")).witnesses == ("police",)


def test_residents_of_two_articles_are_other_people():
    one, other = paper("a", outlet="Dawn", by="residents"), paper("b", outlet="VOA", by="residents")
    assert told(one, other).witnesses == ("residents (Dawn)", "residents (Voice of America)")


@pytest.mark.parametrize(
    "copy",
    [WIRE, WIRE.upper(), "QUETTA -- " + WIRE, WIRE + " Shops reopened in the evening.", WIRE.replace("hours", "a day")],
)
def test_a_copied_text_is_one_witness(copy):
    assert told(paper("a", WIRE, "Dawn"), paper("b", copy + "\n", "VOA")).witnesses == ("Dawn",)


def test_furniture_makes_no_copy():
    furniture = "Do you like this article? Share it with friends, print it, or tell us what you think of it below."
    texts = [f"{start} {furniture}" for start in ("A bomb killed nine in Quetta.", "Nine lost their lives in a blast.")]
    papers = []
    for name, text in zip("ab", texts, strict=True):
        home, told_by = paper(name, text, name)
        marked = span(furniture, text.index(furniture))
        kept = {key: getattr(home, key) for key in home.__dataclass_fields__ if key != "furniture"}
        papers.append((type(home)(**kept, furniture=(marked,)), told_by))
    assert told(*papers).witnesses == ("a", "b")


@pytest.mark.parametrize(
    "text",
    [
        "QUETTA (Reuters) - Nine people died.",
        "Nine people died on Tuesday. ---Reuters",
        "Nine people died. Source: Reuters",
    ],
)
def test_agency_copy_is_the_agencys_word(text):
    agency = paper("a", text + " Their names were not given by hospital staff in the city.", "Dawn")
    also = paper("b", "By Reuters\n\nA car bomb killed nine commuters as buses queued in the rain.", "The Nation")
    assert told(agency, also).witnesses == ("Reuters",)


def test_an_outlet_quoted_in_another_paper_is_the_same_witness_as_its_own_article():
    own, quoted = paper("a", outlet="Dawn"), paper("b", outlet="VOA", by="Dawn newspaper")
    assert told(own, quoted).witnesses == ("Dawn",)


def test_a_states_news_agency_speaks_for_the_state():
    own, quoted = paper("a", outlet="sana"), paper("b", outlet="Manar", by="SANA reporter in Aleppo")
    incident = told(own, quoted)
    assert (incident.witnesses, incident.grade) == (("Syrian government",), "official only")


def test_two_papers_of_one_owner_are_one_witness():
    assert told(paper("a", outlet="Sputnik"), paper("b", outlet="RIA Novosti")).witnesses == ("RIA Novosti",)


def test_an_outlet_that_cites_a_speaker_for_a_figure_relays_it():
    home = document("a", outlet="VOA")
    own, cited = claim("killed", 12, of="militant"), claim("killed", 12, of="militant", by="ISPR", start=50)
    assert told((home, report(home, own, cited))).witnesses == ("Pakistan Army",)


def test_an_outlet_with_a_figure_that_nobody_it_cites_tells_is_a_witness():
    home = document("a", outlet="VOA")
    own, cited = claim("killed", 15, of="militant"), claim("killed", 12, of="militant", by="ISPR", start=50)
    assert told((home, report(home, own, cited))).witnesses == ("Pakistan Army", "Voice of America")


def test_a_surname_is_the_full_name_of_the_same_article():
    home = document("a")
    full = claim("killed", 12, of="militant", by="Imran Abid")
    short = claim("wounded", 3, of="security", by="Abid", start=50)
    assert told((home, report(home, full, short))).witnesses == ("Imran Abid",)


def test_a_short_name_that_two_speakers_share_is_neither():
    home = document("a")
    claims = (
        claim("killed", 12, of="militant", by="Afghan officials"),
        claim("wounded", 3, of="security", by="US officials", start=50),
        claim("arrested", 4, of="militant", by="officials", start=90),
    )
    assert told((home, report(home, *claims))).witnesses == ("Afghanistan officials", "US officials", "officials")
