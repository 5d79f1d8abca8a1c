"""What is recorded stays, once, as it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factory import decision, document
from small_stages import SMALL
from sqlalchemy.exc import IntegrityError
from stores import run_sql, tamper

from recount.errors import LedgerError, NotInLedger
from recount.ledger import Derivation, Filter, Ledger, tables
from recount.records import Account, Cluster, Document, Estimate, Failure, Incident, When, Where
from recount.stages import read_and_code

QUETTA = document("quetta", "2016-10-24 Quetta: killed 61 (army)\nIn all 595 were killed.", on="2016-10-25")
TODAY = "2026-11-20T10:00:00Z"


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        yield opened


@pytest.fixture
def file_ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "recount.db")) as opened:
        yield opened


def record(ledger: Ledger, *documents: Document, at: str = TODAY) -> None:
    for item in documents:
        read_as = ledger.standing(item, reader=SMALL.name).document
        ledger.record(item, read_and_code(SMALL, read_as), read_as=read_as, reader=SMALL.name, at=at)


def test_a_document_and_its_account_come_back_as_they_were(ledger: Ledger) -> None:
    record(ledger, QUETTA)
    assert ledger.documents() == {QUETTA.id: QUETTA}
    assert ledger.accounts() == {QUETTA.id: read_and_code(SMALL, QUETTA)}


def test_every_claim_is_a_row_with_three_clocks(ledger: Ledger) -> None:
    record(ledger, QUETTA)
    clocks = "event_first, event_last, report_first, report_last, recorded_at"
    found = run_sql(
        ledger.place, f"SELECT field, low, best, high, quote, speaker, {clocks} FROM claims WHERE field = 'killed'"
    )
    days = ["2016-10-24", "2016-10-24", "2016-10-25", "2016-10-25", TODAY]
    assert [[str(cell) for cell in row] for row in found] == [["killed", "61", "61", "61", "61", "army", *days]]


def test_the_same_document_again_adds_no_row(ledger: Ledger) -> None:
    record(ledger, replace(QUETTA, captured=date(2026, 11, 20)))
    before = ledger.counts()
    tomorrow = replace(QUETTA, captured=date(2026, 11, 21))
    assert ledger.standing(tomorrow, reader=SMALL.name).known
    record(ledger, tomorrow, at="2026-11-21T10:00:00Z")
    assert ledger.counts() == before


def test_the_same_text_with_its_day_is_read_again_and_the_new_account_stands(ledger: Ledger) -> None:
    bare = replace(QUETTA, name="bare.txt", published=document("x").published)
    record(ledger, bare, QUETTA)
    assert ledger.counts()["documents"] == 1
    assert ledger.counts()["accounts"] == 2
    assert ledger.accounts()[QUETTA.id].published.first == date(2016, 10, 25)
    assert ledger.documents()[QUETTA.id].name == "quetta"


def test_a_document_read_with_out_of_date_metadata_is_refused(ledger: Ledger) -> None:
    bare = replace(QUETTA, name="bare.txt", published=document("x").published)
    record(ledger, QUETTA)
    with pytest.raises(LedgerError, match="Add it again"):
        ledger.record(bare, read_and_code(SMALL, bare), read_as=bare, reader=SMALL.name, at=TODAY)


@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"], ids=["update", "delete"])
def test_primary_tables_take_no_change(ledger: Ledger, change: str) -> None:
    record(ledger, replace(QUETTA, name="boom"))
    record(ledger, QUETTA)
    ledger.keep(b"the page", at=TODAY)
    ledger.record_failure(Failure(source="s", stage="ingest", reason="r", advice="a"), at=TODAY)
    ledger.record_decision(decision("same", "a", "b"))
    (account,) = run_sql(ledger.place, "SELECT id FROM accounts")[0]
    evidence = "span_start, span_end, quote, recorded_at"
    held = f"'{account}', 0, 'x', '{QUETTA.id}', 0, 1, 'x', 'now'"
    run_sql(
        ledger.place,
        f"INSERT INTO warnings (account, number, id, document, {evidence}) VALUES ({held})",
        f"INSERT INTO relations (account, number, id, document, {evidence}, a, kind, b) "
        f"VALUES ({held}, 'a', 'supports', 'b')",
    )
    before = ledger.counts()
    for table in tables.PRIMARY:
        assert before[table.name], table.name
        column = table.columns.keys()[0]
        with pytest.raises(IntegrityError, match=f"{table.name} is append-only"):
            run_sql(ledger.place, change.format(table.name, column, column))
    assert ledger.counts() == before


def test_a_failure_is_recorded_once_and_left_out_when_the_document_is_read_at_last(ledger: Ledger) -> None:
    failure = Failure(source="quetta", stage="read", reason="too dark", advice="Switch on a light")
    for _ in range(2):
        ledger.record(QUETTA, failure, read_as=QUETTA, reader=SMALL.name, at=TODAY)
    assert ledger.failures() == ((failure, TODAY),)
    assert ledger.documents() == {QUETTA.id: QUETTA}
    record(ledger, QUETTA)
    assert ledger.failures() == ()


def test_a_file_name_that_is_no_unicode_is_recorded_all_the_same(ledger: Ledger) -> None:
    ledger.record_failure(Failure(source="caf\udce9.txt", stage="ingest", reason="\x00", advice="a"), at=TODAY)
    assert ledger.failures()[0][0].source == "caf\\udce9.txt"


def test_decisions_come_back_in_the_order_in_which_they_were_made(ledger: Ledger) -> None:
    late, early = decision("same", "a", "b", at="2026-02-01"), decision("not same", "a", "b", at="2026-01-01")
    assert ledger.record_decision(late)
    assert ledger.record_decision(early)
    assert not ledger.record_decision(late)
    assert ledger.decisions() == (early, late)


def test_statistics_come_with_their_document(ledger: Ledger) -> None:
    record(ledger, QUETTA)
    ((home, item),) = ledger.statistics()
    assert (home.name, item.value) == ("quetta", (595.0, 595.0, 595.0))


def incident(key: str, day: str | None, country: str | None = "PK", reports: tuple[str, ...] = ()) -> Incident:
    when = When(first=date.fromisoformat(day), last=date.fromisoformat(day)) if day else When()
    return Incident(
        id=key,
        type="bombing",
        status="happened",
        reports=reports or (key,),
        when=Estimate(field="date", value=when),
        where=Estimate(field="place", value=Where(country=country)),
    )


def put(ledger: Ledger, *incidents: Incident) -> None:
    clusters = tuple(Cluster(id=one.id, reports=one.reports) for one in incidents)
    homes = {report: "d" for one in incidents for report in one.reports}
    made = Derivation(clusters=clusters, incidents=incidents, documents=homes, by="test", rules="conservative")
    ledger.replace_derived(made, primary=ledger.primary_state(), at=TODAY)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(), ["c1", "b1", "a1", "d1"]),
        (Filter(since=date(2016, 1, 1)), ["b1", "a1"]),
        (Filter(until=date(2016, 6, 1)), ["c1", "b1"]),
        (Filter(since=date(2016, 6, 1), until=date(2016, 6, 1)), ["b1"]),
        (Filter(country="iq"), ["c1"]),
        (Filter(type="raid"), []),
    ],
)
def test_incidents_are_asked_for_by_day_country_and_type(ledger: Ledger, asked: Filter, found: list[str]) -> None:
    put(
        ledger,
        incident("a1", "2017-05-01"),
        incident("b1", "2016-06-01"),
        incident("c1", "2015-01-01", "IQ"),
        incident("d1", None),
    )
    assert [one.id for one in ledger.incidents(asked)] == found


def test_an_incident_comes_back_as_it_was_and_a_new_derivation_takes_its_place(ledger: Ledger) -> None:
    put(ledger, incident("a1", "2017-05-01"))
    assert ledger.incidents() == (incident("a1", "2017-05-01"),)
    put(ledger, incident("b1", "2017-05-01"))
    assert [one.id for one in ledger.incidents()] == ["b1"]
    assert list(ledger.clusters()) == ["b1"]


def test_an_id_once_shown_leads_to_the_incident_that_holds_its_report(ledger: Ledger) -> None:
    put(ledger, incident("abc1", "2017-05-01"), incident("abd2", "2017-05-01"))
    assert ledger.incident_id("abc") == "abc1"
    put(ledger, incident("abc1", "2017-05-01", reports=("abc1", "abd2")))
    assert ledger.incident_id("abd2") == "abc1"
    with pytest.raises(NotInLedger, match="holds nothing under 'zz'"):
        ledger.incident_id("zz")


def test_a_beginning_that_fits_two_incidents_is_refused_with_both(ledger: Ledger) -> None:
    put(ledger, incident("abc1", "2017-05-01"), incident("abd2", "2017-05-01"))
    with pytest.raises(NotInLedger, match=r"2 incidents \(abc1, abd2\)\. Give more of the id"):
        ledger.incident_id("ab")
    with pytest.raises(NotInLedger):
        ledger.incident_id("%")


def test_the_ledger_knows_when_its_incidents_are_out_of_date(ledger: Ledger) -> None:
    assert ledger.is_derived()
    put(ledger)
    assert ledger.is_derived()
    assert ledger.is_derived(by="test")
    assert not ledger.is_derived(by="another reader")
    record(ledger, QUETTA)
    assert not ledger.is_derived()


def test_a_claim_that_its_document_does_not_say_is_complained_of(ledger: Ledger) -> None:
    accented = document("accents", "Née à Zürich 🙂.\n2016-10-24 Quetta: killed 61 (army)")
    record(ledger, accented)
    assert ledger.complaints() == ()
    tamper(ledger.place, "UPDATE claims SET quote = '62' WHERE field = 'killed'")
    assert len(ledger.complaints()) == 1


def test_a_closed_ledger_is_one_file(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "recount.db")) as ledger:
        record(ledger, QUETTA)
    assert [path.name for path in tmp_path.iterdir()] == ["recount.db"]


def test_an_account_without_reports_is_an_account(ledger: Ledger) -> None:
    quiet = document("quiet", "A fine day.")
    record(ledger, quiet)
    assert ledger.accounts()[quiet.id] == Account(document=quiet.id, published=quiet.published)


@pytest.mark.parametrize("replaced", [False, True])
def test_a_ledger_that_is_removed_while_open_takes_nothing_more_in_silence(file_ledger: Ledger, replaced: bool) -> None:
    Path(file_ledger.place).unlink()
    if replaced:
        Path(file_ledger.place).touch()
    with pytest.raises(LedgerError, match="removed or replaced while it was open"):
        record(file_ledger, QUETTA)


def test_a_ledger_in_a_folder_that_may_only_be_read_is_read_and_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a folder #1"
    folder.mkdir()
    place = str(folder / "recount.db")
    with Ledger.open(place) as ledger:
        record(ledger, QUETTA)
    monkeypatch.setattr("os.access", lambda path, _: Path(path) != folder)
    with Ledger.open(place) as ledger:
        assert list(ledger.documents()) == [QUETTA.id]
        assert [path.name for path in folder.iterdir()] == ["recount.db"]
        with pytest.raises(LedgerError, match="Allow writing to the file"):
            ledger.record_failure(Failure(source="a", stage="ingest", reason="b", advice="c"), at=TODAY)
