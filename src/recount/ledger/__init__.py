"""The ledger remembers: documents, claims and decisions for good, incidents as last derived."""

from recount.ledger.derived import Derivation, Filter, estimates_of
from recount.ledger.ledger import Ledger, Standing

__all__ = ["Derivation", "Filter", "Ledger", "Standing", "estimates_of"]
