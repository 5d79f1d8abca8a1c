"""Phrases of codebook files as patterns: "past # days" with "#" for any number, "claimed * lives" for a few words."""

import re
from collections.abc import Iterable

_NUMBER = (
    r"(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"twenty-four|forty-eight|seventy-two|several|few|couple of|\d{1,3}(?:[,\d]\d{2,3}){0,3})\b)"
)
_FEW = r"(?:[^\s.;!?]{1,30}\s+){0,3}"


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, the longest first, in any case; white space may be of any kind."""
    listed = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, listed))})(?!\w)", re.IGNORECASE)


def _one(phrase: str) -> str:
    written = ""
    for word in phrase.split():
        if word == "*":
            written += _FEW
            continue
        written += (_NUMBER if word == "#" else re.escape(word)) + r"\s+"
    return written.removesuffix(r"\s+")
