"""How many, where and when: counts over incidents, and whether published totals add up."""

from recount.tally.audit import Finding, audit
from recount.tally.counts import Row, tally, victims

__all__ = ["Finding", "Row", "audit", "tally", "victims"]
