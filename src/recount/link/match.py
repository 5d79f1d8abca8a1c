"""How two reports compare: each consideration in words and points, and what they add up to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from recount.codebook.linking import Linking, load_linking
from recount.link.ages import compare_ages
from recount.link.days import compare_days
from recount.link.forms import compare_forms, contests
from recount.link.places import compare_places
from recount.link.sides import compare_perpetrators, compare_targets
from recount.link.tolls import compare_tolls
from recount.link.traits import Traits, traits_of
from recount.link.words import compare_words
from recount.records import Link, Published, Reason, Report

Verdict = tuple[str, str] | None

SAME_DAYS = frozenset({"same_day", "overlap_days", "next_day", "yearless_same", "fresh_news"})
_SAME_PLACES = frozenset({"same_site", "same_locality", "same_known_town", "same_district", "few_km"})
PLACES_NOT_APART = _SAME_PLACES | {"other_site", "same_province", "same_country"}
TABLES = {"killed": "tolls", "wounded": "tolls", "taken": "tolls"}


Comparison = Callable[[str, str], Link]


def explain(one: Report, other: Report, published: Mapping[str, Published]) -> Link:
    """Why two reports are or are not taken for one incident, in words and points."""
    traits = [traits_of(report, published.get(report.document, Published())) for report in (one, other)]
    return comparison(traits)(one.id, other.id)


def comparison(traits: Sequence[Traits]) -> Comparison:
    """What compares any two of these reports by their ids."""
    linking = load_linking()
    known = {one.report: one for one in traits}

    def compare(one: str, other: str) -> Link:
        left, right = sorted((one, other))
        reasons = _reasons(known[left], known[right], linking)
        total = round(sum(reason.points for reason in reasons), 3)
        return Link(left=left, right=right, verdict=verdict_of(total, linking), score=total, reasons=reasons)

    return compare


def verdict_of(score: float, linking: Linking) -> Literal["same", "not same", "unsure"]:
    """What a score says of two reports."""
    if score >= linking.same:
        return "same"
    return "unsure" if score >= linking.unsure else "not same"


def _reasons(one: Traits, other: Traits, linking: Linking) -> tuple[Reason, ...]:
    """All comparisons of a pair, as reasons with their points; what cannot be compared gives none."""
    days, places, form = compare_days(one, other), compare_places(one, other), compare_forms(one, other)
    same_days = days is not None and days[0] in SAME_DAYS
    agreed = same_days and _in(places, PLACES_NOT_APART) and _in(form, frozenset({"same"}))
    compared: dict[str, Verdict] = {
        "start": ("any", "before anything is compared"),
        "days": days,
        "places": places,
        "form": form,
        "status": contests(one, other, agreed=agreed),
        "perpetrators": compare_perpetrators(one, other),
        "targets": compare_targets(one, other),
        "ages": compare_ages(one, other),
        **compare_tolls(one, other, same_days=same_days),
        "words": compare_words(one, other),
        "evidence": _thin(one, other),
    }
    return tuple(
        Reason(what=what, words=verdict[1], points=linking.of(TABLES.get(what, what), verdict[0]), level=verdict[0])
        for what, verdict in compared.items()
        if verdict is not None
    )


def _in(verdict: Verdict, levels: frozenset[str]) -> bool:
    return verdict is not None and verdict[0] in levels


def _thin(one: Traits, other: Traits) -> Verdict:
    return ("thin", "one of them tells no day and no place of its own") if one.thin or other.thin else None
