"""Throws made-up and mutilated input at everything that reads what others wrote.

usage: fuzz.py [--seconds N] [--seed N] [--only TARGET] [--keep FOLDER]

A case fails where something else than an error of Recount comes out, where it takes more than 2 seconds of processor
time, or where a span does not hold the words it quotes. Each failing input is written to benchmarks/regressions/, where
a test finds it for good. Cases are counted by target; the same seed gives the same cases.
"""

import argparse
import gzip
import io
import json
import logging
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from recount.codebook.places import load_gazetteer
from recount.contract import NUMBERS
from recount.errors import RecountError
from recount.ingest import IngestOptions, Limits, mark_furniture
from recount.ingest.addresses import is_web_address, web_address
from recount.ingest.articles import read_articles
from recount.ingest.days import day_in, published_by
from recount.ingest.decode import decode, read_text
from recount.ingest.feed import read_feed
from recount.ingest.kinds import kind_of
from recount.ingest.originals import original_of
from recount.ingest.pdf import read_pdf
from recount.ingest.webpage import read_page
from recount.ledger.stored import decode as read_record
from recount.publish.formats import read_table
from recount.read.date_resolution import resolve_all
from recount.read.dates import find_dates
from recount.read.numbers import find_numbers
from recount.read.places import find_places
from recount.read.published import reason_published
from recount.read.reader import RuleReader
from recount.read.sentences import split_sentences
from recount.records import Account, Decision, Document, Failure, Incident, Published
from recount.review.decide import check_decision, make_decision

HERE = Path(__file__).parent / "regressions"
SECONDS = 2.0
MEMORY = 3_000_000_000
LIMITS = Limits(text_bytes=1_000_000, page_bytes=1_000_000, pdf_bytes=1_000_000, feed_bytes=1_000_000)
OPTIONS = IngestOptions(captured=date(2026, 11, 20), limits=LIMITS, follow_links=False)

WORDS = """
killed wounded injured dead three 12 1,200 12,0000 dozens of scores hundred thousand million lakh crore at least more
than up to between and or about nearly no one twelve-year-old 12-year-old 61% per cent Rs $ two-thirds half a dozen
Monday Tuesday last next on in of the since until June Jun. 2016 June 4 4/6/16 2016-10-24 31 February 29 February 0 99
1st 32nd spring early mid- late week fortnight ago years before yesterday today Eid Ramadan Friday's '90s 1990s
Quetta Mosul Balochistan Kandahar's district province near south of Pakistan, Islamabad: Georgia Jordan Al- el-
said police claimed denied Taliban the army TTP ISIS suicide bomber attack blast 's " ' “ ” ‘ ’ ( ) [ ] - – — … . , ; :
""".split()
ODD = [
    "\u202e",
    "\ufeff",
    "\x00",
    "\u2028",
    "e\u0301",
    "\U0001f642",
    "\ud800",
    "\u0661\u0662",
    "１２",
    "\u200b",
    "ﬁ",
    "İ",
    "ß",
    "\n\n",
    "\r",
    "\t",
]
MARKUP = [
    "<p>",
    "</p>",
    "<div>",
    "<a href='",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#x110000;",
    "<script>",
    "<table><tr><td>",
    "<meta charset=utf-7>",
    "<html>",
    "<article>",
    "<time datetime='2016-10-24'>",
    "<base href=//",
    '<?xml version="1.0"?>',
    "<!DOCTYPE x [<!ENTITY a 'b'>",
    "&a;",
    "<rss version='2.0'><channel>",
    "<item><title>",
    "</title><description>",
    "</description></item>",
    "<svg>",
    "<math>",
    "=''",
    " x=1",
]
JSON = [
    '{"text": "',
    '", "id": ',
    "1e400",
    "-0",
    "[[[[",
    "]]]]",
    "null",
    "true",
    '"\\ud800"',
    '{"a":',
    "}",
    '", "published": "',
    "NaN",
    "\\u0000",
    "9" * 400,
]
PDF = [
    "%PDF-1.4\n",
    "1 0 obj\n",
    "<</Type/Page",
    "/Kids[1 0 R]",
    "/Parent 1 0 R",
    "stream\n",
    "\nendstream",
    "endobj\n",
    "xref\n0 3\n",
    "trailer<</Root 1 0 R/Size 3>>",
    "startxref\n9\n%%EOF",
    "/Filter/FlateDecode",
    "/Filter[/LZWDecode/ASCII85Decode]",
    "/Length 999999999",
    "BT (a) Tj ET",
    "<</Count 99999999>>",
    "/Prev 9",
    "/ObjStm",
    "/Encrypt<<>>",
]
CSV = [
    "event_date",
    "best",
    "latitude",
    "country",
    "deaths_civilians",
    "iyear",
    "imonth",
    "iday",
    "nkill",
    "fatalities",
    "date_start",
    "high",
    "low",
    "id",
    ",",
    ",",
    ",",
    "\n",
    '"',
    ";",
    "\t",
    "2016-10-24",
    "PK",
    "-1",
    "1e9",
    "'",
]


