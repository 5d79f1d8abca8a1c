"""What a document says of each incident, in the ledger's terms."""

from recount.coding.code import code

__all__ = ["code"]
