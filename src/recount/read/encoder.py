"""Runs the encoder: texts in, one vector for each word piece out. The only module that knows onnxruntime.

The session is made once and shared; nothing is downloaded, and nothing outside the given folder is read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from recount.errors import ModelError
from recount.read.model_windows import Window, cut_windows, owners

BATCH_PIECES = 2048
"""Most pieces, padding included, that go through the encoder at once: enough to keep two cores busy, little memory."""

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text: the characters that each piece covers, and its vectors, a row a piece."""

    offsets: list[tuple[int, int]]
    states: Matrix


@dataclass(frozen=True, slots=True)
class Encoder:
    """A tokenizer and an inference session over the quantised transformer."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer

    @classmethod
    def load(cls, folder: Path, *, threads: int = 0) -> "Encoder":
        """The encoder in `folder`; `threads` for one matrix product, 0 for as many as there are cores."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(
                f"The reader's weights in {folder} cannot be loaded: {error}", advice="Install Recount anew"
            ) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(session, tokenizer)

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Every text in the order given; windows of all texts are sorted by length and run together."""
        split = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        cut = [cut_windows(text, whole.ids, whole.offsets) for text, whole in zip(texts, split, strict=True)]
        states = self._run([window for windows in cut for window in windows])
        found, at = [], 0
        for whole, windows in zip(split, cut, strict=True):
            laid = np.concatenate(states[at : at + len(windows)])
            found.append(Encoded(whole.offsets, laid[owners(windows, len(whole.ids))]))
            at += len(windows)
        return found

    def _run(self, windows: Sequence[Window]) -> list[Matrix]:
        """The inner vectors of each window, without those of the two special pieces."""
        states: list[Matrix] = [np.zeros((0, 0), dtype=np.float32)] * len(windows)
        for batch in _batches(windows):
            longest = max(len(windows[number].pieces) for number in batch)
            pieces = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(pieces)
            for row, number in enumerate(batch):
                size = len(windows[number].pieces)
                pieces[row, :size] = windows[number].pieces
                mask[row, :size] = 1
            (vectors,) = self.session.run(None, {"pieces": pieces, "mask": mask})
            for row, number in enumerate(batch):
                states[number] = vectors[row, 1 : len(windows[number].pieces) - 1]
        return states


def _batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Window numbers, the longest first, so that a batch holds hardly any padding."""
    batch: list[int] = []
    longest = 0
    for number in sorted(range(len(windows)), key=lambda at: -len(windows[at].pieces)):
        longest = longest or len(windows[number].pieces)
        if batch and (len(batch) + 1) * longest > BATCH_PIECES:
            yield batch
            batch, longest = [], len(windows[number].pieces)
        batch.append(number)
    if batch:
        yield batch
