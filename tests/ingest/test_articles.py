"""JSON Lines: every good line is a document, every bad one a failure with its number."""

import gzip
import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hostile import SENTENCE, taken

from recount.ingest import IngestOptions, Limits, ingest
from recount.records import content_id

FULL = {
    "id": "a-1",
    "outlet": "The Border Post",
    "title": "Three guards killed",
    "published": "2019-03-15T10:00:00Z",
    "url": "https://example.org/a",
    "text": f"QUETTA: {SENTENCE}",
    "licence": "passed over",
}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "news.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def test_an_article_brings_its_own_fields(tmp_path: Path) -> None:
    path = written(tmp_path, FULL)
    (document,), failures = taken(path, options=IngestOptions(captured=date(2020, 1, 1)))
    assert not failures
    assert document.text == f"Three guards killed\n\nQUETTA: {SENTENCE}"
    assert (document.name, document.title, document.outlet) == ("a-1", "Three guards killed", "The Border Post")
    assert (document.url, document.language, document.captured) == ("https://example.org/a", "en", date(2020, 1, 1))
    assert document.published.day == date(2019, 3, 15)
    assert document.published.basis == "metadata"
    assert document.id == content_id("document", document.text)
    assert document.original_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("title", "text", "full"),
    [
        (None, "A.\nB.", "A.\nB."),
        ("", " A.", " A."),
        ("T", "A.", "T\n\nA."),
        (" T ", "A.", "T\n\nA."),
        ("T", "\n T\n\nA.", "\n T\n\nA."),
        ("T", "A\u2028B", "T\n\nA\u2028B"),
    ],
)
def test_the_title_comes_first_unless_the_text_begins_with_it(
    title: str | None, text: str, full: str, tmp_path: Path
) -> None:
    (document,), _ = taken(written(tmp_path, {"title": title, "text": text}))
    assert document.text == full


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{bad", "it is no JSON"),
        (b'{"text": "x"} y', "it is no JSON (Extra data"),
        (b"[1]", "it is no article (Expected `object`, got `array`)"),
        ({"title": "x"}, "it is no article (Object missing required field `text`)"),
        ({"text": 5}, "it is no article (Expected `str`, got `int` - at `$.text`)"),
        ({"text": "x", "outlet": []}, "$.outlet"),
        ({"text": " "}, "it holds no words"),
        ({"text": "", "title": "Only a title"}, "it holds no words"),
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"text": "x", "n": ' + b"1" * 6_000 + b"}", "endless number"),
        (b'{"text": "' + b"x" * 60_000 + b'"}', "the line is longer than 0.05 MB"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line: object, reason: str, tmp_path: Path) -> None:
    path = written(tmp_path, FULL, b"", line, b"  ", {"text": SENTENCE})
    limits = IngestOptions(limits=replace(Limits(), line_bytes=50_000 if reason.startswith("the line") else 5_000_000))
    documents, (failure,) = taken(path, options=limits)
    assert [document.name for document in documents] == ["a-1", "news:5"]
    assert failure.source == f"{path}:3"
    assert reason in failure.reason


def test_a_file_of_nothing_but_bad_lines_is_given_up(tmp_path: Path) -> None:
    limits = IngestOptions(limits=Limits(bad_lines=3))
    documents, failures = taken(written(tmp_path, b"a", b"b", FULL, *[b"x"] * 9, FULL), options=limits)
    assert [document.name for document in documents] == ["a-1"]
    assert len(failures) == 6
    assert failures[-1].reason == "3 bad lines on end; the rest was not read"


def test_lines_end_at_line_feeds_alone(tmp_path: Path) -> None:
    line = '{"text": "Two died.\u2028Three\u0085were\x0bhurt."}\r\n'
    (tmp_path / "a.jsonl").write_bytes(("\ufeff" + line).encode().replace(b"\x0b", b"\\u000b"))
    (document,), failures = taken(tmp_path / "a.jsonl")
    assert document.text == "Two died.\u2028Three\u0085were\x0bhurt."
    assert not failures


def test_halves_of_characters_and_control_signs_are_replaced_one_for_one(tmp_path: Path) -> None:
    (document,), _ = taken(
        written(tmp_path, b'{"id": "\\u001b[2J", "text": "Two \\ud800 died\\u0000 and \\u001b[31m more."}')
    )
    assert document.text == "Two � died� and �[31m more."
    assert document.name == "�[2J"


def test_a_broken_line_is_read_and_said(tmp_path: Path) -> None:
    (document,), (failure,) = taken(written(tmp_path, b'{"id": 7, "text": "Two \xff\xfe died on Friday."}'))
    assert document.name == "7"
    assert failure.source.endswith("news.jsonl:1")
    assert "broken UTF-8" in failure.reason


@pytest.mark.parametrize("published", ["soon", 1552608000, "03/04/2019", None, "2031-01-01"])
def test_a_wrong_day_leaves_the_article_undated(published: object, tmp_path: Path) -> None:
    (document,), failures = taken(
        written(tmp_path, FULL | {"published": published}), options=IngestOptions(captured=date(2020, 1, 1))
    )
    assert document.published.first is None
    assert document.published.basis == "unknown"
    assert not failures


def test_what_the_caller_gives_fills_gaps_of_a_collection(tmp_path: Path) -> None:
    options = IngestOptions(published=date(2020, 2, 2), outlet="Given")
    documents, _ = taken(written(tmp_path, FULL, {"text": SENTENCE}), options=options)
    assert [document.published.day for document in documents] == [date(2019, 3, 15), date(2020, 2, 2)]
    assert [document.published.basis for document in documents] == ["metadata", "given"]
    assert [document.outlet for document in documents] == ["The Border Post", "Given"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a b", 'https://a"b', "example.org", "//x"]
)
def test_only_web_addresses_become_links(url: str, tmp_path: Path) -> None:
    (document,), _ = taken(written(tmp_path, FULL | {"url": url}))
    assert document.url is None


def test_a_password_in_an_address_is_not_kept(tmp_path: Path) -> None:
    (document,), _ = taken(written(tmp_path, FULL | {"url": "https://me:secret@example.org/a#top"}))
    assert document.url == "https://example.org/a"


def test_the_same_comes_out_of_gzip_and_of_standard_input(tmp_path: Path) -> None:
    path = written(tmp_path, FULL, {"id": "b", "text": SENTENCE})
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
    plain, _ = taken(path)
    packed, _ = taken(tmp_path / "packed.jsonl.gz")
    piped, _ = taken("-", stdin=io.BytesIO(path.read_bytes()))
    piped_packed, _ = taken("-", stdin=io.BytesIO((tmp_path / "packed.jsonl.gz").read_bytes()))
    assert plain == packed == piped == piped_packed


class Endless(io.RawIOBase):
    """A file of a gigabyte that is never in memory."""

    def __init__(self) -> None:
        self._line = json.dumps({"text": SENTENCE + " x" * 30_000}).encode() + b"\n"
        self._left = 1_000_000_000 // len(self._line)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._left <= 0:
            return b""
        self._left -= max(1, size // len(self._line))
        return self._line * max(1, size // len(self._line))


def some(items: Iterator[object], number: int) -> int:
    return sum(1 for _, _ in zip(range(number), items, strict=False))


def test_a_file_larger_than_the_memory_is_read_line_by_line() -> None:
    tracemalloc.start()
    items = ingest("-", stdin=Endless())  # type: ignore[arg-type]
    some(items, 20)
    before = tracemalloc.get_traced_memory()[0]
    assert some(items, 200) == 200
    assert tracemalloc.get_traced_memory()[0] - before < 5_000_000
    tracemalloc.stop()
