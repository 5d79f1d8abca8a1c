"""What is no reporting is marked, line by line, and reporting never is."""

import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from recount.ingest import clean
from recount.ingest.clean import mark_furniture

NEWS = "Gunmen killed three guards at a checkpoint outside the town on Friday, police said."
CAPTION = "Soldiers stand at the gate of the barracks in the north of the town on Saturday after the raid. [Jo Doe/XYZ]"


def marked(text: str, title: str | None = None) -> list[str]:
    spans = mark_furniture(text, title)
    assert all(text[span.start : span.end] == span.quote for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    return [span.quote for span in spans]


@pytest.mark.parametrize(
    "line",
    [
        "Do you like this article?",
        "0 Comment(s)",
        "12 comments",
        "Comment Policy * Denotes required field 1500 / 1500",
        "leave a reply",
        "Leave a Reply Cancel reply",
        "Your email address will not be published. Required fields are marked *",
        "Do you like this article? 0 Comment(s) Comment Policy * Denotes required field 1500 / 1500",
        "We have sent you a verification email. Please check your email and click on the link.",
        "There was a problem saving your notification.",
        "1:28 Team owner on the head coach and the parable of peas Pause",
        "Share",
        "Share on Facebook",
        "Tweet",
        "Facebook Twitter WhatsApp Email Print",
        "SHARE THIS:",
        "Click to share on X",
        "Share this article | Print | Email",
        "1.2k shares",
        "3 min read",
        "Advertisement",
        "[Advertisement]",
        "ADVERTISEMENT - CONTINUE READING",
        "Story continues below advertisement",
        "Skip to main content",
        "Read more",
        "More>>",
        "Loading…",
        "* * *",
        "-----",
        "Sign up for our daily newsletter and get it in your inbox",
        "Subscribe to our channel for the latest news",
        "Follow us on Twitter and Facebook",
        "Don’t miss our latest news updates",
        "Download our app for breaking news",
        "We use cookies to give you the best experience. By continuing you accept our policy.",
        "Accept all cookies",
        "This site uses cookies. OK",
        "Nous utilisons des cookies pour mesurer l’audience.",
        "Privacy Policy | Terms of Use",
        "Related stories",
        "You may also like",
        "RELATED: Two held over market blast",
        "Read also: Five hurt in blast",
        "For representative purposes only",
        "Representational image",
        "File photo",
        "Photo: A. Person/Agency",
        "(AP Photo/Jo Doe)",
        "[Jo Doe/AFP]",
        "Jo Doe/Getty Images",
        "AFP",
        "REUTERS/Jo Doe",
        "Photo by Jo Doe",
        "Image credit: Jo Doe",
        "© 2021 The Border Post",
        "Copyright 2021 The Border Post. All rights reserved.",
        "All rights reserved.",
        "(c) 2019 Agency",
        "By Jo Doe",
        "By JO DOE and ANN BIN ALI",
        "By Jo Doe, Border Post",
        "By: Jo Doe",
        "By Our Correspondent",
        "BY AFP",
        "(Reporting by Jo Doe; Editing by Ann Roe)",
        "Additional reporting by Jo Doe in the capital",
        "Jo Doe contributed to this report.",
        "Edited by: Jo Doe",
        "For Immediate Release",
        "Compartir",
        "Partager",
        "Laisser un commentaire",
        "Поделиться",
        "اترك تعليقا",
        "Yorum yap",
        "Читайте также: пять раненых",
    ],
)
def test_a_line_of_furniture_is_marked_between_paragraphs(line: str) -> None:
    assert marked(f"{NEWS}\n\n{line}\n\nNo group claimed it.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        NEWS,
        CAPTION,
        "By Friday, 12 were dead",
        "3:26 The army says that 12 were killed in the raid",
        "Police have sent you a warning, residents were told",
        "By the time help came, nine had died.",
        "By Monday",
        "By car and on foot they fled",
        "Reply to the raid came within hours",
        "Share of attacks in the north: 59%",
        "Comments by the minister were denied",
        "Follow the attack, 30 people were held",
        "Related attacks killed nine in May",
        "Related to the raid, five were held.",
        "More: nine",
        "The group said it had “no comment”",
        "He leaves a reply to the court",
        "Cookies were used to hide the bomb",
        "Home was hit by a shell",
        "Print shop bombed",
        "12 killed",
        "0 killed, 5 hurt",
        "1500 / 1500 were freed",
        "Video shows 12 dead",
        "Photo of the dead was shown",
        "Published: March 15, 2019",
        "March 15, 2019",
        "Posted by admin on March 15, 2019",
        "Sunday, January 20, 2008",
        "Source: Reuters",
        "QUETTA, Pakistan (AP) -",
        "(Reporting the attack, he fled)",
        "Copyright law protest turns violent",
        "Two killed in market blast",
        "Many former fighters in the group",
        "[leader/facilitator]",
        "Police tracked his phone",
        "Search for the missing goes on",
        "Line of control",
        "Nine wounded: army",
    ],
)
def test_a_line_that_could_be_reporting_stays(line: str) -> None:
    assert marked(f"{NEWS}\n\n{line}\n\nNo group claimed it.") == ([] if line != NEWS else [NEWS])


