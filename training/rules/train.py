"""Trains the small judges of the reader on the annotated articles and writes their weights into the package.

usage: python training/rules/train.py [--folds 5]

Each judge is trained on what the earlier ones, trained on other articles, made of these articles: so that it learns to
live with their mistakes.
"""

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

from corpus import named_by, owners, pages, quiet_pages, same_name, same_value, told_at
from regression import fit_chooser, fit_decider

from recount.codebook.places import load_gazetteer
from recount.read.bonds import bond_features, find_bonds, make_scene
from recount.read.casualties import find_casualties
from recount.read.choosing import choice_features
from recount.read.everyone import find_all_parties
from recount.read.exclusions import find_possible
from recount.read.forms import forms_of, settle_types, type_features
from recount.read.grouping import find_samenesses, groups_of, pair_features
from recount.read.incidents import confirm_triggers, incident_features
from recount.read.learned import Judges
from recount.read.mentions import find_mentions, main_country
from recount.read.places import find_places
from recount.read.published import reason_published
from recount.read.reader import SURE
from recount.read.roles import ROLES, role_features
from recount.read.speakers import find_attributions
from recount.read.triggers import find_triggers, trigger_features
from recount.records import EventType

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "recount" / "read" / "learned_weights"
TYPES = list(get_args(EventType))


MAY_BE_QUIET = {"arrest", "protest", "takeover", "riot", "execution", "abduction"}
"""Types of incident that an article without a word of violence can tell of."""
QUIET = 0.5
"""The weight of what nobody annotated."""


def trigger_rows(some, _judges):
    for page in some:
        candidates = find_possible(page.words)
        for candidate, features in zip(candidates, trigger_features(page.words, candidates), strict=True):
            if not page.quiet:
                yield features, bool(named_by(page, candidate.span)), 1.0
            elif candidate.entry.type not in MAY_BE_QUIET:
                yield features, False, QUIET


def likely(page, judges):
    """The triggers that go on to the next judges; those the annotators named are always among them."""
    return [t for t in find_triggers(page.words, judges.trigger) if t.confidence >= SURE]


def incident_of(page, trigger):
    """The gold incidents of a trigger; where it names none, the only one told of in its sentence."""
    named = named_by(page, trigger.span)
    if named:
        return named
    told = told_at(page, trigger.span)
    return told if len(told) == 1 else set()


def sameness_rows(some, judges):
    for page in some:
        triggers = likely(page, judges)
        ids = [incident_of(page, trigger) for trigger in triggers]
        features = pair_features(
            page.words, triggers, read_mentions(page, triggers, judges), forms_of(page.words, triggers, judges.form)
        )
        for (left, right), named in features.items():
            if not ids[left] and not ids[right]:
                continue
            if ids[left] != ids[right] and ids[left] & ids[right]:
                continue
            yield named, bool(ids[left] & ids[right]), 1 / max(1, len(features)) ** 0.5


def form_rows(some, judges):
    for page in some:
        types = {incident["id"]: incident["type"] for incident in page.gold["incidents"]}
        for trigger in likely(page, judges):
            own = named_by(page, trigger.span)
            if len(own) == 1:
                yield type_features(page.words, [trigger]), types[own.pop()]


def type_rows(some, judges):
    for page in some:
        triggers = likely(page, judges)
        ids = [named_by(page, trigger.span) for trigger in triggers]
        for incident in page.gold["incidents"]:
            members = [trigger for trigger, own in zip(triggers, ids, strict=True) if incident["id"] in own]
            if members:
                yield type_features(page.words, members), incident["type"]


def role_rows(some, judges):
    for page in some:
        triggers = likely(page, judges)
        attributions = find_attributions(page.words.text, page.words.sentences)
        counts = find_casualties(page.words.text, page.words.sentences)
        places = find_places(page.words.text, page.words.sentences, load_gazetteer())
        parties = find_all_parties(page.words, main_country(places))
        for party, features in zip(
            parties, role_features(page.words, triggers, parties, attributions, counts), strict=True
        ):
            role, elsewhere = role_of(page, party)
            if role != "none" or not elsewhere:
                yield features, role


