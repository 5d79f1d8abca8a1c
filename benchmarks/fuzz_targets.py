"""What the fuzzer tries: each target with how its input is made, what reads it, and its share of the cases."""

import io
import json
import os
import random
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZipFile

import fuzz_words as made

from recount.cli.rounds import feeds_in
from recount.codebook.layouts import parse_layout
from recount.codebook.places import load_gazetteer
from recount.config import load_config
from recount.contract import NUMBERS, account_as_json, account_from_json
from recount.endpoint.answer import answer_of
from recount.endpoint.evidence import Evidence
from recount.endpoint.grounding import Grounding
from recount.errors import RecountError
from recount.ingest import IngestOptions, Limits, ingest_stream, mark_furniture
from recount.ingest.addresses import is_web_address, web_address
from recount.ingest.articles import read_articles
from recount.ingest.days import day_in, published_by
from recount.ingest.decode import decode, read_text
from recount.ingest.feed import read_feed
from recount.ingest.kinds import kind_of
from recount.ingest.originals import original_of
from recount.ingest.pdf import read_pdf
from recount.ingest.webpage import read_page
from recount.ledger import Ledger
from recount.ledger.signature import read_public_key
from recount.ledger.stored import decode as read_record
from recount.publish.alerts_plan import read_plan
from recount.publish.bundle_check import check_bundle
from recount.publish.formats import read_table
from recount.read.date_resolution import resolve_all
from recount.read.dates import find_dates
from recount.read.numbers import find_numbers
from recount.read.places import find_places
from recount.read.published import reason_published
from recount.read.reader import RuleReader
from recount.read.sentences import split_sentences
from recount.records import Account, Count, Decision, Document, Failure, Incident, Published, Span, When, Where
from recount.review.decide import check_decision, make_decision
from recount.stages import STAGES, Stages, read_and_code

LIMITS = Limits(text_bytes=1_000_000, page_bytes=1_000_000, pdf_bytes=1_000_000, feed_bytes=1_000_000)
OPTIONS = IngestOptions(captured=date(2026, 11, 20), limits=LIMITS, follow_links=False)
PUBLISHED = (
    Published(),
    Published(first=date(2016, 10, 25), last=date(2016, 10, 25), basis="given"),
    Published(first=date(2016, 10, 20), last=date(2016, 11, 25), basis="given"),
    Published(first=date(1, 1, 1), last=date(1, 1, 2), basis="given"),
    Published(first=date(9999, 12, 31), last=date(9999, 12, 31), basis="given"),
)
LINES = (
    '{"id": "a", "title": "Two killed", "published": "2016-10-24", "text": "Two men were killed in Quetta on Monday."}',
    '{"id": "b", "url": "https://example.org/2016/10/24/b", "text": "Police said 12 died.", "outlet": "The Example"}',
)


@dataclass(frozen=True)
class Target:
    """Something that reads: what it is given, what it does, and how many of ten million cases it gets."""

    make: Callable[[random.Random], bytes]
    read: Callable[[bytes], None]
    share: int


class Placed(Protocol):
    """Whatever stands on words of a text."""

    @property
    def span(self) -> Span: ...


def hold(text: str, found: Iterable[Placed]) -> None:
    """Every span holds the words that it quotes."""
    hold_spans(text, (one.span for one in found))


def hold_spans(text: str, spans: Iterable[Span]) -> None:
    for span in spans:
        assert 0 <= span.start <= span.end, f"a span from {span.start} to {span.end}"
        assert text[span.start : span.end] == span.quote, f"a span quotes {span.quote!r}"


def hold_count(count: Count) -> None:
    """Low is not above best, nor best above high, and nobody is counted less than nought times."""
    bounds = [one for one in (count.low, count.best, count.high) if one is not None]
    assert bounds == sorted(bounds), f"{count}"
    assert all(one >= 0 for one in bounds), f"{count}"


def hold_when(when: When | None) -> None:
    """The first day is not after the last, and a month is a month."""
    if when is None:
        return
    assert (when.first is None) == (when.last is None), f"{when}"
    assert when.first is None or when.last is None or when.first <= when.last, f"{when}"
    assert when.month is None or 1 <= when.month <= 12, f"{when}"


