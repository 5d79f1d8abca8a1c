"""Reports in, clusters out: compare the pairs worth comparing, add up the reasons, group without contradiction."""

from collections.abc import Mapping, Sequence
from typing import Literal

from recount.codebook.linking import Linking, load_linking
from recount.link.blocking import candidate_pairs
from recount.link.clusters import Score, group
from recount.link.days import compare_days
from recount.link.forms import compare_forms, contests
from recount.link.places import compare_places
from recount.link.sides import compare_perpetrators, compare_targets
from recount.link.tolls import compare_tolls
from recount.link.traits import Traits, traits_of
from recount.link.words import compare_words
from recount.records import Cluster, Decision, Link, Published, Reason, Report

Verdict = tuple[str, str] | None

_SAME_DAYS = frozenset({"same_day", "overlap_days", "next_day", "yearless_same", "fresh_news"})
_SAME_PLACES = frozenset({"same_site", "same_locality", "same_known_town", "same_district", "few_km"})
_PLACES_NOT_APART = _SAME_PLACES | {"other_site", "same_province", "same_country"}
_TABLES = {"killed": "tolls", "wounded": "tolls", "taken": "tolls"}


def link(
    reports: Sequence[Report], published: Mapping[str, Published], decisions: Sequence[Decision] = ()
) -> tuple[Cluster, ...]:
    """Which reports tell of one incident. Every report is in exactly one cluster; order of arrival does not matter.

    `published` maps document ids to when they were published. Decisions on report ids (same, not same, unsure) win.
    """
    unique = {report.id: report for report in reports}
    traits = [traits_of(unique[key], published.get(unique[key].document, Published())) for key in sorted(unique)]
    scorer = _scorer(traits, load_linking())
    pairs = [scorer(traits[one].report, traits[other].report) for one, other in candidate_pairs(traits)]
    return group({one.report: one.document for one in traits}, pairs, scorer, decisions)


def explain(one: Report, other: Report, published: Mapping[str, Published]) -> Link:
    """Why two reports are or are not taken for one incident, in words and points."""
    traits = [traits_of(report, published.get(report.document, Published())) for report in (one, other)]
    return _scorer(traits, load_linking())(one.id, other.id)


def _scorer(traits: Sequence[Traits], linking: Linking) -> Score:
    known = {one.report: one for one in traits}

    def score(one: str, other: str) -> Link:
        left, right = sorted((one, other))
        reasons = _reasons(known[left], known[right], linking)
        total = round(sum(reason.points for reason in reasons), 3)
        return Link(left=left, right=right, verdict=_verdict(total, linking), score=total, reasons=reasons)

    return score


def _verdict(score: float, linking: Linking) -> Literal["same", "not same", "unsure"]:
    if score >= linking.same:
        return "same"
    return "unsure" if score >= linking.unsure else "not same"


def _reasons(one: Traits, other: Traits, linking: Linking) -> tuple[Reason, ...]:
    """All comparisons of a pair, as reasons with their points; what cannot be compared gives none."""
    days, places, form = compare_days(one, other), compare_places(one, other), compare_forms(one, other)
    same_days = days is not None and days[0] in _SAME_DAYS
    agreed = same_days and _in(places, _PLACES_NOT_APART) and _in(form, frozenset({"same"}))
    compared: dict[str, Verdict] = {
        "start": ("any", "before anything is compared"),
        "days": days,
        "places": places,
        "form": form,
        "status": contests(one, other, agreed=agreed),
        "perpetrators": compare_perpetrators(one, other),
        "targets": compare_targets(one, other),
        **compare_tolls(one, other, same_days=same_days),
        "words": compare_words(one, other),
        "evidence": _thin(one, other),
    }
    return tuple(
        Reason(what=what, words=verdict[1], points=linking.of(_TABLES.get(what, what), verdict[0]), level=verdict[0])
        for what, verdict in compared.items()
        if verdict is not None
    )


def _in(verdict: Verdict, levels: frozenset[str]) -> bool:
    return verdict is not None and verdict[0] in levels


def _thin(one: Traits, other: Traits) -> Verdict:
    return ("thin", "one of them tells no day and no place of its own") if one.thin or other.thin else None
