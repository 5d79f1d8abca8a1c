"""Where people or shots come from is not where something happened: "evacuees from Fua", "rockets fired from Gaza"."""

import re

_REACH = 90
_PEOPLE = (
    "evacuees|residents|refugees|inhabitants|natives|citizens|nationals|villagers|families|pilgrims|tourists|migrants"
)
_FROM = re.compile(
    rf"\b(?:{_PEOPLE})\s+(?:evacuated\s+|displaced\s+|fleeing\s+)?(?:of|from)\s+"
    r"(?:(?!(?:in|at|near|on|were|was|who|after|when|to)\b)[\w’'-]{1,25},?\s+){0,8}\Z"
)
_CAME = re.compile(
    r"\b(?:arriv(?:ed|ing)|infiltrat(?:ed|ing)|enter(?:ed|ing)|came|coming|cross(?:ed|ing)|fired|launched)\s+"
    r"(?:(?!(?:in|at|near|on|into|after|when|and)\b)[\w’'-]{1,25}\s+){0,4}from\s+(?:the\s+)?\Z"
)


def is_origin(text: str, start: int) -> bool:
    """Whether the place that begins at `start` only says where people or shots are from."""
    before = text[max(0, start - _REACH) : start]
    return _FROM.search(before) is not None or _CAME.search(before) is not None
