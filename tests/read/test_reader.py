from datetime import date

import pytest

from recount.read import Reader, RuleReader
from recount.read.grouping import groups_of
from recount.records import Document, Published, Sameness, Span, content_id


def document(text, language=None, furniture=()):
    day = date(2019, 5, 10)
    return Document(
        id=content_id(text),
        name="x",
        text=text,
        published=Published(first=day, last=day, basis="given"),
        language=language,
        furniture=furniture,
    )


def read(text, **more):
    return RuleReader().read(document(text, **more))


def incidents(reading):
    return len(set(groups_of(len(reading.triggers), reading.samenesses)))


def bound(reading, field):
    """The words of the mentions of this field that belong to some incident."""
    return {
        reading.mentions[bond.mention].span.quote
        for bond in reading.bonds
        if bond.score > 0.3 and reading.mentions[bond.mention].field == field
    }


PLAIN = "A roadside bomb killed three soldiers in the Garmser district of Helmand province, Afghanistan, on Tuesday."


def test_every_span_holds_its_own_words():
    reading = read(PLAIN)
    assert reading.triggers
    assert reading.mentions
    for item in (*reading.triggers, *reading.mentions):
        assert PLAIN[item.span.start : item.span.end] == item.span.quote


def test_the_parts_of_an_incident_are_bound_to_it():
    reading = read(PLAIN)
    assert incidents(reading) == 1
    assert reading.triggers[0].type == "bombing"
    assert bound(reading, "killed")
    assert bound(reading, "place")
    assert bound(reading, "date") == {"on Tuesday"} or bound(reading, "date") == {"Tuesday"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen opened fire on a bus near Quetta, killing four passengers. Separately, a suicide bomber blew himself "
        "up in Peshawar, wounding six policemen.",
        "A car bomb killed five people in Basra on Monday. In another incident, gunmen shot two officers in Mosul.",
        "Soldiers killed two militants in a raid in Swat.\nElsewhere, a landmine blast hurt three children in Kurram.",
    ],
)
def test_a_turn_in_the_text_opens_another_incident(text):
    assert incidents(read(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a convoy near Kirkuk on Tuesday, police said. The attack left four soldiers dead.",
        "A suicide bomber blew up a car at a checkpoint in Hangu. The blast killed three policemen.",
        "Security forces raided a hideout in Mastung. During the operation, 12 militants were killed.",
    ],
)
def test_the_same_event_named_again_is_one_incident(text):
    assert incidents(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The central bank raised interest rates by half a point and markets rallied in early trading on Friday.",
        "Two people were killed when a bus plunged into a ravine in heavy rain, officials said.",
        "The striker shot wide and the coach said the attack lacked ideas in the second half of the match.",
        "Health officials reported 38 new cases of bird flu, and the virus has killed nine people this year.",
        "",
        "   \n\n  ",
        "([{" * 4000,
    ],
)
def test_a_text_without_violence_holds_no_incident(text):
    assert read(text).triggers == ()


def test_another_language_is_set_aside_with_the_reason():
    german = "Eine Bombe tötete am Dienstag drei Soldaten auf einem Markt der Stadt, wie die Polizei mitteilte. " * 3
    assert "not in English" in read(german).set_aside[0]
    assert "language ur" in read(PLAIN, language="ur").set_aside[0]
    assert read(PLAIN, language="en").set_aside == ()


def test_furniture_is_not_read():
    text = PLAIN + "\nRelated: Bomb blast kills 40 in Lahore"
    start = text.index("Related")
    furniture = (Span(start=start, end=len(text), quote=text[start:]),)
    assert all(trigger.span.start < start for trigger in read(text, furniture=furniture).triggers)


def test_the_same_document_is_always_read_alike():
    assert read(PLAIN) == read(PLAIN)


def test_any_class_with_the_one_method_is_a_reader():
    class Silent:
        def read(self, document):
            return RuleReader().read(document)

    reader: Reader = Silent()
    assert reader.read(document(PLAIN)).triggers


def test_groups_are_read_off_the_samenesses():
    same = (
        Sameness(left=0, right=1, score=0.9),
        Sameness(left=0, right=2, score=0.1),
        Sameness(left=1, right=2, score=0.2),
    )
    assert groups_of(3, same) == [0, 0, 2]