def hold_where(where: Where) -> None:
    """Coordinates lie on the earth, both or none, and never in the nought of the sea."""
    assert (where.latitude is None) == (where.longitude is None), f"{where}"
    if where.latitude is not None and where.longitude is not None:
        assert -90 <= where.latitude <= 90, f"{where}"
        assert -180 <= where.longitude <= 180, f"{where}"
        assert (where.latitude, where.longitude) != (0, 0), f"{where}"


def words_in(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def document_of(text: str) -> Document:
    return Document(id="d", name="d", text=text, published=PUBLISHED[len(text) % len(PUBLISHED)])


def numbers(data: bytes) -> None:
    text = words_in(data)
    found = find_numbers(text)
    hold(text, found)
    for one in found:
        hold_count(one.count)


def dates(data: bytes) -> None:
    text = words_in(data)
    found = find_dates(text)
    hold(text, found)
    document = document_of(text)
    for when in resolve_all(found, document.published, day_first=(None, True, False)[len(data) % 3]):
        hold_when(when)


def publication(data: bytes) -> None:
    text = words_in(data)
    document = document_of(text)
    told = reason_published(document, split_sentences(text))
    assert told.first is None or told.last is None or told.first <= told.last, f"{told}"
    day_in(text[:200])
    published_by([("it", text[:200])], date(2026, 11, 20))


def places(data: bytes) -> None:
    text = words_in(data)
    found = find_places(text, split_sentences(text), load_gazetteer(), hint=(None, "PK")[len(data) % 2])
    hold(text, found)
    for one in found:
        if isinstance(one.value, Where):
            hold_where(one.value)


@cache
def stages() -> Stages:
    return replace(STAGES, name="rules", make_reader=_rules)


@cache
def _rules() -> RuleReader:
    return RuleReader()


def whole_reader(data: bytes) -> None:
    document = document_of(words_in(data))
    read = _rules().read(document)
    hold(document.text, (*read.triggers, *read.mentions, *read.statistics, *read.relations, *read.warnings))
    said = read_and_code(stages(), document)
    assert isinstance(said, Account), f"{said}"
    for claim in (one for report in said.reports for one in report.claims):
        hold_spans(document.text, [claim.span, *([claim.speaker.span] if claim.speaker else [])])
        if isinstance(claim.value, Count):
            hold_count(claim.value)
        if isinstance(claim.value, When):
            hold_when(claim.value)
    assert account_from_json(json.loads(json.dumps(account_as_json(said, document))), document) is not None


def encodings(data: bytes) -> None:
    decode(data)
    read_text(data)


def kinds(data: bytes) -> None:
    kind_of(data[:4096], "")


def furniture(data: bytes) -> None:
    text = words_in(data)
    hold_spans(text, mark_furniture(text))


def json_lines(data: bytes) -> None:
    original = original_of(io.BytesIO(data), label="a", path="a.jsonl", limits=LIMITS)
    for item in read_articles(original, OPTIONS):
        if not isinstance(item, Failure):
            hold_spans(item.text, item.furniture)
            item.text.encode()


def packed(data: bytes) -> None:
    original_of(io.BytesIO(data), label="a", path="a.gz", limits=LIMITS).whole(LIMITS.text_bytes)


def anything(data: bytes) -> None:
    """What `recount add -` does with text and JSON Lines: a document or a failure for each thing in it."""
    if kind_of(data[:4096], "") in {"text", "articles"}:
        for item in ingest_stream(io.BytesIO(data), name="a", options=OPTIONS):
            assert isinstance(item, Failure) or item.text.strip(), f"{item}"


def page(data: bytes) -> None:
    read_page(data, charset=None, url="https://example.org/a", captured=None, limits=LIMITS)


def feed(data: bytes) -> None:
    for item in read_feed(data, url="https://example.org/a", captured=None, limits=LIMITS):
        assert item.url is None or is_web_address(item.url)


def pdf(data: bytes) -> None:
    read_pdf(data, limits=LIMITS)


def addresses(data: bytes) -> None:
    told = web_address(words_in(data)[:300])
    assert told is None or (told.startswith(("http://", "https://")) and "<" not in told)


def tables(data: bytes) -> None:
    for event in read_table(iter(words_in(data).splitlines(keepends=True))).events:
        assert event.first <= event.last


def decisions(data: bytes) -> None:
    fields = [*sorted(NUMBERS), "date", "place", "perpetrator"]
    field = fields[len(data) % len(fields)]
    made_of_it = make_decision("correct", ["c"], reason="r", who="w", at="t", value=words_in(data))
    check_decision(made_of_it, lambda _: True, lambda _: field)
    hidden = make_decision("redact", ["d"], reason="r", who="w", at="t", value=words_in(data))
    check_decision(hidden, lambda _: True, lambda _: field)


def records(data: bytes) -> None:
    for kind in (Account, Incident, Decision, Document):
        read_record(words_in(data), kind)


@cache
def _reading() -> tuple[Document, str]:
    text = (
        "Two gunmen killed at least 12 policemen near Quetta on Monday, police said. The Taliban claimed the attack. "
        "According to PICSS, 61 attacks killed 200 people in June, 12 per cent more than in May."
    )
    document = Document(id="d", name="d", text=text, published=PUBLISHED[1])
    said = read_and_code(stages(), document)
    assert isinstance(said, Account)
    return document, json.dumps(account_as_json(said, document))


def _contract(chance: random.Random) -> bytes:
    if chance.random() < 0.1:
        return made.mixed(made.JSON, made.JSON)(chance)
    return json.dumps(made.json_like(chance, json.loads(_reading()[1]))).encode()


def contract(data: bytes) -> None:
    document = _reading()[0]
    try:
        told = json.loads(words_in(data))
    except (ValueError, RecursionError):
        return
    said = account_from_json(told, document)
    hold(document.text, (claim for report in said.reports for claim in report.claims))
    hold(document.text, (*said.statistics, *said.relations, *said.warnings))
    account_as_json(said, document)


LAYOUT = {
    "title": "A",
    "source": "b",
    "by": ["month", "who"],
    "only": {"type": ["suicide_bombing"], "fatal": True},
    "cuts": {"who": [{"label": "Sunni", "actor": ["TTP"]}]},
    "rest": {"who": "Other"},
    "columns": [
        {"label": "Killed", "count": "killed", "of": ["civilians"], "section": "a", "told": False, "note": "n"},
        {"label": "Attacks", "count": "incidents", "only": {"country": ["PK"], "who": ["Sunni"]}},
    ],
    "notes": ["a"],
}
PLAN = {
    "look_back": 56,
    "state": "a.json",
    "watch": [{"name": "A", "area": "Quetta", "actor": "TTP", "measure": "killed", "on": ["surge"], "at_least": 10}],
    "send": {
        "file": "a",
        "rss": "b",
        "email": {"server": "a", "port": 587, "security": "tls", "from": "a@b.c", "to": ["a@b.c"], "user": "u"},
        "webhook": {"url": "https://example.org"},
    },
}
SETTINGS = {"ledger": "a.db", "rules": "acled", "jobs": 2, "who": "A", "reading": "closed", "outlets": {"a.b": "A"}}
ANSWER = {
    "incidents": [
        {
            "type": "armed_assault",
            "status": "happened",
            "triggers": [{"quote": "killed at least 12 policemen", "sentence": 0}],
            "claims": [
                {"field": "killed", "quote": "at least 12 policemen", "sentence": 0, "value": [12, 12, None]},
                {"field": "date", "quote": "on Monday", "sentence": 0, "value": ["2016-10-24", "2016-10-24"]},
                {"field": "place", "quote": "near Quetta", "sentence": 0, "place": {"locality": "Quetta"}},
            ],
        }
    ],
    "statistics": [{"measure": "incidents", "quote": "61 attacks", "sentence": 2, "value": 61, "unit": "count"}],
    "relations": [{"a": "TTP", "rel": "allied", "b": "IS", "quote": "The Taliban", "sentence": 1}],
    "warnings": [{"quote": "The Taliban", "sentence": 1, "about": "x"}],
}


@cache
def _ground() -> tuple[Document, Evidence]:
    document = _reading()[0]
    sentences = split_sentences(document.text)
    return document, Evidence.of(document, sentences, reason_published(document, sentences))


def answers(data: bytes) -> None:
    """What a second coder answers, whatever it is: its values must stand in the article."""
    try:
        told = json.loads(words_in(data))
    except (ValueError, RecursionError):
        return
    if not isinstance(told, dict):
        return
    document, evidence = _ground()
    read = Grounding(document, split_sentences(document.text), evidence).reading(answer_of(told))
    hold(document.text, (*read.triggers, *read.mentions, *read.statistics, *read.relations, *read.warnings))


@cache
def _bundle() -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        file.writestr("documents/d.txt", "Two killed.")
        row = {"reports": [{"document": "d", "claims": [{"id": "c", "start": 0, "end": 3, "q": "Two"}]}]}
        file.writestr("incidents.jsonl", json.dumps(row) + "\n")
        file.writestr("MANIFEST.sha256", "0" * 64 + "  documents/d.txt\n" + "0" * 64 + "  incidents.jsonl\n")
    return stream.getvalue()


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))


