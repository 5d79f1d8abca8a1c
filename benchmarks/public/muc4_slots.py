"""MUC-4 with all slots, by the rules of 1992: recall, precision and F over all templates of the development texts.

usage: muc4_slots.py [--write] [--keep FOLDER] [--train]

Our ledger has no slot for a victim's name, a building's kind or a damage's degree, so the way from a reading to
templates is learned, on the training texts (DEV-MUC3) alone: small classifiers over the account and the vectors of the
reader's encoder, which stays as it is. They say which sentences tell of an incident of which type, which words fill a
slot and of what kind they are; days, places and numbers come from rules. TST1 and TST2 are then read once.
With --keep, readings are kept in a folder and taken from there; with --train, each half of the training texts is scored
with the mapping learned from the other, and the development texts stay unread.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from muc4_features import Group, Sheet, String
from muc4_filling import Example, learn_to_fill
from muc4_judging import SLOTS
from muc4_keys import Template, templates
from muc4_noticing import Noticer, find_strings, learn_to_notice, notice
from muc4_reading import read_pages
from muc4_scorer import Scores, Tally, score
from muc4_templates import Mapper
from muc4_values import learn_places
from rows import Row, corpus, tell

LEAST, MEMBER = 0.12, 0.4
"""How sure the surest sentence of an incident must be for a second look, and the others beside it."""
PARTS = 4
ROWS = ("MATCHED ONLY", "MATCHED/MISSING", "MATCHED/SPURIOUS", "ALL TEMPLATES")
Keyed = list[tuple[Sheet, list[Template]]]


def read(split: str, keep: Path | None) -> Keyed:
    items = list(corpus("muc4", split))
    return [(Sheet(page), templates(item)) for page, item in zip(read_pages(items, keep), items, strict=True)]


def look(noticers: Sequence[Noticer], sheet: Sheet) -> tuple[list[Group], list[String]]:
    if sheet.page.vectors is None:
        return [], []
    noticed = notice(noticers, sheet)
    return noticed.groups(least=LEAST, member=MEMBER), list(find_strings(sheet, noticed.marks))


def learn_noticers(keyed: Keyed) -> tuple[list[Noticer], list[Example]]:
    """Some noticers, each learned from all parts but one, and what each sees in the part that it has not seen."""
    noticers: list[Noticer] = []
    examples: list[Example] = []
    for part in range(PARTS):
        others = [one for number, one in enumerate(keyed) if number % PARTS != part]
        noticers.append(learn_to_notice([sheet for sheet, _ in others], [keys for _, keys in others]))
        examples += [(sheet, keys, *look(noticers[-1:], sheet)) for sheet, keys in keyed[part::PARTS]]
    return noticers, examples


def scored(mapper: Mapper, examples: Sequence[Example]) -> Scores:
    return score(
        ([(key.slots, key.optional) for key in keys], mapper.answers(sheet, groups, strings))
        for sheet, keys, groups, strings in examples
    )


def learn_mapper(examples: Sequence[Example]) -> Mapper:
    return Mapper(learn_to_fill(examples), learn_places(keys for _, keys, _, _ in examples))


def show(name: str, scores: Scores) -> None:
    print(f"\n{name}\n\n| slot | recall | precision | F | overgeneration |\n| --- | ---: | ---: | ---: | ---: |")
    lines = [("template found", scores.templates), *((slot, scores.slot(slot)) for slot in SLOTS)]
    for slot, tally in [*lines, *((row, scores.row(row)) for row in ROWS)]:
        print(f"| {slot} | {figures(tally).replace(' / ', ' | ')} | {tally.overgeneration:.2f} |")


def figures(tally: Tally) -> str:
    return f"{tally.recall:.3f} / {tally.precision:.3f} / {tally.f:.3f}"


def main() -> None:
    keep = Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else None
    noticers, examples = learn_noticers(read("train", keep))
    if "--train" in sys.argv:
        for part, other in ((examples[0::2], examples[1::2]), (examples[1::2], examples[0::2])):
            show("half of train, with the mapping of the other half", scored(learn_mapper(part), other))
        return
    mapper = learn_mapper(examples)
    held = read("dev", keep)
    scores = scored(mapper, [(sheet, keys, *look(noticers, sheet)) for sheet, keys in held])
    show("dev", scores)
    report(len(held), scores)


def report(documents: int, scores: Scores) -> None:
    """The rows of the table of public sets; beside them GE's recall / precision on TST3, then TST4."""
    rows = (
        ("all slots, rules of 1992, ALL TEMPLATES: recall / precision / F", scores.row("ALL TEMPLATES"), GE),
        ("of which templates found", scores.templates, "79 / 74, 85 / 70 (GE)"),
        ("of which confidence of blame", scores.slot("perp_org_confidence"), "24 / 30, 32 / 45 (GE)"),
        ("of which number of victims", scores.slot("hum_number"), "66 / 56, 60 / 47 (GE)"),
    )
    name = f"muc4 dev ({documents} documents)"
    tell(__file__, [Row(corpus=name, what=what, ours=figures(tally), theirs=ge) for what, tally, ge in rows])


GE = "58 / 54 / 55.9, 62 / 53 / 57.2 (GE 1992, TST3 and TST4)"


if __name__ == "__main__":
    main()
