"""The trained reader on small phrases: what it finds, whose words they are, and what it must leave alone."""

from dataclasses import replace
from datetime import date

import pytest

from recount.coding import code
from recount.read.model import ModelReader, load_reader
from recount.records import Count, Document, Field, Published, Report, Span, content_id

FRIDAY = Published(first=date(2019, 5, 17), last=date(2019, 5, 17), basis="given")
ATTACK = (
    "Gunmen shot dead four policemen and wounded two passers-by near a checkpoint in Quetta on Thursday, "
    "police official Abdul Karim said.\nThe Taliban claimed responsibility for the attack."
)


@pytest.fixture(scope="module")
def reader() -> ModelReader:
    """The reader with the weights that come with the package."""
    return load_reader(1)


def document(text: str) -> Document:
    """A document printed on Friday 17 May 2019."""
    return Document(id=content_id(text), name="test", text=text, published=FRIDAY)


def reports(reader: ModelReader, text: str) -> tuple[Report, ...]:
    """What the coded reading says of each incident."""
    made = document(text)
    return code(made, reader.read(made)).reports


def counts(reader: ModelReader, text: str, field: Field) -> list[int | None]:
    """The best figures of one field over all incidents."""
    claims = [claim for report in reports(reader, text) for claim in report.claims if claim.field == field]
    return sorted(claim.value.best for claim in claims if isinstance(claim.value, Count))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A roadside bomb killed three soldiers and wounded five others in Kandahar on Thursday.", [3], [5]),
        ("A ROADSIDE BOMB KILLED THREE SOLDIERS AND WOUNDED FIVE OTHERS IN KANDAHAR ON THURSDAY.", [3], [5]),
        ("a roadside bomb killed three soldiers and wounded five others in kandahar on thursday.", [3], [5]),
        ("Twelve people died when a suicide bomber blew himself up at a mosque in Kabul.", [12], []),
        ("- Two civilians killed in shelling of Aleppo, activists say.", [2], []),
    ],
)
def test_the_dead_and_wounded_are_found(reader: ModelReader, text: str, killed: list[int], wounded: list[int]) -> None:
    assert set(killed) <= set(counts(reader, text, "killed"))
    assert set(wounded) <= set(counts(reader, text, "wounded"))


@pytest.mark.parametrize(
    "text",
    [
        "The central bank raised its main rate by a quarter of a point on Thursday, and shares in Karachi rose.",
        "The striker fired home from twelve yards to kill the game, and the visitors never looked like replying.",
        "Heavy rain is forecast for the north of the country over the weekend, the meteorological office said.",
        "The novel, published in March, follows three sisters through a winter in Vienna.",
    ],
)
def test_what_is_no_violence_gives_no_incident(reader: ModelReader, text: str) -> None:
    assert reports(reader, text) == ()


def test_one_attack_is_one_incident_with_its_speakers(reader: ModelReader) -> None:
    (report,) = reports(reader, ATTACK)
    killed = next(claim for claim in report.claims if claim.field == "killed")
    assert killed.value == Count(low=4, best=4, high=4)
    assert killed.of == "security"
    assert killed.speaker is not None
    assert any(name in killed.speaker.span.quote for name in ("police official", "Abdul Karim"))
    claimed = [claim for claim in report.claims if claim.field == "perpetrator" and claim.stance == "claims"]
    assert any("Taliban" in str(claim.value) for claim in claimed)


def test_two_places_and_days_are_two_incidents(reader: ModelReader) -> None:
    text = (
        "A car bomb killed nine people in Baghdad on Thursday, police said.\n"
        "Separately, gunmen kidnapped two engineers in the northern city of Mosul on Wednesday."
    )
    assert len(reports(reader, text)) == 2


def test_every_span_quotes_the_document(reader: ModelReader) -> None:
    made = document(ATTACK)
    reading = reader.read(made)
    spans = [item.span for item in (*reading.triggers, *reading.mentions)]
    spans += [item.source for item in reading.attributions if item.source]
    assert spans
    assert all(made.text[span.start : span.end] == span.quote for span in spans)


