"""What the words of a document point at, and who is speaking."""

from recount.read.reader import Reader, RuleReader

__all__ = ["Reader", "RuleReader"]
