"""Finds the words that tell what happened to people, and on which side of them those people stand.

To the right: "killed 12", "killing 12", "the death of 12". To the left: "12 were killed", "12 died", "12 dead", and
with units "12 deaths".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from recount.codebook.outcomes import Outcome, load_outcomes
from recount.codebook.victims import load_victims
from recount.read.grammar import AUXILIARIES_BE, AUXILIARIES_HAVE, MODALS, QUOTES, STOPS, TIMES, UNCERTAIN_PAST
from recount.read.noun_phrases import noun_phrase
from recount.read.people import People
from recount.read.tokens import Token
from recount.records import CountField

Side = Literal["right", "left", "units"]
Standing = Literal["fact", "not", "unsure", "unreal"]
"""fact: told as having happened; not: denied ("was not hurt"); unsure: "may have been killed"; unreal: "could kill"."""

GAP = "*"
_LONGEST_GAP = 3
_FARTHEST_AUXILIARY = 5
_ADVERBS = frozenset(
    "also all both since already later reportedly allegedly either then now just even still again there thus once "
    "apparently reported feared believed confirmed presumed declared pronounced shot critically not n't never "
    "ever only so too found said fatally".split()
)
_DATED = TIMES | {"on", "to"}
_NEGATIONS = frozenset("not n't never cannot without didn't hasn't haven't hadn't couldn't".split())
_BE_NEGATED = frozenset("wasn't weren't isn't aren't".split())
_NOMINAL = frozenset("the those these most many their his her of among between with a an".split())
_DETERMINED = frozenset(
    "many its their our all any former senior top prominent suspected alleged leading key fellow veteran".split()
)
_DEADLY = frozenset("shot shoot shoots shooting stabbed stab stabs stabbing beaten beating".split())
_LINKS = frozenset({"and", "or"})
_ACTS: frozenset[str] = frozenset({"base", "third", "gerund"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words for an outcome from word `first` to word `last`; `verb` is where its auxiliaries begin.

    `counted`: it tells of people only where they are counted. `deadly`: an act that may wound or kill ("shot").
    """

    first: int
    last: int
    verb: int
    field: CountField
    side: Side
    standing: Standing = "fact"
    passive: bool = False
    counted: bool = False
    deadly: bool = False


def find_outcomes(tokens: Sequence[Token], people: Sequence[People]) -> tuple[Cue, ...]:
    """The outcome cues of a sentence in order, none inside the people found in it."""
    clause = _Clause(tokens, people)
    found: list[Cue] = []
    at = 0
    while at < len(tokens):
        cue = clause.cue_at(at) if at not in clause.inside else None
        if cue is not None:
            found.append(cue)
        at = cue.last + 1 if cue is not None else at + 1
    return tuple(found)


def share_a_verb(tokens: Sequence[Token], one: Cue, other: Cue) -> bool:
    """Whether two cues stand side by side with the same people: "killed and wounded", in headlines "Killed Injured"."""
    if other.first - one.last > 4 or one.side != other.side:
        return False
    between = {token.lower for token in tokens[one.last + 1 : other.first]}
    return between <= {"and", "or", "/", "were", "&"} and (bool(between) or one.side == "left")


