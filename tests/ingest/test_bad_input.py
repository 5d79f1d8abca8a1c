"""Each kind of bad input is one line with what to do, and everything beside it is still taken in."""

import os
import shutil
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import SENTENCE, flate_of_spaces, gzip_of, page, pdf, rss, taken

from recount.ingest import IngestOptions, Limits
from recount.records import Document, Failure

QUICK = IngestOptions(limits=replace(Limits(), cpu_seconds=2))
BRACKETS = b"[({<" * 12_500_000
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))


def words(text: str) -> bytes:
    return text.encode()


def many_attributes(value: str) -> bytes:
    return words("<html><p " + " ".join(f"a{number}{value}" for number in range(250_000)) + ">x</p>")


# What is written, under which name; what the one line says.
TABLE: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "it is empty"),
    ("spaces.txt", lambda: b" \n\n\t ", "it is empty"),
    ("signs.txt", lambda: b"--- 12 *** 14 ---", "it holds no words"),
    ("empty.html", lambda: b"<html><body></body></html>", "no article text was found"),
    ("binary.txt", lambda: bytes(range(256)) * 8, "it is binary, no text"),
    ("picture.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "it is a picture, no text"),
    ("letter.docx.txt", lambda: b"PK\x03\x04" + bytes(50), "a ZIP archive or an office document"),
    ("late-binary.txt", lambda: b"a" * 5000 + bytes(range(128, 256)) * 90, "binary, or text in an encoding"),
    ("brackets.txt", lambda: BRACKETS, "larger than 10 MB"),
    ("brackets.html", lambda: BRACKETS, "larger than 10 MB"),
    ("brackets.jsonl", lambda: BRACKETS, "the line is longer than 5 MB"),
    ("brackets.xml", lambda: BRACKETS, "larger than 10 MB"),
    ("brackets.pdf", lambda: BRACKETS, "it is no PDF"),
    ("attributes.html", lambda: many_attributes("=1"), "more than 1,000 attributes"),
    ("hidden-attributes.html", lambda: many_attributes("='>'"), "more than 2 seconds"),
    ("divs.html", lambda: words("<html><body>" + "<div>" * 200_000 + "x"), "no article text was found"),
    ("large.html", lambda: words(page(SENTENCE * 70_000)), "larger than 5 MB"),
    ("damaged.jsonl.gz", lambda: gzip_of(b'{"text":', 1)[:-9], "damaged or cut off"),
    ("entities.xml", lambda: words(rss("<title>&a9;</title>", head=f"<!DOCTYPE x [{ENTITIES}]>")), "declares entities"),
    ("outside.xml", lambda: words(rss(head='<!DOCTYPE x [<!ENTITY a SYSTEM "a.txt">]>')), "declares entities"),
    ("newsml.xml", lambda: b'<?xml version="1.0"?><NewsML><a/></NewsML>', "XML of a kind"),
    ("no-items.rss", lambda: words(rss()), "the feed holds no items"),
    ("flate.pdf", lambda: pdf([], packed=flate_of_spaces(200)), "unpacks to far too much"),
    ("scan.pdf", lambda: pdf([[], []]), "it holds no text (scanned pages?)"),
    ("cut.pdf", lambda: pdf([[SENTENCE]])[:200], "it is damaged"),
    ("garbage.pdf", lambda: b"%PDF-1.7\n" + os.urandom(3000), "it is damaged"),
    ("array.json", lambda: b'[\n {"text": "x"}\n]', "not one article a line"),
]  # fmt: skip


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Document], list[Failure]]]:
    """All bad files and a good one after each, taken in at once."""
    folder = tmp_path_factory.mktemp("bad")
    for name, content, _ in TABLE:
        (folder / name).write_bytes(content())
        (folder / f"{name}~.txt").write_text(f"{SENTENCE} It was number {name}.")
    yield taken(*(folder / f"{name}{after}" for name, _, _ in TABLE for after in ("", "~.txt")), options=QUICK)
    shutil.rmtree(folder)


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, _, reason in TABLE])
def test_a_bad_file_is_one_line(name: str, reason: str, everything: tuple[list[Document], list[Failure]]) -> None:
    _, failures = everything
    (failure,) = (each for each in failures if Path(each.source).name.removesuffix(":1") == name)
    assert reason in failure.reason


def test_every_file_beside_the_bad_ones_is_read(everything: tuple[list[Document], list[Failure]]) -> None:
    documents, failures = everything
    assert [document.name for document in documents] == [f"{name}~" for name, _, _ in TABLE]
    assert len(failures) == len(TABLE)


def test_all_bad_files_together_take_little_memory_and_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(BRACKETS)
    (tmp_path / "b.jsonl").write_bytes(BRACKETS)
    (tmp_path / "c.html").write_bytes(BRACKETS)
    started = time.process_time()
    tracemalloc.start()
    taken(tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for path in tmp_path.iterdir():
        path.unlink()
    assert most < 60_000_000
    assert time.process_time() - started < 10


def test_a_scan_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf([[]]))
    _, (failure,) = taken(tmp_path / "report.pdf")
    assert f"{Path(failure.source).name}: {failure.reason}. {failure.advice}." == (
        "report.pdf: it holds no text (scanned pages?). Run it through OCR first, then add the text."
    )


