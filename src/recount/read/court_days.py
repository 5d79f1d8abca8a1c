"""Days of what came after an attack: of a charge, an arrest, a hearing, a verdict, a vigil.

"A man was charged Thursday in the shooting of a teenager": Thursday is no day of the shooting. An arrest that is told
as an incident of its own keeps its day; that is for the caller to see to.
"""

import re

_BEFORE, _BEHIND = 60, 70
_STEPS = (
    r"charged|indicted|arraigned|sentenced|convicted|acquitted|pleaded|pled|arrested|booked|jailed|extradited|"
    r"surrendered|testified|identified|unsealed|re-?sentenced|apprehended|captured|detained"
)
_SETTINGS = (
    r"guilty|custody|court|jail|prison|bail|bond|conference|indictment|hearing|trial|verdict|vigil|funeral|"
    r"appearance|arraignment|sentencing|arrest"
)
_STEP_ON = re.compile(
    rf"\b(?:(?:{_STEPS})(?:\s(?:in|at|from|by)(?-i:\s[A-Z][\w’'-]{{1,20}}){{1,3}})?|(?-i:{_SETTINGS})"
    r"|(?:sentencing|trial|hearing)\s(?:was|is)\s\w+)"
    r",?\s+(?:(?:late|early|later|earlier|again|last)\s+)?(?:on\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before the day of a step: "was arrested in Houston on Friday", "pleaded guilty Monday"."""
_THEN = re.compile(
    r"(?:\s(?:morning|afternoon|evening|night))?,\s(?:[\w.’'-]+\s){1,4}?(?:(?:was|were|has been|been)\s)?"
    rf"(?:{_STEPS})\b",
    re.IGNORECASE,
)
"""What stands behind a day that opens a sentence: "On Monday, he was extradited"."""
_OPENS = re.compile(r"(?:\A|[.!?\n][\"”’]?\s{0,3})(?:on|late|early)?\s?\Z", re.IGNORECASE)


def is_day_in_court(text: str, start: int, end: int) -> bool:
    """Whether the date text[start:end] is the day on which police, a court or mourners did something afterwards."""
    before = text[max(0, start - _BEFORE) : start]
    if _STEP_ON.search(before):
        return True
    return _OPENS.search(before) is not None and _THEN.match(text, end, end + _BEHIND) is not None
