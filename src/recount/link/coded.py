"""Reports as numbers, for ledgers of many: equal traits share a code, and two codes are compared once for all pairs.

The comparisons are those of `match`, called with one report that stands for its code, so a large ledger is linked by
the very same rules as a small one. Only the words, which no two reports share as a whole, are compared pair by pair.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from recount.codebook.rarity import RARE
from recount.link.blocking import Key, offered_keys, shared_keys, sought_keys
from recount.link.traits import Traits

KINDS = (
    "day and country",
    "day and place",
    "year and word",
    "day",
    "day of the year",
    "place and form",
    "place and actor",
    "word",
)
BITS = 30  # for each of the two parts of a key


def _of_days(one: Traits) -> Hashable:
    return one.days, one.published.first, one.published.last, one.focus, one.status == "planned"


ASPECTS: Mapping[str, Callable[[Traits], Hashable]] = {
    "days": _of_days,
    "places": lambda one: one.places,
    "form": lambda one: one.type,
    "status": lambda one: one.status,
    "sides": lambda one: (one.perpetrators, one.targets),
    "printed": lambda one: (one.published.first, one.published.last),
    "thin": lambda one: one.thin,
}


@dataclass(slots=True)
class Coded:
    """Columns over all reports, in the order in which they came; `standing` holds one report for each code."""

    reports: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    codes: dict[str, "array[int]"] = field(default_factory=dict)
    standing: dict[str, list[Traits]] = field(default_factory=dict)
    tolls: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict)
    toll_standing: dict[tuple[str, str], list[Traits]] = field(default_factory=dict)
    words: "array[int]" = field(default_factory=lambda: array("i"))
    word_ends: "array[int]" = field(default_factory=lambda: array("q", [0]))
    word_weights: list[float] = field(default_factory=list)
    word_totals: "array[float]" = field(default_factory=lambda: array("d"))
    shared: tuple["array[int]", "array[int]"] = field(default_factory=lambda: (array("q"), array("i")))
    sought: tuple["array[int]", "array[int]"] = field(default_factory=lambda: (array("q"), array("i")))
    offered: tuple["array[int]", "array[int]"] = field(default_factory=lambda: (array("q"), array("i")))
    known: dict[str, dict[Hashable, int]] = field(default_factory=dict)

    def add(self, one: Traits) -> None:
        """Put down one more report."""
        position = len(self.reports)
        self.reports.append(one.report)
        self.documents.append(one.document)
        bare = replace(one, words={})
        for name, trait in ASPECTS.items():
            self.codes.setdefault(name, array("i")).append(self._code(name, trait(one), bare))
        for key, counts in one.tolls.items():
            code = self._number(f"tolls {key}", counts)
            stand = self.toll_standing.setdefault(key, [])
            if code == len(stand):
                stand.append(replace(bare, tolls={key: counts}))
            self.tolls.setdefault(key, {})[position] = code
        self._put_words(one.words)
        for column, keys in ((self.shared, shared_keys), (self.sought, sought_keys), (self.offered, offered_keys)):
            for number in {self._packed(key) for key in keys(one)}:
                column[0].append(number)
                column[1].append(position)

    def _put_words(self, words: Mapping[str, float]) -> None:
        for word, weight in words.items():
            number = self._number("word", word)
            if number == len(self.word_weights):
                self.word_weights.append(weight)
            self.words.append(number)
        self.word_ends.append(len(self.words))
        self.word_totals.append(sum(words.values()))

    def words_of(self, position: int) -> "array[int]":
        """The numbers of a report's telling words."""
        return self.words[self.word_ends[position] : self.word_ends[position + 1]]

    def compared_words(self, left: int, rights: Iterable[int]) -> Iterator[tuple[int, float, float]]:
        """How many telling words a report shares with each of others, their weight, and that of the shorter telling."""
        weights, totals = self.word_weights, self.word_totals
        held, total = set(self.words_of(left)), totals[left]
        for right in rights:
            common = [weights[word] for word in held.intersection(self.words_of(right))]
            telling = sum(weight >= RARE for weight in common) if common else 0
            yield telling, sum(common), min(total, totals[right])

    def _code(self, name: str, trait: Hashable, bare: Traits) -> int:
        code = self._number(name, trait)
        standing = self.standing.setdefault(name, [])
        if code == len(standing):
            standing.append(bare)
        return code

    def _number(self, name: str, trait: Hashable) -> int:
        known = self.known.setdefault(name, {})
        return known.setdefault(trait, len(known))

    def _packed(self, key: Key) -> int:
        """A key as one number, which no other key has."""
        first, second = key[1], key[2] if len(key) > 2 else ""
        numbers = self._number("key", first), self._number("key", second)
        return (KINDS.index(key[0]) << 2 * BITS) | (numbers[0] << BITS) | numbers[1]