def test_a_gzip_bomb_stops_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.ingest.originals.UNSUSPICIOUS", 3_000_000)
    line = b'{"text": "' + b"a b " * 200_000 + b'"}\n'
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip_of(line, 40))
    documents, failures = taken(tmp_path / "bomb.jsonl.gz")
    assert 0 < len(documents) < 12
    assert "unpacks to more than 200 times its size" in failures[-1].reason


def test_a_gzip_line_without_end_is_not_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip_of(b" " * 1_000_000, 100) + gzip_of(b'\n{"text": "Two died."}', 1))
    documents, failures = taken(tmp_path / "bomb.jsonl.gz")
    assert not documents
    assert "bomb" in failures[-1].reason or "longer than" in failures[-1].reason


def test_a_page_in_gzip_is_bounded_too(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip_of(b"<html>" + b"<p>aa</p>" * 100_000, 9))
    _, (failure,) = taken(tmp_path / "bomb.html.gz")
    assert "larger than 5 MB" in failure.reason


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Twelve killed in caf\xc3", "Twelve killed in caf�"),
        (b"Twelve \xc3\xa9 and \xe9t\xc3\xa9 \xc3\xa0 \xff end", None),
        (b"Nine \xf0\x28\x8c\x28 hurt", "Nine �(�( hurt"),
        (b"Nine \xff\xfe hurt", "Nine � hurt"),
        (b"Nine \xed\xa0\x80 hurt", None),
    ],
)
def test_broken_utf_8_is_read_and_said(content: bytes, text: str | None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(content + b" and more was not known on Friday.")
    (document,), (failure,) = taken(tmp_path / "a.txt")
    assert "\N{REPLACEMENT CHARACTER}" in document.text
    assert "broken UTF-8" in failure.reason
    if text is not None:
        assert document.text.startswith(text) or "��" in document.text


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er.txt").mkdir(parents=True)
    (tmp_path / "deep" / "tool.py").write_text("print()")
    documents, (failure,) = taken(tmp_path)
    assert not documents
    assert failure.reason == "it holds no articles"
    assert ".jsonl.gz" in failure.advice


def test_what_cannot_be_opened_is_a_failure_each_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "a-pipe.txt")
    (tmp_path / "b-link.txt").symlink_to("nowhere")
    (tmp_path / "c-locked.txt").write_text("x")
    (tmp_path / "d-folder.txt").mkdir()
    (tmp_path / "e-loop").symlink_to(tmp_path)
    (tmp_path / "f.txt").write_text(SENTENCE)
    (tmp_path / "g-circle.txt").symlink_to("g-circle.txt")
    really = open

    def locked(path: object, *others: object) -> object:
        if str(path).endswith("c-locked.txt"):
            raise PermissionError(13, "Permission denied")
        return really(path, *others)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", locked)
    documents, failures = taken(tmp_path)
    assert [document.name for document in documents] == ["f"]
    assert [(Path(failure.source).name, failure.reason) for failure in failures] == [
        ("a-pipe.txt", "it is a pipe or a device, no file"),
        ("b-link.txt", "it is a link to nothing"),
        ("c-locked.txt", "it may not be read"),
        ("e-loop", "it is a link to a folder, which is not followed (such links can run in circles)"),
        ("g-circle.txt", "it could not be read (Too many levels of symbolic links)"),
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("no/such/file.txt", "there is no such file or folder"),
        ("a" * 300, "it could not be read (File name too long)"),
        ("a\0b", "it could not be read (ValueError)"),
        ("ftp://example.org/a", "ftp addresses are not fetched"),
        ("file:///etc/hostname", "file addresses are not fetched"),
        ("-", "nothing is connected to it"),
        ("", "there is no such file or folder"),
    ],
)
def test_a_source_that_is_none_is_said(source: str, reason: str) -> None:
    _, (failure,) = taken(source)
    assert failure.reason == reason


def test_a_name_with_line_breaks_and_broken_bytes_stays_one_line(tmp_path: Path) -> None:
    for name in (b"a\nb\x1b[2J.txt", b"c\xff.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"")
    documents, failures = taken(tmp_path)
    assert not documents
    assert [Path(failure.source).name for failure in failures] == ["a b�[2J.txt", "c�.txt"]


def test_a_worker_that_dies_takes_one_document_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(page(f"{SENTENCE} It was number {number}."))
    small = replace(QUICK, limits=replace(QUICK.limits, memory_bytes=40_000_000))
    documents, failures = taken(tmp_path, options=small)
    assert not documents
    assert len(failures) == 3
    documents, failures = taken(tmp_path, options=QUICK)
    assert len(documents) == 3
    assert not failures


def test_other_kinds_in_a_folder_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    for name in ("b.css", "c.js", "d.png", "e.log", ".hidden", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"body {}")
    documents, (failure,) = taken(tmp_path)
    assert len(documents) == 1
    assert failure.reason == "left out 4 of its files, of kinds that Recount does not read (b.css, c.js, d.png, …)"


def test_a_document_longer_than_any_report_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine died. " * 1000)
    _, (failure,) = taken(tmp_path / "a.txt", options=IngestOptions(limits=Limits(characters=10_000)))
    assert failure.reason == "its text has 11,000 characters; the limit is 10,000"
