"""Bytes in the encodings that newsrooms use, declared or not."""

import pytest

from recount.errors import NotText
from recount.ingest.decode import decode, read_text

TEXT = "Nine people were hurt at the “Café Central” – the mayor’s house – on 3 May."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"], ids=str
)
def test_an_encoding_is_told_without_a_declaration(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert not decoded.notes


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", "Взрыв в городе: девять раненых."),
        ("windows-1256", "انفجار في المدينة وتسعة جرحى"),
        ("shift_jis", "町で爆発、九人が負傷"),
        ("iso-8859-9", "Patlamada dokuz kişi yaralandı"),
    ],
)
def test_a_declared_encoding_is_believed_where_the_bytes_fit(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), encoding).text == text


@pytest.mark.parametrize(
    "declared", ["ascii", "nonsense", "latin-1", "utf-16", "windows-1251", "base64", "rot13", "idna", "\0", ""]
)
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert decode(TEXT.encode(), declared).text == TEXT


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Le pr\xe9sident \xe0 Bamako, dit \xabl\x92arm\xe9e\xbb", "Le président à Bamako, dit «l’armée»"),
        (b"They asked for \x801,000 or \xa31,200", "They asked for €1,000 or £1,200"),
        (b"the group\x97which denied it\x97said \x93no\x94", "the group—which denied it—said “no”"),
        (b"S\xe3o Paulo and \xc5sa and M\xfcnchen", "São Paulo and Åsa and München"),
    ],
)
def test_windows_1252_is_read_where_every_byte_makes_sense(content: bytes, text: str) -> None:
    assert decode(content).text == text
    assert decode(content).broken == 0


@pytest.mark.parametrize(
    ("content", "places"),
    [(b"cut caf\xc3", 1), (b"\xff and \xfe", 2), (b"\xe2\x80 one \xe2\x80\x99 \xc3\xa9 two", 1), (b"\x81 x", 1)],
)
def test_broken_bytes_are_replaced_and_counted(content: bytes, places: int) -> None:
    decoded = decode(content)
    assert decoded.broken == places
    assert "broken UTF-8" in decoded.notes[0][0]


def test_what_is_mostly_unreadable_is_no_text() -> None:
    with pytest.raises(NotText, match="encoding that cannot be told"):
        read_text("Взрыв в городе: девять раненых.".encode("windows-1251"))


@pytest.mark.parametrize("content", [b"a\r\nb", b"a\rb", b"a\nb"])
def test_line_ends_are_made_one_kind(content: bytes) -> None:
    assert decode(content).text == "a\nb"


def test_line_separators_within_a_text_stay() -> None:
    assert decode("a\u2028b\u0085c\x0cd".encode()).text == "a\u2028b\u0085c\x0cd"
