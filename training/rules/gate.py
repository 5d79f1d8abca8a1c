"""Trains the look at a text's words that spares most of a news stream the reading, and writes its weights.

usage: python training/rules/gate.py [--folds 5]

It hears the annotated articles and, of those without a word of violence, every other one; the rest tell what it lets
pass. Prints what would be lost of articles it was not trained on, for several bars.
"""

import argparse

from corpus import number as sentence_number
from corpus import offsets, pages, quiet_pages
from regression import fit_decider
from train import QUIET, save_decider

from recount.read.gate import gate_features, outlook
from recount.read.learned import Decider
from recount.read.triggers import find_triggers

BARS = (-7, -6, -5.5, -5, -4.5, -4, -3.5, -3, -2)


def telling(page):
    """The numbers of the sentences that name an incident, or hold a statistic or a relation."""
    text = page.document.text
    bounds = sentence_number.sentences(text)
    stated = [one for kind in ("statistics", "relations") for one in page.gold.get(kind, ())]
    starts = [start for start, _, _ in page.triggers] + [offsets(text, bounds, one)[0] for one in stated]
    return {page.words.sentence_at(start) for start in starts}


def rows(some):
    for page in some:
        told = set() if page.quiet else telling(page)
        for number in range(len(page.words.sentences)):
            yield list(gate_features(page.words, number)), number in told, QUIET if page.quiet else 1.0


def train(some) -> Decider:
    found = list(rows(some))
    weights = [row[2] for row in found]
    return fit_decider([row[0] for row in found], [row[1] for row in found], l2=3, weights=weights)


def outlook_of(page, judge):
    return outlook(page.words, find_triggers(page.words), judge)


def is_heard(page):
    """Every other quiet article, by its id, is kept out of training."""
    return not page.quiet or int(page.document.id[-2:], 16) % 2 == 0


def report(name, told, quiet):
    print(f"{name}: {len(told)} articles with an incident; {len(quiet)} without a word of violence")
    for bar in BARS:
        lost, passed = sum(odds < bar for odds in told), sum(odds >= bar for odds in quiet)
        print(f"  bar {bar:4.1f}: {lost} lost, {passed / max(1, len(quiet)):.1%} of the quiet ones pass")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    own, quiet = pages("train"), quiet_pages()
    heard = [page for page in quiet if is_heard(page)]
    told = []
    for fold in range(options.folds):
        judge = train([*(page for at, page in enumerate(own) if at % options.folds != fold), *heard])
        told += [outlook_of(page, judge) for page in own[fold :: options.folds] if page.gold["incidents"]]
    judge = train([*own, *heard])
    unheard = [outlook_of(page, judge) for page in quiet if not is_heard(page)]
    report("training articles, each by a gate that did not hear it", told, unheard)
    report("development articles", [outlook_of(p, judge) for p in pages("dev") if p.gold["incidents"]], unheard)
    save_decider("gate", judge)


if __name__ == "__main__":
    main()
