"""Bulletins: written as page, print and text, every number leading to incidents and sentences."""

import csv
import io
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli_runs import Recount
from pypdf import PdfReader

OCTOBER = ("bulletin", "--month", "2016-10", "--area", "PK", "-o", "out")


def written(name: str) -> str:
    return (Path("out") / name).read_text(encoding="utf-8")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(name))))


def test_a_month_as_page_and_text(filled: Recount) -> None:
    run = filled(*OCTOBER, "--form", "html", "--form", "md", "--publisher", "A <b>Monitor</b>")
    assert (run.exit_code, run.stdout) == (0, "The bulletin is written to out\n")
    page, text = written("bulletin.html"), written("bulletin.md")
    assert "Political violence in October 2016" in page
    assert "<b>Monitor" not in page
    assert "The ledger holds 1 incident of political violence in Pakistan in October 2016." in page
    assert "61 people were killed (from 61 to 65)" in page
    assert "| Class not told | 1 | 61 (61–65) |" in text


def test_both_sentences_of_a_disagreement_stand_in_it(filled: Recount) -> None:
    filled(*OCTOBER, "--form", "html")
    disputed = written("bulletin.html").partition("<h2>Where reports disagree</h2>")[2].partition("</section>")[0]
    assert "killed <mark>61</mark> (army)" in disputed
    assert "killed <mark>65</mark> (police)" in disputed


def test_every_link_of_the_page_leads_to_something_in_it(filled: Recount) -> None:
    filled(*OCTOBER, "--form", "html")
    page = written("bulletin.html")
    anchors = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links
    assert links <= anchors
    assert not re.findall(r'(?:href|src)="(?!#|data:)', page)
    assert "<script" not in page


def test_the_files_lead_from_each_number_to_its_sentences(filled: Recount) -> None:
    filled(*OCTOBER, "--form", "md")
    killed = next(row for row in rows("cells.csv") if (row["table"], row["column"]) == ("By province", "Killed"))
    assert (killed["low"], killed["best"], killed["high"], killed["numbers"]) == ("61", "61", "65", "1")
    told = [row for row in rows("evidence.csv") if row["incident"] == killed["incidents"] and row["field"] == "killed"]
    assert sorted((row["value"], row["speaker"]) for row in told) == [("61", "army"), ("65", "police")]
    assert all(row["sentence"].startswith("2016-10-24 Quetta") for row in told)


def test_a_year_beside_the_year_before(filled: Recount) -> None:
    filled("bulletin", "--year", "2017", "--area", "PK", "-o", "out", "--form", "md", "--layout", "satp")
    text = written("bulletin.md")
    assert "**25 people killed**; 36 fewer than in 2016 (61), -59%." in text
    assert "### Fatalities by year" in text
    assert "Annual report" in text


def test_what_came_in_since_the_last_issue_is_a_correction(filled: Recount, articles: Path) -> None:
    late = "More dead.\n\n2017-05-12 Mastung: killed 28 (hospital)\n\n2017-05-02 Chaman: killed 4\n"
    (articles / "late.txt").write_text(late)
    assert filled("add", "articles/late.txt", "--published", "2018-01-02").exit_code == 0
    asked = ("bulletin", "--month", "2017-05", "--area", "PK", "-o", "out", "--form", "md")
    filled(*asked, "--since", "2026-11-19")
    told = written("bulletin.md").partition("## Corrections")[2].partition("## Coverage")[0]
    assert "Mastung" in told
    assert "not told then" in told
    filled(*asked, "--since", "2026-11-21")
    assert "Nothing that stood then is told otherwise now." in written("bulletin.md")
    filled(*asked)
    assert "No day of a last issue was given" in written("bulletin.md")


def test_a_month_without_incidents_says_so(filled: Recount) -> None:
    run = filled("bulletin", "--month", "2015-01", "--area", "PK", "-o", "out", "--form", "html", "--form", "md")
    assert run.exit_code == 0
    assert "holds no incident of this time" in run.stdout
    assert "The ledger holds no incident of January 2015 in Pakistan." in written("bulletin.html")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ((), "either --month 2019-01 or --year 2018"),
        (("--month", "2019-01", "--year", "2019"), "either --month"),
        (("--month", "2019"), "no such time"),
        (("--month", "2019-01", "--layout", "crss"), "crss"),
    ],
)
def test_a_wrong_question_is_exit_code_2(filled: Recount, wrong: tuple[str, ...], told: str) -> None:
    run = filled("bulletin", *wrong)
    assert run.exit_code == 2
    assert told in run.stderr


def test_the_print_is_tagged_has_bookmarks_a_language_and_words_for_its_pictures(filled: Recount) -> None:
    if find_spec("weasyprint") is None:
        pytest.skip("WeasyPrint (the extra pdf) is not installed")
    run = filled(*OCTOBER, "--form", "pdf")
    if run.exit_code == 2 and "cannot be printed" in run.stderr:
        pytest.skip("WeasyPrint lacks the library Pango of the system")
    assert run.exit_code == 0
    reader = PdfReader("out/bulletin.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "October 2016" in reader.metadata.title
    (cover, sections) = reader.outline
    assert cover.title == "Pakistan"
    assert {"Key figures", "Chronology", "Method and definitions"} <= {
        one.title for one in sections if hasattr(one, "title")
    }
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_without_the_printer_the_message_says_what_to_install(filled: Recount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    run = filled(*OCTOBER)
    assert run.exit_code == 2
    assert "pip install 'recount-ledger[pdf]'" in run.stderr
