"""How well incidents told in several hand-annotated articles are found, against a plain key of day and place."""

from collections import defaultdict
from itertools import combinations

import pytest
from annotated import load, needs_gold

from recount.link import link
from recount.records import When, Where

pytestmark = [pytest.mark.gold, needs_gold]


def clusters_of(gold):
    reports = [report for account in gold.accounts.values() for report in account.reports]
    published = {document.id: document.published for document in gold.documents.values()}
    return {frozenset(gold.incidents[key] for key in one.reports) for one in link(reports, published)}


def pairs(groups):
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def pairwise_f1(found, groups):
    mine, true = pairs(found), pairs(groups)
    hits = len(mine & true)
    return 2 * hits / (len(mine) + len(true))


def b_cubed_f1(found, groups):
    true = {one: frozenset(group) for group in groups for one in group}
    precision, recall, number = 0.0, 0.0, 0
    for cluster in found:
        for one in cluster:
            shared = len(cluster & true.get(one, frozenset([one])))
            precision, recall = precision + shared / len(cluster), recall + shared / len(true.get(one, [one]))
            number += 1
    return 2 * precision * recall / (precision + recall) / number


def by_day_and_place(gold):
    keyed = defaultdict(set)
    for account in gold.accounts.values():
        for report in account.reports:
            whens = [claim.value for claim in report.claims if isinstance(claim.value, When)]
            wheres = [claim.value for claim in report.claims if isinstance(claim.value, Where)]
            key = report.id
            if whens and wheres:
                key = whens[0].first, wheres[0].locality or wheres[0].district or wheres[0].province
            keyed[key].add(gold.incidents[report.id])
    return {frozenset(group) for group in keyed.values()}


def test_incidents_of_the_dev_articles_are_linked_far_better_than_by_day_and_place():
    gold = load("dev")
    found = clusters_of(gold)
    assert pairwise_f1(found, gold.groups) >= 0.93
    assert b_cubed_f1(found, gold.groups) >= 0.98
    assert pairwise_f1(by_day_and_place(gold), gold.groups) < 0.75


def test_most_incidents_of_the_train_articles_are_found():
    gold = load("train")
    found, true = pairs(clusters_of(gold)), pairs(gold.groups)
    assert len(found & true) / len(true) >= 0.78


def without_years(annotation):
    """The articles that print no date as they stand: days without a year, and where only a weekday is told, none."""
    name = annotation["doc"]
    if name.startswith("003"):
        return
    annotation["published"] = None
    for incident in annotation["incidents"]:
        told = [claim for claim in incident["claims"] if claim["f"] == "date"]
        for claim in told:
            claim["v"] = [f"--{claim['v'][1][5:]}"] * 2
        if name.startswith("004"):
            incident["claims"] = [claim for claim in incident["claims"] if claim["f"] != "date"]


@pytest.mark.parametrize("prepare", [None, without_years], ids=["dated", "undated"])
def test_the_seeds_are_linked_and_the_two_mastung_raids_stay_apart(prepare):
    gold = load("seeds", prepare=prepare)
    several = {cluster for cluster in clusters_of(gold) if len(cluster) > 1}
    assert several == {frozenset(group) for group in gold.groups}
