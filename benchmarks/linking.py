"""How well reports are linked into incidents, beside what others do; written to RESULTS.md.

usage: linking.py [--print]

Each row groups the same reports: ours, and three baselines. `day and place` joins what has the same first day and
town; `one a day` keeps one event a day for the same two sides and kind of act, as the filter of event data sets made by
machine does; `text alone` joins articles by the likeness of their words, with the threshold that suits that set best.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from corpora import HERE
from linking_measures import Grouping, b_cubed, components, conll, pairwise
from linking_sets import Told, main_report, readings, told
from speed import replace_section

from recount.codebook.rarity import stem
from recount.link import link
from recount.records import Account, Published, Report, When, Where

sys.path.insert(0, str(HERE.parent / "training" / "linking"))

from annotated import annotated

WORD = re.compile(r"[^\W\d_]{3,30}")
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Reports to group, the true event of each that counts, and its text and scene (day and town) where known."""

    name: str
    reports: Sequence[Report]
    published: Mapping[str, Published]
    true: Mapping[str, str]
    texts: Mapping[str, str]
    scenes: Mapping[str, str]


def tasks() -> Iterator[Task]:
    for name in ("gva_incidents", "gvc", "fakes"):
        articles = told(name, "dev")
        if articles:
            yield _task(f"{name} dev, from the texts", articles, readings(name, "dev", articles))
        if articles and articles[0].gold:
            accounts = {one.document.id: one.gold for one in articles if one.gold}
            yield _task(f"{name} dev, from the records", articles, accounts)
    yield from _annotated()


def _task(name: str, articles: Sequence[Told], accounts: Mapping[str, Account]) -> Task:
    """One item an article: its main report. An article in which nothing was found is an item of its own."""
    true, texts, scenes = {}, {}, {}
    for one in articles:
        main = main_report(accounts[one.document.id])
        key = main.id if main else one.document.id
        true[key], texts[key], scenes[key] = one.event, one.document.text, one.scene
    reports = [report for account in accounts.values() for report in account.reports]
    published = {key: account.published for key, account in accounts.items()}
    return Task(name=name, reports=reports, published=published, true=true, texts=texts, scenes=scenes)


def _annotated() -> Iterator[Task]:
    for part in ("dev", "seeds"):
        gold = annotated(part)
        texts = {one.id: one.context for one in gold.reports}
        more = {"true": gold.event, "texts": texts, "scenes": {}}
        yield Task(name=f"annotated {part}, by hand", reports=gold.reports, published=gold.published, **more)
    articles = told("gold", "dev")
    accounts = readings("gold", "dev", articles)
    gold = annotated("dev")
    homes = _matched(accounts, gold.reports)
    reports = [report for account in accounts.values() for report in account.reports]
    true = {report.id: gold.event[homes[report.id]] if report.id in homes else report.id for report in reports}
    published = {key: account.published for key, account in accounts.items()}
    texts = {one.id: one.context for one in reports}
    yield Task(
        name="annotated dev, from the texts", reports=reports, published=published, true=true, texts=texts, scenes={}
    )


def _matched(accounts: Mapping[str, Account], gold: Sequence[Report]) -> dict[str, str]:
    """Of each report that names an annotated incident by the same words, that incident's report."""
    found, taken = {}, set()
    for account in accounts.values():
        rivals = [one for one in gold if one.document == account.document]
        for report in account.reports:
            shared = [(_overlap(report, one), one.id) for one in rivals if one.id not in taken]
            most = max(shared, default=(0, ""))
            if most[0]:
                found[report.id] = most[1]
                taken.add(most[1])
    return found


def _overlap(one: Report, other: Report) -> int:
    return sum(a.start < b.end and b.start < a.end for a in one.triggers for b in other.triggers)


def ours(task: Task) -> Grouping:
    homes = {key: one.id for one in link(task.reports, task.published) for key in one.reports}
    return {key: homes.get(key, key) for key in task.true}


def by_day_and_place(task: Task) -> Grouping:
    return _by_key(task, lambda report: (_day(report), _town(report)))


