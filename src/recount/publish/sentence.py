"""The sentence that a stretch of a document stands in, for showing beside the value read out of it."""

from recount.read.sentences import split_sentences

_FAR = 2_000  # characters to each side that are searched for the ends of the sentence


def around(text: str, start: int, end: int, reach: int = 220) -> tuple[str, str, str]:
    """The sentence around a stretch in three pieces, never past its line, at most `reach` characters to each side."""
    first = max(text.rfind("\n", 0, start) + 1, start - _FAR)
    ends = text.find("\n", end, end + _FAR)
    line = text[first : ends if ends >= 0 else end + _FAR]
    held = [one for one in split_sentences(line) if one.start < end - first and one.end > start - first]
    left = line[held[0].start if held else 0 : start - first]
    right = line[end - first : held[-1].end if held else len(line)]
    return _last(left, reach), " ".join(text[start:end].split()), _first(right, reach)


def _last(words: str, reach: int) -> str:
    return words.lstrip() if len(words) <= reach else f"… {words[-reach:].partition(' ')[2]}"


def _first(words: str, reach: int) -> str:
    return words.rstrip() if len(words) <= reach else f"{words[:reach].rpartition(' ')[0]} …"
