"""The catalogue of a ledger: made from it, kept up with it, never in its way."""

import sqlite3
from pathlib import Path

import pytest
from factory import claim, day, decision, document, place, report

from recount.ledger import Ledger, cards
from recount.ledger.cards import Card
from recount.ledger.catalogue import Catalogue
from recount.ledger.search import Search, Telling
from recount.pipeline import Desk, decide, rebuild
from recount.records import Account, Document, Incident
from recount.stages import STAGES
from recount.web.card import draw

AT = "2026-01-01T00:00:00.000000Z"


def desk(ledger: Ledger) -> Desk:
    return Desk(ledger=ledger, stages=STAGES, now=lambda: AT, jobs=1)


def told(name: str, killed: int, town: str, context: str) -> tuple[Document, Account]:
    home = document(
        name, f"{context} {killed} killed in {town} on the day. {name}", outlet="The Example", on="2016-10-25"
    )
    text = home.text
    claims = (
        claim("killed", killed, f"{killed} killed", text.index(f"{killed} killed"), of="all", document=home.id),
        claim("place", place(locality=town, country="PK"), town, text.index(f"in {town}") + 3, document=home.id),
        claim("date", day("2016-10-24"), "the day", text.index("the day"), document=home.id),
    )
    return home, Account(document=home.id, published=home.published, reports=(report(home, *claims, context=context),))


def add(ledger: Ledger, *pairs: tuple[Document, Account]) -> None:
    for home, account in pairs:
        read_as = ledger.standing(home, reader=STAGES.name).document
        ledger.record(home, account, read_as=read_as, reader=STAGES.name, at=AT)
    rebuild(desk(ledger))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(str(tmp_path / "recount.db"))
    add(made, told("one", 61, "Quetta", "Gunmen stormed a police college."))
    return made


def refreshed(ledger: Ledger, drawn: list[str] | None = None) -> Catalogue:
    def noted(incident: Incident, telling: Telling) -> Card:
        if drawn is not None:
            drawn.append(incident.id)
        return draw(incident, telling)

    catalogue = Catalogue.beside(ledger.place)
    catalogue.refresh(Search.open(ledger.place), noted)
    return catalogue


def test_an_incident_is_found_by_the_words_of_its_sentences_its_place_and_its_day(ledger: Ledger) -> None:
    catalogue = refreshed(ledger)
    for words in ("police college", "colleges", "quetta", "October 2016", '"stormed a police"'):
        assert len(catalogue.matching(words)) == 1, words
    assert catalogue.matching('"police stormed"') == []
    assert catalogue.matching("Karachi") == catalogue.matching("") == catalogue.matching('"*(') == []


def test_only_what_changed_is_drawn_again(ledger: Ledger) -> None:
    drawn: list[str] = []
    refreshed(ledger, drawn)
    assert len(drawn) == 1
    add(ledger, told("two", 25, "Mastung", "A bomb hit a convoy."))
    refreshed(ledger, drawn)
    assert len(drawn) == 2
    assert len(set(drawn)) == 2
    refreshed(ledger, drawn)
    assert len(drawn) == 2


def test_incidents_that_were_joined_have_one_card(ledger: Ledger) -> None:
    add(ledger, told("two", 25, "Mastung", "A bomb hit a convoy."))
    assert len(refreshed(ledger).columns()["number"]) == 2
    reports = sorted(one.id for one in ledger.incidents())
    assert decide(desk(ledger), [decision("same", *reports)]) == 1
    catalogue = refreshed(ledger)
    assert len(catalogue.columns()["number"]) == 1
    assert catalogue.matching("convoy") == catalogue.matching("college") != []


def test_redacted_words_are_found_no_more(ledger: Ledger) -> None:
    assert refreshed(ledger).matching("college")
    home = next(iter(ledger.documents().values()))
    start = home.text.index("police college")
    decide(desk(ledger), [decision("redact", home.id, value=f"[{start}, {start + 14}]", reason="a private place")])
    catalogue = refreshed(ledger)
    assert catalogue.matching("college") == []
    assert catalogue.matching("stormed") != []


def test_a_redacted_name_of_three_letters_is_found_no_more(ledger: Ledger) -> None:
    add(ledger, told("two", 12, "Mastung", "A barber, Ali, saw the alibis burn."))
    assert refreshed(ledger).matching("Ali")
    home = next(one for one in ledger.documents().values() if "Ali" in one.text)
    start = home.text.index("Ali")
    decide(desk(ledger), [decision("redact", home.id, value=f"[{start}, {start + 3}]", reason="a private person")])
    assert refreshed(ledger).matching('"Ali"') == []
    assert refreshed(ledger).matching("alibis") != []


def test_a_decision_makes_an_incident_news_again(ledger: Ledger) -> None:
    before = refreshed(ledger).cards([1])[0]
    assert before["changed"] == before["recorded"] == AT
    target = next(iter(ledger.accounts().values())).reports[0].claims[0].id
    decide(desk(ledger), [decision("correct", target, value="[62, 62, 62]", at="2026-02-01T00:00:00.000000Z")])
    numbers = refreshed(ledger).columns()["number"]
    after = refreshed(ledger).cards(numbers)[0]
    assert after["changed"] == "2026-02-01T00:00:00.000000Z"
    assert after["killed"] == "62"


def test_a_deleted_catalogue_is_made_again_and_the_ledger_never_knows(ledger: Ledger) -> None:
    digest = ledger.digest()
    refreshed(ledger).close()
    for file in Path(ledger.place).parent.glob("recount.db.catalogue*"):
        file.unlink()
    assert refreshed(ledger).matching("quetta")
    assert ledger.digest() == digest
    assert ledger.complaints() == ()


def test_a_catalogue_of_another_version_is_made_anew(ledger: Ledger) -> None:
    refreshed(ledger).close()
    with sqlite3.connect(f"{ledger.place}.catalogue") as raw:
        raw.execute("UPDATE state SET value = 'of old' WHERE key = 'version'")
    raw.close()
    catalogue = Catalogue.beside(ledger.place)
    assert catalogue.state() == ""
    assert refreshed(ledger).matching("quetta")


def test_where_the_folder_takes_no_file_the_catalogue_is_temporary(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "recount.db.catalogue").mkdir()  # a folder is in the way
    catalogue = Catalogue.beside(str(tmp_path / "elsewhere" / "recount.db"))
    catalogue.refresh(Search.open(ledger.place), draw)
    assert catalogue.matching("quetta")
    catalogue.close()


def test_several_processes_draw_the_same_cards(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ledger, told("two", 25, "Mastung", "A bomb hit a convoy."), told("three", 3, "Chaman", "A mine."))
    alone = refreshed(ledger)
    monkeypatch.setattr(cards, "MANY", 2)
    together = Catalogue(str(tmp_path / "other.catalogue"))
    together._prepare()
    together.refresh(Search.open(ledger.place), draw, jobs=2)
    assert together.columns() == alone.columns() | {"number": [1, 2, 3]}
    assert together.cards([1, 2, 3]) == alone.cards(alone.columns()["number"])
    assert together.coverage() == alone.coverage() != []
    assert together.totals() == alone.totals() == {"documents": 3, "claims": 9}
