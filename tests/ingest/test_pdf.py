"""PDF: printed lines become paragraphs, pages stay apart, and locked or foul files are failures."""

from dataclasses import replace
from pathlib import Path

import pytest
from hostile import pdf, taken

from recount.ingest import IngestOptions, Limits

LINES = [
    "Gunmen killed three guards at a checkpoint out-",
    "side the town on Friday, police said. A 12-",
    "year-old boy was hurt when a bullet hit a house,",
    "a doctor said.",
    "No group has claimed the attack so far. The gov-",
    "ernment blamed fighters from across the border.",
]
TEXT = (
    "Gunmen killed three guards at a checkpoint outside the town on Friday, police said. A 12-year-old boy was hurt "
    "when a bullet hit a house, a doctor said.\n\nNo group has claimed the attack so far. The government blamed "
    "fighters from across the border."
)


def test_printed_lines_become_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf([LINES]))
    (document,), failures = taken(tmp_path / "report.pdf")
    assert not failures
    assert (document.name, document.text) == ("report", TEXT)
    assert (document.title, document.published.first) == (None, None)


def test_a_heading_stays_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([["Attacks in March", *LINES]]))
    (document,), _ = taken(tmp_path / "a.pdf")
    assert document.text == f"Attacks in March\n\n{TEXT}"


def test_a_sentence_runs_over_a_page_without_page_numbers_and_running_titles(tmp_path: Path) -> None:
    head = "The Border Post Monthly"
    first = [head, *LINES[:3], "The search for the men who did it went on in the", "Page 1 of 3"]
    second = [head, "hills until dark, the spokesman told the council.", *LINES[4:], "Page 2 of 3"]
    (tmp_path / "a.pdf").write_bytes(pdf([first, second, [head, *LINES, "Page 3 of 3"]]))
    (document,), _ = taken(tmp_path / "a.pdf")
    assert "went on in the\fhills until dark" in document.text
    assert document.text.count("\f") == 2
    assert head not in document.text
    assert "Page" not in document.text


def test_a_password_is_said(tmp_path: Path) -> None:
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
    (tmp_path / "a.pdf").write_bytes(pdf([LINES], extra=locked))
    _, (failure,) = taken(tmp_path / "a.pdf")
    assert "password" in failure.reason


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(pdf_pages=3), "it has 4 pages; the limit is 3"), (Limits(pdf_bytes=500), "it is larger than 0.0005 MB")],
)
def test_a_pdf_over_a_limit_is_refused_whole(limits: Limits, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([LINES] * 4))
    documents, (failure,) = taken(tmp_path / "a.pdf", options=IngestOptions(limits=replace(limits)))
    assert not documents
    assert failure.reason == reason


def test_a_pdf_under_another_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(pdf([LINES]))
    (document,), _ = taken(tmp_path / "report.txt")
    assert document.text == TEXT