def on_disk(data: bytes, ending: str) -> Path:
    file = _folder() / f"{os.getpid()}{ending}"
    file.write_bytes(data)
    return file


def bundles(data: bytes) -> None:
    check_bundle(on_disk(data, ".zip"))


def layouts(data: bytes) -> None:
    parse_layout(words_in(data), "a")


def settings(data: bytes) -> None:
    """Files that a person writes: settings, watches, feeds, keys."""
    file = on_disk(data, ".toml")
    for read in (
        lambda: load_config({"RECOUNT_CONFIG": str(file)}),
        lambda: read_plan(file, {}),
        lambda: feeds_in(file),
        lambda: read_public_key(str(file)),
    ):
        try:
            read()
        except RecountError:
            continue


@cache
def _ledger() -> bytes:
    place = _folder() / f"{os.getpid()}.whole"
    with Ledger.open(str(place)) as ledger:
        document = _reading()[0]
        said = read_and_code(stages(), document)
        ledger.record(document, said, read_as=document, reader="rules", at="2026-11-20T00:00:00")
    return place.read_bytes()


def _damaged(chance: random.Random) -> bytes:
    data = bytearray(_ledger())
    for _ in range(1 + int(chance.random() * 6)):
        at = int(chance.random() * len(data)) if chance.random() < 0.7 else int(chance.random() * 200)
        data[at : at + 4] = chance.randbytes(len(data[at : at + 4]))
    return bytes(data if chance.random() < 0.8 else data[: int(chance.random() * len(data))])


