"""From scores to incidents and claims, with heads whose answers are set by hand."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from recount.errors import ModelError
from recount.read.model_calibration import Calibration
from recount.read.model_counsel import Counsel
from recount.read.model_decode import Bars, Proposal, Told, _with_company, decode
from recount.read.model_features import FEATURES, Item
from recount.read.model_heads import Heads, Matrix
from recount.read.model_items import Places
from recount.read.model_labels import GROUPS, MEASURES, RELATIONS, SIZES, STANCES, STATUSES, TAGS, TRIGGER, TYPES
from recount.read.sentences import split_sentences
from recount.read.words import find_words
from recount.records import Span

TEXT = "Gunmen killed three guards in Quetta. Police said the raid failed."
OFFSETS = [(at, at + len(word)) for word in ("killed", "three", "raid", "Police") for at in [TEXT.index(word)]]
KILLED = TAGS.index("killed")
WIDTH, SPAN = len(TAGS) * 3, 4


def heads(**changes: Matrix) -> Heads:
    """Heads whose tag scores are the states themselves; every pair head says what its bias says."""
    sizes = {"same": 2 * SPAN + FEATURES, "belongs": 3 * SPAN + FEATURES, "speaks": 3 * SPAN + FEATURES}
    sizes |= {"unsaid": SPAN, "stance": 2 * SPAN}
    weights: dict[str, Matrix] = {"tags.weight": np.eye(WIDTH, dtype=np.float32)}
    weights["tags.bias"] = np.zeros(WIDTH, dtype=np.float32)
    weights["span.weight"], weights["span.bias"] = np.zeros((SPAN, 3 * WIDTH)), np.zeros(SPAN)
    weights["kind.weight"], weights["nobody"] = np.ones((len(TAGS), SPAN)), np.ones(SPAN)
    for name, size in sizes.items():
        out = len(STANCES) if name == "stance" else 1
        weights |= {f"{name}.0.weight": np.zeros((2, size)), f"{name}.0.bias": np.zeros(2)}
        weights |= {f"{name}.3.weight": np.zeros((out, 2)), f"{name}.3.bias": np.zeros(out)}
    for name, labels in {
        "groups": GROUPS, "sizes": SIZES, "measures": MEASURES, "relations": RELATIONS, "types": TYPES,
        "statuses": STATUSES,
    }.items():  # fmt: skip
        weights |= {f"{name}.weight": np.zeros((len(labels), SPAN)), f"{name}.bias": np.zeros(len(labels))}
    for name in ("part", "focus"):
        weights |= {f"{name}.weight": np.zeros((1, SPAN)), f"{name}.bias": np.full(1, -2.0)}
    return Heads({name: value.astype(np.float32) for name, value in (weights | changes).items()})


def states(found: Sequence[tuple[int, int, float]]) -> Matrix:
    """Pieces that are outside of everything but (piece, tag, log odds of beginning)."""
    scores = np.zeros((len(OFFSETS), len(TAGS), 3), dtype=np.float32)
    scores[:, :, 0] = 6.0
    for piece, tag, odds in found:
        scores[piece, tag] = (0.0, odds, -9.0)
    return scores.reshape(len(OFFSETS), WIDTH)


def places() -> Places:
    """Four pieces of the text."""
    return Places(TEXT, OFFSETS, split_sentences(TEXT))


def counsel() -> Counsel:
    """The rules' judges on the text, with no mention of their own."""
    return Counsel(find_words(TEXT, split_sentences(TEXT)), ())


ALONE = Bars(rules_trigger=0, rules_count=0, rules_party=0, rules_setting=0, rules_same=0, rules_belongs=0)
"""The model's opinion counts, the rules' does not."""

BOTH = [(0, TRIGGER, 5.0), (2, TRIGGER, 5.0), (1, KILLED, 5.0)]


@pytest.mark.parametrize(("bias", "incidents"), [(4.0, 1), (-4.0, 2)])
def test_triggers_that_name_one_incident_come_together(bias: float, incidents: int) -> None:
    believed = decode(heads(**{"same.3.bias": np.array([bias])}), states(BOTH), places(), ALONE, (), counsel())
    assert len(believed.events) == incidents
    assert sum(len(event.triggers) for event in believed.events) == 2


@pytest.mark.parametrize(("bias", "wanted"), [(4.0, [[0]]), (-4.0, [[]])])
def test_a_claim_that_belongs_nowhere_is_of_no_incident(bias: float, wanted: list[list[int]]) -> None:
    made = heads(**{"same.3.bias": np.array([4.0]), "belongs.3.bias": np.array([bias])})
    believed = decode(made, states(BOTH), places(), ALONE, (), counsel())
    assert [[at for at, _ in told.incidents] for told in believed.claims] == wanted


@pytest.mark.parametrize(("odds", "support", "taken"), [(-0.2, 0.9, True), (-3.0, 0.9, False), (-0.2, 0.02, False)])
def test_what_rules_propose_is_taken_where_both_together_find_it_likely(
    odds: float, support: float, taken: bool
) -> None:
    said = states([(0, TRIGGER, 9.0), (1, KILLED, odds)])
    said[1, 3 * KILLED] = 0.5
    at = TEXT.index("three")
    proposal = Proposal("killed", Span(start=at, end=at + 5, quote="three"), support)
    bars = replace(ALONE, rules_count=0.5, count=0.5)
    assert bool(decode(heads(), said, places(), bars, [proposal], counsel()).claims) is taken


def test_without_speakers_the_outlet_says_it() -> None:
    (told,) = decode(heads(), states(BOTH), places(), ALONE, (), counsel()).claims
    assert told.speaker is None
    assert isinstance(told.item, Item)


def test_heads_that_are_no_arrays_are_named_with_advice(tmp_path: object) -> None:
    path = tmp_path / "heads.npz"  # type: ignore[operator]
    path.write_bytes(b"nothing")
    with pytest.raises(ModelError, match="Install Recount anew"):
        Heads.load(path)


@pytest.mark.parametrize(("score", "least", "most"), [(0.0, 0.0, 0.01), (0.5, 0.5, 0.5), (1.0, 0.99, 1.0)])
def test_an_untouched_calibration_keeps_the_score(score: float, least: float, most: float) -> None:
    assert least <= Calibration().chance("killed", score) <= most


def test_a_field_that_is_often_wrong_is_believed_less() -> None:
    doubtful = Calibration(slope=1.0, shifts={"target": -1.0})
    assert doubtful.chance("target", 0.8) < doubtful.chance("killed", 0.8)


def test_a_day_without_an_incident_goes_with_the_only_one_of_its_sentence() -> None:
    def told(tag: str, sentence: int, *incidents: int) -> Told:
        item = Item(tag=TAGS.index(tag), first=0, last=0, start=0, end=1, sentence=sentence, paragraph=0)  # type: ignore[arg-type]
        sure = [(at, 0.9) for at in incidents]
        return Told(item, sure, of="all", part=False, size="one", speaker=None, stance="asserts", stance_chance=1.0)

    alone, torn, lost, means = told("date", 0), told("date", 1), told("date", 2), told("means", 0)
    claims = [alone, told("target", 0, 1), torn, told("target", 1, 0), told("killed", 1, 1), lost, means]
    _with_company(claims, np.full((len(claims), 2), 0.2, dtype=np.float32))
    assert [at for at, _ in alone.incidents] == [1]
    assert not torn.incidents
    assert not lost.incidents
    assert not means.incidents