def test_of_a_caption_printed_twice_the_second_is_marked() -> None:
    text = f"Raid in the north\n\n{CAPTION}\n\n{CAPTION}\n\n{NEWS}"
    (span,) = mark_furniture(text)
    assert span.start == text.rindex(CAPTION)


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("No group has said it did it.", 0),
        ("Police said the two had met at a market in the town and left for the border by bus on Friday night.", 1),
    ],
)
def test_a_repeated_line_apart_is_marked_only_where_it_is_long(line: str, times: int) -> None:
    assert marked(f"Raid in the north\n\n{line}\n\n{NEWS}\n\n{line}") == [line] * times


def test_a_headline_printed_again_is_marked_once() -> None:
    headline = "Raid in the north"
    assert marked(f"{headline}\n\nMay 5, 2019\n\n{headline}\n\n{NEWS}", headline) == [headline]
    assert marked(f"{headline}\n\n{NEWS}\n\n{headline}") == [headline]
    dateline = "KABUL, Afghanistan (May 5, 2019)"
    releases = [NEWS.replace("three", count) for count in ("two", "four", "five", "six", "nine")]
    assert marked("\n\n".join([dateline, *releases, dateline, NEWS])) == []


@pytest.mark.parametrize(
    "head",
    [
        "Sunday, September 19th 2021\nConflict Top Stories World\n\nRaid in the north\n\nMarch 15, 2019",
        "Sunday, September 19th 2021\n\nRaid in the north\n\nPublished: 15 March 2019",
        "Sunday, 19 September 2021 10:45 PM\nHome | World | Politics\n\nRaid in the north",
    ],
)
def test_the_clock_of_a_masthead_is_marked_and_the_day_of_the_article_is_not(head: str) -> None:
    lines = marked(f"{head}\n\n{NEWS}")
    assert lines[0].startswith("Sunday")
    assert not any("March" in line for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        f"Friday, March 15, 2019\n\nRaid in the north\n\n{NEWS}",
        f"Friday, March 15, 2019\n\nRaid in the north\n\nMarch 15, 2019\n\n{NEWS}",
        f"Raid in the north\n\n{NEWS}\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nSunday, May 19th 2021\n\nMay 5, 2019",
    ],
)
def test_a_full_date_that_may_be_the_day_of_publication_stays(text: str) -> None:
    assert not any("20" in line for line in marked(text))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Conflict Top Stories World", "anywhere"),
        ("Home > News > South Asia", "anywhere"),
        ("Politics, Crime and Courts", "anywhere"),
        ("Home / World / Asia", "anywhere"),
        ("World", "at the head"),
        ("Terrorism", "at the head"),
    ],
)
def test_menus_are_marked(line: str, place: str) -> None:
    middle = "\n\n".join(f"{NEWS[:-1]} in report {number}." for number in range(12))
    assert line in marked(f"{line}\n\nRaid in the north\n\n{middle}")
    inside = marked(f"Raid in the north\n\n{middle}\n\n{line}\n\n{middle.replace('guards', 'men')}")
    assert (line in inside) == (place == "anywhere")


def test_a_list_of_other_stories_is_marked_to_its_end() -> None:
    text = f"Raid\n\n{NEWS}\n\nRelated stories\n\nFive hurt in a blast\nTwo held at the port\n\n{NEWS[:-1]} later."
    assert marked(text) == ["Related stories", "Five hurt in a blast", "Two held at the port"]


def test_a_header_of_stories_above_the_article_does_not_swallow_its_headline() -> None:
    assert marked(f"Top stories\n\nRaid in the north\n\n{NEWS}") == ["Top stories"]


def test_wrapped_lines_of_a_paragraph_are_no_list() -> None:
    text = f"{NEWS}\n\nRelated stories\nFive hurt in a blast\nThe police said that the men came from\nthe hills."
    assert marked(text) == ["Related stories", "Five hurt in a blast"]


def test_what_readers_write_under_an_article_is_marked() -> None:
    text = (
        f"{NEWS}\n\n{NEWS[:-1]} again.\n\n2 comments\n\nAnn says:\nThey killed 500!\n\nMarch 3, 2019 at 10:35 am\nNo."
    )
    assert marked(text) == ["2 comments", "Ann says:", "They killed 500!", "March 3, 2019 at 10:35 am", "No."]


def test_a_counter_of_comments_above_an_article_does_not_swallow_it() -> None:
    assert marked(f"2 comments\n\nAnn says:\n\n{NEWS}\n\nNo group claimed it.") == ["2 comments"]


@pytest.mark.parametrize(
    "line",
    [
        "share " * 60_000,
        "a" * 2_000_000,
        "By " + "A " * 300_000,
        "(" * 300_000,
        "photo: " * 90_000,
        "© 2021 " * 90_000,
        "sign up for " * 90_000,
        "we use cookies " * 90_000,
        "by posting a comment " * 40_000,
        " " * 900_000 + "x",
        "\n" * 900_000,
        "share\n" * 30_000,
        "Related stories\n" * 30_000,
        "x says:\n" * 30_000,
        "World\n" * 30_000,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    started = time.process_time()
    mark_furniture(f"Sunday, May 5, 2019\n{line}\n2 comments\n{line[:9000]}")
    assert time.process_time() - started < 5


def test_every_pattern_is_bounded_and_every_phrase_in_lower_case() -> None:
    kinds = tomllib.loads(Path(clean.__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
    for kind in kinds.values():
        assert kind["about"]
        for words in (*kind.get("phrases", ()), *kind.get("headers", ()), *kind.get("words", ())):
            assert words == words.lower().strip()
        for pattern in kind.get("patterns", ()):
            bare = pattern.replace("\\+", "").replace("\\*", "")
            assert "*" not in bare
            assert "+" not in bare
