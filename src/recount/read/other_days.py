"""Dates that stand beside an event and are not its own: of a statement, of a memorial, since when a thing is there."""

import re

_BEFORE = 80
_SPOKEN_ON = re.compile(
    r"\b(?:said|says|told (?:[\w.]+ ){1,3}|added|reported|announced|confirmed|stated|statement|reporters|mourning|"
    r"claimed responsibility(?: for (?:the|an|a) \w+)?)\s+(?:(?:late|early|later|earlier)\s+)?(?:on\s+)?$"
)
"""What stands before the day on which somebody spoke."""

_RECALLED_ON = re.compile(
    r"[^.\n]{0,60}\b(?:mark|marks|marked|marking|commemorat[a-z]{1,4}|remember[a-z]{0,4}|mourn[a-z]{0,4})\b"
    r"[^.\n]{0,60}\banniversar(?:y|ies)\b"
)
"""What stands behind the day on which people recalled an event of years ago."""

_BEGUN_IN = re.compile(r"\b(?:launched|begun|began|started|formed|founded|established|created)\s+(?:back\s+)?in\s+\Z")
"""What stands before the month or year since which a campaign or a group has been there."""


def is_other_day(text: str, start: int, end: int) -> bool:
    """Whether the date text[start:end] is the day of a statement, a memorial or a beginning, not of an event."""
    before = text[max(0, start - _BEFORE) : start]
    if _SPOKEN_ON.search(before) or _BEGUN_IN.search(before):
        return True
    return _RECALLED_ON.match(text, end) is not None
