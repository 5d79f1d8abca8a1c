"""Words for an event that name another place than their incident go to the incident of that place."""

from recount.read.model_decode import Event, Told
from recount.read.model_features import Item
from recount.read.model_labels import TAGS
from recount.read.model_strays import send_home
from recount.records import Value, Where

MACH = Where(country="PK", province="Balochistan", district="Mach", latitude=29.9, longitude=67.5)
MASTUNG = Where(country="PK", province="Balochistan", district="Mastung")
TOWN = Where(country="PK", province="Balochistan", locality="Mastung", latitude=29.8, longitude=66.8)
PESHAWAR = Where(country="PK", province="Khyber Pakhtunkhwa", locality="Peshawar")


def item(sentence: int, tag: str = "trigger") -> Item:
    at = sentence * 100
    return Item(TAGS.index(tag), at, at, at, at + 5, sentence, sentence)


def event(*sentences: int) -> Event:
    return Event([item(sentence) for sentence in sentences], "attack", 0.9, "happened", 0.5)


def place(sentence: int, where: Where, at: int) -> tuple[Told, Value]:
    told = Told(item(sentence, "place"), [(at, 0.8)], "all", False, "none", None, "asserts", 0.9)
    return told, where


def sentences_of(found: Event) -> list[int]:
    return [one.sentence for one in found.triggers]


def test_a_stray_goes_home_with_what_its_sentence_tells() -> None:
    events = [event(1, 2), event(5, 9)]
    kept = [place(1, MASTUNG, 0), place(5, MACH, 1), place(9, TOWN, 1)]
    send_home(events, kept, [[None, None], [None, TOWN]])
    assert [sentences_of(one) for one in events] == [[1, 2, 9], [5]]
    assert [told.incidents[0][0] for told, _ in kept] == [0, 1, 0]


def test_without_an_incident_there_it_stays() -> None:
    events = [event(1, 2), event(5, 9)]
    send_home(events, [place(1, MASTUNG, 0), place(5, MACH, 1)], [[None, None], [None, PESHAWAR]])
    assert [sentences_of(one) for one in events] == [[1, 2], [5, 9]]


def test_an_incident_without_a_place_loses_nothing() -> None:
    events = [event(1, 2), event(5, 9)]
    send_home(events, [place(1, MASTUNG, 0)], [[None, None], [None, TOWN]])
    assert [sentences_of(one) for one in events] == [[1, 2], [5, 9]]
