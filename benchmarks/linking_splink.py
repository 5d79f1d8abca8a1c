"""Linking by Splink on DuckDB beside ours, on the same traits; needs `pip install splink`, which Recount does not use.

usage: linking_splink.py [--reports 300000]

Splink gets what it can compare: day, printing, place, form, actors, tolls and telling words as columns. Its weights are
learnt from labels (gva_incidents, training part) or, on made-up reports, without; the threshold is the best on the
training part. Clusters are what hangs together above it.
"""

import argparse
import logging
import resource
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pyarrow as pa
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from linking_measures import b_cubed, pairwise
from linking_sets import main_report, readings, told
from scale_reports import reports
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from recount.codebook.rarity import RARE
from recount.link.blocking import days_around, near_days, rarest
from recount.link.traits import Traits, traits_of
from recount.records import Count

THRESHOLDS = (0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999)
KILLED, WOUNDED = ("killed", "victims"), ("wounded", "victims")


def columns(traits: Iterable[Traits], event: Mapping[str, object]) -> pa.Table:
    """What Splink compares, a row a report; unknown is null."""
    rows = [_row(one, event) for one in traits]
    days = pa.list_(pa.string())
    schema = pa.schema(
        [
            ("unique_id", pa.string()), ("event", pa.string()), ("day", pa.date32()), ("printed", pa.date32()),
            ("near", days), ("country", pa.string()), ("province", pa.string()), ("town", pa.string()),
            ("form", pa.string()), ("perpetrator", pa.string()), ("target", pa.string()), ("killed", pa.int64()),
            ("wounded", pa.int64()), ("words", days), ("rare", days),
        ]
    )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema)


def _row(one: Traits, event: Mapping[str, object]) -> dict[str, object]:
    place = one.places[0] if one.places else None
    day = next((when.first for when in one.days if when.first and when.first == when.last), None)
    near: list[date] = [day for when in near_days(one) for day in days_around(when)]
    return {
        "unique_id": one.report,
        "event": str(event[one.report]),
        "day": day,
        "printed": one.published.day,
        "near": sorted({str(day) for day in near}),
        "country": place and place.country,
        "province": place and place.province,
        "town": place and place.locality,
        "form": one.type,
        "perpetrator": one.perpetrators[0] if one.perpetrators else None,
        "target": one.targets[0] if one.targets else None,
        "killed": _number(one.tolls.get(KILLED)),
        "wounded": _number(one.tolls.get(WOUNDED)),
        "words": sorted(word for word, weight in one.words.items() if weight >= RARE),
        "rare": rarest(one.words),
    }


def _number(counts: Sequence[Count] | None) -> int | None:
    return counts[0].best if counts else None


def settings() -> SettingsCreator:
    toll = {name: cl.CustomComparison(
        comparison_levels=[
            cll.NullLevel(name),
            cll.CustomLevel(f"{name}_l = {name}_r and {name}_l >= 5"),
            cll.CustomLevel(f"{name}_l = {name}_r"),
            cll.CustomLevel(f"least({name}_l, {name}_r) >= 0.8 * greatest({name}_l, {name}_r)"),
            cll.ElseLevel(),
        ],
        output_column_name=name,
    ) for name in ("killed", "wounded")}  # fmt: skip
    day = {name: cl.CustomComparison(
        comparison_levels=[
            cll.NullLevel(name),
            cll.ExactMatchLevel(name),
            *(cll.CustomLevel(f"abs(date_diff('day', {name}_l, {name}_r)) <= {days}") for days in (1, 3, 14, 60)),
            cll.ElseLevel(),
        ],
        output_column_name=name,
    ) for name in ("day", "printed")}  # fmt: skip
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            day["day"],
            day["printed"],
            cl.ExactMatch("province"),
            cl.JaroWinklerAtThresholds("town", [0.92]),
            cl.ExactMatch("form"),
            cl.ExactMatch("perpetrator"),
            cl.ExactMatch("target"),
            toll["killed"],
            toll["wounded"],
            cl.ArrayIntersectAtSizes("words", [5, 3, 2, 1]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("country", "near", "form", arrays_to_explode=["near"]),
            block_on("town", "near", arrays_to_explode=["near"]),
            block_on("rare", "country", arrays_to_explode=["rare"]),
        ],
    )


