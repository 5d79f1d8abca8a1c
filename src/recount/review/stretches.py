"""Where words stand in a document's text, for redacting them."""

import json
import re

from recount.errors import DecisionError

MOST = 200  # places of one document at once
_LONGEST = 5_000


def places(text: str, words: str) -> list[str]:
    """Every stretch where words stand in a text, however they are spaced there, as a decision holds it: [120, 134]."""
    parts = words.split()
    if not parts or len(words) > _LONGEST:
        raise DecisionError("No words were given to redact", advice="Copy them out of the text")
    sought = re.compile(r"\s+".join(re.escape(part) for part in parts))
    found = [json.dumps([one.start(), one.end()]) for one in sought.finditer(text)]
    if not found:
        raise DecisionError("These words do not stand in the text", advice="Copy them out of it, as they are written")
    if len(found) > MOST:
        raise DecisionError(f"These words stand in {len(found)} places", advice="Take a longer stretch")
    return found


def check_reason(reason: str, words: str) -> None:
    """The reason is shown in the place of the words, so it must repeat none of them."""
    if words.strip() and words.strip().casefold() in reason.casefold():
        raise DecisionError("The reason repeats the words", advice="It is shown in their place: say it otherwise")
