"""Day, place, type, status and sides: which value is chosen and which claims it sets aside."""

import pytest
from factory import claim, day, document, lasting, place, report
from told import told

from recount.records import When

MASTUNG = place(district="Mastung", province="Balochistan", country="PK")
SPLINJI = place(locality="Splinji", district="Mastung", province="Baluchistan", country="PK")


def papers(field, *values, on=()):
    made = []
    for number, value in enumerate(values):
        home = document(f"paper {number}", outlet=f"Outlet {number}", on=on[number] if on else None)
        made.append((home, report(home, claim(field, value, document=home.name))))
    return made


@pytest.mark.parametrize(
    ("days", "chosen"),
    [
        (["2016-10-24", "2016-10-24", "2016-10-25"], "2016-10-24"),
        (["--10-24", "2016-10-24"], "2016-10-24"),
        (["2016-10-01/2016-10-31", "2016-10-24"], "2016-10-24"),
        (["--10-24"], "--10-24"),
    ],
)
def test_the_day_of_most_witnesses_is_chosen_and_full_dates_come_first(days, chosen):
    assert told(*papers("date", *map(day, days))).when.value == day(chosen)


def test_an_undated_report_takes_the_day_of_the_dated_one():
    incident = told(*papers("date", When(), day("2017-06-04")))
    assert incident.when.value == day("2017-06-04")


def test_a_day_that_excludes_the_chosen_one_is_set_aside_with_the_reason_and_disputed():
    made = papers("date", day("2016-10-24"), day("2016-10-24"), day("2016-10-25"))
    incident = told(*made)
    late = made[2][1].claims[0].id
    assert incident.when.set_aside == ((late, "2016-10-25 excludes 2016-10-24"),)
    assert incident.disagreements[0].words == "2016-10-24 or 2016-10-25"


def test_two_days_by_one_witness_in_one_text_are_no_dispute_and_the_one_not_chosen_is_set_aside():
    home = document("a", outlet="Daily")
    incident = told((home, report(home, claim("date", day("2014-04-14")), claim("date", day("2014-05-02"), start=9))))
    assert incident.disagreements == ()
    assert len(incident.when.set_aside) == 1


def test_of_two_durations_the_newest_is_chosen_and_nothing_is_disputed():
    days = [lasting("2017-06-02", "2017-06-04"), lasting("2017-06-01", "2017-06-04")]
    incident = told(*papers("date", *days, on=("2017-06-04", "2017-06-05")))
    assert incident.when.value == days[1]
    assert incident.disagreements == ()


def test_without_a_day_the_publication_day_is_not_passed_off_as_one():
    assert told(*papers("place", MASTUNG, on=("2017-06-04",))).when is None


def test_the_fullest_place_that_agrees_is_chosen():
    incident = told(*papers("place", MASTUNG, SPLINJI))
    assert incident.where.value == SPLINJI
    assert incident.where.set_aside == ()


def test_another_district_is_set_aside_and_disputed():
    kalat = place(district="Kalat", province="Balochistan", country="PK")
    incident = told(*papers("place", MASTUNG, SPLINJI, kalat))
    assert incident.where.value == SPLINJI
    assert len(incident.where.set_aside) == 1
    assert [one.field for one in incident.disagreements] == ["place"]


def of_types(*types, statuses=()):
    made = []
    for number, kind in enumerate(types):
        home = document(f"paper {number}")
        status = statuses[number] if statuses else "happened"
        made.append((home, report(home, type=kind, status=status)))
    return made


@pytest.mark.parametrize(
    ("types", "chosen"),
    [
        (["attack", "attack", "shooting"], "shooting"),
        (["shooting", "suicide_bombing"], "suicide_bombing"),
        (["shooting", "shooting", "suicide_bombing"], "shooting"),
        (["attack"], "attack"),
    ],
)
def test_the_form_that_says_more_and_that_most_reports_name_is_chosen(types, chosen):
    assert told(*of_types(*types)).type == chosen


def test_what_one_report_says_happened_has_happened():
    assert told(*of_types("raid", "raid", statuses=("alleged", "happened"))).status == "happened"
    assert told(*of_types("raid", "raid", statuses=("planned", "foiled"))).status == "foiled"


def test_a_claim_an_accusation_and_a_doubt_each_keep_their_speakers():
    home = document("a", outlet="VOA")
    claims = (
        claim("perpetrator", "Islamic State", by="ISIL", stance="claims"),
        claim("perpetrator", "Islamic State", by="PICSS", stance="doubts"),
        claim("perpetrator", "Lashkar-e-Jhangvi al-Alami", by="Sher Afgun", stance="accuses"),
    )
    incident = told((home, report(home, *claims)))
    assert [(one.value, one.stance, one.rule) for one in incident.perpetrators] == [
        ("Islamic State", "claims", "claimed by Islamic State"),
        ("Islamic State", "doubts", "doubted by PICSS"),
        ("Lashkar-e-Jhangvi al-Alami", "accuses", "accused by Sher Afgun"),
    ]


def test_a_name_comes_before_a_description_and_spellings_are_one():
    made = papers("perpetrator", "gunmen", "gunmen", "Jamaat-ul-Ahrar", "Jamatul Ahrar")
    assert [one.value for one in told(*made).perpetrators] == ["Jamaat-ul-Ahrar", "gunmen"]


def test_weapons_and_finds_are_kept_with_their_claims():
    home = document("a")
    incident = told((home, report(home, claim("means", "suicide vests"), claim("seized", "weapons", start=30))))
    assert [(one.field, one.value) for one in incident.others] == [("means", "suicide vests"), ("seized", "weapons")]


def test_targets_that_differ_are_no_dispute():
    incident = told(*papers("target", "lawyers", "Civil Hospital"))
    assert [one.value for one in incident.targets] == ["Civil Hospital", "lawyers"]
    assert incident.disagreements == ()
