import pytest

from recount.read.sentences import split_sentences
from recount.records import Span


def pieces(text, furniture=()):
    return [text[s.start : s.end] for s in split_sentences(text, furniture)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off. Two people died.", ["A bomb went off.", "Two people died."]),
        ("Lt. Gen. Khan said so. He left.", ["Lt. Gen. Khan said so.", "He left."]),
        ("The U.S. Army fired. It stopped.", ["The U.S. Army fired.", "It stopped."]),
        ("They flew to the U.S. The talks failed.", ["They flew to the U.S.", "The talks failed."]),
        ("It blew up at 9 p.m. Sunday in Kut.", ["It blew up at 9 p.m. Sunday in Kut."]),
        ("It blew up at 9 p.m. Police came.", ["It blew up at 9 p.m.", "Police came."]),
        ("On Aug. 8 it exploded.", ["On Aug. 8 it exploded."]),
        ('"We attacked." He hung up.', ['"We attacked."', "He hung up."]),
        ("J. R. Smith fell. George W. Bush spoke.", ["J. R. Smith fell.", "George W. Bush spoke."]),
        ("1. Gunmen attacked Kut.", ["1. Gunmen attacked Kut."]),
        ("Killed: 3.5 percent. Wounded: none.", ["Killed: 3.5 percent.", "Wounded: none."]),
        ("Was it the army? No one knows!", ["Was it the army?", "No one knows!"]),
        ("The army struck .\nIt denied it .", ["The army struck .", "It denied it ."]),
        ("ALL SHOPS SHUT. POLICE FIRED.", ["ALL SHOPS SHUT.", "POLICE FIRED."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_belongs_to_an_abbreviation(text, expected):
    assert pieces(text) == expected


def test_every_line_is_a_paragraph():
    sentences = split_sentences("One fell. Two ran.\n\nThree hid.")
    assert [s.paragraph for s in sentences] == [0, 0, 1]
    assert [s.number for s in sentences] == [0, 1, 2]


def test_furniture_is_never_read():
    text = "A bomb killed two. Share this! Three were hurt.\nComments"
    start = text.index("Share")
    furniture = (
        Span(start=start, end=start + 12, quote=text[start : start + 12]),
        Span(start=text.index("Comments"), end=len(text), quote="Comments"),
    )
    assert pieces(text, furniture) == ["A bomb killed two.", "Three were hurt."]


def test_a_megabyte_of_brackets_is_split_at_once():
    assert len(split_sentences("[" * 1_000_000)) == 1
    assert len(split_sentences(". A" * 300_000)) > 1