def role_of(page, party):
    elsewhere = False
    for start, end, _, claim in page.claims:
        if claim["f"] not in ROLES:
            continue
        equal = same_name(claim["v"], party.name)
        if party.span.start < end and start < party.span.end and (equal or claim["v"][:1].islower()):
            return claim["f"], False
        elsewhere = elsewhere or equal
    return "none", elsewhere


def read_mentions(page, triggers, judges):
    published = reason_published(page.document, page.words.sentences)
    attributions = find_attributions(page.words.text, page.words.sentences)
    return find_mentions(page.words, triggers, attributions, published, judges.role)


def prepare(page, judges):
    """Triggers, groups and mentions as the reader has them when it comes to bonds."""
    triggers = likely(page, judges)
    mentions = read_mentions(page, triggers, judges)
    groups = groups_of(len(triggers), find_samenesses(page.words, triggers, mentions, judges.sameness, judges.form))
    return settle_types(page.words, triggers, groups, judges.type), groups, mentions


def owner_of(page, triggers, groups):
    """The gold incident of each group: the one that most of its triggers name."""
    votes = {}
    for trigger, group in zip(triggers, groups, strict=True):
        votes.setdefault(group, Counter()).update(incident_of(page, trigger))
    return {group: count.most_common(1)[0][0] if count else None for group, count in votes.items()}


def bond_rows(some, judges):
    for page in some:
        triggers, groups, mentions = prepare(page, judges)
        owner = owner_of(page, triggers, groups)
        claimed = [owners(page, mention) for mention in mentions]
        for number, group, _, features in bond_features(make_scene(page.words, triggers, groups, mentions)):
            held, elsewhere = claimed[number]
            if owner[group] is None or (owner[group] not in held and owner[group] in elsewhere):
                continue
            yield features, owner[group] in held


def incident_rows(some, judges):
    for page in some:
        triggers, groups, mentions = prepare(page, judges)
        bonds = find_bonds(page.words, triggers, groups, mentions, judges.bond)
        real = real_groups(page, triggers, groups)
        types = {group: trigger.type for trigger, group in zip(triggers, groups, strict=True)}
        for group, features in incident_features(page.words, triggers, groups, mentions, bonds):
            if not page.quiet or types[group] not in MAY_BE_QUIET:
                yield features, group in real, QUIET if page.quiet else 1.0


def real_groups(page, triggers, groups):
    """The groups that pair one to one with a gold incident, the largest overlap first."""
    owner = {}
    for trigger, group in zip(triggers, groups, strict=True):
        for own in incident_of(page, trigger):
            weight = 2 if own in named_by(page, trigger.span) else 1
            owner[group, own] = owner.get((group, own), 0) + weight
    taken, real = set(), set()
    for (group, own), _ in sorted(owner.items(), key=lambda item: (-item[1], item[0])):
        if group not in real and own not in taken:
            real.add(group)
            taken.add(own)
    return real


def choice_rows(some, judges):
    for page in some:
        triggers, groups, mentions = prepare(page, judges)
        bonds = find_bonds(page.words, triggers, groups, mentions, judges.bond)
        triggers = confirm_triggers(page.words, triggers, groups, mentions, bonds, judges.incident)
        attributions = find_attributions(page.words.text, page.words.sentences)
        owner = {
            group: own
            for group, own in owner_of(page, triggers, groups).items()
            if group in real_groups(page, triggers, groups)
        }
        wanted = wanted_bonds(page, groups, mentions, bonds, owner)
        for bond, features in zip(bonds, choice_features(triggers, groups, mentions, attributions, bonds), strict=True):
            yield features, (groups[bond.trigger], bond.mention) in wanted


