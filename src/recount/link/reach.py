"""How far a change reaches: what is kept of each report, whom it meets, and the clusters of a few out of many.

A pair is compared where both reports stand in one open block (`blocking`). Blocks are known by numbers here, so that a
ledger can keep them: 60 bits of a hash of the key and three bits for its kind. Should two keys ever get one number (one
chance in 100,000 for a ledger of a million reports), reports would be compared that share neither.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec
import numpy as np

from recount.codebook.linking import load_linking
from recount.link.blocking import MOST_FOUND, Key, largest, offered_keys, shared_keys, sought_keys
from recount.link.bulk import Scorer
from recount.link.clusters import Pair, Scores, group
from recount.link.coded import Coded
from recount.link.match import comparison, verdict_of
from recount.link.spans import too_long
from recount.link.traits import Traits, traits_of
from recount.records import Cluster, Decision, Link, Published, Report, Where
from recount.traces import Trace

Size = Callable[[int], int]

_KINDS = ("day and country", "day and place", "year and word")
SOUGHT, OFFERED = 6, 7
"""The last three bits of a block whose members seek others, and of the one in which those are that they seek."""
_BITS, _KIND = 60, 7
MANY_PAIRS = 2_000
"""From this many pairs on they are compared by columns, which takes longer to begin with."""
_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Traits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a ledger needs to link a few reports anew as they would be among all.

    `is_open` tells of a block, given how many reports each block holds, whether they are compared. `regroup` is given
    the pairs that are near and whether links keep their reasons.
    """

    put_down: Callable[[Report, Published], Trace]
    is_open: Callable[[int, Size], bool]
    scores: Callable[[Mapping[str, Trace], Sequence[Pair]], list[float]]
    regroup: Callable[[Sequence[Trace], Mapping[Pair, float], Sequence[Decision], bool], tuple[Cluster, ...]]


def put_down(report: Report, published: Published) -> Trace:
    """What is kept of a report."""
    return trace_of(traits_of(report, published))


def trace_of(traits: Traits) -> Trace:
    """What is kept of a report whose traits are known: what places might have been meant besides is not compared."""
    bare = replace(traits, places=tuple(_bare(place) for place in traits.places))
    blocks = tuple(sorted(_blocks(traits)))
    return Trace(report=traits.report, document=traits.document, blocks=blocks, body=_ENCODER.encode(bare))


def _bare(place: Where) -> Where:
    return replace(place, candidates=(), reason="")


def _blocks(traits: Traits) -> set[int]:
    shared = {_numbered(key, _KINDS.index(key[0])) for key in shared_keys(traits)}
    sought = {_numbered(key, SOUGHT) for key in sought_keys(traits)}
    return shared | sought | {_numbered(key, OFFERED) for key in offered_keys(traits)}


def _numbered(key: Key, kind: int) -> int:
    hashed = int.from_bytes(blake2b("\x1f".join(key).encode(), digest_size=8).digest())
    return (hashed >> 64 - _BITS) << 3 | kind


def met_in(block: int) -> int:
    """The block of those whom the members of a block meet: their own, or the other side of a search."""
    return block ^ 1 if block & _KIND in {SOUGHT, OFFERED} else block


def is_open(block: int, size: Size) -> bool:
    """Whether the members of a block are compared: a fuller one tells nothing apart."""
    if met_in(block) != block:
        return size(block) * size(met_in(block)) <= MOST_FOUND
    return size(block) <= largest(_KINDS[block & _KIND])


def meet(one: Trace, other: Trace, open_block: Callable[[int], bool]) -> bool:
    """Whether two reports stand in one block that is open."""
    theirs = set(other.blocks)
    return one.document != other.document and any(met_in(own) in theirs and open_block(own) for own in one.blocks)


def scores(traces: Mapping[str, Trace], pairs: Sequence[Pair]) -> list[float]:
    """The score of each pair, of many by columns."""
    held = [_DECODER.decode(traces[key].body) for key in sorted(_ends(pairs))]
    if len(pairs) < MANY_PAIRS:
        compare = comparison(held)
        return [compare(*pair).score for pair in pairs]
    coded = Coded()
    for one in held:
        coded.add(one)
    place = {report: position for position, report in enumerate(coded.reports)}
    order = sorted(range(len(pairs)), key=lambda number: pairs[number])
    ends = [np.array([place[pairs[number][side]] for number in order], np.int64) for side in (0, 1)]
    given = Scorer(coded, load_linking()).scores(*ends).tolist()
    return [score for _, score in sorted(zip(order, given, strict=True))]


def _ends(pairs: Iterable[Pair]) -> set[str]:
    return {key for pair in pairs for key in pair}


def regroup(
    traces: Sequence[Trace],
    near: Mapping[Pair, float],
    decisions: Sequence[Decision],
    explained: bool,
) -> tuple[Cluster, ...]:
    """The clusters of some reports, of which it is known which pairs are near."""
    held = {trace.report: _DECODER.decode(trace.body) for trace in traces}
    compare, linking = comparison(list(held.values())), load_linking()

    def bare(one: str, other: str) -> Link:
        score = near[one, other] if (one, other) in near else compare(one, other).score
        return Link(left=one, right=other, verdict=verdict_of(score, linking), score=score, reasons=())

    found = Scores(
        found=near,
        points=lambda pairs: [compare(*pair).score for pair in pairs],
        explain=compare if explained else bare,
        too_long=lambda left, right: too_long(held[left], held[right], linking),
    )
    return group({trace.report: trace.document for trace in traces}, found, decisions)


REACH = Reach(put_down=put_down, is_open=is_open, scores=scores, regroup=regroup)
