import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.read.casualties import find_casualties
from recount.records import Count, Mention, Sentence

Found = tuple[str, int | None, int | None, int | None, str | None, bool]


def read(*texts: str) -> tuple[str, tuple[Mention, ...]]:
    """The mentions of one document made of these sentences."""
    sentences = []
    text = ""
    for number, piece in enumerate(texts):
        sentences.append(Sentence(number=number, start=len(text), end=len(text) + len(piece), paragraph=0))
        text += piece + " "
    return text, find_casualties(text, sentences)


def plain(mention: Mention) -> Found:
    assert isinstance(mention.value, Count)
    value = mention.value
    return mention.field, value.low, value.best, value.high, mention.of, mention.part


def found(*texts: str) -> list[Found]:
    return [plain(mention) for mention in read(*texts)[1]]


def one(field: str, number: int, of: str | None, *, part: bool = False) -> Found:
    return field, number, number, number, of, part


VERBS: list[tuple[str, list[Found]]] = [
    ("A bomb killed 12 soldiers near Mastung.", [one("killed", 12, "security")]),
    ("A bomb kills 12 soldiers.", [one("killed", 12, "security")]),
    ("Airstrikes kill 20 villagers", [one("killed", 20, "civilian")]),
    ("The raid ended in gunfire, killing nine militants.", [one("killed", 9, "militant")]),
    ("Nine militants were killed in the raid.", [one("killed", 9, "militant")]),
    ("Nine militants have been killed in the raid.", [one("killed", 9, "militant")]),
    ("At least 12 commanders were killed.", [("killed", 12, 12, None, "militant", False)]),
    ("Nine militants died.", [one("killed", 9, "militant")]),
    ("Three miners lost their lives.", [one("killed", 3, "civilian")]),
    ("Two labourers succumbed to their injuries.", [one("killed", 2, "civilian")]),
    ("The blast claimed 30 lives.", [one("killed", 30, "all")]),
    ("The blast claimed the lives of six teachers.", [one("killed", 6, "civilian")]),
    ("The unit lost three men.", [one("killed", 3, "all")]),
    ("Gunmen gunned down two traders.", [one("killed", 2, "civilian")]),
    ("Two traders were gunned down in the bazaar.", [one("killed", 2, "civilian")]),
    ("A policeman was shot dead.", [one("killed", 1, "security")]),
    ("Gunmen shot dead a policeman.", [one("killed", 1, "security")]),
    ("Gunmen shot and killed a policeman.", [one("killed", 1, "security")]),
    ("A man stabbed 11 students to death.", [one("killed", 11, "civilian")]),
    ("Troops shot two civilians dead.", [one("killed", 2, "civilian")]),
    ("The deaths of 12 soldiers were confirmed.", [one("killed", 12, "security")]),
    ("The killing of a journalist was condemned.", [one("killed", 1, "civilian")]),
    ("Three deaths were reported.", [one("killed", 3, "all")]),
    ("The clash ended in 18 fatalities.", [one("killed", 18, "all")]),
    ("The bodies of three shepherds were found.", [one("killed", 3, "civilian")]),
    ("11 bodies were found in the ruins.", [one("killed", 11, "all")]),
    ("15 worshippers were martyred.", [one("killed", 15, "civilian")]),
    ("The shelling injured 14 residents.", [one("wounded", 14, "civilian")]),
    ("Fourteen residents sustained minor injuries.", [one("wounded", 14, "civilian")]),
    ("The blast left several shops burnt, injuring dozens.", [("wounded", 24, None, None, "all", False)]),
    ("22 injuries were reported.", [one("wounded", 22, "all")]),
    ("Gunmen abducted 20 students.", [one("abducted", 20, "civilian")]),
    ("Two engineers were kidnapped on Monday.", [one("abducted", 2, "civilian")]),
    ("Gunmen seized three aid workers.", [one("abducted", 3, "civilian")]),
    ("The force detained two suspected insurgents.", [one("arrested", 2, "militant")]),
    ("Police arrested five militants in connection with the blast.", [one("arrested", 5, "militant")]),
    ("Half a dozen men were held.", [one("arrested", 6, "all")]),
    ("Two engineers were freed on Friday.", [one("freed", 2, "civilian")]),
    ("Three soldiers are missing.", [one("missing", 3, "security")]),
    ("A kidnapped aid worker is in good health.", [one("abducted", 1, "civilian")]),
]