def wanted_bonds(page, groups, mentions, bonds, owner):
    """The (group, mention) pairs that give the group's claims, each claim once."""
    wanted = set()
    for group, own in owner.items():
        bound = sorted({b.mention for b in bonds if groups[b.trigger] == group})
        claims = [(start, end, claim) for start, end, who, claim in page.claims if who == own]
        open_ = dict(enumerate(claims))
        for touching in (True, False):
            for number in bound:
                mention = mentions[number]
                if (group, number) in wanted:
                    continue
                for key, (start, end, claim) in list(open_.items()):
                    touches = mention.span.start < end and start < mention.span.end
                    if claim["f"] == mention.field and (touches or not touching) and same_value(claim, mention):
                        wanted.add((group, number))
                        del open_[key]
                        break
    return wanted


def decider(rows, l2, *, least=3):
    rows = list(rows)
    weights = [row[2] for row in rows] if len(rows[0]) > 2 else None
    return fit_decider([row[0] for row in rows], [row[1] for row in rows], l2=l2, least=least, weights=weights)


def chooser(rows, answers, l2, *, least=3):
    rows = list(rows)
    return fit_chooser([row[0] for row in rows], [row[1] for row in rows], answers, l2=l2, least=least)


STAGES = (
    ("trigger", lambda rows: decider(rows, 10)),
    ("role", lambda rows: chooser(rows, list(ROLES), 6)),
    ("form", lambda rows: chooser(rows, TYPES, 5, least=4)),
    ("sameness", lambda rows: decider(rows, 1.2)),
    ("type", lambda rows: chooser(rows, TYPES, 3, least=4)),
    ("bond", lambda rows: decider(rows, 4)),
    ("incident", lambda rows: decider(rows, 3)),
    ("choice", lambda rows: decider(rows, 3)),
)
ROWS = {
    "trigger": trigger_rows, "form": form_rows, "sameness": sameness_rows, "type": type_rows, "role": role_rows,
    "bond": bond_rows, "incident": incident_rows, "choice": choice_rows,
}  # fmt: skip


HEAR_QUIET = {"trigger", "incident"}


def train(folds_of):
    """The judges of each fold (trained on the others) and those trained on all, stage by stage."""
    count = len(folds_of)
    outside = [Judges() for _ in range(count)]
    whole = Judges()
    for stage, fit in STAGES:
        told = [fold if stage in HEAR_QUIET else [p for p in fold if not p.quiet] for fold in folds_of]
        rows = [list(ROWS[stage](fold, outside[k])) for k, fold in enumerate(told)]
        for k in range(count):
            others = [row for j in range(count) if j != k for row in rows[j]]
            outside[k] = replace(outside[k], **{stage: fit(others)})
        whole = replace(whole, **{stage: fit([row for some in rows for row in some])})
        print(stage, sum(map(len, rows)), "rows", flush=True)
    return outside, whole


def save(judges):
    WEIGHTS.mkdir(exist_ok=True)
    for stage, _ in STAGES:
        judge = getattr(judges, stage)
        if hasattr(judge, "answers"):
            kept = {
                f: [round(v, 2) for v in row] for f, row in sorted(judge.weights.items()) if max(map(abs, row)) >= 0.08
            }
            write(stage, {"answers": list(judge.answers), "bias": [round(v, 3) for v in judge.bias], "weights": kept})
        else:
            save_decider(stage, judge)


def save_decider(stage, judge):
    kept = {f: round(v, 2) for f, v in sorted(judge.weights.items()) if abs(v) >= 0.02}
    write(stage, {"bias": round(judge.bias, 3), "weights": kept})


def write(stage, written):
    path = WEIGHTS / f"{stage}.json"
    path.write_text(
        json.dumps(written, ensure_ascii=False, separators=(",", ":")).replace(',"', ',\n"') + "\n", "utf-8"
    )
    print(path.name, len(written["weights"]), "features", path.stat().st_size, "bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    everything = [*pages("train"), *quiet_pages()]
    folds = [everything[k :: options.folds] for k in range(options.folds)]
    _, whole = train(folds)
    save(whole)


if __name__ == "__main__":
    main()
