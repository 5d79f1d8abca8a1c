"""Groups the triggers of a reading into incidents, by the samenesses that the reader judged."""

from collections.abc import Sequence

from recount.records import Reading, Trigger

SAME = 0.5


def group_triggers(reading: Reading) -> list[list[int]]:
    """The trigger numbers of each incident, in the order in which the text first names it."""
    leader = list(range(len(reading.triggers)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for pair in reading.samenesses:
        if pair.score >= SAME:
            left, right = sorted((find(pair.left), find(pair.right)))
            leader[right] = left
    groups: dict[int, list[int]] = {}
    for number in range(len(reading.triggers)):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def in_order(triggers: Sequence[Trigger]) -> list[Trigger]:
    """Triggers from the first to the last in the text."""
    return sorted(triggers, key=lambda trigger: trigger.span.start)
