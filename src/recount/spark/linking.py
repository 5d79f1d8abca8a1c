"""Linking on workers: the parts of `recount.link.parts`, brought together by Spark's shuffles.

A report is known by its number, whose upper bits tell its country and week. Shares are stretches of such
neighbourhoods: most pairs lie within one, so that each share needs few reports besides its own. This machine holds the
reports' ids, the pairs worth showing as two numbers each, and the clusters; all else stays with the workers.
"""

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import (
    col,
    collect_list,
    concat,
    count,
    explode,
    lit,
    pmod,
    shiftright,
    size,
    startswith,
    struct,
    transform,
    when,
)

from recount.codebook.linking import load_linking
from recount.link.parting import components
from recount.link.parts import (
    MOST,
    RANK,
    RANKS,
    Ints,
    alone,
    decided,
    grouped,
    is_block,
    keys_of,
    meetings,
    number_of,
    scored,
    searches,
    shares,
)
from recount.link.traits import Traits, traits_of
from recount.records import Cluster, Decision, Published, Report
from recount.spark.session import stopped

Told = Traits | tuple[Report, Published]
"""A report as it is compared, or as it stands in the ledger."""

PACKED = 500
"""Reports that travel together."""
SHARE = 20_000
"""Reports of one share, about: some tens of megabytes with what they are compared with."""
_REPORTS = "number long, traits binary, shared array<string>, sought array<string>, offered array<string>"
_PAIRS = pa.schema({"share": pa.int32(), "left": pa.int64(), "right": pa.int64()})
_SCORED = pa.schema({"left": pa.int64(), "right": pa.int64(), "points": pa.float64()})