@dataclass(frozen=True)
class Target:
    """Something that reads: what it is given, what it does, and what it may raise."""

    make: Callable[[random.Random], bytes]
    read: Callable[[bytes], None]
    weight: int = 1


def text_of(chance: random.Random, *more: list[str]) -> bytes:
    """Words of the field in no order, with odd letters and, now and then, one of them very often."""
    pool = [WORDS, WORDS, WORDS, *more]
    words = []
    for _ in range(chance.randrange(1, 60)):
        words.append(chance.choice(chance.choice(pool)))
        if chance.random() < 0.03:
            words.append(chance.choice(ODD))
    if chance.random() < 0.02:
        words.insert(chance.randrange(len(words)), chance.choice(words) * chance.randrange(50, 3000))
    glue = chance.choice([" ", " ", " ", "", "\n"])
    return glue.join(words).encode("utf-8", "surrogatepass")


def bytes_of(chance: random.Random, *more: list[str]) -> bytes:
    """The same, with bytes flipped, cut, doubled and in other encodings."""
    data = text_of(chance, *more)
    for _ in range(chance.choice([0, 0, 1, 1, 3, 8])):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data = data[:at] + chance.randbytes(chance.randrange(1, 9)) + data[at:]
            case 1:
                data = data[:at] + data[at + chance.randrange(1, 30) :]
            case 2:
                data = data[:at] + data[at : at + 40] * chance.randrange(2, 200) + data[at:]
            case 3:
                data = data.decode("utf-8", "replace").encode(
                    chance.choice(["utf-16", "utf-32", "cp1252", "utf-7"]), "replace"
                )
            case _:
                data = data[:at]
    return data or b" "


def _spans(text: str, spans: Iterator[object]) -> None:
    for span in spans:
        if text[span.start : span.end] != span.quote:  # type: ignore[attr-defined]
            raise AssertionError(f"a span quotes {span.quote!r}")  # type: ignore[attr-defined]


