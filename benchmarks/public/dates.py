"""Dates on MEANTIME and GUM: how many are found and placed on the right days.

usage: dates.py [--write] [--wrong]

A date of the set counts as right where one of ours overlaps it and means exactly its days (a time of day counts as its
day). The sets mark each end of a stretch by itself: "2003" in "since 2003". Durations and sets of times are left out on
both sides, as are days before 1800; a date of ours that overlaps none of the set's is an extra.
Published for comparison, on TempEval-3 with durations and sets: HeidelTime 77.6 F1 of values.
"""

import re
import sys
from dataclasses import dataclass
from datetime import date
from typing import Any

from rows import Row, corpus, f1, tell

from recount.read.calendar import Interval, decade_of, month_of, part_of_year, year_of
from recount.read.dates import find_dates, resolve_all
from recount.records import Published, When

OLDEST = 1800
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")


@dataclass(slots=True)
class Score:
    wanted: int = 0
    found: int = 0
    seen: int = 0
    right: int = 0
    extra: int = 0


def days_of(value: str) -> Interval | None:
    """First and last day of a value such as 2008-07-02, 2008-W12, 2008-Q1, 2008 or 199."""
    if match := DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return month_of(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return date.fromisocalendar(int(match[1]), int(match[2]), 1), date.fromisocalendar(
            int(match[1]), int(match[2]), 7
        )
    if match := re.fullmatch(r"(\d{4})-Q(\d)", value):
        return part_of_year(int(match[1]), f"quarter {match[2]}")
    if re.fullmatch(r"\d{4}", value):
        return year_of(int(value))
    return decade_of(int(value) * 10) if re.fullmatch(r"\d{3}", value) else None


def wanted_days(item: dict[str, Any]) -> Interval | None:
    """The days of an annotated date; None for what is no date, or an open or unplaced one."""
    if item.get("type", "DATE") not in {"DATE", "TIME"}:
        return None
    try:
        if item.get("from") and item.get("to"):
            first, last = days_of(item["from"]), days_of(item["to"])
            return (first[0], last[1]) if first and last else None
        return days_of(item.get("value") or item.get("when") or "")
    except ValueError:
        return None


def same(when: When, days: Interval, *, wider: bool) -> bool:
    """Whether ours are exactly these days; of a stretch in more words ("since 2003") one end is enough."""
    if (when.first, when.last) == days:
        return True
    return wider and (when.first == days[0] or when.last == days[1])


def score(document: dict[str, Any], counts: Score) -> None:
    published = date.fromisoformat(document["published"][:10])
    limit = document.get("annotated_until") or len(document["text"])
    found = find_dates(document["text"])
    placed = resolve_all(found, Published(first=published, last=published))
    ours = [(one.span, when) for one, when in zip(found, placed, strict=True) if when and when.first]
    ours = [(span, when) for span, when in ours if span.start < limit]
    annotated = [item for item in document["dates"] if item["start"] < limit]
    for item in annotated:
        days = wanted_days(item)
        if days is None or days[0].year < OLDEST:
            continue
        here = [(span, when) for span, when in ours if span.start < item["end"] and item["start"] < span.end]
        right = any(same(when, days, wider=len(span.quote) > len(item["text"])) for span, when in here)
        counts.wanted += 1
        counts.seen += bool(here)
        counts.right += right
        if "--wrong" in sys.argv and not right:
            tell_wrong(document, item, [when for _, when in here])
    taken = [(item["start"], item["end"]) for item in annotated]
    extra = [span for span, _ in ours if not any(a < span.end and span.start < b for a, b in taken)]
    counts.extra += len(extra)
    if "--wrong" in sys.argv:
        for span in extra:
            print(
                "  extra:",
                span.quote,
                "|",
                document["text"][max(0, span.start - 40) : span.end + 30].replace("\n", " "),
            )


def tell_wrong(document: dict[str, Any], item: dict[str, Any], here: list[When]) -> None:
    around = document["text"][max(0, item["start"] - 50) : item["end"] + 30].replace("\n", " ")
    told = [f"{when.first} {when.last}" for when in here]
    print(
        document["id"][:20],
        document["published"],
        item["text"],
        item.get("value") or item.get("when"),
        told,
        "|",
        around,
    )


def main() -> None:
    rows = []
    for name in ("meantime", "gum"):
        counts = Score()
        documents = [document for document in corpus(name) if document.get("published")]
        for document in documents:
            score(document, counts)
        rows.append(
            Row(
                corpus=f"{name} dev ({counts.wanted} dates)",
                what="dates on exactly their days: F1 (found / right of found)",
                ours=f"{f1(counts.right, counts.seen + counts.extra, counts.wanted):.3f} "
                f"({counts.seen / counts.wanted:.3f} / {counts.right / counts.seen:.3f})",
                theirs=".776 on TempEval-3 (HeidelTime)",
            )
        )
    tell(__file__, rows)


if __name__ == "__main__":
    main()
