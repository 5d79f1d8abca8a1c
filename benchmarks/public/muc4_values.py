"""Days, places and numbers of a MUC-4 incident in the forms of the keys."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muc4_features import Group, Sheet, String
from muc4_judging import Day, Place
from muc4_keys import Template

from recount.read.dates import find_dates, resolve_all
from recount.records import Count, Published

WEEKDAY = re.compile(r"\b(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY\b", re.IGNORECASE)
LONGEST = 60
"""Days before the dateline from which on an incident is history."""
FARTHEST, TOLD = 3, 0.5
"""How many sentences away a date may stand, and how likely a day must be told."""
NUMBER = {
    word: number
    for number, word in enumerate(
        "A/AN/ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN".split(), start=1
    )
    for word in word.split("/")
}
MANY = frozenset("PEOPLE CHILDREN WOMEN MEN POLICEMEN PERSONNEL POLICE CIVILIANS OTHERS FAMILY SEVERAL".split())
STOPS = re.compile(r"\s+(?:OF|FROM|IN|WHO|AT|ON|AND|BELONGING|WITH|TO)\s+|,")


def day_of(sheet: Sheet, group: Group, told: float) -> Day | None:
    """The day of the nearest date, where one is told at all; else on or before the dateline."""
    last = sheet.page.day
    if last is None:
        return None
    begins = sheet.page.text.find("[TEXT]")
    found = [said for said in find_dates(sheet.page.text) if said.span.start > begins]
    near: list[tuple[int, int, Day]] = []
    for number, (said, when) in enumerate(
        zip(found, resolve_all(found, Published(first=last, last=last)), strict=True)
    ):
        gap = min(abs(sheet.sentence_at(said.span.start) - one) for one in group.sentences)
        if when and when.first and when.last and not WEEKDAY.search(said.span.quote) and gap <= FARTHEST:
            day = Day(first=when.first, last=when.last)
            if is_recent(day, last):
                near.append((gap, number, day))
    return min(near, key=lambda one: one[:2])[2] if near and told >= TOLD else Day(first=None, last=last)


def is_recent(day: Day, published: date) -> bool:
    first = day.first or day.last
    return day.last <= published and (published - first).days <= LONGEST and (day.last - first).days <= 3


NEARNESS = {0: 3.0, 1: 1.0}
"""What a place counts by how many sentences it stands away from the incident."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """Places as the keys of the training part write them: by the name of the smallest, the path most often given."""

    paths: Mapping[str, Place]
    pattern: re.Pattern[str]

    def place_of(self, sheet: Sheet, group: Group) -> Place:
        """The smallest place named with the incident, and the country that fits or is named most."""
        country = self.country_of(sheet, group)
        votes: dict[Place, float] = defaultdict(float)
        for number, sentence in enumerate(sheet.page.sentences):
            near = min(abs(number - one) for one in group.sentences)
            start = max(sentence.start, sheet.page.text.find("[TEXT]", 0, 400))
            for match in self.pattern.finditer(sheet.page.text, start, sentence.end):
                path = self.paths[" ".join(match.group().upper().split())]
                if len(path) > 1 and path[0][0] == country:
                    votes[path] += NEARNESS.get(near, 0.0)
        if any(votes.values()):
            return max(votes, key=lambda path: votes[path] * (1 + 0.3 * len(path)))
        return ((country, ""),)

    def country_of(self, sheet: Sheet, group: Group) -> str:
        votes: Counter[str] = Counter()
        heads = {sheet.page.sentences[one] for one in group.sentences if one < len(sheet.page.sentences)}
        for match in self.pattern.finditer(sheet.page.text):
            path = self.paths[" ".join(match.group().upper().split())]
            inside = any(head.start <= match.start() < head.end for head in heads)
            votes[path[0][0]] += 3 if inside else 1
        return votes.most_common(1)[0][0] if votes else "EL SALVADOR"


ADJECTIVES = {
    "SALVADORAN": "EL SALVADOR", "COLOMBIAN": "COLOMBIA", "PERUVIAN": "PERU", "GUATEMALAN": "GUATEMALA",
    "HONDURAN": "HONDURAS", "CHILEAN": "CHILE", "BOLIVIAN": "BOLIVIA", "ECUADORAN": "ECUADOR",
    "ARGENTINE": "ARGENTINA", "PANAMANIAN": "PANAMA", "NICARAGUAN": "NICARAGUA", "VENEZUELAN": "VENEZUELA",
}  # fmt: skip


def learn_places(keys: Iterable[Sequence[Template]]) -> Atlas:
    seen: dict[str, Counter[Place]] = defaultdict(Counter)
    for templates in keys:
        for template in templates:
            for wanted in template.slots["location"]:
                for value in wanted.values:
                    if isinstance(value, tuple) and value[-1][1] != "BETWEEN":
                        for depth in range(len(value)):
                            seen[value[depth][0]][value[: depth + 1]] += 1
    paths = {name: found.most_common(1)[0][0] for name, found in seen.items() if len(name) > 3}
    paths |= {word: ((country, ""),) for word, country in ADJECTIVES.items()}
    names = sorted(paths, key=len, reverse=True)
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return Atlas(paths, re.compile(rf"\b(?:{words})\b"))


def number_of(sheet: Sheet, string: String) -> str:
    """How many a description is of: the number before or in it, else 1 or PLURAL by its head."""
    text = sheet.page.text
    words = text[string.start : string.end].upper().split()
    before = re.findall(r"[\w.~-]+", text[max(string.start - 40, 0) : string.start].upper())[-4:]
    for at, word in enumerate(words[:2] or ()):
        if (figure := _figure(word)) > 1:
            return _hedged(str(figure), [*before, *words[:at]])
    for at in range(len(before) - 1, max(len(before) - 3, -1), -1):
        if (figure := _figure(before[at])) > 1:
            return _hedged(str(figure), before[:at])
    if (count := _claimed(sheet, string)) > 1:
        return str(count)
    head = STOPS.split(" ".join(words))[0].split()[-1:] or [""]
    plural = head[0] in MANY or (head[0].endswith("S") and not head[0].endswith(("SS", "US", "IS")))
    return "PLURAL" if plural else "1"


def _figure(word: str) -> int:
    bare = word.strip(".,")
    return int(bare) if bare.isdigit() and len(bare) < 5 else NUMBER.get(bare, 0)


def _hedged(figure: str, before: Sequence[str]) -> str:
    lead = " ".join(before[-3:])
    if re.search(r"AT LEAST$", lead):
        return figure + "-"
    return "~" + figure if re.search(r"(?:ABOUT|SOME|APPROXIMATELY|NEARLY|ALMOST|AROUND)$", lead) else figure


def _claimed(sheet: Sheet, string: String) -> int:
    """The count that our account reads out of the same words."""
    for report in sheet.page.account.reports:
        for claim in report.claims:
            if isinstance(claim.value, Count) and claim.span.start <= string.start < claim.span.end:
                return claim.value.best or 0
    return 0