def words_in(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def document_of(text: str) -> Document:
    given = (
        Published(first=date(2016, 10, 25), last=date(2016, 10, 25), basis="given") if len(text) % 2 else Published()
    )
    return Document(id="d", name="d", text=text, published=given)


def numbers(data: bytes) -> None:
    text = words_in(data)
    _spans(text, (one.span for one in find_numbers(text)))


def dates(data: bytes) -> None:
    text = words_in(data)
    found = find_dates(text)
    _spans(text, (one.span for one in found))
    document = document_of(text)
    resolve_all(found, document.published)
    reason_published(document, split_sentences(text))
    day_in(text[:200])
    published_by([("it", text[:200])], date(2026, 11, 20))


def places(data: bytes) -> None:
    text = words_in(data)
    _spans(text, (one.span for one in find_places(text, split_sentences(text), load_gazetteer())))


@cache
def reader() -> RuleReader:
    return RuleReader()


def whole_reader(data: bytes) -> None:
    text = words_in(data)
    read = reader().read(document_of(text))
    _spans(
        text, (one.span for one in (*read.triggers, *read.mentions, *read.statistics, *read.relations, *read.warnings))
    )


def encodings(data: bytes) -> None:
    decode(data)
    read_text(data)


def kinds(data: bytes) -> None:
    kind_of(data[:4096], "")


def furniture(data: bytes) -> None:
    text = words_in(data)
    _spans(text, iter(mark_furniture(text)))


def json_lines(data: bytes) -> None:
    original = original_of(io.BytesIO(data), label="a", path="a.jsonl", limits=LIMITS)
    for item in read_articles(original, OPTIONS):
        if not isinstance(item, Failure):
            _spans(item.text, iter(item.furniture))
            item.text.encode()


def packed(data: bytes) -> None:
    original_of(io.BytesIO(data), label="a", path="a.gz", limits=LIMITS).whole(LIMITS.text_bytes)


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
    read_table(iter(words_in(data).splitlines(keepends=True)))


def decisions(data: bytes) -> None:
    fields = [*sorted(NUMBERS), "date", "place", "perpetrator"]
    field = fields[len(data) % len(fields)]
    made = make_decision("correct", ["c"], reason="r", who="w", at="t", value=words_in(data))
    check_decision(made, lambda _: True, lambda _: field)


def records(data: bytes) -> None:
    for kind in (Account, Incident, Decision, Document):
        read_record(words_in(data), kind)


def _packed(chance: random.Random) -> bytes:
    data = gzip.compress(bytes_of(chance) * chance.choice([1, 1, 50, 2000]))
    at = chance.randrange(len(data))
    return data if chance.random() < 0.5 else data[:at] + chance.randbytes(2) + data[at + 2 :]


def _value(chance: random.Random) -> bytes:
    def made(depth: int) -> object:
        atoms = [None, True, 12, -1, 1e308, 10**30, "", "2016-10-24", "--06-04", "--13-99", "12", "locality"]
        if depth > 3 or chance.random() < 0.5:
            return chance.choice(atoms)
        if chance.random() < 0.6:
            return [made(depth + 1) for _ in range(chance.randrange(5))]
        return {
            chance.choice(["locality", "country", "first", "a"]): made(depth + 1) for _ in range(chance.randrange(4))
        }

    return json.dumps(made(0)).encode() if chance.random() < 0.9 else bytes_of(chance, JSON, JSON)


TARGETS = {
    "numbers": Target(text_of, numbers, 24),
    "dates": Target(text_of, dates, 16),
    "places": Target(text_of, places, 4),
    "reader": Target(text_of, whole_reader, 1),
    "encodings": Target(bytes_of, encodings, 24),
    "kinds": Target(lambda chance: bytes_of(chance, MARKUP, JSON, PDF), kinds, 24),
    "furniture": Target(text_of, furniture, 8),
    "articles": Target(lambda chance: bytes_of(chance, JSON, JSON), json_lines, 16),
    "gzip": Target(_packed, packed, 8),
    "page": Target(lambda chance: bytes_of(chance, MARKUP, MARKUP, MARKUP), page, 2),
    "feed": Target(lambda chance: b"<rss><channel><item>" + bytes_of(chance, MARKUP, MARKUP, MARKUP), feed, 2),
    "pdf": Target(lambda chance: b"%PDF-1.4\n" + bytes_of(chance, PDF, PDF, PDF), pdf, 4),
    "addresses": Target(
        lambda chance: b"http://" + bytes_of(chance, MARKUP, ["@", "/", "#", "[::1]", ":80", "%", "?"]), addresses, 24
    ),
    "tables": Target(lambda chance: bytes_of(chance, CSV, CSV, CSV, CSV), tables, 16),
    "decisions": Target(_value, decisions, 24),
    "records": Target(lambda chance: bytes_of(chance, JSON, JSON), records, 24),
}


class Hang(BaseException):
    """A case took longer than it may."""


@contextmanager
def bounded() -> Iterator[None]:
    """Ends what takes more than the allowed processor time."""

    def stop(_number: int, _frame: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run_case(name: str, data: bytes) -> str | None:
    """What is wrong with one case, or nothing."""
    try:
        with bounded():
            TARGETS[name].read(data)
    except RecountError:
        return None
    except Hang:
        return f"hang: more than {SECONDS:g} s"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        if name in {"page", "feed", "pdf"}:
            return None if not isinstance(error, AssertionError) else "wrong"  # the worker takes any fault of a parser
        return f"{type(error).__name__}: {str(error)[:200]}"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="of processor time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=TARGETS)
    parser.add_argument("--keep", type=Path, default=HERE, help="folder for inputs that fail")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)  # parsers complain of every case
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    names = [asked.only] if asked.only else [name for name, target in TARGETS.items() for _ in range(target.weight)]
    chance = random.Random(asked.seed)
    done, failed, slowest = dict.fromkeys(TARGETS, 0), dict.fromkeys(TARGETS, 0), dict.fromkeys(TARGETS, 0.0)
    kept: dict[str, str] = {}
    end = time.process_time() + asked.seconds
    while time.process_time() < end:
        name = chance.choice(names)
        data = TARGETS[name].make(chance)
        began = time.process_time()
        wrong = run_case(name, data)
        done[name] += 1
        if done[name] > 1:  # the first of a kind loads its tables
            slowest[name] = max(slowest[name], time.process_time() - began)
        if wrong:
            failed[name] += 1
            key = f"{name}: {wrong[:60]}"
            if key not in kept:
                kept[key] = f"{name}-{sha256(data).hexdigest()[:12]}.bin"
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / kept[key]).write_bytes(data)
                print(f"{kept[key]}: {wrong}", file=sys.stderr, flush=True)
    print("| target | cases | failed | slowest, s |\n| --- | ---: | ---: | ---: |")
    for name in TARGETS:
        print(f"| {name} | {done[name]:,} | {failed[name]} | {slowest[name]:.2f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| all | {sum(done.values()):,} | {sum(failed.values())} | {max(slowest.values()):.2f} |")
    print(f"\nseed {asked.seed}, {asked.seconds:g} s of processor time, peak memory {peak:.0f} MB")
    return int(any(failed.values()))


if __name__ == "__main__":
    sys.exit(main())