def ledgers(data: bytes) -> None:
    """A ledger's file out of strange hands: opened, checked, read; refused in words or sound."""
    file = on_disk(data, ".db")
    for beside in ("-wal", "-shm"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
    with Ledger.open(str(file)) as ledger:
        ledger.verify()
        for document in ledger.documents().values():
            assert document.id
        ledger.accounts()
        ledger.incidents()


TARGETS = {
    "numbers": Target(partial(made.text_of, about="TOLL"), numbers, 2_500_000),
    "dates": Target(partial(made.text_of, about="WHEN"), dates, 2_100_000),
    "publication": Target(partial(made.text_of, about="WHEN"), publication, 200_000),
    "places": Target(partial(made.text_of, about="WHERE"), places, 900_000),
    "reader": Target(made.text_of, whole_reader, 20_000),
    "encodings": Target(made.mixed((), joint=""), encodings, 600_000),
    "kinds": Target(made.mixed((), made.MARKUP, made.JSON, made.PDF), kinds, 600_000),
    "furniture": Target(made.text_of, furniture, 500_000),
    "articles": Target(made.mixed((), LINES, LINES, made.JSON, joint="\n", most=6), json_lines, 200_000),
    "gzip": Target(made.packed, packed, 200_000),
    "anything": Target(made.mixed((), (), LINES), anything, 50_000),
    "page": Target(made.mixed((), made.MARKUP, made.MARKUP), page, 30_000),
    "feed": Target(made.mixed((), made.MARKUP, made.MARKUP), feed, 30_000),
    "pdf": Target(made.mixed((), made.PDF, made.PDF, made.PDF), pdf, 60_000),
    "addresses": Target(made.mixed((), made.ADDRESS, made.ADDRESS, joint="", most=8), addresses, 600_000),
    "tables": Target(made.table, tables, 500_000),
    "decisions": Target(made.value, decisions, 640_000),
    "records": Target(made.mixed((), made.JSON, made.JSON, joint=""), records, 250_000),
    "contract": Target(_contract, contract, 100_000),
    "answers": Target(lambda chance: json.dumps(made.json_like(chance, ANSWER)).encode(), answers, 50_000),
    "bundles": Target(lambda chance: made.flipped(chance, _bundle()), bundles, 50_000),
    "layouts": Target(made.toml_like(LAYOUT), layouts, 50_000),
    "settings": Target(made.toml_like(SETTINGS, PLAN), settings, 49_000),
    "ledgers": Target(_damaged, ledgers, 1_000),
}
