"""The ledger as a page."""

import re
from datetime import date

from recount.publish.report import Material, render_report
from recount.publish.sentence import around
from recount.records import (
    Claim,
    Count,
    Disagreement,
    Document,
    Estimate,
    Incident,
    Published,
    Report,
    Span,
    Speaker,
)

TEXT = "Police said 12 people were killed in Hilltown. <script>alert('x')</script> Medics said 14 people died."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def killed(number: int, words: str, speaker: str) -> Claim:
    count = Count(low=number, best=number, high=number)
    return Claim(
        id=f"c{number}",
        field="killed",
        value=count,
        span=span(words),
        of="all",
        speaker=Speaker(span=span(speaker), voice=speaker),
    )


def material() -> Material:
    claims = (killed(12, "12 people", "Police"), killed(14, "14 people", "Medics"))
    document = Document(
        id="d1",
        name="first",
        text=TEXT,
        outlet="Example Wire",
        published=Published(first=date(2020, 5, 1), last=date(2020, 5, 1)),
    )
    report = Report(id="r1", document="d1", type="bombing", status="happened", focus=True, triggers=(), claims=claims)
    incident = Incident(
        id="i1",
        type="bombing",
        status="happened",
        reports=("r1",),
        when=None,
        where=None,
        counts=(
            Estimate(
                field="killed",
                of="all",
                low=12,
                best=12,
                high=14,
                claims=("c12",),
                set_aside=(("c14", "it is <b>later</b>"),),
                rule="The rule in words.",
            ),
        ),
        disagreements=(
            Disagreement(field="killed", of="all", sides=(("12", ("c12",)), ("14", ("c14",))), words="12 against 14"),
        ),
        grade="contested",
        witnesses=("Police", "Medics"),
    )
    return Material(incidents=[incident], reports={"r1": report}, documents={"d1": document})


def test_every_figure_stands_beside_its_sentence_and_speaker() -> None:
    page = render_report(material())
    assert "12–14" in page
    assert re.search(r"Police said <mark>12 people</mark> were killed in Hilltown\.", page)
    assert "<b>12</b>, said by Police." in page
    assert "Example Wire, 1 May 2020" in page


def test_both_sides_of_a_disagreement_are_shown() -> None:
    page = render_report(material())
    disputed = page[page.index('class="disputed"') :]
    assert disputed.index("12 people") < disputed.index("14 people")
    assert "12 against 14" in disputed


def test_what_was_set_aside_is_shown_with_the_reason() -> None:
    assert "Set aside: it is &lt;b&gt;later&lt;/b&gt;" in render_report(material())


def test_article_text_is_never_markup() -> None:
    page = render_report(material())
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_the_page_fetches_nothing() -> None:
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", render_report(material()))


def test_an_empty_ledger_says_so() -> None:
    assert "No incident was found." in render_report(Material(incidents=[], reports={}, documents={}))


def test_the_sentence_around_a_stretch_ends_at_its_line_and_its_stop() -> None:
    text = "One. Two men died in May. Three.\nFour."
    start = text.index("Two men")
    assert around(text, start, start + 7) == ("", "Two men", " died in May.")
