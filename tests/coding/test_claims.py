from datetime import date

import pytest

from recount.coding import code
from recount.coding.claims import code_claims
from recount.coding.grouped import group_triggers
from recount.records import (
    Attribution,
    Bond,
    Count,
    Document,
    Mention,
    Published,
    Reading,
    Sameness,
    Sentence,
    Span,
    Trigger,
    When,
    Where,
    content_id,
)

DAY = Published(first=date(2019, 5, 10), last=date(2019, 5, 10), basis="given")


def span(text, words, after=0):
    start = text.index(words, after)
    return Span(start=start, end=start + len(words), quote=words)


def document(text):
    return Document(id=content_id(text), name="x", text=text, published=DAY)


def exactly(number):
    return Count(low=number, best=number, high=number)


def day(number):
    return When(first=date(2019, 5, number), last=date(2019, 5, number), precision="day")


def reading(text, mentions, attributions=(), triggers=("attack",), samenesses=()):
    """One sentence; every mention is bound to the first trigger."""
    named = tuple(Trigger(span=span(text, words), sentence=0, type="shooting") for words in triggers)
    return Reading(
        document=content_id(text),
        published=DAY,
        sentences=(Sentence(number=0, start=0, end=len(text), paragraph=0),),
        triggers=named,
        mentions=tuple(mentions),
        attributions=tuple(attributions),
        bonds=tuple(Bond(trigger=0, mention=number, score=0.9) for number in range(len(mentions))),
        samenesses=tuple(samenesses),
    )


def mention(text, words, field, value, **more):
    return Mention(span=span(text, words), sentence=0, field=field, value=value, **more)


def said(text, source, content, stance="asserts"):
    return Attribution(source=span(text, source), content=span(text, content), stance=stance)


def claims(text, mentions, attributions=()):
    return code_claims(document(text), reading(text, mentions, attributions), [0])


def test_a_claim_takes_the_speaker_of_the_stretch_it_stands_in():
    text = "The attack killed four soldiers, police said. Two were hurt."
    told = [mention(text, "four soldiers", "killed", exactly(4)), mention(text, "Two", "wounded", exactly(2))]
    spoken = [said(text, "police", "The attack killed four soldiers, police said.")]
    first, second = claims(text, told, spoken)
    assert first.speaker is not None
    assert first.speaker.span.quote == "police"
    assert second.speaker is None


def test_of_two_speakers_the_inner_one_counts():
    text = "The attack killed six, the mayor said, according to the agency."
    spoken = [said(text, "the agency", text), said(text, "the mayor", "The attack killed six, the mayor said")]
    (claim,) = claims(text, [mention(text, "six", "killed", exactly(6))], spoken)
    assert claim.speaker is not None
    assert claim.speaker.span.quote == "the mayor"


def test_a_repeated_headline_counts_once():
    text = "Six killed in attack. Six killed in attack on market."
    second = text.index("Six", 5)
    told = [
        mention(text, "Six", "killed", exactly(6)),
        Mention(span=span(text, "Six", second), sentence=0, field="killed", value=exactly(6)),
    ]
    assert len(claims(text, told)) == 1


def test_two_speakers_with_one_figure_are_two_claims():
    text = "The attack killed six, police said. Doctors said six people died."
    told = [mention(text, "six", "killed", exactly(6)), mention(text, "six people", "killed", exactly(6))]
    spoken = [
        said(text, "police", "The attack killed six, police said."),
        said(text, "Doctors", "Doctors said six people died."),
    ]
    assert [claim.speaker.span.quote for claim in claims(text, told, spoken)] == ["police", "Doctors"]


def test_a_coarser_place_of_the_same_speaker_is_merged_into_the_fuller():
    text = "The attack in Helmand happened in Garmser, Helmand."
    told = [
        mention(text, "Helmand", "place", Where(province="Helmand", country="AF", level="province")),
        mention(
            text,
            "Garmser, Helmand",
            "place",
            Where(district="Garmser", province="Helmand", country="AF", level="district"),
        ),
    ]
    (claim,) = claims(text, told)
    assert claim.value.district == "Garmser"


def test_places_that_contradict_one_another_both_stay():
    text = "The attack hit Garmser and Sangin."
    told = [
        mention(text, "Garmser", "place", Where(district="Garmser", country="AF", level="district")),
        mention(text, "Sangin", "place", Where(district="Sangin", country="AF", level="district")),
    ]
    assert len(claims(text, told)) == 2


def test_a_week_gives_way_to_a_day_inside_it():
    text = "The attack this week, on Tuesday."
    week = When(first=date(2019, 5, 6), last=date(2019, 5, 10), precision="week")
    told = [mention(text, "this week", "date", week), mention(text, "Tuesday", "date", day(7))]
    (claim,) = claims(text, told)
    assert claim.value == day(7)


@pytest.mark.parametrize(
    ("speaker", "perpetrator", "stance"),
    [
        ("Afghan police", "Taliban", "accuses"),
        ("a NATO spokesman", "NATO / ISAF", "asserts"),
        ("Afghan officials", "Afghanistan security forces", "asserts"),
        ("activists", "Syrian government", "accuses"),
        ("police", "gunmen", "asserts"),
        ("Police", "suicide bomber", "asserts"),
        ("the Israeli army", "Israel Defense Forces", "asserts"),
        ("state media", "terrorists", "accuses"),
    ],
)
def test_naming_the_other_side_accuses_it(speaker, perpetrator, stance):
    text = f"{speaker} said X carried out the attack."
    (claim,) = claims(text, [mention(text, "X", "perpetrator", perpetrator)], [said(text, speaker, text)])
    assert claim.stance == stance


def test_a_perpetrator_named_by_the_outlet_is_asserted():
    text = "X carried out the attack."
    (claim,) = claims(text, [mention(text, "X", "perpetrator", "Taliban")])
    assert claim.stance == "asserts"
    assert claim.speaker is None


def test_a_denial_concerns_who_did_it_and_not_where():
    text = "The army denied the attack in Garmser by X."
    told = [
        mention(text, "Garmser", "place", Where(district="Garmser", country="AF", level="district")),
        mention(text, "X", "perpetrator", "Afghanistan Army"),
    ]
    spoken = [said(text, "The army", text, "denies")]
    assert [claim.stance for claim in claims(text, told, spoken)] == ["asserts", "denies"]


def test_a_doubtful_bond_makes_no_claim():
    text = "The attack killed six."
    told = reading(text, [mention(text, "six", "killed", exactly(6))])
    weak = Reading(
        document=told.document,
        published=DAY,
        sentences=told.sentences,
        triggers=told.triggers,
        mentions=told.mentions,
        bonds=(Bond(trigger=0, mention=0, score=0.1),),
    )
    assert code(document(text), weak).reports[0].claims == ()


def test_triggers_held_the_same_make_one_report_in_the_order_of_the_text():
    text = "The attack came first; the ambush, then the raid, then more of the attacks."
    same = (
        Sameness(left=0, right=1, score=0.2),
        Sameness(left=0, right=2, score=0.9),
        Sameness(left=1, right=2, score=0.1),
    )
    told = reading(text, [], triggers=("attack", "ambush", "raid"), samenesses=same)
    assert group_triggers(told) == [[0, 2], [1]]
    reports = code(document(text), told).reports
    assert [[s.quote for s in report.triggers] for report in reports] == [["attack", "raid"], ["ambush"]]


def test_every_claim_holds_its_own_words_and_id():
    text = "The attack killed six."
    (claim,) = claims(text, [mention(text, "six", "killed", exactly(6))])
    assert text[claim.span.start : claim.span.end] == "six"
    assert len(claim.id) == 16
