"""What is kept of a report between two linkings: made by `link`, held by the ledger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A report with the blocks in which it meets others, as numbers, and what of it is compared with theirs."""

    report: str
    document: str
    blocks: tuple[int, ...]
    body: bytes
