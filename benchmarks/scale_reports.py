"""Reports as lifelike as linking needs them, with their true events: any number, the same each time.

Events fall on days and towns as they do in a war: a few countries and towns have most of them. An event is told by one
to some dozens of reports: most by one or two. A report may lack the day, the year or the town, tell another toll or
that of a later hour, name no actor, and shares some of the telling words of its event.
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from recount.link.traits import Traits
from recount.records import Count, EventType, Published, When, Where

COUNTRIES = ("SY", "AF", "IQ", "PK", "UA", "YE", "SO", "NG", "ML", "SD", "CD", "ET", "IN", "PH", "MX", "CO", "US", "TR")
FORMS: tuple[EventType, ...] = (
    "bombing",
    "shooting",
    "clash",
    "airstrike",
    "shelling",
    "raid",
    "suicide_bombing",
    "abduction",
)
TOWNS_A_COUNTRY, ACTORS_A_COUNTRY = 400, 12
EVENTS_A_DAY = 60  # over all countries, so that a longer ledger covers more days
SIZES = (1,) * 45 + (2,) * 22 + (3,) * 12 + (4,) * 7 + (6,) * 6 + (9,) * 4 + (15,) * 3 + (30,)
START = date(1990, 1, 1)
SYLLABLES = ("ka", "ber", "shu", "min", "tal", "dor", "qas", "el", "ra", "vin", "zo", "hut", "mar", "gil", "pen", "ost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What really happened."""

    number: int
    day: date
    country: str
    town: int
    form: EventType
    killed: int
    wounded: int
    perpetrator: str
    target: str
    words: tuple[str, ...]
    size: int


def reports(wanted: int, *, seed: int = 1) -> Iterator[tuple[Traits, int]]:
    """So many reports, each with the number of its event, in order of their printing within a month or so."""
    random = Random(seed)
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(COUNTRIES))))
    made, number = 0, 0
    while made < wanted:
        event = _event(random, number, weights)
        number += 1
        for copy in range(min(event.size, wanted - made)):
            yield _report(random, event, copy), event.number
            made += 1


def _event(random: Random, number: int, weights: list[float]) -> Event:
    country = COUNTRIES[bisect(weights, random.random() * weights[-1])]
    town = int(TOWNS_A_COUNTRY * random.random() ** 2.5)
    return Event(
        number=number,
        day=START + timedelta(days=number // EVENTS_A_DAY),
        country=country,
        town=town,
        form=random.choice(FORMS),
        killed=min(300, int(random.paretovariate(1.1)) - 1),
        wounded=min(500, int(random.paretovariate(0.9)) - 1),
        perpetrator=f"{country} Front {int(ACTORS_A_COUNTRY * random.random() ** 2)}",
        target=random.choice(("police", "army convoy", "market", "mosque", "civilians", "checkpoint", "school", "bus")),
        words=tuple(_name(random.randrange(300_000)) for _ in range(14)),
        size=random.choice(SIZES),
    )


def _report(random: Random, event: Event, copy: int) -> Traits:
    """One telling of an event: late, partial and slightly wrong as reports are."""
    chance = random.random
    printed = event.day + timedelta(days=min(12, int(random.expovariate(0.7))))
    key = f"{event.number:08x}{copy:04x}{random.getrandbits(16):04x}"
    told = tuple(word for word in event.words if chance() < 0.55)
    common = tuple(f"common{random.randrange(400)}" for _ in range(12))
    return Traits(
        report=key,
        document=f"d{key}",
        type=event.form if chance() < 0.88 else "attack",
        status="happened",
        focus=chance() < 0.95,
        published=Published(first=printed, last=printed, basis="given") if chance() < 0.95 else Published(),
        days=_days(random, event),
        places=_places(random, event),
        perpetrators=() if chance() < 0.35 else (event.perpetrator,),
        targets=() if chance() < 0.3 else (event.target,),
        tolls=_tolls(random, event),
        words=dict.fromkeys(told, 6.0) | dict.fromkeys(common, 2.0),
    )


def _days(random: Random, event: Event) -> tuple[When, ...]:
    chance = random.random()
    if chance < 0.12:
        return ()
    if chance < 0.16:
        return (When(month=event.day.month, day=event.day.day),)
    day = event.day + timedelta(days=1) if chance < 0.2 else event.day
    return (When(first=day, last=day, precision="day"),)


def _places(random: Random, event: Event) -> tuple[Where, ...]:
    chance = random.random()
    province = f"{_name(event.town % 20)} {event.country}"
    if chance < 0.06:
        return (Where(country=event.country, level="country"),)
    if chance < 0.14:
        return (Where(province=province, country=event.country, level="province"),)
    town = _name(1000 + event.town * 37 + COUNTRIES.index(event.country) * 20_011)
    return (Where(locality=town, province=province, country=event.country, level="locality"),)


def _tolls(random: Random, event: Event) -> dict[tuple[str, str], tuple[Count, ...]]:
    told = {}
    for field, number in (("killed", event.killed), ("wounded", event.wounded)):
        if number and random.random() < 0.8:
            off = random.random()
            seen = number if off < 0.75 else max(1, int(number * random.uniform(0.6, 1.1)))
            told[field, "victims"] = (Count(low=seen, best=seen, high=None if off > 0.93 else seen),)
    return told


def _name(number: int) -> str:
    """A name of its own for each number."""
    letters = []
    for _ in range(5):
        number, place = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[place])
    return "".join(letters)
