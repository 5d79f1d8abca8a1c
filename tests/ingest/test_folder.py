"""Plain texts and folders of them."""

import hashlib
import io
from datetime import date
from pathlib import Path

import pytest
from hostile import SENTENCE, page, taken

from recount.ingest import IngestOptions, ingest, ingest_stream
from recount.records import content_id


def test_a_text_is_taken_as_it_is(tmp_path: Path) -> None:
    text = f"  A headline\n\n\tBy Jo Doe\n\n{SENTENCE}\n"
    (tmp_path / "2019-03-15 raid.v2.txt").write_text(text)
    (document,), failures = taken(
        tmp_path / "2019-03-15 raid.v2.txt", options=IngestOptions(captured=date(2021, 9, 19))
    )
    assert not failures
    assert document.text == text
    assert document.name == "2019-03-15 raid.v2"
    assert document.id == content_id("document", text)
    assert document.original_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (document.title, document.outlet, document.url, document.language) == (None, None, None, "en")
    assert (document.published.basis, document.captured) == ("unknown", date(2021, 9, 19))
    assert [span.quote for span in document.furniture] == ["By Jo Doe"]


def test_the_id_tells_the_same_text_whatever_the_bytes(tmp_path: Path) -> None:
    for name, encoding in (("a", "utf-8"), ("b", "utf-8-sig"), ("c", "utf-16")):
        (tmp_path / f"{name}.txt").write_bytes(f"{SENTENCE}\n“Nine”.".encode(encoding))
    (tmp_path / "d.txt").write_bytes(f"{SENTENCE}\r\n“Nine”.".encode())
    documents, _ = taken(tmp_path)
    assert len({document.id for document in documents}) == 1
    assert len({document.original_sha256 for document in documents}) == 4


def test_a_day_and_an_outlet_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (document,), _ = taken(tmp_path / "a.txt", options=IngestOptions(published=date(2019, 3, 15), outlet="The Post"))
    assert (document.published.day, document.published.basis, document.outlet) == (
        date(2019, 3, 15),
        "given",
        "The Post",
    )


def test_a_folder_is_read_to_its_depth_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", "a.txt", "c/.git/x.txt", "c/noending", "c/known"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            page(f"{SENTENCE} It is {name}.", SENTENCE) if name in {"a/b/c.html", "c/known"} else f"{SENTENCE} {name}"
        )
    documents, (failure,) = taken(tmp_path)
    assert [document.name for document in documents] == ["c", "z", "a", "b", "known"]
    assert "noending" in failure.reason


def test_very_deep_folders_are_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "z.txt").write_text(SENTENCE)
    documents, failures = taken(tmp_path)
    assert [document.name for document in documents] == ["z"]
    assert not failures


def test_several_sources_are_read_in_their_order(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{SENTENCE} {name}")
    documents, (failure,) = taken(tmp_path / "b.txt", tmp_path / "none.txt", tmp_path / "a.txt")
    assert [document.name for document in documents] == ["b", "a"]
    assert failure.reason == "there is no such file or folder"


def test_reading_may_stop_half_way(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(page(f"{SENTENCE} {number}", SENTENCE))
    items = ingest(str(tmp_path))
    next(items)
    items.close()  # type: ignore[attr-defined]


def test_bytes_at_hand_are_read_under_a_name() -> None:
    (document,) = ingest_stream(io.BytesIO(SENTENCE.encode()), name="upload.txt")
    assert (document.name, document.text) == ("upload", SENTENCE)  # type: ignore[union-attr]
    (failed,) = ingest_stream(io.BytesIO(b"\x89PNG"), name="upload.txt")
    assert failed.source == "upload.txt"  # type: ignore[union-attr]


def test_a_fault_of_ours_in_one_source_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> str:
        return {}[text] if "foul" in text else "en"

    monkeypatch.setattr("recount.ingest.documents.language_of", broken)
    for name in ("a", "foul", "z"):
        (tmp_path / f"{name}.txt").write_text(f"{SENTENCE} {name}")
    documents, (failed,) = taken(tmp_path)
    assert [document.name for document in documents] == ["a", "z"]
    assert failed.reason == "it could not be read (KeyError)"


def test_memory_that_runs_out_over_one_article_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_text: str) -> str:
        raise MemoryError

    monkeypatch.setattr("recount.ingest.documents.language_of", greedy)
    (tmp_path / "a.txt").write_text(SENTENCE)
    (failed,) = taken(tmp_path)[1]
    assert failed.reason == "memory ran out while it was read"
