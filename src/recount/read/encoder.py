"""Runs the encoder: texts in, one vector for each word piece out. The only module that knows onnxruntime.

The session is made once and shared; nothing is downloaded, and nothing outside the given folder is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from recount.errors import ModelError
from recount.read.model_windows import Window, cut_windows, owners

Matrix = NDArray[np.float32]

FUSED_ALREADY = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
"""The graph was written in fused operators; putting more of them together, as the runtime would, makes it slower."""


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
        options.enable_mem_pattern = False  # windows differ in length, and a plan for each length would be kept
        options.log_severity_level = 3
        options.graph_optimization_level = FUSED_ALREADY
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
        """Every text in the order given. Each window goes alone: without padding, and whatever stands beside it."""
        split = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [self._encoded(text, whole.ids, whole.offsets) for text, whole in zip(texts, split, strict=True)]

    def _encoded(self, text: str, pieces: Sequence[int], offsets: list[tuple[int, int]]) -> Encoded:
        windows = cut_windows(text, pieces, offsets)
        laid = np.concatenate([self._vectors(window) for window in windows])
        return Encoded(offsets, laid[owners(windows, len(pieces))])

    def _vectors(self, window: Window) -> Matrix:
        """The inner vectors of a window, without those of the two special pieces."""
        (vectors,) = self.session.run(None, {"pieces": np.array([window.pieces], dtype=np.int64)})
        inner: Matrix = vectors[0, 1:-1]
        return inner
