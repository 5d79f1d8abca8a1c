"""Reads news reports about political violence and keeps an incident ledger.

Every number in the ledger has a sentence and a speaker behind it. Start reading at `recount.pipeline`.
"""

__version__ = "0.1.0"
