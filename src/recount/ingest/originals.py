"""An original: bytes that were found somewhere and not read yet; unpacked where they are gzip."""

import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO

from recount.errors import NotText, TooLarge
from recount.ingest.kinds import GZIP, HEAD
from recount.ingest.options import Limits

# Below this much unpacked data the packing ratio does not matter.
UNSUSPICIOUS = 64_000_000
BUFFER = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes with a `label` (how failures name them), the name their document gets, and what is known from outside.

    `head` are the first bytes; `stream` gives all of them, from the start, once.
    """

    label: str
    name: str
    ending: str
    head: bytes
    stream: BinaryIO
    url: str | None = None
    charset: str | None = None

    def whole(self, limit: int) -> bytes:
        """All bytes. Raises TooLarge where there are more than `limit`."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(
                f"it is larger than {limit / 1e6:g} MB",
                advice="No news report is: split it, or add its articles as JSON Lines",
            )
        return data


def original_of(
    stream: BinaryIO, *, label: str, path: str, limits: Limits, url: str | None = None, charset: str | None = None
) -> Original:
    """An original out of a stream; the file's name (or the address's path) gives name and ending."""
    head = stream.read(HEAD)
    whole = _Rewound(head, stream)
    name = PurePath(path)
    if head.startswith(GZIP):
        unpacked = _Unpacked(whole, limits.gzip_ratio)
        head = unpacked.read(HEAD) or b""
        whole = _Rewound(head, unpacked)
        name = name.with_suffix("") if name.suffix.lower() == ".gz" else name
    return Original(
        label=label,
        name=url or name.stem,
        ending=name.suffix.lower(),
        head=head,
        stream=io.BufferedReader(whole, BUFFER),
        url=url,
        charset=charset,
    )


class _Rewound(io.RawIOBase):
    """A stream whose beginning was read already; `taken` counts the bytes given out."""

    def __init__(self, head: bytes, rest: BinaryIO | io.RawIOBase) -> None:
        self._head = head
        self._rest = rest
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        piece = self._head[:size] or self._rest.read(size) or b""
        self._head = self._head[size:]
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


class _Unpacked(io.RawIOBase):
    """A gzip stream, watched for bombs."""

    def __init__(self, packed: _Rewound, ratio: int) -> None:
        self._packed = packed
        self._gzip = gzip.GzipFile(fileobj=io.BufferedReader(packed, BUFFER))
        self._ratio = ratio
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            piece = self._gzip.read(len(buffer))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise NotText("its gzip data are damaged or cut off", advice="Make or download it again") from error
        self._given += len(piece)
        if self._given > UNSUSPICIOUS and self._given > self._ratio * self._packed.taken:
            raise TooLarge(
                f"it unpacks to more than {self._ratio} times its size (a bomb?)",
                advice="Look at it first; if it is sound, unpack it and add what is inside",
            )
        buffer[: len(piece)] = piece
        return len(piece)
