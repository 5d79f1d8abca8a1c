"""How the ages that two reports tell compare: local news tells of "a 3-year-old boy" before anybody is named.

Ages of all people in the sentences about the event, whoever they are; one in common says little less than a name.
"""

from recount.link.traits import Traits

Verdict = tuple[str, str] | None


def compare_ages(one: Traits, other: Traits) -> Verdict:
    """How many ages both tell, in words; None where one of them tells none."""
    if not one.ages or not other.ages:
        return None
    shared = [age for age in one.ages if age in other.ages]
    if not shared:
        return "other", f"{', '.join(one.ages)} against {', '.join(other.ages)}"
    return ("several" if len(shared) > 1 else "same"), ", ".join(shared)
