"""How many days one incident can span: a day further off is another incident, whatever joins the two."""

from itertools import product

from recount.codebook.linking import Linking
from recount.link.traits import Traits


def days_between(one: Traits, other: Traits) -> int | None:
    """The least number of days between the full days that two reports tell; None where one of them tells none."""
    gaps = [
        max(0, (max(mine.first, theirs.first) - min(mine.last, theirs.last)).days)
        for mine, theirs in product(one.days, other.days)
        if mine.first and mine.last and theirs.first and theirs.last
    ]
    return min(gaps, default=None)


def too_long(one: Traits, other: Traits, linking: Linking) -> str | None:
    """Why an incident with both reports would span more days than its form allows, in words."""
    apart, most = days_between(one, other), linking.span_of(one.type, other.type)
    if apart is None or apart <= most:
        return None
    forms = one.type if one.type == other.type else f"{one.type} or {other.type}"
    return f"their days lie {apart} apart, and a {forms.replace('_', ' ')} spans {most} at most"
