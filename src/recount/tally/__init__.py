"""How many, where and when: tables over incidents, and whether published totals add up."""

from recount.tally.audit import audit
from recount.tally.counts import Toll, victims
from recount.tally.tables import Table, tabulate

__all__ = ["Table", "Toll", "audit", "tabulate", "victims"]
