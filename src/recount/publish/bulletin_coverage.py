"""What a bulletin rests on: which outlets were read, on which days, and on which nothing was."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from recount.ledger import Ledger
from recount.ledger.coverage import days_read
from recount.publish.charts import Drawing, days_strip
from recount.publish.table_words import key_words
from recount.publish.words import day_words
from recount.tally.periods import Period, period_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet: how many documents of it were read, on how many days."""

    name: str
    documents: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The documents published in a period: by outlet, by day (by month in a year), and the days without any."""

    outlets: tuple[Outlet, ...]
    documents: int
    days: tuple[tuple[str, int], ...]
    empty: tuple[date, ...]
    strip: Drawing

    @property
    def empty_words(self) -> str:
        """The days without any document, the first twenty by name."""
        told = ", ".join(day_words(day) for day in self.empty[:20])
        return told + (f" and {len(self.empty) - 20} more" if len(self.empty) > 20 else "")


def covered(ledger: Ledger, period: Period) -> Coverage:
    """What was read of what was published in a period."""
    found = days_read(ledger, period.first, period.last)
    by_day = Counter[date]()
    documents, days = Counter[str](), dict[str, set[date]]()
    for one in found:
        name = one.outlet or "outlet not known"
        by_day[one.day] += one.documents
        documents[name] += one.documents
        days.setdefault(name, set()).add(one.day)
    calendar = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
    return Coverage(
        outlets=tuple(
            Outlet(name=name, documents=count, days=len(days[name]))
            for name, count in sorted(documents.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        documents=sum(by_day.values()),
        days=tuple((day.isoformat(), by_day[day]) for day in calendar),
        empty=tuple(day for day in calendar if not by_day[day]),
        strip=_strip(period, calendar, by_day),
    )


def _strip(period: Period, calendar: list[date], by_day: Counter[date]) -> Drawing:
    title = f"Documents read, by day of publication, {key_words(period.key)}"
    if period.length != "year":
        return days_strip([(str(day.day), by_day[day]) for day in calendar], title=title)
    months = Counter[str]()
    for day in calendar:
        months[period_of(day, "month").key] += by_day[day]
    return days_strip([(f"{date.fromisoformat(key + '-01'):%b}", count) for key, count in months.items()], title=title)
