"""All deaths of an incident, attackers and victims together, as projects count them that do not keep the two apart."""

from recount.records import CountField, Estimate, Group, Incident
from recount.tally.counts import Toll, victims


def deaths(incident: Incident) -> Toll | None:
    """Everybody killed, attackers included; None where no standing figure tells of deaths."""
    told = [one for one in incident.counts if one.field == "killed" and _known(one)]
    return everybody(incident, "killed") if told else None


def everybody(incident: Incident, field: CountField) -> Toll:
    """The toll of victims and attackers together; zero where nothing is told."""
    attackers = group(incident, field, "attacker")
    return victims(incident, field) + (attackers or Toll())


def group(incident: Incident, field: CountField, of: Group) -> Toll | None:
    """The toll of one group of people; None where no standing figure tells of it."""
    found = next((one for one in incident.counts if (one.field, one.of) == (field, of) and _known(one)), None)
    if found is None:
        return None
    best = next(number for number in (found.best, found.low, found.high) if number is not None)
    high = found.high if found.high is not None else best
    return Toll(low=found.low or 0, best=best, high=max(high, best), open=int(found.high is None))


def _known(one: Estimate) -> bool:
    return any(number is not None for number in (one.low, one.best, one.high))
