"""The first of five grades that fits, with its reason."""

import pytest
from factory import claim, document, report
from told import told


def paper(name, *claims, outlet=None):
    home = document(name, outlet=outlet or f"The {name.upper()} Times")
    return home, report(home, *claims)


def killed(number=9, by=None, name="", **more):
    return claim("killed", number, of="all", by=by, document=name + str(by), **more)


def did(actor, stance="asserts", by=None, name=""):
    return claim("perpetrator", actor, by=by, stance=stance, document=name + str(by))


@pytest.mark.parametrize(
    ("papers", "grade", "reason"),
    [
        ([paper("a", killed())], "single", "one witness: The A Times"),
        (
            [paper("a", killed()), paper("b", killed(name="b"))],
            "corroborated",
            "2 independent witnesses: The A Times, The B Times",
        ),
        (
            [paper("a", killed(by="the interior ministry"))],
            "official only",
            "every witness speaks for the authorities: interior ministry",
        ),
        (
            [paper("a", killed(by="police")), paper("b", killed(by="the governor", name="b"))],
            "official only",
            "every witness speaks for the authorities: governor, police",
        ),
        (
            [paper("a", killed(by="police")), paper("b", killed(by="a doctor", name="b"))],
            "corroborated",
            "2 independent witnesses: doctor, police",
        ),
        ([paper("a", did("Boko Haram", "claims", "Boko Haram"))], "claimed", "only Boko Haram says so"),
        (
            [paper("a", did("Boko Haram", "claims", "Boko Haram"), killed(by="Boko Haram"))],
            "claimed",
            "only Boko Haram says so",
        ),
        (
            [paper("a", killed(9)), paper("b", killed(15, name="b"))],
            "contested",
            "killed: 9 or 15; told by The A Times and The B Times",
        ),
        (
            [paper("a", killed(), did("Boko Haram")), paper("b", did("Boko Haram", "denies", "Abu Qaqa", "b"))],
            "contested",
            "Abu Qaqa denies that Boko Haram did it",
        ),
        (
            [
                paper("a", did("Islamic State", "claims", "Islamic State")),
                paper("b", did("Jamaat-ul-Ahrar", "claims", "Jamaat-ul-Ahrar", "b")),
            ],
            "contested",
            "perpetrator: Islamic State or Jamaat-ul-Ahrar",
        ),
    ],
)
def test_the_first_grade_that_fits(papers, grade, reason):
    incident = told(*papers)
    assert (incident.grade, incident.grade_reason) == (grade, reason)


def test_a_doubt_is_a_disagreement_but_does_not_contest():
    incident = told(
        paper("a", killed(), did("Islamic State", "claims", "Islamic State")),
        paper("b", killed(name="b"), did("Islamic State", "doubts", "PICSS", "b")),
    )
    assert incident.grade == "corroborated"
    assert [one.words for one in incident.disagreements] == ["PICSS doubts that Islamic State did it"]


def test_two_groups_that_one_witness_names_together_are_no_rivals():
    together = paper(
        "a",
        killed(),
        did("Islamic State", "asserts", "a spokesman"),
        did("Lashkar-e-Jhangvi al-Alami", "claims", "a spokesman"),
    )
    incident = told(together)
    assert incident.grade != "contested"
    assert incident.disagreements[0].words.endswith("; spokesman names them together")


@pytest.mark.parametrize(("stance", "disputed"), [("asserts", False), ("accuses", True)])
def test_a_unit_that_is_not_known_is_no_rival_of_the_army_unless_someone_says_so(stance, disputed):
    incident = told(
        paper("a", did("Pakistan Army", by="the army")),
        paper("b", did("Mountain Company", stance, "a senator", "b")),
    )
    assert bool(incident.disagreements) is disputed


def test_a_witness_who_names_two_that_it_may_have_been_contests_nothing():
    either = paper(
        "a", killed(), did("Russia", "suspects", "a monitor"), did("Syrian government", "suspects", "a monitor")
    )
    assert told(either).grade == "single"


def test_who_denies_its_own_deed_denies_it():
    incident = told(paper("a", killed(), did("Turkey", "accuses", "a doctor"), did("Turkey", "denies", "Turkey")))
    assert [one.words for one in incident.disagreements] == ["Turkey denies it"]


def test_without_any_claim_there_is_no_witness():
    incident = told(paper("a"))
    assert (incident.grade, incident.grade_reason, incident.witnesses) == ("single", "no witness is named", ())
