"""Numbers that are taken for dead or wounded and count neither: ages, a telephone number, all who were shot.

"Five people were shot, two fatally" counts two dead; "ages 22 and 29" and "a boy, 11," count nobody.
"""

import re

_AGES = re.compile(r"\b(?:ages?|aged)\b[\s\d,and-]{0,24}\Z", re.IGNORECASE)
_OLD = re.compile(r"\s?[-‐–]?\s?(?:year|month|week)s?\b(?:\s?[-‐–]?\s?old)", re.IGNORECASE)
_BEHIND = re.compile(r"(?:[A-Z][\w’'-]{1,20}|\b(?:boy|girl|man|woman|son|daughter|brother|sister|teen|child)),\s\Z")
_NEXT = re.compile(r"\s?[,.;)]")
_CALL = re.compile(r"911\b(?!\s(?:people|dead|killed|others|civilians))")
_SHOT = re.compile(
    r"\s(?:(?:were|was|had\sbeen|got|being|been|people|others|men|women|teens|victims)\s){0,3}shot\b"
    r"(?!\s(?:dead|to\sdeath|and\s(?:\w+\s)?killed|and\sfatally|fatally|down))",
    re.IGNORECASE,
)
_NEAR = 40
_FATAL = re.compile(r"\bfatally\b|\bdead\b|\bkill", re.IGNORECASE)


def is_no_toll(field: str, text: str, start: int, end: int, count: int | None) -> bool:
    """Whether the words text[start:end], taken for so many killed or wounded, count neither."""
    if count is None or count < 2 or field not in {"killed", "wounded"}:
        return False
    return _is_age(text, start, end, str(count)) or (field == "killed" and _are_only_shot(text, start, end))


def _is_age(text: str, start: int, end: int, count: str) -> bool:
    """Whether the number is the age of somebody, or the one that is called for help."""
    number = re.compile(rf"\b{count}\b").search(text, start, end)
    if number is None:
        return False
    before = text[max(0, number.start() - _NEAR) : number.start()]
    if _CALL.match(text, number.start()) or _AGES.search(before) or _OLD.match(text, number.end()):
        return True
    return number.end() == end and _BEHIND.search(before) is not None and _NEXT.match(text, end) is not None


def _are_only_shot(text: str, start: int, end: int) -> bool:
    """Whether the people are said to have been shot, and not to have died of it."""
    return _FATAL.search(text, start, end) is None and _SHOT.match(text, end, end + _NEAR) is not None