@pytest.mark.parametrize(("text", "expected"), VERBS)
def test_an_outcome_takes_the_people_counted_beside_it(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


JOINED: list[tuple[str, list[Found]]] = [
    (
        "Three policemen and nine militants were killed.",
        [one("killed", 3, "security"), one("killed", 9, "militant")],
    ),
    (
        "The blast killed three policemen, a driver and two shoppers.",
        [one("killed", 3, "security"), one("killed", 1, "civilian"), one("killed", 2, "civilian")],
    ),
    (
        "The blast left 5 dead and 12 wounded.",
        [one("killed", 5, "all"), one("wounded", 12, "all")],
    ),
    (
        "The blast killed three soldiers and wounded seven.",
        [one("killed", 3, "security"), one("wounded", 7, "security")],
    ),
    (
        "Three villagers were killed, and 14 wounded.",
        [one("killed", 3, "civilian"), one("wounded", 14, "civilian")],
    ),
    (
        "A mine killed a soldier and wounded two others.",
        [one("killed", 1, "security"), one("wounded", 2, "security")],
    ),
    (
        "One boy was killed and another wounded.",
        [one("killed", 1, "civilian"), one("wounded", 1, "civilian")],
    ),
    (
        "Two farmers were abducted and later released.",
        [one("abducted", 2, "civilian"), one("freed", 2, "civilian")],
    ),
    (
        "Four guards were injured along with three bystanders.",
        [one("wounded", 4, "security"), one("wounded", 3, "civilian")],
    ),
    ("270 soldiers, guards and clerks were killed.", [one("killed", 270, "all")]),
    ("40 villagers 25 fighters killed 110 injured", [
        one("killed", 40, "civilian"), one("killed", 25, "militant"), one("wounded", 110, "militant"),
    ]),
    ("Shelling kills 8, wounds 17 in Aleppo", [one("killed", 8, "all"), one("wounded", 17, "all")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_counts_joined_in_a_sentence_are_told_apart(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


PARTS: list[tuple[str, list[Found]]] = [
    (
        "Five guards were injured, including two officers.",
        [one("wounded", 5, "security"), one("wounded", 2, "security", part=True)],
    ),
    (
        "Eight villagers including three children were killed.",
        [one("killed", 8, "civilian"), one("killed", 3, "civilian", part=True)],
    ),
    (
        "17 people were killed, two of them women.",
        [one("killed", 17, "all"), one("killed", 2, "civilian", part=True)],
    ),
    ("Four children were among the dead.", [one("killed", 4, "civilian", part=True)]),
    (
        "Those killed included six women and a constable.",
        [one("killed", 6, "civilian", part=True), one("killed", 1, "security", part=True)],
    ),
    ("Five of the dead were children.", [one("killed", 5, "civilian", part=True)]),
    ("45 people, most of them women, were killed.", [one("killed", 45, "all")]),
    (
        "Seven persons, including two activists and a constable, were killed.",
        [
            one("killed", 7, "all"),
            one("killed", 2, "civilian", part=True),
            one("killed", 1, "security", part=True),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_count_within_a_count_is_a_part(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


GROUPS: list[tuple[str, str]] = [
    ("12 people were killed.", "all"),
    ("12 Palestinians were killed.", "all"),
    ("12 schoolchildren were killed.", "civilian"),
    ("12 coal miners were killed.", "civilian"),
    ("12 members of the security forces were killed.", "security"),
    ("12 members of the Taliban were killed.", "militant"),
    ("12 Taliban commanders were killed.", "militant"),
    ("12 army commanders were killed.", "security"),
    ("12 hardcore terrorists were killed.", "militant"),
    ('12 "Islamic State of Iraq and Syria" (ISIS) commanders were killed.', "militant"),
    ("12 IS fighters were killed.", "militant"),
    ("12 judges were killed.", "official"),
    ("12 security officials were killed.", "security"),
    ("12 suicide bombers were killed.", "attacker"),
    ("12 kanwariyas were killed.", "all"),
]


@pytest.mark.parametrize(("text", "group"), GROUPS)
def test_the_words_tell_whose_people_they_are(text: str, group: str) -> None:
    assert [mention[4] for mention in found(text) if mention[0] == "killed"] == [group]


NOT_TOLD = [
    "The storm could kill hundreds.",
    "They planned to kill 30 officers.",
    "The device would have killed dozens.",
    "60 people were killed and injured.",
    "The clashes killed and wounded 60 people.",
    "12 commanders were killed or captured.",
    "He saved the lives of 20 pupils.",
    "Police seized two vehicles and three rifles.",
    "The attack was executed by gunmen.",
    "He was sentenced in 2017.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_did_not_happen_or_is_mixed_gives_no_count(text: str) -> None:
    assert [mention for mention in found(text) if mention[0] in {"killed", "wounded"}] == []


NOBODY: list[tuple[str, list[Found]]] = [
    ("No civilians were hurt.", [one("wounded", 0, "civilian")]),
    ("No one was injured.", [one("wounded", 0, "all")]),
    ("There were no casualties.", [one("killed", 0, "all"), one("wounded", 0, "all")]),
    ("The rockets did not cause casualties.", [one("killed", 0, "all"), one("wounded", 0, "all")]),
    ("There were no reports of any injuries.", [one("wounded", 0, "all")]),
    ("No arrests were made.", [one("arrested", 0, "all")]),
]


@pytest.mark.parametrize(("text", "expected"), NOBODY)
def test_an_explicit_none_is_a_count_of_nobody(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


TOLLS: list[tuple[str, Found]] = [
    ("The death toll rose to 43.", one("killed", 43, "all")),
    ("The death toll from the blast has risen from 12 to 15.", one("killed", 15, "all")),
    ("It gave an earlier toll of 25.", one("killed", 25, "all")),
    ("Officials put the toll at nearly 60 people.", ("killed", None, 60, 60, "all", False)),
    ("Civilian death toll in the strike rises to 20", one("killed", 20, "civilian")),
]


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_a_toll_is_a_count_of_the_killed(text: str, expected: Found) -> None:
    assert expected in found(text)


def test_a_suicide_bomber_who_attacks_dies() -> None:
    assert found("A suicide bomber blew himself up, killing three soldiers.") == [
        one("killed", 3, "security"),
        one("killed", 1, "attacker"),
    ]


def test_someone_who_kills_himself_and_others_is_counted_apart_from_them() -> None:
    assert found("A man detonated a grenade, killing himself and three others.")[:2] == [
        one("killed", 1, "attacker"),
        one("killed", 3, "all"),
    ]


def test_a_bomber_who_was_arrested_did_not_die() -> None:
    assert found("Police arrested a suicide bomber.") == [one("arrested", 1, "attacker")]


ATTACKERS: list[tuple[str, Found]] = [
    ("Three attackers stormed the college.", one("attackers", 3, None)),
    ("At least 12 gunmen attacked the convoy.", ("attackers", 12, 12, None, None, False)),
    ("He was shot dead by two men.", one("attackers", 2, None)),
    ("Police killed four of the five gunmen.", one("attackers", 5, None)),
]


@pytest.mark.parametrize(("text", "expected"), ATTACKERS)
def test_those_who_attack_are_counted(text: str, expected: Found) -> None:
    assert expected in found(text)


def test_others_of_the_next_sentence_take_the_group_just_counted() -> None:
    assert found("Four guards were killed.", "Seven others were wounded.") == [
        one("killed", 4, "security"),
        one("wounded", 7, "security"),
    ]


def test_them_stands_for_the_people_named_before() -> None:
    assert found("Gunmen attacked sleeping cadets, killing 61 of them.") == [one("killed", 61, "security")]


def test_someone_arrested_over_an_attack_is_an_attacker() -> None:
    assert found("A man was arrested over the stabbing.") == [one("arrested", 1, "attacker")]


def test_one_person_told_of_by_name_or_office_is_one() -> None:
    assert found("The bomb killed former Prime Minister Karim Wazir.") == [one("killed", 1, "official")]
    assert found("Wazir was shot and killed on July 8.") == [one("killed", 1, "civilian")]


def test_people_behind_an_inserted_clause_are_still_the_subject() -> None:
    text = "At least 11 coal miners, who were identified as members of a minority, were killed."
    assert ("killed", 11, 11, None, "civilian", False) in found(text)


def test_the_quote_is_short_and_holds_people_and_outcome() -> None:
    _, mentions = read("ISIL claimed the October 24 attack that killed 65 cadets.")
    assert [mention.span.quote for mention in mentions] == ["killed 65 cadets"]


def test_counted_people_are_surer_than_a_pronoun() -> None:
    counted = read("Twelve men were killed.")[1][0].confidence
    pronoun = read("He was killed.")[1][0].confidence
    assert counted > pronoun


def test_a_figure_beside_an_age_a_date_or_a_share_is_no_count() -> None:
    assert found("Bilal, 36, and his brother were unharmed on August 30, when 59% of flats burnt.") == []


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_mention_slices_to_its_quote(text: str) -> None:
    sentence = Sentence(number=0, start=0, end=len(text), paragraph=0)
    for mention in find_casualties(text, [sentence]):
        assert text[mention.span.start : mention.span.end] == mention.span.quote


WORDS = st.sampled_from(
    "killed wounded were was 12 two soldiers others including among them and , . - ( ) the a dead injured said who in "
    "of suicide bomber himself toll rose to at least between 10 no one another Mr. Karim IS Taliban people died".split()
)


@given(st.lists(WORDS, max_size=40))
def test_any_order_of_the_words_of_a_casualty_report_is_read(words: list[str]) -> None:
    text, mentions = read(" ".join(words))
    for mention in mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert 0 <= mention.confidence <= 1


@pytest.mark.parametrize(
    "unit",
    ["killed ", "12 soldiers, ", "12 killed and ", "and killed and wounded ", "(", "toll ", "the dead ", "a, b "],
)
def test_a_long_run_of_one_phrase_is_read_to_its_end(unit: str) -> None:
    text, mentions = read(unit * (200_000 // len(unit)) + "12 soldiers were killed")
    assert all(text[m.span.start : m.span.end] == m.span.quote for m in mentions)