def test_furniture_is_not_read(reader: ModelReader) -> None:
    made = document(ATTACK)
    all_of_it = Span(start=0, end=len(ATTACK), quote=ATTACK)
    assert reader.read(replace(made, furniture=(all_of_it,))).triggers == ()


def test_what_is_not_english_is_set_aside_with_the_reason(reader: ModelReader) -> None:
    text = (
        "Vier Menschen sind bei einem Anschlag auf einen Markt in der Hauptstadt getötet worden, sagte die Polizei. "
        * 2
    )
    reading = reader.read(document(text))
    assert reading.triggers == ()
    assert "not in English" in reading.set_aside[0]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?!", "a" * 5000, "[" * 4000, "😀 " * 300, "killed " * 3000])
def test_odd_texts_raise_nothing(reader: ModelReader, text: str) -> None:
    made = document(text)
    assert code(made, reader.read(made)).document == made.id


def test_many_documents_at_once_read_as_one_by_one(reader: ModelReader) -> None:
    made = [document(text) for text in (ATTACK, "Rain fell on Lahore.", ATTACK * 12)]
    together = list(reader.read_all(made))
    assert [len(reading.triggers) > 0 for reading in together] == [True, False, True]
    assert [reading.document for reading in together] == [one.id for one in made]


def test_confidences_are_chances(reader: ModelReader) -> None:
    claims = [claim for report in reports(reader, ATTACK) for claim in report.claims]
    assert claims
    assert all(0.0 < claim.confidence <= 1.0 for claim in claims)


def test_an_act_without_day_place_or_count_is_no_incident_of_its_own(reader: ModelReader) -> None:
    text = f"{ATTACK} The same gunmen have attacked convoys, and troops hunted them."
    assert len(reports(reader, text)) == 1


def test_who_killed_the_attackers_is_no_perpetrator_of_their_attack(reader: ModelReader) -> None:
    text = (
        "Gunmen attacked a school in Peshawar on Tuesday, killing 12 people, police said.\n"
        "Seven attackers were killed by army commandos, a general said."
    )
    told = [claim for report in reports(reader, text) for claim in report.claims if claim.field == "perpetrator"]
    assert {claim.value for claim in told} == {"gunmen"}


def test_who_says_if_verified_suspects(reader: ModelReader) -> None:
    text = (
        "Gunmen killed 61 cadets in Quetta on Thursday. Islamic State claimed responsibility for the attack.\n"
        '"If verified, this would be the first attack by Islamic State here," the institute said.'
    )
    told = [claim for report in reports(reader, text) for claim in report.claims if claim.field == "perpetrator"]
    assert ("Islamic State", "claims") in {(claim.value, claim.stance) for claim in told}
    assert "accuses" not in {claim.stance for claim in told}


def test_each_count_of_one_breath_is_of_its_own_group(reader: ModelReader) -> None:
    text = "He said 61 civilians and six members of the security forces had been killed when gunmen attacked the mall."
    told = [claim for report in reports(reader, text) for claim in report.claims if claim.field == "killed"]
    assert {(claim.value.best, claim.of) for claim in told if isinstance(claim.value, Count)} == {
        (61, "civilian"),
        (6, "security"),
    }


def test_whom_a_denier_blames_instead_is_accused(reader: ModelReader) -> None:
    text = (
        "At least 50 people were killed when a missile hit the railway station in Kramatorsk on Friday.\n"
        "Ukrainian President Volodymyr Zelenskyy accused Russia of the strike. Russia's defence ministry "
        "denied that its forces had fired the missile and blamed the Ukrainian army."
    )
    told = [claim for report in reports(reader, text) for claim in report.claims if claim.field == "perpetrator"]
    stances = {(str(claim.value), claim.stance) for claim in told}
    assert ("Russia", "accuses") in stances
    assert "denies" not in {stance for value, stance in stances if "Ukrain" in value}
