"""Everything that Recount raises on purpose.

RecountError
├── ConfigError         recount.toml or an environment variable holds a value that cannot be used
├── CodebookError       a codebook file is not as its loader expects (file and entry are named)
├── IngestError         bytes, a file or a URL could not be turned into a document
│   ├── EmptyDocument       there is no text in it
│   ├── NotText             the bytes are no text of a kind that Recount reads
│   ├── TooLarge            it is over a limit of size, depth or time
│   └── Unreachable         the file or address could not be opened
├── ReadError           a document could not be read through (the document is kept, the failure recorded)
│   └── CoderError          the second coder could not be asked, or gave no answer that can be used
├── ModelError          the trained reader's weights are missing or damaged
├── EngineError         the cluster that was asked for cannot be used, or stopped half-way
├── LedgerError         the ledger file cannot be opened, is of another version, or refuses a write
├── NotInLedger         an id was asked for that the ledger does not hold
├── TableError          a table of another project lacks columns, or is none
├── DeliveryError       an alert could not be delivered (the others are, and it is sent the next time)
├── AccessError         who asks may not do it, or could not be told by name and password
└── DecisionError       a decision lacks a reason or names what is not in the ledger
    └── Overtaken           somebody else decided the same question in the meantime

Every message says what happened, with which value, and what to do next.
"""


class RecountError(Exception):
    """Anything that Recount raises on purpose; `advice` is the next step for the person reading it."""

    def __init__(self, what: str, *, advice: str) -> None:
        super().__init__(f"{what}. {advice}")
        self.what = what
        self.advice = advice


class ConfigError(RecountError):
    """A setting cannot be used."""


class CodebookError(RecountError):
    """A codebook file is not as its loader expects."""


class IngestError(RecountError):
    """Bytes, a file or a URL could not be turned into a document."""


class EmptyDocument(IngestError):
    """There is no text in it."""


class NotText(IngestError):
    """The bytes are no text of a kind that Recount reads."""


class TooLarge(IngestError):
    """It is over a limit of size, depth or time."""


class Unreachable(IngestError):
    """The file or address could not be opened."""


class ReadError(RecountError):
    """A document could not be read through."""


class CoderError(ReadError):
    """The second coder could not be asked, or gave no answer that can be used."""


class ModelError(RecountError):
    """The trained reader's weights are missing or damaged."""


class EngineError(RecountError):
    """A cluster cannot be used, or stopped half-way."""


class LedgerError(RecountError):
    """The ledger cannot be opened or written."""


class NotInLedger(RecountError):
    """An id was asked for that the ledger does not hold."""


class TableError(RecountError):
    """A table of another project lacks columns that are needed, or is none."""


class DeliveryError(RecountError):
    """An alert could not be delivered."""


class DecisionError(RecountError):
    """A decision lacks a reason or names what is not in the ledger."""


class Overtaken(DecisionError):
    """Somebody else decided the same question in the meantime; nothing was recorded."""


class AccessError(RecountError):
    """Who asks may not do it, or could not be told by name and password."""
