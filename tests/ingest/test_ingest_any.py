"""Whatever the bytes: a document or a failure, never an exception."""

from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hostile import SENTENCE, page, taken
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.errors import NotText
from recount.ingest.addresses import is_web_address, web_address
from recount.ingest.clean import mark_furniture
from recount.ingest.days import day_in, published_by_address
from recount.ingest.decode import decode
from recount.ingest.kinds import ENDINGS, kind_of

LINES = st.sampled_from(
    ["Share", "By Jo Doe", "Related stories", "World", SENTENCE, "2 comments", "Ann says:", "", "Sunday, May 5, 2019"]
)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "cp1251", "hex"]))
def test_any_bytes_become_some_text(data: bytes, declared: str | None) -> None:
    assert "\r" not in decode(data, declared).text


@given(st.text(max_size=200))
def test_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    expected = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if "\0" not in text:
        assert decode(text.encode()).text == expected


@given(st.binary(max_size=300), st.sampled_from(["", ".json", ".jpg", *ENDINGS]))
def test_any_beginning_is_of_a_kind_or_of_none(head: bytes, ending: str) -> None:
    with suppress(NotText):
        assert kind_of(head, ending) in ENDINGS.values()


@given(st.lists(st.one_of(LINES, st.text(max_size=60))), st.one_of(st.none(), LINES))
def test_furniture_is_true_to_the_text_and_in_order(lines: list[str], title: str | None) -> None:
    text = "\n".join(lines)
    spans = mark_furniture(text, title)
    assert all(text[span.start : span.end] == span.quote for span in spans)
    assert all(left.end < right.start for left, right in pairwise(spans))


@given(st.text(max_size=60))
def test_any_words_are_a_day_or_none(words: str) -> None:
    assert day_in(words) is None or isinstance(day_in(words), date)
    assert published_by_address(f"https://example.org/{words}", date(2021, 1, 1)).basis in {"unknown", "metadata"}


@given(st.text(max_size=60))
def test_an_address_that_is_kept_can_be_shown(words: str) -> None:
    kept = web_address(f"https://{words}")
    assert kept is None or (is_web_address(kept) and "@" not in kept.partition("/")[0])


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_json_lines_are_documents_or_failures(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_bytes(b'{"text": "Nine died."}\n' + data)
    documents, _ = taken(path)
    assert documents


def test_modules_in_the_working_directory_are_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit(3)")
    (tmp_path / "a.html").write_text(page(SENTENCE, SENTENCE + " Again."))
    monkeypatch.chdir(tmp_path)
    documents, failures = taken("a.html")
    assert len(documents) == 1
    assert not failures
