"""How the second coder is asked: patience, limits, keys, and answers that are kept."""

import json
from pathlib import Path

import pytest
from endpoint_stub import GOOD, TEXT, Reply, article, serving

from recount.endpoint import Coder, checked, question
from recount.errors import CoderError


def test_a_good_answer_is_asked_for_once_with_the_schema() -> None:
    with serving(Reply(GOOD)) as stub:
        reading = stub.reader().read(article())
    assert [mention.field for mention in reading.mentions] == ["killed"]
    assert len(stub.asked) == 1
    assert stub.asked[0]["response_format"]["json_schema"]["strict"] is True
    assert stub.waits == []


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "Fri, 20 Nov 2026 10:00:30 GMT", "Date": "Fri, 20 Nov 2026 10:00:00 GMT"}, 30.0),
        ({"Retry-After": "soon"}, 1.0),
        ({}, 1.0),
    ],
)
def test_a_busy_endpoint_is_given_the_time_it_asks_for(headers: dict[str, str], wait: float) -> None:
    with serving(Reply(status=429, headers=headers), Reply(GOOD)) as stub:
        assert stub.reader().read(article()).triggers
    assert stub.waits == [wait]


def test_waits_grow_and_end() -> None:
    with serving(Reply(status=503)) as stub, pytest.raises(CoderError, match="4 tries: it answers 503"):
        stub.reader().read(article())
    assert stub.waits == [1.0, 2.0, 4.0]
    assert len(stub.asked) == 4


def test_an_endpoint_that_asks_for_an_hour_is_not_waited_for() -> None:
    refused = pytest.raises(CoderError, match="asks to wait 3600 seconds")
    with serving(Reply(status=429, headers={"Retry-After": "3600"})) as stub, refused:
        stub.reader().read(article())
    assert (stub.waits, len(stub.asked)) == ([], 1)


@pytest.mark.parametrize(
    "reply",
    [
        Reply("no JSON at all"),
        Reply('{"incidents": [{"type": "sho'),
        Reply([1, 2]),
        Reply({"incidents": "none"}),
        Reply("[" * 100_000),
        Reply(raw=b"<html>busy</html>"),
        Reply(raw=b'{"choices": []}'),
        Reply(raw=b'{"choices": [{"message": null}]}'),
        Reply(raw=b"\xff\xfe\x00"),
    ],
    ids=["words", "cut", "list", "wrong", "brackets", "html", "empty", "null", "bytes"],
)
def test_an_answer_that_is_not_the_json_asked_for_is_asked_for_again_and_then_a_failure(reply: Reply) -> None:
    with serving(reply) as stub, pytest.raises(CoderError, match="gave no answer in 2 tries"):
        stub.reader(tries=2).read(article())
    with serving(reply, Reply(GOOD)) as stub:
        assert stub.reader().read(article()).triggers


def test_json_between_other_words_is_found() -> None:
    with serving(Reply(f"Here it is:\n```json\n{json.dumps(GOOD)}\n```\n")) as stub:
        assert stub.reader().read(article()).triggers


def test_an_answer_that_was_broken_off_is_a_failure_with_a_reason() -> None:
    with serving(Reply(GOOD, finish="length")) as stub, pytest.raises(CoderError, match="as too long"):
        stub.reader().read(article())


def test_an_endpoint_that_hangs_is_left() -> None:
    with serving(Reply(hang=True)) as stub, pytest.raises(CoderError, match=r"no answer within 0\.2 seconds"):
        stub.reader(seconds=0.2, tries=2).read(article())
    assert len(stub.asked) == 2


def test_an_answer_of_many_megabytes_is_not_read_to_its_end() -> None:
    with serving(Reply(raw=b" " * 5_000_000)) as stub, pytest.raises(CoderError, match="more than 4 MB"):
        stub.reader().read(article())


def test_nothing_listens_there() -> None:
    with serving(Reply(GOOD)) as stub:
        pass
    with pytest.raises(CoderError, match="no connection"):
        stub.reader(tries=1).read(article())


def test_a_redirect_is_not_followed() -> None:
    refused = pytest.raises(CoderError, match="it answers 307")
    with serving(Reply(GOOD)) as other, serving(Reply(status=307, headers={"Location": other.url})) as stub, refused:
        stub.reader(key="secret").read(article())
    assert other.asked == []


