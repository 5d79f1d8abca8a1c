"""What is known of a sentence, a string and an incident of a MUC-4 text, as rows of numbers."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from muc4_judging import STRINGS
from muc4_keys import Stretch, Template
from muc4_learning import Matrix
from muc4_reading import Page

FIELDS = (
    "date", "place", "perpetrator", "target", "killed", "wounded", "abducted", "arrested", "missing", "freed",
    "attackers", "means", "seized",
)  # fmt: skip
GROUPS = ("civilian", "security", "militant", "official", "attacker", "all")
STANCES = ("asserts", "claims", "accuses", "suspects", "denies", "doubts")
FORMS = (
    "suicide_bombing", "bombing", "shooting", "clash", "raid", "airstrike", "shelling", "abduction", "arrest",
    "execution", "assault", "property_attack", "seizure", "protest", "riot", "takeover", "plot", "attack", "other",
)  # fmt: skip
WIDTH = 384
CUES = (
    "ACCUS", "BLAM", "CLAIM", "RESPONSIB", "SUSPECT", "ATTRIBUT", "ALLEG", "PRESUM", "BELIEV", "ADMIT", "DENI",
    "POLICE", "AUTHORIT", "MILITARY", "ARMY", "SPOKES", "SOURCES", "COMMUNIQUE", "OFFICIAL", "DESTROY", "DAMAGE",
    "BURN", "KILL", "MURDER", "WOUND", "INJUR", "UNHARMED", "ESCAPE", "RELEASE", "FREED", "THREAT", "BOMB", "ATTACK",
)  # fmt: skip
"""Beginnings of words that tell how an act is blamed and what came of it."""
BUCKETS = 512
"""Into how many numbers the words of strings are thrown."""


@dataclass(frozen=True)
class Sheet:
    """A page with what is known of its sentences, each worked out once."""

    page: Page

    @cached_property
    def vectors(self) -> Matrix:
        known = self.page.vectors
        return np.zeros((len(self.page.words), WIDTH), dtype=np.float32) if known is None else known

    @cached_property
    def sentence_of(self) -> list[int]:
        """The sentence of each word."""
        starts = [sentence.start for sentence in self.page.sentences]
        return [max(int(np.searchsorted(starts, start, side="right")) - 1, 0) for start, _ in self.page.words]

    @cached_property
    def means(self) -> Matrix:
        """The mean vector of each sentence."""
        rows = np.zeros((max(len(self.page.sentences), 1), WIDTH), dtype=np.float32)
        counts = np.zeros(len(rows), dtype=np.float32)
        for word, sentence in enumerate(self.sentence_of):
            rows[sentence] += self.vectors[word]
            counts[sentence] += 1
        result: Matrix = rows / np.maximum(counts, 1)[:, None]
        return result

    @cached_property
    def tops(self) -> Matrix:
        rows = np.full((len(self.means), WIDTH), -9, dtype=np.float32)
        for word, sentence in enumerate(self.sentence_of):
            rows[sentence] = np.maximum(rows[sentence], self.vectors[word])
        return rows

    @cached_property
    def told(self) -> Matrix:
        """For each sentence what the account tells in it: forms of events named, fields of claims, focus."""
        rows = np.zeros((len(self.means), len(FORMS) + len(FIELDS) + 2), dtype=np.float32)
        for report in self.page.account.reports:
            for trigger in report.triggers:
                rows[self.sentence_at(trigger.start), FORMS.index(report.type)] = 1
                rows[self.sentence_at(trigger.start), -1] = 1 + report.focus
            for claim in report.claims:
                rows[self.sentence_at(claim.span.start), len(FORMS) + FIELDS.index(claim.field)] = 1
        return rows

    @cached_property
    def cues(self) -> Matrix:
        """For each sentence which cues stand in it, and which in the whole text."""
        parts = [self.page.text[one.start : one.end].upper() for one in self.page.sentences] or [""]
        rows = np.array([[cue in part for cue in CUES] for part in parts], dtype=np.float32)
        return np.hstack([rows, np.repeat(rows.max(0, keepdims=True), len(rows), axis=0)])

    def sentence_at(self, offset: int) -> int:
        starts = [sentence.start for sentence in self.page.sentences]
        return max(int(np.searchsorted(starts, offset, side="right")) - 1, 0)

    def words_in(self, stretch: Stretch) -> range:
        starts = [start for start, _ in self.page.words]
        first = int(np.searchsorted(starts, stretch[0]))
        return range(first, max(int(np.searchsorted(starts, stretch[1])), first))

    @cached_property
    def sentences(self) -> Matrix:
        """A row a sentence: its vectors, its neighbours', the whole text's, and what the account tells in it."""
        count = len(self.means)
        whole = np.repeat(self.means.mean(0, keepdims=True), count, axis=0)
        place = np.array([[at == 0, at < 3, at / count, min(count, 40) / 40] for at in range(count)], dtype=np.float32)
        before = np.vstack([np.zeros((1, WIDTH), dtype=np.float32), self.means[:-1]])
        after = np.vstack([self.means[1:], np.zeros((1, WIDTH), dtype=np.float32)])
        return np.hstack([self.means, self.tops, (before + after) / 2, whole, self.told, place])


@dataclass(frozen=True, slots=True)
class String:
    """A stretch that may fill a slot of strings, with how likely that is by itself."""

    slot: str
    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that tell of one incident of a type, with how sure that is of each."""

    type: str
    sentences: tuple[int, ...]
    chances: tuple[float, ...]

    @property
    def chance(self) -> float:
        return max(self.chances)


