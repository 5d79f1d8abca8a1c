"""What a speaker says of two organisations or states: part of, splinter of, allied with, pledged to, supports, fights.

Only what the words state between two that are named; what the codebook knows of them is never added.
"""

from collections.abc import Sequence

from recount.records import Attribution, Document, Relation, Sentence


def find_relations(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    country: str | None = None,
) -> tuple[Relation, ...]:
    """Every relation that the text states, each once, in its order. `country` (ISO alpha-2) is where its story is set."""
    return ()