def test_the_budget_of_requests_is_kept() -> None:
    with serving(Reply(status=500)) as stub, pytest.raises(CoderError, match="budget of 2 requests"):
        stub.reader(requests=2).read(article())
    assert len(stub.asked) == 2


def test_the_budget_of_tokens_counts_what_the_endpoint_says_it_cost() -> None:
    with serving(Reply(GOOD, tokens=90_000)) as stub:
        reader = stub.reader(tokens=90_000)
        reader.read(article())
        with pytest.raises(CoderError, match="budget of 90000 tokens"):
            reader.read(article(TEXT + "More was not known on Tuesday.\n"))
    assert len(stub.asked) == 1


def test_who_is_refused_does_not_ask_again() -> None:
    with serving(Reply(status=401)) as stub:
        reader = stub.reader()
        for text in (TEXT, TEXT + "And more.\n"):
            with pytest.raises(CoderError, match="refuses: it answers 401"):
                reader.read(article(text))
    assert len(stub.asked) == 1


def test_an_endpoint_that_is_down_is_left_after_three_articles() -> None:
    with serving(Reply(status=500)) as stub:
        reader = stub.reader(tries=1)
        for number in range(6):
            with pytest.raises(CoderError):
                reader.read(article(f"{TEXT}Number {number}.\n"))
    assert len(stub.asked) == 3


def test_answers_are_kept_and_not_asked_for_twice(tmp_path: Path) -> None:
    with serving(Reply(GOOD)) as stub:
        first = stub.reader(answers=tmp_path / "answers").read(article())
        again = stub.reader(answers=tmp_path / "answers").read(article())
        assert len(stub.asked) == 1
        stub.reader(answers=tmp_path / "answers", model="other").read(article())
    assert first == again
    assert len(stub.asked) == 2


def test_a_damaged_kept_answer_is_asked_for_anew(tmp_path: Path) -> None:
    with serving(Reply(GOOD)) as stub:
        stub.reader(answers=tmp_path).read(article())
        (kept,) = tmp_path.glob("*.json")
        kept.write_text('{"answer": {"incid')
        assert stub.reader(answers=tmp_path).read(article()).triggers
    assert len(stub.asked) == 2


def test_the_key_goes_into_one_header_and_nowhere_else(tmp_path: Path) -> None:
    with serving(Reply(GOOD), Reply(status=401)) as stub:
        reader = stub.reader(key="very-secret", answers=tmp_path)
        reader.read(article())
        with pytest.raises(CoderError) as failed:
            reader.read(article("Other words about an attack on a market in the town that day.\n"))
    assert stub.headers[0]["Authorization"] == "Bearer very-secret"
    written = "".join(path.read_text() for path in tmp_path.iterdir())
    shown = repr(Coder(url=stub.url, model="small", key="very-secret"))
    assert "very-secret" not in written + shown + str(failed.value) + json.dumps(stub.asked)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/v1", "no http"),
        ("example.org", "no http"),
        ("http://example.org/v1", "unencrypted"),
        ("https://me:word@example.org/v1", "password"),
    ],
)
def test_an_address_that_cannot_be_asked_safely_is_refused(url: str, why: str) -> None:
    with pytest.raises(CoderError, match=why):
        checked(Coder(url=url, model="small", key="secret"))


@pytest.mark.parametrize("url", ["http://h/v1", "http://h/v1/", "http://h/v1/chat/completions"])
def test_the_address_may_be_given_with_or_without_its_end(url: str) -> None:
    assert Coder(url=url, model="small").address == "http://h/v1/chat/completions"


def test_what_is_not_in_english_is_set_aside_without_asking() -> None:
    text = "Les assaillants ont tué douze policiers à Quetta lundi, ont déclaré des responsables de la province.\n" * 3
    with serving(Reply(GOOD)) as stub:
        reading = stub.reader().read(article(text))
    assert "not in English" in reading.set_aside[0]
    assert stub.asked == []


def test_of_a_very_long_article_the_beginning_is_sent_and_the_rest_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "MOST_LETTERS", 200)
    with serving(Reply(GOOD)) as stub:
        reading = stub.reader().read(article(TEXT + "Another word of the story was told. " * 30))
    assert len(stub.asked[0]["messages"][1]["content"]) < 500
    assert reading.set_aside == ("the last 30 sentences: too long for the second coder",)