def string_row(sheet: Sheet, string: String, group: Group, types: Sequence[str]) -> Matrix:
    """What is known of a string beside an incident."""
    sentence = sheet.sentence_at(string.start)
    gaps = [abs(sentence - one) for one in group.sentences]
    near = [0.0] * 5
    near[min(*gaps, 4)] = 1.0
    here = dict(zip(group.sentences, group.chances, strict=True)).get(sentence, 0.0)
    words = [word for word in sheet.words_in((string.start, string.end)) if word < len(sheet.vectors)]
    inner = sheet.vectors[words].mean(0) if words else np.zeros(WIDTH, dtype=np.float32)
    last = sheet.vectors[words[-1]] if words else inner
    facts = [
        *(float(string.slot == slot) for slot in STRINGS),
        *(float(group.type == one) for one in types),
        *near,
        string.chance,
        here,
        group.chance,
        float(sentence == group.sentences[0]),
        float(sentence < group.sentences[0]),
        float(sentence > group.sentences[-1]),
        sentence / len(sheet.means),
        *claims_on(sheet, (string.start, string.end)),
    ]
    parts = [inner, last, sheet.means[sentence], group_vector(sheet, group), facts, sheet.cues[sentence]]
    return np.concatenate([*parts, word_buckets(sheet.page.text[string.start : string.end])]).astype(np.float32)


def word_buckets(words: str) -> Matrix:
    """Which words a string has, and its last one by itself."""
    row = np.zeros(BUCKETS, dtype=np.float32)
    found = words.upper().split()
    for word in found:
        row[zlib.crc32(word.encode()) % (BUCKETS // 2)] = 1
    row[BUCKETS // 2 + zlib.crc32(found[-1].encode()) % (BUCKETS // 2)] = 1
    return row


def claims_on(sheet: Sheet, stretch: Stretch) -> Iterator[float]:
    """Which fields the account reads out of a stretch, of whom, and how it is put."""
    claims = [
        claim
        for report in sheet.page.account.reports
        for claim in report.claims
        if claim.span.start < stretch[1] and stretch[0] < claim.span.end
    ]
    yield from (float(any(claim.field == field for claim in claims)) for field in FIELDS)
    yield from (float(any(claim.of == group for claim in claims)) for group in GROUPS)
    yield from (float(any(claim.stance == stance for claim in claims)) for stance in STANCES)


def group_vector(sheet: Sheet, group: Group) -> Matrix:
    mean: Matrix = sheet.means[list(group.sentences)].mean(0)
    return mean


def group_row(sheet: Sheet, group: Group, types: Sequence[str]) -> Matrix:
    """What is known of an incident as a whole."""
    rows = list(group.sentences)
    facts = [*(float(group.type == one) for one in types), group.chance, len(rows) / 5, rows[0] / len(sheet.means)]
    parts = [sheet.means[rows].mean(0), sheet.tops[rows].max(0), sheet.means.mean(0), sheet.told[rows].max(0), facts]
    parts.append(sheet.cues[rows].max(0))
    return np.concatenate(parts).astype(np.float32)


TELLING = ("phys_id", "hum_name", "hum_description")


def sentence_labels(sheet: Sheet, templates: Iterable[Template]) -> list[int]:
    """For each sentence the template that most of its strings belong to, or -1; victims and targets tell most."""
    weight = np.zeros((len(sheet.means), 64))
    for number, template in enumerate(templates):
        for slot in STRINGS:
            for places in template.at[slot]:
                for sentence in {sheet.sentence_at(start) for start, _ in places}:
                    weight[sentence, number] += 1.0 if slot in TELLING else 0.6
    return [int(row.argmax()) if row.max() >= 1 else -1 for row in weight]