class Linking:
    """Reports linked by the workers of a session, once."""

    def __init__(self, session: SparkSession, decisions: Sequence[Decision], *, reasons: bool) -> None:
        self._session = session
        self._decisions = tuple(decisions)
        self._reasons = reasons
        self._documents: dict[str, str] = {}
        self._held: list[DataFrame] = []

    def clusters(self, told: Iterable[Told]) -> tuple[Cluster, ...]:
        """The clusters of reports that come in the order of their ids."""
        try:
            return self._linked(told)
        except (PySparkException, Py4JError) as error:
            raise stopped(error) from error
        finally:
            for frame in self._held:
                frame.unpersist()

    def _linked(self, told: Iterable[Told]) -> tuple[Cluster, ...]:
        packed = self._packed(told)
        number = max(2 * self._session.sparkContext.defaultParallelism, len(self._documents) // SHARE)
        self._session.conf.set("spark.sql.shuffle.partitions", str(number))
        reports = self._kept(packed.repartition(number).mapInArrow(unpacked, _REPORTS))
        pair_up = partial(paired, self._starts(reports, number))
        pairs = self._kept(_blocks(reports).mapInArrow(pair_up, "share int, left long, right long"))
        points = self._kept(_compared(reports, pairs))
        labels = self._families(points)
        made = [] if labels is None else _grouped(reports, points, labels, number, self._work()).toArrow()["clusters"]
        clusters = [cluster for some in made for cluster in _unpickled(some.as_py())]
        grouped_already = {report for cluster in clusters for report in cluster.reports}
        clusters += alone({key: home for key, home in self._documents.items() if key not in grouped_already})
        return tuple(sorted(clusters, key=lambda cluster: cluster.id))

    def _kept(self, frame: DataFrame) -> DataFrame:
        """A table that is needed more than once."""
        self._held.append(frame.persist())
        return frame

    def _packed(self, told: Iterable[Told]) -> DataFrame:
        """The reports on their way: each parcel with the place in the order of ids at which it begins."""
        coming, starts, parcels = iter(told), [], []
        while some := list(islice(coming, PACKED)):
            starts.append(len(self._documents))
            parcels.append(zlib.compress(pickle.dumps(some), 1))
            for one in some:
                report, document = (
                    (one.report, one.document) if isinstance(one, Traits) else (one[0].id, one[0].document)
                )
                self._documents[report] = document
        sent = pa.table({"start": pa.array(starts, pa.int64()), "reports": pa.array(parcels, pa.binary())})
        return self._session.createDataFrame(sent)

    def _starts(self, reports: DataFrame, number: int) -> Ints:
        """The neighbourhood with which each of so many shares begins."""
        lived = reports.groupBy(shiftright("number", RANK).alias("where")).agg(count(lit(1)).alias("count")).toArrow()
        size = len(self._documents) // number + 1
        return shares(lived["where"].to_numpy(), lived["count"].to_numpy(), size)

    def _families(self, points: DataFrame) -> DataFrame | None:
        """Which reports hang together, by their places in the order of ids; none where no two do."""
        near = points.where(col("points") >= load_linking().shown).select("left", "right").toArrow()
        rank = {report: place for place, report in enumerate(self._documents)}
        spoken = np.array(decided(self._decisions, rank), np.int64).reshape(-1, 2)
        left = np.concatenate((near["left"].to_numpy() & RANKS, spoken[:, 0]))
        right = np.concatenate((near["right"].to_numpy() & RANKS, spoken[:, 1]))
        if not len(left):
            return None
        first = components(len(rank), left, right)
        some = np.unique(np.concatenate((left, right)))
        return self._session.createDataFrame(pa.table({"rank": some, "family": first[some]}))

    def _work(self) -> partial[pa.Table]:
        return partial(clustered, self._decisions, self._reasons)


def _blocks(reports: DataFrame) -> DataFrame:
    """Reports by key: who meets, who seeks and who is found by it, where that tells anything apart."""
    kinds = ("shared", "sought", "offered")
    tagged = [transform(kind, _tag(number)) for number, kind in enumerate(kinds)]
    keys = reports.select("number", explode(concat(*tagged)).alias("met")).select("number", "met.*")
    members = [
        collect_list(when(col("kind") == number, col("number"))).alias(kind) for number, kind in enumerate(kinds)
    ]
    most: Column = lit(0)
    for start, limit in MOST.items():
        most = when(startswith(col("key"), lit(start)), lit(limit)).otherwise(most)
    return (
        keys.groupBy("key")
        .agg(*members)
        .where(is_block(size("shared"), size("sought"), size("offered"), most))
        .select(*kinds)
    )


def _tag(number: int) -> Callable[[Column], Column]:
    return lambda key: struct(key.alias("key"), lit(number).alias("kind"))


def _compared(reports: DataFrame, pairs: DataFrame) -> DataFrame:
    """The points of the pairs that do not contradict: every share of pairs with the reports in it."""
    ends = [pairs.select(col("share").alias("home"), col(side).alias("number")) for side in ("left", "right")]
    needed = ends[0].union(ends[1]).distinct().join(reports.select("number", "traits"), "number")
    shares = pairs.groupBy("share").cogroup(needed.groupBy("home"))
    return shares.applyInArrow(compared, "left long, right long, points double")


def _grouped(
    reports: DataFrame, points: DataFrame, labels: DataFrame, number: int, work: partial[pa.Table]
) -> DataFrame:
    """The clusters of whole families, a share of families at a time."""
    share = pmod("family", lit(number))
    ranked = reports.select("number", "traits", col("number").bitwiseAND(lit(RANKS)).alias("rank"))
    members = ranked.join(labels, "rank").select(share.alias("home"), "number", "traits")
    ends = [labels.select(col("rank").alias(side), col("family").alias(f"{side}_family")) for side in ("one", "other")]
    ranks = [col(side).bitwiseAND(lit(RANKS)).alias(name) for side, name in (("left", "one"), ("right", "other"))]
    found = points.select("*", *ranks).join(ends[0], "one").join(ends[1], "other")
    inside = found.where("one_family = other_family").withColumn("family", col("one_family"))
    links = inside.select(share.alias("share"), "left", "right", "points")
    return links.groupBy("share").cogroup(members.groupBy("home")).applyInArrow(work, "clusters binary")


def unpacked(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: each report with its number and its keys."""
    for batch in batches:
        for start, parcel in zip(batch["start"].to_pylist(), batch["reports"].to_pylist(), strict=True):
            told = _unpickled(zlib.decompress(parcel))
            traits = [one if isinstance(one, Traits) else traits_of(*one) for one in told]
            keys = [keys_of(one) for one in traits]
            yield pa.RecordBatch.from_pydict(
                {
                    "number": [number_of(one, start + place) for place, one in enumerate(traits)],
                    "traits": [pickle.dumps(one) for one in traits],
                    "shared": [its.shared for its in keys],
                    "sought": pa.array([its.sought for its in keys], pa.list_(pa.string())),
                    "offered": pa.array([its.offered for its in keys], pa.list_(pa.string())),
                }
            )


def paired(starts: Ints, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: the pairs of blocks, each in the share in which its first report is at home."""
    for batch in batches:
        shared, seekers, offers = (_numbers(batch[kind]) for kind in ("shared", "sought", "offered"))
        for left, right in (meetings(*shared), searches(*seekers, *offers)):
            share = np.searchsorted(starts, left >> RANK, side="right") - 1
            yield pa.RecordBatch.from_arrays([pa.array(share.astype(np.int32)), left, right], schema=_PAIRS)


def _numbers(lists: pa.ListArray) -> tuple[Ints, Ints]:
    """What stands in lists, one after the other, and where each of them ends."""
    return lists.flatten().to_numpy(zero_copy_only=False), np.cumsum(lists.value_lengths().to_numpy(), dtype=np.int64)


def compared(pairs: pa.Table, reports: pa.Table) -> pa.Table:
    """On a worker: the points of one share of pairs."""
    held = reports.sort_by("number")
    traits = [_unpickled(one) for one in held["traits"].to_pylist()]
    found = scored(held["number"].to_numpy(), traits, pairs["left"].to_numpy(), pairs["right"].to_numpy())
    return pa.table([pa.array(column) for column in found], schema=_SCORED)


def clustered(decisions: Sequence[Decision], reasons: bool, links: pa.Table, reports: pa.Table) -> pa.Table:
    """On a worker: the clusters of one share of families."""
    held = dict(zip(reports["number"].to_pylist(), map(_unpickled, reports["traits"].to_pylist()), strict=True))
    ends = [[held[number].report for number in links[side].to_pylist()] for side in ("left", "right")]
    found = dict(zip(zip(*ends, strict=True), links["points"].to_pylist(), strict=True))
    traits = sorted(held.values(), key=lambda one: one.report)
    made = pickle.dumps(grouped(traits, found, decisions, reasons=reasons))
    return pa.table({"clusters": pa.array([made], pa.binary())})


def _unpickled(data: bytes) -> Any:
    return pickle.loads(data)  # noqa: S301 - written by this very program, here or on a worker