def linker_of(table: pa.Table, how: object) -> Linker:
    return Linker(DuckDBAPI().register(table), how, log_level=logging.ERROR)


def clusters(linker: Linker, found: object, least: float) -> dict[str, str]:
    made = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_probability=least)
    return {row["unique_id"]: row["cluster_id"] for row in made.as_record_list()}


def trained(table: pa.Table, *, labelled: bool) -> dict[str, object]:
    """The model as a dictionary: from labels, or by expectation and maximisation."""
    linker = linker_of(table, settings())
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    if labelled:
        linker.training.estimate_m_from_label_column("event")
    else:
        rules = [block_on("day", "town"), block_on("town", "form", "printed")]
        linker.training.estimate_probability_two_random_records_match([block_on("day", "town", "form")], recall=0.5)
        for rule in rules:
            linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=0.2)
    saved: dict[str, object] = linker.misc.save_model_to_json()
    return saved


def on_articles() -> None:
    """gva_incidents: learnt on the training part, measured on dev."""
    tables, truth = {}, {}
    for part in ("train", "dev"):
        articles = told("gva_incidents", part)
        accounts = readings("gva_incidents", part, articles, read=False)
        event = {one.document.id: one.event for one in articles}
        mains = [report for account in accounts.values() if (report := main_report(account))]
        true = {report.id: event[report.document] for report in mains}
        traits = [traits_of(report, accounts[report.document].published) for report in mains]
        alone = {key: event[key] for key, account in accounts.items() if not account.reports}
        tables[part], truth[part] = columns(traits, true), true | alone
    model = trained(tables["train"], labelled=True)
    best = (0.0, 0.0, 0.0, 0.0)
    for chance in (1e-4, 1e-3, 3e-3):
        model["probability_two_random_records_match"] = chance
        linker = linker_of(tables["train"], model)
        predicted = linker.inference.predict(threshold_match_probability=0.05)
        for least in THRESHOLDS:
            found = {key: key for key in truth["train"]} | clusters(linker, predicted, least)
            best = max(best, (pairwise(found, truth["train"]).f1, chance, least, 0.0))
    _, model["probability_two_random_records_match"], least, _ = best
    linker = linker_of(tables["dev"], model)
    predicted = linker.inference.predict(threshold_match_probability=0.05)
    found = {key: key for key in truth["dev"]} | clusters(linker, predicted, least)
    pairs = pairwise(found, truth["dev"])
    print(f"gva_incidents dev, threshold {least}, chance {best[1]}, on the training part {best[0]:.3f}")
    print(f"P {pairs.precision:.3f} R {pairs.recall:.3f} F1 {pairs.f1:.3f} B3 {b_cubed(found, truth['dev']).f1:.3f}")


def at_scale(size: int) -> None:
    """Made-up reports with known truth: speed, memory, accuracy."""
    made = list(reports(size))
    true = {one.report: number for one, number in made}
    table = columns((one for one, _ in made), true)
    del made
    clock = time.perf_counter(), time.process_time()
    model = trained(table, labelled=False)
    linker = linker_of(table, model)
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    done = {least: clusters(linker, predicted, least) for least in (0.9, 0.99)}
    spent = time.perf_counter() - clock[0], time.process_time() - clock[1]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:,} reports: {spent[0]:.1f} s, {spent[1]:.1f} s of processors, {megabytes:,.0f} MB")
    for least, found in done.items():
        print(f"  threshold {least}: pairwise {pairwise(found, true).f1:.3f}, B3 {b_cubed(found, true).f1:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=0, help="made-up reports to link; 0 measures articles")
    options = parser.parse_args()
    if options.reports:
        at_scale(options.reports)
    else:
        on_articles()


if __name__ == "__main__":
    main()
