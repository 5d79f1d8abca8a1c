"""The text of a document cut into pieces, whatever its stretches of evidence do to one another."""

from hypothesis import example, given
from hypothesis import strategies as st

from recount.records import Document, Span
from recount.web.document import Evidence, lines

TEXT = "At least 61 cadets were killed.\n\nThe army said so; the police said 59.\n"


def evidence(number: int, start: int, end: int) -> Evidence:
    span = Span(start=start, end=end, quote=TEXT[start:end])
    return Evidence(number=number, id=f"e{number}", what="", value="", speaker="", span=span, kind="claim")


def document(furniture: tuple[Span, ...] = ()) -> Document:
    return Document(id="d", name="d", text=TEXT, furniture=furniture)


def pieces(*found: Evidence) -> list[tuple[str, tuple[str, ...]]]:
    cut = lines(document(), found)
    return [(piece.words, tuple(one.id for one in piece.under)) for line in cut for piece in line]


def test_overlapping_stretches_are_cut_where_either_begins_or_ends() -> None:
    assert pieces(evidence(1, 0, 11), evidence(2, 9, 18))[:4] == [
        ("At least ", ("e1",)),
        ("61", ("e1", "e2")),
        (" cadets", ("e2",)),
        (" were killed.", ()),
    ]


def test_a_stretch_within_another_keeps_both() -> None:
    assert ("61", ("e1", "e2")) in pieces(evidence(1, 0, 30), evidence(2, 9, 11))


def test_a_stretch_across_lines_is_marked_in_each() -> None:
    found = pieces(evidence(1, 24, 42))
    assert [words for words, under in found if under] == ["killed.", "The army "]


def test_furniture_is_told_from_the_rest() -> None:
    cut = lines(document((Span(start=33, end=41, quote=TEXT[33:41]),)), [])
    assert [(piece.words, piece.furniture) for line in cut for piece in line][1] == ("The army", True)


@example([(3, 2)])
@example([(31, 33)])
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=8))
def test_nothing_of_the_text_is_lost_and_every_stretch_begins_and_ends_once(ends: list[tuple[int, int]]) -> None:
    found = [evidence(n, min(pair), max(pair)) for n, pair in enumerate(ends) if pair[0] != pair[1]]
    cut = [piece for line in lines(document(), found) for piece in line]
    assert "".join(piece.words for piece in cut) == TEXT.replace("\n", "")
    seen = [one.id for piece in cut for one in piece.begins]
    assert len(seen) == len(set(seen))
    told = {one.id for piece in cut for one in piece.under}
    assert {one.id for one in found if TEXT[one.span.start : one.span.end].strip("\n")} == told
