"""How the days, places and tolls that stand beside two triggers compare: the same, compatible, or contradicting."""

from collections.abc import Iterator, Sequence

from recount.records import Count, Mention, Trigger, When, Where

COMPARED = ("date", "place", "killed", "wounded", "perpetrator", "target")

Told = dict[str, list[Mention]]


def tell_apart(triggers: Sequence[Trigger], mentions: Sequence[Mention]) -> list[Told]:
    """For each trigger the mentions of its sentence that stand nearer to it than to any other trigger, by field."""
    by_sentence: dict[int, list[int]] = {}
    for number, trigger in enumerate(triggers):
        by_sentence.setdefault(trigger.sentence, []).append(number)
    told: list[Told] = [{} for _ in triggers]
    for mention in mentions:
        here = by_sentence.get(mention.sentence)
        if here and mention.field in COMPARED:
            nearest = min(here, key=lambda number: _gap(mention, triggers[number]))
            told[nearest].setdefault(mention.field, []).append(mention)
    return told


def _gap(mention: Mention, trigger: Trigger) -> int:
    return max(mention.span.start - trigger.span.end, trigger.span.start - mention.span.end, 0)


def compare(left: Told, right: Told, apart: int) -> Iterator[str]:
    """The named features of what two triggers have beside them."""
    near = min(2, apart)
    for field in COMPARED:
        one, two = left.get(field, ()), right.get(field, ())
        if not one or not two:
            yield f"told {field}={bool(one)}{bool(two)}"
            continue
        verdicts = {verdict(a.value, b.value) for a in one for b in two}
        best = next(v for v in ("same", "fits", "differs") if v in verdicts)
        yield f"told {field}={best}"
        yield f"told {field}={best}|{near}"


def verdict(a: object, b: object) -> str:
    """Whether two values of one field are the same, fit one another, or differ."""
    if isinstance(a, Where) and isinstance(b, Where):
        return _places(a, b)
    if isinstance(a, When) and isinstance(b, When):
        return _days(a, b)
    if isinstance(a, Count) and isinstance(b, Count):
        return "same" if a == b else "fits" if (a.best or a.low) == (b.best or b.low) else "differs"
    return "same" if str(a).lower() == str(b).lower() else "differs"


def _places(a: Where, b: Where) -> str:
    shared = False
    for level in ("country", "province", "district", "locality"):
        one, two = getattr(a, level), getattr(b, level)
        if one and two and one != two:
            return "differs"
        shared = bool(one and two)
    return "same" if shared or (a.district and a.district == b.district) else "fits"


def _days(a: When, b: When) -> str:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return "same" if (a.month, a.day) == (b.month, b.day) else "differs"
    if (a.first, a.last) == (b.first, b.last):
        return "same"
    return "fits" if a.first <= b.last and b.first <= a.last else "differs"