def _match(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int | None:
    """The last word of the phrase where it stands at this place."""
    if GAP in words:
        cut = words.index(GAP)
        head, tail = words[:cut], words[cut + 1 :]
        if _match(tokens, at, head) is None:
            return None
        for skipped in range(_LONGEST_GAP + 1):
            last = _match(tokens, at + len(head) + skipped, tail)
            if last is not None:
                return last
        return None
    if len(words) == 1:
        return at if at < len(tokens) and tokens[at].lower == words[0] else None
    found = tuple(token.lower for token in tokens[at : at + len(words)])
    return at + len(words) - 1 if found == words else None


class _Clause:
    """The words of a sentence and where people stand among them, for telling the voice of a verb."""

    def __init__(self, tokens: Sequence[Token], people: Sequence[People]) -> None:
        self.tokens = tokens
        self.starts: Mapping[int, People] = {one.first: one for one in people}
        self.ends: Mapping[int, People] = {one.last: one for one in people}
        self.inside = {at for one in people for at in range(one.first, one.last + 1)}
        self.outcomes = load_outcomes()

    def cue_at(self, at: int) -> Cue | None:
        for outcome in self.outcomes.get(self._word(at), ()):
            last = _match(self.tokens, at, outcome.words)
            cue = self._cue(at, last, outcome) if last is not None else None
            if cue is not None:
                return cue
        return None

    def _word(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def _cue(self, at: int, last: int, outcome: Outcome) -> Cue | None:
        forms = outcome.forms
        counted_before = at - 1 in self.ends and self.ends[at - 1].form in {"counted", "number", "none", "one"}
        if "events" in forms and self._word(last + 1) == "of" and not ("units" in forms and counted_before):
            if {"save", "saved", "saves", "saving"} & {self._word(at - 1), self._word(at - 2)}:
                return None
            return Cue(first=at, last=last + 1, verb=at, field=outcome.field, side="right", counted=outcome.counted)
        verb, passive, perfect = self._auxiliaries(at)
        side = self._side(at, last, outcome, passive=passive, perfect=perfect)
        if side is None:
            return None
        base = "base" in forms and "past" not in forms
        return Cue(
            first=at, last=last, verb=verb, field=outcome.field, side=side,
            standing=self._standing(verb, at, base=base), passive=passive, counted=outcome.counted,
            deadly=outcome.field == "wounded" and self._word(at) in _DEADLY,
        )  # fmt: skip

    def _side(self, at: int, last: int, outcome: Outcome, *, passive: bool, perfect: bool) -> Side | None:
        forms = outcome.forms
        if "units" in forms and at - 1 in self.ends and self._word(last + 1) != "toll":
            return "units"
        if "past" in forms:
            side = self._side_of_past(at, last, passive=passive, perfect=perfect)
            shares = self._word(at - 1) in {"and", "or", "later", "then"}
            return None if outcome.counted and side == "left" and not passive and not shares else side
        if "state" in forms and (self._word(at - 1) in _NOMINAL or self._word(last + 1) in load_victims().things):
            return None
        if forms & {"undergone", "state"}:
            return "left"
        if forms & _ACTS and ("gerund" in forms or self._word(at - 1) in MODALS or self._object_follows(last + 1)):
            return "right"
        return None

    def _side_of_past(self, at: int, last: int, *, passive: bool, perfect: bool) -> Side | None:
        if passive:
            return "left"
        if self._word(at - 1) in _NOMINAL:
            return "right" if self._word(at - 1) in {"of", "with"} and self._describes_one(last + 1) else None
        before = self.ends.get(at - 1)
        if before is not None and before.form == "number" and last + 1 not in self.starts:
            return "left"
        if perfect or self._acts_on(last + 1):
            return "right" if not self._headline_pair(at, last) else "left"
        return "left"

    def _describes_one(self, at: int) -> bool:
        """Whether one person is told of behind a participle: "the camp of arrested ringleader"."""
        phrase = noun_phrase(self.tokens, at)
        return phrase is not None and phrase.known and not phrase.plural

    def _acts_on(self, at: int) -> bool:
        """Whether an object stands behind the verb, or behind the verb joined to it: "killed and wounded 12"."""
        if self._word(at) in _LINKS and self._word(at + 1) in self.outcomes:
            forms = self.outcomes[self._word(at + 1)][0].forms
            return "past" in forms and self._object_follows(at + 2)
        return self._object_follows(at)

    def _headline_pair(self, at: int, last: int) -> bool:
        """Whether the people behind have a word of their own: "10 killed 15 injured"."""
        following = self.starts.get(last + 1)
        if at - 1 not in self.ends or following is None:
            return False
        behind = self.outcomes.get(self._word(following.last + 1), ())
        return any(outcome.forms & {"past", "state"} and len(outcome.words) == 1 for outcome in behind)

    def _auxiliaries(self, at: int) -> tuple[int, bool, bool]:
        """Where the verb group begins, whether it is passive and whether it is perfect active."""
        begin, passive, perfect = at, False, False
        for k in range(at - 1, max(-1, at - 1 - _FARTHEST_AUXILIARY), -1):
            word = self._word(k)
            if k in self.inside:
                break
            if word in AUXILIARIES_BE or word in _BE_NEGATED:
                begin, passive = k, True
            elif word in AUXILIARIES_HAVE:
                begin, perfect = k, not passive
            elif word in _NEGATIONS or word in {"do", "does", "did"} or self._is_modal(k, at):
                begin = k
            elif not (
                word in _ADVERBS or word in _DATED or word.isdigit() or (word.endswith("ly") and word != "family")
            ):
                break
        return begin, passive, perfect

    def _is_modal(self, at: int, verb: int) -> bool:
        """Whether a modal stands here; "to" is one before a verb, not in "lightly to moderately"."""
        word = self._word(at)
        following = self._word(at + 1)
        if word == "to":
            return at + 1 == verb or following in AUXILIARIES_BE | AUXILIARIES_HAVE
        return word in MODALS

    def _object_follows(self, at: int) -> bool:
        """Whether people or a name stand right behind the verb, marks of quotation and an adverb aside."""
        for k in range(at, min(at + 3, len(self.tokens))):
            if k in self.starts:
                return self.starts[k].head not in {"he", "she"}
            word = self._word(k)
            if not (self.tokens[k].text in QUOTES or word.endswith("ly") or word in {"as", "up", "down", "the"}):
                return word in _DETERMINED or self._named(k)
        return False

    def _named(self, at: int) -> bool:
        """Whether a name begins here: a capital where the words around it have none."""
        token = self.tokens[at]
        before = next((t for t in reversed(self.tokens[max(0, at - 2) : at]) if t.text[0].isalpha()), None)
        titled = before is not None and before.text[0].isupper()
        known = token.lower in STOPS or token.lower in self.outcomes
        return token.text[0].isupper() and not token.text.isupper() and not titled and not known

    def _counts(self, at: int, verb: int) -> bool:
        return self._word(at) != "to" or self._is_modal(at, verb)

    def _standing(self, verb: int, at: int, *, base: bool) -> Standing:
        words = {token.lower for k, token in enumerate(self.tokens[verb:at], verb) if self._counts(k, at)}
        if words & _NEGATIONS or words & _BE_NEGATED:
            return "not"
        if words & (MODALS - {"to"}):
            return "unsure" if "have" in words and words & UNCERTAIN_PAST else "unreal"
        infinitive = "to" in words and "have" not in words
        return "unreal" if infinitive and (base or words & AUXILIARIES_BE) else "fact"
