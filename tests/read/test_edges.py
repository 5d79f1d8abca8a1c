"""Texts at the edges, read by the default reader and coded: each a small phrase as it stands in the news."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from recount.coding import code
from recount.read.default import default_reader
from recount.records import Account, Count, Document, Published, Where, content_id

Tell = Callable[[str], Account]
ON = Published(first=date(2021, 9, 1), last=date(2021, 9, 1), basis="given")


@pytest.fixture(scope="session")
def tell() -> Tell:
    """What an article of Wednesday, 1 September 2021 says; each text is read once."""
    reader = default_reader(1)

    @cache
    def tell(text: str) -> Account:
        document = Document(id=content_id("document", text), name="edge", text=text, published=ON)
        return code(document, reader.read(document))

    return tell


def counts(account: Account, field: str) -> list[int | None]:
    values = [claim.value for report in account.reports for claim in report.claims if claim.field == field]
    return [value.low for value in values if isinstance(value, Count)]


def towns(account: Account) -> set[str | None]:
    values = [claim.value for report in account.reports for claim in report.claims if claim.field == "place"]
    return {where.locality for where in values if isinstance(where, Where)}


CAPITALS = "GUNMEN SHOT DEAD FOUR SOLDIERS AT A CHECKPOINT IN KANDAHAR ON SUNDAY, POLICE SAID."


@pytest.mark.parametrize("text", [CAPITALS, CAPITALS.lower()], ids=["all capitals", "no capitals"])
def test_capitals_tell_nothing_of_what_happened(tell: Tell, text: str) -> None:
    account = tell(text)
    assert [report.type for report in account.reports] == ["shooting"]
    assert counts(account, "killed") == [4]
    assert {str(town).lower() for town in towns(account)} == {"kandahar"}
    assert {claim.speaker.span.quote.lower() for claim in account.reports[0].claims if claim.speaker} == {"police"}


def test_a_headline_in_capitals_above_a_text_is_the_same_incident(tell: Tell) -> None:
    text = (
        "SUICIDE BOMBER KILLS 12 POLICEMEN NEAR QUETTA\n\nA suicide bomber killed 12 policemen near Quetta on Monday."
    )
    account = tell(text)
    assert [report.type for report in account.reports] == ["suicide_bombing"]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", ""], ids=["dash", "star", "dot", "number", "none"])
def test_bullets_of_one_release_are_incidents_of_their_own(tell: Tell, mark: str) -> None:
    lines = ("A roadside bomb killed two soldiers in Mastung.", "Gunmen shot dead four teachers in Kandahar.")
    account = tell("".join(f"{mark}{line}\n" for line in lines))
    assert [(report.type, counts(tell_one(account, at), "killed")) for at, report in enumerate(account.reports)] == [
        ("bombing", [2]),
        ("shooting", [4]),
    ]


def tell_one(account: Account, at: int) -> Account:
    return Account(document=account.document, published=account.published, reports=account.reports[at : at + 1])


def test_a_live_blog_is_one_incident_whose_first_toll_has_a_speaker(tell: Tell) -> None:
    account = tell(
        "14:05 A loud explosion is heard in central Kabul.\n"
        "14:20 Police say at least three people have been killed in the blast.\n"
        "16:00 No group has claimed responsibility.\n"
    )
    assert [report.type for report in account.reports] == ["bombing"]
    assert counts(account, "killed") == [3]
    assert towns(account) == {"Kabul"}


@pytest.mark.parametrize(
    "text",
    [
        "La bombe a tué douze personnes à Quetta lundi, selon la police. Les blessés ont été transportés à l'hôpital.",
        "Der Anschlag in Kabul forderte am Montag zwölf Tote, teilte die Polizei mit. Viele sind verletzt.",
        "Un coche bomba mató a doce personas en Kabul el lunes, según la policía. Hubo muchos heridos.",
        "قتل اثنا عشر شخصا في انفجار في كابول يوم الاثنين حسب ما أعلنت الشرطة الأفغانية في بيان لها",
        "Взрыв в Кабуле унёс жизни двенадцати человек, сообщила полиция в понедельник вечером.",
    ],
    ids=["French", "German", "Spanish", "Arabic", "Russian"],
)
def test_another_language_is_set_aside_and_not_misread(tell: Tell, text: str) -> None:
    account = tell(f"{text} {text}")
    assert account.reports == ()
    assert "not in English" in account.set_aside[0]


def test_a_release_with_several_acts_of_one_day_keeps_their_places(tell: Tell) -> None:
    account = tell(
        "The army said it killed five militants in a raid in Tirah on Monday. "
        "In Bannu, soldiers arrested three suspects. In Hangu, a bomb was defused."
    )
    assert counts(account, "killed") == [5]
    assert counts(account, "arrested") == [3]


@pytest.mark.parametrize(
    "text",
    [
        "No one was killed in the blast in Kabul on Monday, police said.",
        "A bomb exploded near a market in Kirkuk on Monday but there were no casualties.",
    ],
)
def test_nobody_killed_is_a_count_of_none(tell: Tell, text: str) -> None:
    account = tell(text)
    assert [report.type for report in account.reports] == ["bombing"]
    assert set(counts(account, "killed")) == {0}


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban did not attack the base in Ghazni, the governor said.",
        "There was no attack in Lahore on Monday, officials said.",
        "If a bomb went off in the stadium, thousands could be killed.",
        "What would happen if terrorists attacked the dam? Hundreds might die.",
        "Militants could attack schools in Peshawar, officials warned.",
        "The exercise imagined an attack on the airport in which gunmen kill 40 passengers.",
        "The film tells of a sniper who shot 160 people in Iraq. Critics said the director killed the suspense.",
        "In the video game, players attack an airport and kill civilians. It sold two million copies.",
        "The novel begins with a massacre and ends with a murder trial. It sold well.",
        "The striker attacked from the left and shot wide before United killed the game with a late goal.",
        "Pakistan's bowling attack destroyed England's top order, and two fielders dropped catches.",
        "The new law came under attack in parliament, and the opposition shot down the minister's plan.",
        "The company launched an aggressive price war and its shares took a hit.",
        "He died of a heart attack at his home in Karachi on Monday.",
        "Two people were killed when a bus plunged into a ravine near Murree on Sunday.",
    ],
    ids=lambda text: " ".join(text.split()[:5]),
)
def test_what_did_not_happen_is_no_incident(tell: Tell, text: str) -> None:
    assert tell(text).reports == ()


def test_whoever_denies_does_not_assert(tell: Tell) -> None:
    account = tell("Police denied that anyone had been killed in the protest in Karachi.")
    assert all(low in {0, None} for low in counts(account, "killed"))


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Syrian officials denied that government planes bombed a hospital in Aleppo on Monday.", "government planes"),
        ("Officials in Kabul denied that the Taliban had attacked Ghazni.", "Taliban"),
        ("Israel denied it had struck the camp in Rafah on Monday.", "Israel"),
    ],
)
def test_what_is_only_denied_is_alleged_and_its_doer_denied(tell: Tell, text: str, doer: str) -> None:
    (report,) = tell(text).reports
    doers = {(claim.value, claim.stance) for claim in report.claims if claim.field == "perpetrator"}
    assert (report.status, doers) == ("alleged", {(doer, "denies")})


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban denied any role in the attack on a market in Kabul on Monday, which killed nine people.",
        "Damascus denied responsibility for the strike on Khan Sheikhoun.",
        "The group denied Monday's bombing of a church in Kano.",
        "Officials denied that planes bombed a hospital in Aleppo on Monday. Activists said the strike killed 12.",
    ],
)
def test_a_denied_part_in_it_leaves_the_event_standing(tell: Tell, text: str) -> None:
    assert [report.status for report in tell(text).reports] == ["happened"]


@pytest.mark.parametrize("mark", ["• ", "- ", "2) ", ""], ids=["dot", "dash", "number", "none"])
def test_a_list_without_verbs_is_an_incident_a_line(tell: Tell, mark: str) -> None:
    lines = ("Quetta: roadside bomb, 2 soldiers killed", "Kandahar: gunmen shoot dead four teachers")
    account = tell("\n".join(mark + line for line in lines))
    told = {
        report.type: (counts(tell_one(account, at), "killed"), towns(tell_one(account, at)))
        for at, report in enumerate(account.reports)
    }
    assert told == {"bombing": ([2], {"Quetta"}), "shooting": ([4], {"Kandahar"})}


def test_a_later_toll_of_a_live_blog_is_of_the_blast_above(tell: Tell) -> None:
    account = tell(
        "14:05 A loud explosion is heard in central Kabul.\n"
        "14:20 Police say at least three people have been killed in the blast.\n"
        "15:10 The death toll has risen to nine, the interior ministry says.\n"
    )
    assert [report.type for report in account.reports] == ["bombing"]
    assert counts(account, "killed") == [3, 9]


def test_years_ago_today_is_that_day_and_no_news(tell: Tell) -> None:
    (report,) = tell("Ten years ago today, a suicide bomber killed 22 people at a hotel in Amman.").reports
    dates = {claim.value.first for claim in report.claims if claim.field == "date"}  # type: ignore[union-attr]
    assert dates == {date(2011, 9, 1)}
    assert not report.focus


def test_an_anniversary_tells_the_toll_of_then(tell: Tell) -> None:
    account = tell(
        "Families gathered on Monday to mark the fifth anniversary of the attack on a school in Peshawar, "
        "in which 149 people were killed."
    )
    assert counts(account, "killed") == [149]
    assert not any(claim.field == "date" for report in account.reports for claim in report.claims)


@pytest.mark.parametrize(
    ("text", "field", "low", "town"),
    [
        ("Five soldiers were killed in Mosul on 3 March 2017.", "killed", 5, "Mosul"),
        ("Three people were wounded in Kirkuk.", "wounded", 3, "Kirkuk"),
        ("Two policemen were found dead in Tikrit on Sunday.", "killed", 2, "Tikrit"),
        ("Five soldiers killed in Mosul", "killed", 5, "Mosul"),
    ],
)
def test_the_killing_itself_is_the_incident_where_no_word_names_it(
    tell: Tell, text: str, field: str, low: int, town: str
) -> None:
    account = tell(text)
    assert [report.type for report in account.reports] == ["attack"]
    assert counts(account, field) == [low]
    assert towns(account) == {town}


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died in Quetta on Monday, police said.",
        "Two workers were killed in Lahore on Monday when a wall fell on them.",
        "Three people were killed in Mosul on Monday when their car overturned.",
        "Five people were killed in Mosul in an earthquake on Monday.",
        "The museum recalls the five soldiers who were killed in Mosul in 1991.",
        "No one was killed in Mosul on Monday.",
        "In 2018 595 people were killed in Balochistan and Khyber Pakhtunkhwa.",
    ],
)
def test_not_every_death_is_an_incident(tell: Tell, text: str) -> None:
    assert tell(text).reports == ()


@pytest.mark.parametrize(
    ("text", "field", "low"),
    [
        ("A rocket attack on Aleppo on Monday killed a man and a woman.", "killed", [2]),
        ("Shelling claimed the lives of a man and his wife in Aleppo on Monday.", "killed", [2]),
        ("Shells hit Hadar on Monday, injuring a woman and a young man.", "wounded", [2]),
        ("A bombing in Kabul on Monday killed a policeman and a child.", "killed", [1, 1]),
    ],
)
def test_a_couple_counts_two(tell: Tell, text: str, field: str, low: list[int]) -> None:
    assert counts(tell(text), field) == low


@pytest.mark.parametrize(
    "text",
    [
        "Rockets fired at Aleppo on Monday killed and injured five civilians.",
        "Sixty people were killed or wounded when a car bomb exploded in Kabul on Monday.",
    ],
)
def test_dead_and_wounded_counted_together_count_neither(tell: Tell, text: str) -> None:
    account = tell(text)
    assert account.reports
    assert counts(account, "killed") == counts(account, "wounded") == []


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Gunmen shot and killed a nun and her bodyguard at a hospital in Mogadishu.", {"civilian", "security"}),
        (
            "A man threw a grenade at a border post in Khost on Sunday, killing himself and a guard.",
            {"attacker", "security"},
        ),
    ],
)
def test_one_of_each_side_is_counted_on_each_side(tell: Tell, text: str, groups: set[str]) -> None:
    assert {claim.of for report in tell(text).reports for claim in report.claims if claim.field == "killed"} == groups


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n\n", "." * 5000, "((((" * 2000, "\x00\ufffd\u202e", "a" * 20_000, "12 " * 3000, "killed " * 600],
    ids=["nothing", "blank", "lines", "stops", "brackets", "controls", "one word", "numbers", "one word again"],
)
def test_an_article_never_raises(tell: Tell, text: str) -> None:
    assert tell(text).document == content_id("document", text)


def test_of_two_hundred_sentences_the_first_and_the_last_are_read(tell: Tell) -> None:
    filler = " ".join(f"The council spoke of roads and schools for item {number}." for number in range(198))
    first, last = "A car bomb killed nine people in Kirkuk on Monday.", "Gunmen shot dead four soldiers in Kandahar."
    account = tell(f"{first} {filler} {last}")
    assert sorted(number or 0 for number in counts(account, "killed")) == [4, 9]
