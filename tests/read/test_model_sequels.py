"""Events that only tell on the one before."""

from dataclasses import replace
from datetime import date

from recount.read.model_decode import Event, Told
from recount.read.model_features import Item
from recount.read.model_labels import TAGS, Tag
from recount.read.model_sequels import sequels
from recount.records import Count, EventType, Value, When, Where

MACH = Where(locality="Mach", country="PK")
ELEVEN = Count(low=11, best=11, high=None)
MONDAY = When(first=date(2021, 8, 30), last=date(2021, 8, 30), precision="day", reason="Monday")


def event(kind: EventType, sentence: int) -> Event:
    return Event(triggers=[item("trigger", sentence)], type=kind, type_chance=0.9, status="happened", focus=0.5)


def item(tag: Tag, sentence: int) -> Item:
    return Item(tag=TAGS.index(tag), first=0, last=0, start=0, end=1, sentence=sentence, paragraph=0)


def told(tag: Tag, at: int, value: Value) -> tuple[Told, Value]:
    claim = Told(
        item(tag, at), [(at, 0.9)], "all", part=False, size="one", speaker=None, stance="asserts", stance_chance=1
    )
    return claim, value


FIRST = [told("place", 0, MACH), told("perpetrator", 0, "Islamic State")]
SECOND = [told("perpetrator", 1, "Islamic State"), told("killed", 1, ELEVEN)]


def test_the_next_sentence_tells_on_an_attack_by_the_same_group() -> None:
    assert sequels([event("attack", 0), event("shooting", 1)], [*FIRST, *SECOND]) == {1: 0}


def test_another_place_another_group_or_another_form_is_another_event() -> None:
    both = [event("attack", 0), event("shooting", 1)]
    assert sequels(both, [*FIRST, *SECOND, told("place", 1, MACH)]) == {}
    assert sequels(both, [*FIRST, told("perpetrator", 1, "Taliban")]) == {}
    assert sequels([event("bombing", 0), event("shooting", 1)], [*FIRST, *SECOND]) == {}
    assert sequels([event("attack", 0), event("shooting", 2)], [*FIRST, *SECOND]) == {}


def test_as_many_dead_on_the_same_day_are_the_dead_of_the_event() -> None:
    raid = [told("date", 0, MONDAY), told("killed", 0, ELEVEN)]
    again = [told("date", 1, replace(MONDAY, reason="")), told("killed", 1, Count(low=11, best=11, high=11))]
    deed = replace(event("attack", 5), deed=True)
    assert sequels([event("raid", 0), deed], [*raid, *again]) == {1: 0}
    assert sequels([event("raid", 0), event("attack", 5)], [*raid, *again]) == {}
    later = [told("date", 1, When(first=date(2021, 9, 1), last=date(2021, 9, 1))), again[1]]
    assert sequels([event("raid", 0), deed], [*raid, *later]) == {}
    more = [again[0], told("killed", 1, Count(low=12, best=12, high=12))]
    assert sequels([event("raid", 0), deed], [*raid, *more]) == {}
