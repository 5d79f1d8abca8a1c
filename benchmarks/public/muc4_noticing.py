"""The first look at a MUC-4 text: which sentences tell of incidents of which type, and which words may fill slots."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from muc4_features import Group, Sheet, String, sentence_labels
from muc4_judging import STRINGS
from muc4_keys import Template
from muc4_learning import Learned, Matrix, learn

NONE = "NONE"
OTHERS = 4
"""One in so many sentences without a string of the keys is learned from, since most are alike."""
BEGUN, GOES_ON = 0.25, 0.4
"""How likely a word must be the first of a string, and a later one."""


@dataclass(frozen=True, slots=True)
class Noticer:
    """Two classifiers; a training text is looked at only by one that was not learned from it."""

    sentences: Learned
    words: Learned

    def types(self, sheet: Sheet) -> tuple[Sequence[str], Matrix]:
        return self.sentences.names, self.sentences.chances(sheet.sentences)

    def marks(self, sheet: Sheet) -> Matrix:
        """For each word and slot how likely it is the first of a string, and a later word of one."""
        chances = self.words.chances(sheet.vectors)
        found = np.zeros((len(chances), len(STRINGS), 2), dtype=np.float32)
        for at, name in enumerate(self.words.names):
            for mark in name.split("|") if name else ():
                slot, kind = mark.split(":")
                found[:, STRINGS.index(slot), int(kind)] += chances[:, at]
        return found


def learn_to_notice(sheets: Sequence[Sheet], keys: Sequence[Sequence[Template]]) -> Noticer:
    rows: list[Matrix] = []
    types: list[str] = []
    words: list[Matrix] = []
    marks: list[str] = []
    for sheet, templates in zip(sheets, keys, strict=True):
        if sheet.page.vectors is None:
            continue
        labels = sentence_labels(sheet, templates)
        rows.append(sheet.sentences)
        types += [template_type(templates[at]) if at >= 0 else NONE for at in labels]
        chosen, names = _marked(sheet, templates)
        words.append(sheet.vectors[chosen])
        marks += names
    return Noticer(
        learn(np.vstack(rows), types, hidden=64, passes=12),
        learn(np.vstack(words), marks, hidden=96, passes=10),
    )


def template_type(template: Template) -> str:
    return str(template.slots["type"][0].values[0])


def _marked(sheet: Sheet, templates: Sequence[Template]) -> tuple[list[int], list[str]]:
    """The words to learn from, each with the slots whose strings it begins or goes on."""
    marks: list[set[str]] = [set() for _ in sheet.page.words]
    for template in templates:
        for slot in STRINGS:
            for start, end in {place for places in template.at[slot] for place in places}:
                for number, word in enumerate(sheet.words_in((start, end))):
                    marks[word].add(f"{slot}:{0 if number == 0 else 1}")
    with_any = {sheet.sentence_of[word] for word, found in enumerate(marks) if found}
    chosen = [
        word
        for word, sentence in enumerate(sheet.sentence_of)
        if sentence in with_any or zlib.crc32(f"{sheet.page.id} {sentence}".encode()) % OTHERS == 0
    ]
    return chosen, ["|".join(sorted(marks[word])) for word in chosen]


def find_strings(sheet: Sheet, marks: Matrix) -> Iterator[String]:
    """Every stretch that may fill a slot of strings, most of them more than once in a text."""
    for at, slot in enumerate(STRINGS):
        first, later = marks[:, at, 0], marks[:, at, 1]
        word = 0
        while word < len(first):
            if first[word] < BEGUN or (first[word] < later[word] and word and later[word - 1] > GOES_ON):
                word += 1
                continue
            end = word + 1
            while end < len(later) and later[end] > GOES_ON and later[end] > first[end]:
                end += 1
            chance = float(np.mean([first[word] + later[word], *(later[word + 1 : end])]))
            yield String(slot, sheet.page.words[word][0], sheet.page.words[end - 1][1], chance)
            word = end


@dataclass(frozen=True, slots=True)
class Noticed:
    """What one or more noticers see in a text together: the chances are their mean."""

    names: Sequence[str]
    chances: Matrix
    marks: Matrix

    def groups(self, *, least: float, member: float) -> list[Group]:
        """The sentences of each type together where one is sure enough: two incidents of a type are told as one."""
        found = []
        for at, name in enumerate(self.names):
            column = self.chances[:, at]
            if name == NONE or column.max() < least:
                continue
            rows = [row for row in range(len(column)) if column[row] >= member * column.max()]
            found.append(Group(name, tuple(rows), tuple(float(column[row]) for row in rows)))
        return found


def notice(noticers: Sequence[Noticer], sheet: Sheet) -> Noticed:
    """The mean of what several noticers see."""
    names = sorted({name for one in noticers for name in one.sentences.names})
    chances = np.zeros((len(sheet.means), len(names)), dtype=np.float32)
    for one in noticers:
        told, rows = one.types(sheet)
        for at, name in enumerate(told):
            chances[:, names.index(name)] += rows[:, at] / len(noticers)
    marks = sum((one.marks(sheet) for one in noticers), np.float32(0)) / np.float32(len(noticers))
    return Noticed(names, chances, marks)
