"""Tells a document in English from one that Recount cannot read."""

from collections.abc import Sequence

ENGLISH = frozenset(
    (
        "the of and to in a is that for it was on are as with at by from have has be this an or said were their its "
        "he who after they"
    ).split()
)
LEAST_ENGLISH = 0.07
FEW_WORDS = 20


def why_foreign(language: str | None, forms: Sequence[str]) -> str:
    """Why the document cannot be read, in words; empty where it can. `forms` are its words in lower case."""
    if language and not language.lower().startswith("en"):
        return f"not in English (language {language})"
    if len(forms) < FEW_WORDS:
        return ""
    share = sum(form in ENGLISH for form in forms) / len(forms)
    return "" if share >= LEAST_ENGLISH else f"not in English ({share:.0%} of its words are common English words)"
