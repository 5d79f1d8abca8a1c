"""What the limited worker is asked for, what it answers, and how both travel between the processes."""

from dataclasses import dataclass, field
from datetime import date
from typing import IO, Literal

import msgspec

from recount.ingest.options import Limits
from recount.records import Published

JobKind = Literal["page", "pdf", "feed"]
Refusal = Literal["empty", "not text", "too large"]
LONGEST_FRAME = 256_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The text of one article with what its source says of it. `notes` pair a fault that was read over with advice.

    `whole` is False where a feed item brings only a summary of the page that `url` names.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    name: str | None = None
    published: Published = field(default_factory=Published)
    notes: tuple[tuple[str, str], ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Bytes to take apart, with what is known of them from outside."""

    kind: JobKind
    data: bytes
    limits: Limits
    charset: str | None = None
    url: str | None = None
    captured: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The articles found, or why there are none."""

    articles: tuple[Parsed, ...] = ()
    refusal: Refusal | None = None
    what: str = ""
    advice: str = ""


def send(stream: IO[bytes], message: Job | Answer) -> None:
    """Write one message and flush."""
    frame = msgspec.msgpack.encode(message)
    stream.write(len(frame).to_bytes(8, "big") + frame)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, undecoded; None where the other side has gone."""
    length = int.from_bytes(stream.read(8), "big")
    if not 0 < length <= LONGEST_FRAME:
        return None
    frame = stream.read(length)
    return frame if len(frame) == length else None
