"""Counts of dead and wounded together ("killed and injured 60", "60 were wounded or missing") count neither."""

import re

_LOT = r"(?:kill(?:ed|ing|s)|dead|wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt|missing)"
_BOTH = rf"{_LOT} (?:and|or|and/or|&) (?:(?:were|are|still|either) ){{0,3}}{_LOT}"
_BEFORE = re.compile(
    rf"(?P<counted>(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|people|others)) )?{_BOTH} \Z"
)
_AFTER = re.compile(rf" (?:people |persons |others )?(?:(?:were|was|are|have|had|has|been|either) ){{0,3}}{_BOTH}\b")
_REACH = 60


def is_mixed(text: str, start: int, end: int) -> bool:
    """Whether what stands at these offsets counts people of whom some were killed and others not."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if before is not None and not before["counted"]:
        return True
    return _AFTER.match(text, end, end + _REACH) is not None
