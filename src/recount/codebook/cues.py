"""Words that show who is speaking, out of `cues.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.errors import CodebookError
from recount.records import Stance

STANCES: tuple[Stance, ...] = ("claims", "asserts", "suspects", "denies", "doubts", "accuses")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Verbs with the stance they give, phrases that a speaker follows, nouns that can speak, and words of doubt.

    `doubts` is what is said of a claim of responsibility that is not believed.
    """

    verbs: dict[str, Stance]
    phrases: tuple[str, ...]
    weak: frozenset[str]
    speakers: frozenset[str]
    doubts: tuple[str, ...]


@cache
def load_cues() -> Cues:
    """The cues of the codebook; raises CodebookError where a section is missing."""
    written = tomllib.loads(files("recount.codebook").joinpath("cues.toml").read_text(encoding="utf-8"))
    try:
        verbs = {verb: stance for stance in STANCES for verb in written[stance]["verbs"]}
        phrases = tuple(written["phrases"]["asserts"])
        weak, speakers = frozenset(written["weak"]["verbs"]), frozenset(written["speakers"]["nouns"])
        doubts = tuple(written["doubts"]["of_claims"])
    except KeyError as missing:
        raise CodebookError(
            f"cues.toml lacks {missing}", advice="Put the section back, or reinstall Recount."
        ) from None
    return Cues(verbs=verbs, phrases=phrases, weak=weak, speakers=speakers, doubts=doubts)
