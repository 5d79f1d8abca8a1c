"""Redaction: the words are gone wherever the ledger is read, offsets fit what is shown, and every claim stands."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from factory import decision, document, span
from hypothesis import given
from hypothesis import strategies as st
from small_stages import SMALL

from recount.ledger import Ledger
from recount.ledger.redaction import Cut, Hidden, Redaction, redactions_of, shown
from recount.ledger.search import Search
from recount.pipeline import Desk, add, decide, rebuild, recount
from recount.publish.formats import FORMATS
from recount.publish.gather import gather
from recount.publish.incident_json import cluster_as_json, incident_as_json
from recount.publish.report import render_report
from recount.publish.text import incident_text
from recount.records import Reason

TEXT = "A barber saw it.\n2016-10-24 Quetta: killed 61 (Asifjan)\nAsifjan ran. In all 595 were killed by Asifjan."
PERSON = "Asifjan"


def desk(ledger: Ledger) -> Desk:
    return Desk(ledger=ledger, stages=SMALL, now=lambda: "2026-11-20T10:00:00Z")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        told = replace(
            document("a", TEXT, "Post", "2016-10-25"), title=f"What {PERSON} saw", url="https://x.example/asifjan-saw"
        )
        list(add(desk(opened), [told, document("b", "2016-10-24 Quetta: killed 65 (police)")]))
        yield opened


def redact(ledger: Ledger, words: str, reason: str = "private person") -> None:
    (key,) = (one.id for one in ledger.documents().values() if one.name == "a")
    start, made = TEXT.find(words), []
    while start >= 0:
        value = json.dumps([start, start + len(words)])
        made.append(decision("redact", key, value=value, at=f"2026-01-01T00:00:{start:02d}", reason=reason))
        start = TEXT.find(words, start + 1)
    decide(desk(ledger), made)


def everything_shown(ledger: Ledger) -> str:
    """All that leaves the ledger: documents, accounts, incidents, clusters, pages, texts and every export."""
    incidents = ledger.incidents()
    material = gather(ledger, incidents, figures=True)
    clusters = ledger.clusters()
    told = [
        repr(ledger.documents()),
        repr(ledger.accounts()),
        repr(incidents),
        repr(clusters),
        repr(ledger.statistics()),
    ]
    told += [repr(recount(replace(desk(ledger), rules="gtd"), incidents))]
    told += [render_report(material)]
    for one in incidents:
        told += incident_text(one, clusters[one.id], material)
        told.append(json.dumps({**incident_as_json(one, material), **cluster_as_json(clusters[one.id])}))
    for form in FORMATS.values():
        told.append(repr(list(form.rows(material))))  # some formats pack what they write
        told += [part.decode("utf-8", "replace") for part in form.encode(form.rows(material), form.names)]
    return "\n".join(told)


def test_before_and_after(ledger: Ledger) -> None:
    assert PERSON in everything_shown(ledger)
    redact(ledger, PERSON)
    after = everything_shown(ledger)
    assert PERSON.casefold() not in after.casefold()
    assert "[redacted: private person]" in after


def test_the_claims_stand_and_their_quotes_are_what_the_document_shows(ledger: Ledger) -> None:
    before = ledger.incidents()
    redact(ledger, "killed 61")
    documents, accounts = ledger.documents(), ledger.accounts()
    claims = [(key, claim) for key, one in accounts.items() for report in one.reports for claim in report.claims]
    assert len(claims) == 6
    for key, claim in claims:
        assert documents[key].text[claim.span.start : claim.span.end] == claim.span.quote
    assert "[redacted: private person]" in {claim.span.quote for _, claim in claims}
    assert ledger.incidents() == before


def test_deriving_works_on_the_original_words(ledger: Ledger) -> None:
    before = ledger.digest()
    redact(ledger, PERSON)
    rebuild(desk(ledger))
    assert ledger.digest() == before


def test_the_ledger_keeps_what_was_published_and_taking_back_shows_it_again(ledger: Ledger) -> None:
    shown_before = ledger.documents()
    redact(ledger, PERSON)
    assert PERSON in repr(ledger.documents(original=True))
    made = ledger.decisions()
    decide(desk(ledger), [decision("withdraw", *(one.id for one in made), at="2026-02-01T00:00:00")])
    assert ledger.documents() == shown_before


def test_the_title_and_an_address_that_spells_the_words_out_are_redacted_too(ledger: Ledger) -> None:
    redact(ledger, PERSON)
    told = next(one for one in ledger.documents().values() if one.name == "a")
    assert told.title == "What [redacted] saw"
    assert told.url is None


def test_a_reason_cannot_break_out_of_its_marker() -> None:
    (made,) = redactions_of([decision("redact", "d", value="[0, 4]", reason=f"[a]\n{'b' * 200}")])["d"]
    assert made.marker.startswith("[redacted: (a) bbb")
    assert len(made.marker) < 100
    assert made.marker.count("]") == 1


def test_stretches_that_overlap_are_one() -> None:
    made = [decision("redact", "d", value=value, at=value) for value in ("[4, 9]", "[0, 5]", "[20, 22]")]
    assert [(one.start, one.end) for one in redactions_of(made)["d"]] == [(0, 9), (20, 22)]


def test_shared_words_of_a_name_leave_the_reasons_for_linking() -> None:
    reason = Reason(what="words", words="60% shared: barber, asifjan, karimi", points=2.0)
    assert shown(reason, Hidden(["Asifjan Karimi"])).words == "60% shared: barber, [redacted], [redacted]"


@pytest.mark.parametrize(
    ("words", "told", "shown_as"),
    [
        ("Ali", "Ali, Alice and alibis", "[redacted], Alice and alibis"),
        ("王伟", "他说王伟在场", "他说[redacted]在场"),
        ("สมชาย", "นายสมชายกล่าว", "นาย[redacted]กล่าว"),
        ("Asif Jan", "what ASIF JAN saw", "what [redacted] saw"),
        ("Asif Jan", "what Asif\nJan saw", "what [redacted] saw"),
        ("a", "a barber", "a barber"),
    ],
)
def test_short_names_and_names_without_spaces_around_them_are_found_too(words: str, told: str, shown_as: str) -> None:
    assert Hidden([words]).out_of(told) == shown_as


def test_the_name_of_a_file_that_spells_the_words_out_is_not_shown(place: str) -> None:
    with Ledger.open(place) as ledger, closing(Search.open(place)) as search:
        list(add(desk(ledger), [document("asifjan-saw", TEXT, "Post", "2016-10-25")]))
        (key,) = ledger.documents()
        start = TEXT.index(PERSON)
        value = json.dumps([start, start + len(PERSON)])
        decide(desk(ledger), [decision("redact", key, value=value, at="2026-01-01")])
        assert ledger.documents()[key].name == "[redacted]"
        assert "asifjan" not in repr(search.arrivals({key}))


@given(
    st.text(alphabet="ab c\n", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=4),
    st.integers(0, 59),
    st.integers(1, 30),
)
def test_any_span_of_any_redacted_text_quotes_what_is_shown(
    text: str, cuts: list[tuple[int, int]], start: int, length: int
) -> None:
    redactions: list[Redaction] = []
    for first, size in sorted(cuts):
        if not redactions or first >= redactions[-1].end:
            redactions.append(Redaction(start=first, end=min(first + size, max(len(text), first + 1)), marker="[x]"))
    cut = Cut(text, redactions)
    first = min(start, len(text) - 1)
    end = min(first + length, len(text))
    moved = cut.span(replace(span("", 0), start=first, end=end, quote=text[first:end]))
    assert cut.text[moved.start : moved.end] == moved.quote
    if all(end <= one.start or first >= one.end for one in redactions):
        assert moved.quote == text[first:end]
