"""Stated expectations of violence to come: who warns, of whom, where."""

from collections.abc import Sequence

from recount.records import Attribution, Document, Mention, Sentence, Warning


def find_warnings(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
) -> tuple[Warning, ...]:
    """Every stated expectation of violence ("could", "warned", "may carry out"); "a major threat" is none.

    Of `mentions` only the places are looked at.
    """
    return ()
