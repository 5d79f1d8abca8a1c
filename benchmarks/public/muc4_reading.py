"""A MUC-4 text as our reader takes it: the account, the words, and the encoder's vector of each word."""

import hashlib
import pickle
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recount.coding import code
from recount.read.default import default_reader
from recount.read.encoder import Encoded, Encoder
from recount.read.model import ModelReader
from recount.records import Account, Document, Published, Sentence, content_id

Matrix = NDArray[np.float32]
WORD = re.compile(r"\w+(?:['.-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One text as read. `vectors` has a row a word; it is None where the reader found nothing of violence."""

    id: str
    text: str
    day: date | None
    account: Account
    sentences: tuple[Sentence, ...]
    words: tuple[tuple[int, int], ...]
    vectors: Matrix | None


@dataclass(slots=True)
class Listening:
    """The encoder, with what it gave last kept, so that a text is encoded once."""

    encoder: Encoder
    heard: list[Encoded]

    def encode(self, texts: list[str]) -> list[Encoded]:
        self.heard = self.encoder.encode(texts)
        return self.heard


def read_page(reader: ModelReader, listening: Listening, item: dict[str, Any]) -> Page:
    """Read and code one text; its day is the one of its dateline, as the systems of 1992 had it."""
    text, day = item["text"], date.fromisoformat(item["dct"]) if item["dct"] else None
    published = Published(first=day, last=day, basis="given" if day else "unknown")
    document = Document(id=content_id("document", text), name=item["id"], text=text, published=published)
    listening.heard = []
    reading = reader.read(document)
    words = tuple(match.span() for match in WORD.finditer(text))
    vectors = word_vectors(words, listening.heard[0]) if listening.heard else None
    return Page(
        id=item["id"],
        text=text,
        day=day,
        account=code(document, reading),
        sentences=reading.sentences,
        words=words,
        vectors=vectors,
    )


def word_vectors(words: tuple[tuple[int, int], ...], encoded: Encoded) -> Matrix:
    """The mean of the vectors of each word's pieces."""
    rows = np.zeros((len(words), encoded.states.shape[1]), dtype=np.float32)
    piece = 0
    for number, (start, end) in enumerate(words):
        while piece < len(encoded.offsets) and encoded.offsets[piece][1] <= start:
            piece += 1
        last = piece
        while last < len(encoded.offsets) and encoded.offsets[last][0] < end:
            last += 1
        if last > piece:
            rows[number] = encoded.states[piece:last].mean(0)
    return rows


def read_pages(items: list[dict[str, Any]], keep: Path | None = None) -> list[Page]:
    """All texts in order; with a folder to keep them in, those read before are taken from it.

    What is kept is of the reader that read it: another reader needs another folder.
    """
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    loaded = default_reader(1)
    if not isinstance(loaded, ModelReader):
        raise SystemExit("The reader's weights are not installed.")
    listening = Listening(loaded.encoder, [])
    reader = replace(loaded, encoder=listening)  # type: ignore[arg-type]
    return [_kept(reader, listening, item, keep) for item in items]


def _kept(reader: ModelReader, listening: Listening, item: dict[str, Any], keep: Path | None) -> Page:
    if keep is None:
        return read_page(reader, listening, item)
    path = keep / f"{hashlib.sha256(item['text'].encode()).hexdigest()[:16]}-{item['id']}.pickle"
    if path.exists():
        page: Page = pickle.loads(path.read_bytes())
        return page
    page = read_page(reader, listening, item)
    path.write_bytes(pickle.dumps(page))
    return page
