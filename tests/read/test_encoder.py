"""The encoder that comes with the package."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from recount.errors import ModelError
from recount.read.encoder import Encoder

WEIGHTS = Path(str(files("recount.read").joinpath("weights")))
SHORT = "Gunmen killed three policemen in Quetta."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Loaded once: half a second."""
    return Encoder.load(WEIGHTS, threads=1)


def test_each_piece_has_its_characters_and_a_vector(encoder: Encoder) -> None:
    (encoded,) = encoder.encode([SHORT])
    assert encoded.states.shape == (len(encoded.offsets), 384)
    assert [SHORT[start:end] for start, end in encoded.offsets][:3] == ["Gunmen", "killed", "three"]
    assert np.isfinite(encoded.states).all()


def test_texts_come_back_in_their_own_order_whatever_their_length(encoder: Encoder) -> None:
    texts = [SHORT, "A bomb went off near a market. " * 90, "", "Police arrested two men."]
    encoded = encoder.encode(texts)
    assert [len(one.offsets) == len(one.states) for one in encoded] == [True] * 4
    assert [one.offsets[-1][1] if one.offsets else 0 for one in encoded] == [len(text.rstrip()) for text in texts]


def test_a_text_is_encoded_alike_alone_and_in_company(encoder: Encoder) -> None:
    (alone,) = encoder.encode([SHORT])
    together = encoder.encode(["Police arrested two men in Karachi on Friday, officials said.", SHORT])[1]
    assert np.array_equal(alone.states, together.states)


def test_missing_weights_are_named_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be loaded.*Install Recount anew"):
        Encoder.load(tmp_path)


def test_damaged_weights_are_named_with_advice(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"no model at all")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Encoder.load(tmp_path)


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 30_000_000
