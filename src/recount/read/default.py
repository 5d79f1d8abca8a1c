"""The reader that is used where nobody asks for another."""

from importlib.resources import files

from recount.read.model import load_reader
from recount.read.reader import Reader, RuleReader


def default_reader(threads: int = 1) -> Reader:
    """The trained reader; the rules alone where its weights are not installed (a build without them).

    One thread: many documents are read by several processes.
    """
    weights = files("recount.read").joinpath("weights")
    if not weights.joinpath("encoder.onnx").is_file():
        return RuleReader()
    return load_reader(threads)
