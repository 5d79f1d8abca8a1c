"""Where people come from is not where something happened to them: "evacuees from the towns of Fua and Kefraya"."""

import re

_REACH = 90
_PEOPLE = (
    "evacuees|residents|refugees|inhabitants|natives|citizens|nationals|villagers|families|pilgrims|tourists|migrants"
)
_FROM = re.compile(
    rf"\b(?:{_PEOPLE})\s+(?:evacuated\s+|displaced\s+|fleeing\s+)?(?:of|from)\s+"
    r"(?:(?!(?:in|at|near|on|were|was|who|after|when|to)\b)[\w’'-]{1,25},?\s+){0,8}\Z"
)


def is_origin(text: str, start: int) -> bool:
    """Whether the place that begins at `start` only says where people are from."""
    return _FROM.search(text[max(0, start - _REACH) : start]) is not None
