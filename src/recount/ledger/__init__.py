"""The ledger remembers: documents, claims and decisions for good, incidents as last derived."""

from recount.ledger.derived import Derivation, Filter, estimates_of
from recount.ledger.ledger import Ledger
from recount.ledger.standing import Standing
from recount.ledger.turns import Watch
from recount.ledger.users import Users

__all__ = ["Derivation", "Filter", "Ledger", "Standing", "Users", "Watch", "estimates_of"]