def one_a_day(task: Task) -> Grouping:
    return _by_key(task, lambda report: (_day(report), report.type, *_sides(report)))


def _by_key(task: Task, key: Callable[[Report], tuple[Hashable, ...]]) -> Grouping:
    keys = {report.id: key(report) for report in task.reports}
    return {one: keys[one] if one in keys and keys[one][0] else one for one in task.true}


def _day(report: Report) -> Hashable:
    return next((claim.value.first for claim in report.claims if isinstance(claim.value, When)), None)


def _town(report: Report) -> Hashable:
    places = [claim.value for claim in report.claims if isinstance(claim.value, Where)]
    return next((one.locality or one.district or one.province or one.country for one in places), None)


def _sides(report: Report) -> tuple[Hashable, Hashable]:
    told_of = {field: [c.value for c in report.claims if c.field == field] for field in ("perpetrator", "target")}
    return str(told_of["perpetrator"][:1]), str(told_of["target"][:1])


def by_text(task: Task) -> Grouping:
    """Articles whose words are alike enough, with all that hangs together; the best threshold for this very set."""
    items = sorted(task.true)
    alike = _likeness([task.texts[item] for item in items])
    found = []
    for least in THRESHOLDS:
        pairs = [(items[i], items[j]) for i, j in zip(*np.where(np.triu(alike, 1) >= least), strict=True)]
        found.append(components(pairs, list(items)))
    return max(found, key=lambda grouping: pairwise(grouping, task.true).f1)


def _likeness(texts: Sequence[str]) -> np.ndarray:
    counted = [Counter(stem(word) for word in WORD.findall(text)) for text in texts]
    seen = Counter(word for words in counted for word in words)
    known = {word: place for place, word in enumerate(sorted(word for word, number in seen.items() if number > 1))}
    table = np.zeros((len(texts), len(known)), dtype=np.float32)
    for row, words in enumerate(counted):
        for word in words.keys() & known.keys():
            table[row, known[word]] = (1 + log(words[word])) * log(len(texts) / seen[word])
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
    return np.asarray(table @ table.T)


def conflated(task: Task, found: Grouping) -> str:
    """The share of true pairs of rivals, two events of one day and town, that stand in one group."""
    scenes: dict[str, list[str]] = {}
    for key, scene in task.scenes.items():
        if scene:
            scenes.setdefault(scene, []).append(key)
    rivals = [
        (one, other)
        for keys in scenes.values()
        for one in keys
        for other in keys
        if one < other and task.true[one] != task.true[other]
    ]
    if not rivals:
        return "none there" if scenes else ""
    return f"{sum(found[one] == found[other] for one, other in rivals)} of {len(rivals)}"


def mixed(task: Task, found: Grouping) -> str:
    """How many groups hold items of two true events or more."""
    events: dict[Hashable, set[str]] = {}
    for key, event in task.true.items():
        events.setdefault(found[key], set()).add(event)
    return f"{sum(len(some) > 1 for some in events.values()) / len(events):.1%}"


def table() -> str:
    rows = [
        "| set | items, events | way | pairwise P | R | F1 | B³ F1 | CoNLL | groups of two events "
        "| of one day and town |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    ways = {"recount": ours, "day and place": by_day_and_place, "one a day": one_a_day, "text alone": by_text}
    for task in tasks():
        size = f"{len(task.true)}, {len(set(task.true.values()))}"
        for number, (way, grouped) in enumerate(ways.items()):
            found = grouped(task)
            pairs, cubed = pairwise(found, task.true), b_cubed(found, task.true)
            head = f"{task.name} | {size}" if number == 0 else " | "
            figures = f"{pairs.precision:.3f} | {pairs.recall:.3f} | {pairs.f1:.3f} | {cubed.f1:.3f}"
            rows.append(
                f"| {head} | {way} | {figures} | {conll(found, task.true):.3f} "
                f"| {mixed(task, found)} | {conflated(task, found)} |"
            )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--print", action="store_true", help="print the table and leave RESULTS.md as it is")
    options = parser.parse_args()
    written = table()
    print(written)
    if not options.print:
        replace_section("linking", written)


if __name__ == "__main__":
    main()
