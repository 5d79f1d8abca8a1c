"""Victims told of without a number: "the shooting death of a teen", "Boy, 3, shot in the leg", "a double murder".

Local news hardly counts where only one person was hit. These words are weighed only where nothing else of a report
counts anybody: whoever is counted is told of in many other words as well, and would be counted again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.codebook.victims import load_victims
from recount.read.grammar import STOPS
from recount.read.noun_phrases import AGED
from recount.read.number_words import MONTHS
from recount.read.quantities import exactly
from recount.read.tokens import Token, cut
from recount.records import CountField, Group, Mention, Sentence, Span

LEAD = 14
"""Sentences in which a report says whom its event hit; further down other events are recalled."""

PROBABLE = 0.6
"""How sure such a victim is."""

_DEATHS = frozenset("death killing murder slaying homicide".split())
_HIT_DEAD = frozenset("killed kills killing murdered murders murdering".split())
_DIED = frozenset("dies died dead deceased succumbed killed slain murdered".split())
_HURT = frozenset("shot shoots wounded injured grazed hurt stabbed hospitalized hospitalised".split())
_TREATED = frozenset("recovering airlifted critical".split())
_HURTS = frozenset(
    "shot shoots shooting wounded wounds wounding injured injures injuring grazed grazes grazing stabbed".split()
)
_STRUCK = frozenset("hit hits hitting struck strikes striking".split())
_BULLETS = frozenset(
    "bullet bullets gunfire round rounds gunshot gunshots shrapnel pellet pellets fragment fragments".split()
)
_CONDITIONS = frozenset("critical serious stable grave good fair".split())
_SELF = frozenset("himself herself itself self".split())
_BETWEEN = frozenset(
    "was were is are has had been being be got gets who then later also accidentally accidently reportedly apparently "
    "allegedly critically seriously severely badly gravely fatally pronounced declared found shot to".split()
)  # fmt: skip
_AGES = frozenset("year month week day".split())
_MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_UNREAL = frozenset(
    "not n't never no nobody could would might may if attempted attempting tried trying threatened threatening nearly "
    "almost".split()
)
_OPENINGS = frozenset("a an the his her their another our one".split())
_NOBODYS_NAME = MONTHS | frozenset("monday tuesday wednesday thursday friday saturday sunday police officials".split())
_FARTHEST, _WIDEST_PHRASE, _WIDEST_NAME, _AHEAD, _PHRASES = 5, 5, 4, 4, 8
_DEADLY = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|dead|die[sd]|dying|deaths?|deadly|fatal(?:ly)?|fatalit(?:y|ies)|murder(?:s|ed)?|homicides?"
    r"|slain|slayings?|manslaughter|suicide|funeral|vigil|life support|brain[ -]dead|succumb(?:s|ed)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lone:
    """One person killed or wounded, or as many as "double" says, by the sentence and words that tell of it."""

    field: CountField
    of: Group
    number: int
    span: Span
    sentence: int


def told_of(one: Lone) -> Mention:
    """What is told of such a victim, as every reader hands it on."""
    return Mention(
        span=one.span, sentence=one.sentence, field=one.field, value=exactly(one.number), of=one.of, stance="asserts",
        confidence=PROBABLE,
    )  # fmt: skip


def find_killed(text: str, sentences: Sequence[Sentence]) -> Iterator[Lone]:
    """Each telling of one person's death in the lead."""
    for sentence, tokens in _lead(text, sentences):
        for at in range(len(tokens)):
            found = _death(tokens, at)
            if found is not None and not _is_unreal(tokens, at):
                yield _lone("killed", text, sentence, tokens, found)


def find_wounded(text: str, sentences: Sequence[Sentence]) -> Iterator[Lone]:
    """Each telling of one person hit in the lead; none where it has a word of death: "shot" then tells of that."""
    lead = list(_lead(text, sentences))
    if any(_DEADLY.search(text, sentence.start, sentence.end) for sentence, _ in lead):
        return
    for sentence, tokens in lead:
        for at in range(len(tokens)):
            found = _wound(tokens, at)
            if found is not None and not _is_unreal(tokens, at):
                yield _lone("wounded", text, sentence, tokens, found)


@dataclass(frozen=True, slots=True)
class _Person:
    """One person from word `first` to word `last`; several where these say "double"."""

    first: int
    last: int
    of: Group
    number: int = 1


def _lead(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sequence[Token]]]:
    return ((sentence, cut(text, sentence.start, sentence.end)) for sentence in sentences[:LEAD])


def _lone(field: CountField, text: str, sentence: Sentence, tokens: Sequence[Token], found: _Person) -> Lone:
    start, end = tokens[found.first].start, tokens[found.last].end
    span = Span(start=start, end=end, quote=text[start:end])
    return Lone(field=field, of=found.of, number=found.number, span=span, sentence=sentence.number)


def _death(tokens: Sequence[Token], at: int) -> _Person | None:
    """Whose death the word at this place tells of."""
    word, next_word = tokens[at].lower, _word(tokens, at + 1)
    if word in _DEATHS:
        return _multiple(tokens, at) or (_behind(tokens, at + 2) if next_word == "of" else _owner(tokens, at))
    if next_word == "of" and (word == "life" or (word == "shooting" and _word(tokens, at - 1) in {"fatal", "deadly"})):
        return _behind(tokens, at + 2)
    if word == "fatally":
        one = _Person(at - 1, at, "all") if _word(tokens, at - 1) in {"one", "1"} else None
        return one or _behind(tokens, at + 2) or _before(tokens, at, named=True)
    person = _before(tokens, at, named=True) or _shot_before(tokens, at) if word in _DIED else None
    return person or (_behind(tokens, at + 1) if word in _HIT_DEAD else None)


def _shot_before(tokens: Sequence[Token], at: int) -> _Person | None:
    """The person who was shot where a headline adds what came of it: "girl shot in the head, killed"."""
    if _word(tokens, at - 1) != ",":
        return None
    shots = (place for place in range(at - 2, max(-1, at - 2 - _PHRASES), -1) if tokens[place].lower == "shot")
    place = next(shots, None)
    return None if place is None else _before(tokens, place, named=False)


def _multiple(tokens: Sequence[Token], at: int) -> _Person | None:
    """As many as a double or triple murder is of."""
    number = _MULTIPLES.get(_word(tokens, at - 1))
    return _Person(at - 1, at, "all", number) if number else None


def _wound(tokens: Sequence[Token], at: int) -> _Person | None:
    """Who was hit by what the word at this place tells."""
    word = tokens[at].lower
    if word in _HURTS and (person := _behind(tokens, at + 1 + (_word(tokens, at + 1) == "of"), named=False)):
        return person
    if word in _HURTS and _word(tokens, at + 1) in _SELF:
        return _Person(at, at + 1, "civilian")
    if word == "critical" and _word(tokens, at + 1) in {"condition", "of"}:
        return None
    if word in _HURT | _TREATED or (word in _STRUCK and _bullet_follows(tokens, at)):
        return _before(tokens, at, named=False)
    if word == "condition" and _word(tokens, at - 1) in _CONDITIONS:
        return _before(tokens, at - 2, named=False)
    return None


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _bullet_follows(tokens: Sequence[Token], at: int) -> bool:
    return any(token.lower in _BULLETS for token in tokens[at + 1 : at + 2 + _AHEAD])


def _is_unreal(tokens: Sequence[Token], at: int) -> bool:
    return any(token.lower in _UNREAL for token in tokens[max(0, at - _FARTHEST) : at])


def _owner(tokens: Sequence[Token], at: int) -> _Person | None:
    """The person whose death stands at this place: "a teen's shooting death", "Rock Falls teen's death"."""
    for place in range(at - 1, max(-1, at - 1 - _AHEAD), -1):
        word = tokens[place].lower
        if word.endswith("'s"):
            of = _kind(word.removesuffix("'s"))
            return _Person(_start(tokens, place), at, of) if of else None
        if word in STOPS:
            return None
    return None


def _before(tokens: Sequence[Token], at: int, *, named: bool) -> _Person | None:
    """The person before a verb, auxiliaries, adverbs and an age passed over."""
    place = at - 1
    while place >= 0 and at - place <= _FARTHEST and (tokens[place].lower in _BETWEEN or _word(tokens, place) == "in"):
        place -= 1
    if _word(tokens, place) == "and" and _word(tokens, place - 1) == "shot":
        return _before(tokens, place - 1, named=named)
    if _word(tokens, place) == "," and _word(tokens, place - 1).isdigit() and _word(tokens, place - 2) == ",":
        place -= 3
    elif _word(tokens, place).isdigit() and _word(tokens, place - 1) == ",":
        place -= 2
    of = _kind(_word(tokens, place)) or _kind(_age(tokens, place - 2))
    if of:
        first = _start(tokens, place)
        return None if _word(tokens, first) in _UNREAL else _Person(first, at, of)
    if named and _is_name(tokens, place) and _is_name(tokens, place - 1):
        return _Person(place - 1, at, "civilian")
    return None


def _behind(tokens: Sequence[Token], at: int, *, named: bool = True) -> _Person | None:
    """The person that begins at this word, an article passed over."""
    first = at + (_word(tokens, at) in _OPENINGS)
    for place in range(first, min(first + _WIDEST_PHRASE, len(tokens))):
        word = tokens[place].lower
        if word in load_victims().plural or word in load_victims().things:
            return None
        of = _kind(word) or _kind(_age(tokens, place - 2))
        if of and not _kind(_word(tokens, place + 1)):
            return _Person(at, place, of) if _word(tokens, place + 1) not in load_victims().plural else None
        if not of and (word in STOPS - _AGES or not word[0].isalnum()):
            break
    last = first
    while last - first < _WIDEST_NAME and _is_name(tokens, last):
        last += 1
    return _Person(at, last - 1, "civilian") if named and last - first > 1 else None


def _kind(word: str) -> Group | None:
    """The group of a word for one person that may be a victim."""
    if AGED.match(word) and not word.endswith("s"):
        return "civilian"
    of = load_victims().singular.get(word)
    return of if of in {"civilian", "security", "official", "all"} else None


def _age(tokens: Sequence[Token], at: int) -> str:
    """An age in three words as one: "2 year old"."""
    return "-".join(token.lower for token in tokens[max(0, at) : at + 3]) if at >= 0 else ""


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    if not 0 <= at < len(tokens):
        return False
    token = tokens[at]
    return token.text[0].isupper() and token.lower not in STOPS | _NOBODYS_NAME | load_victims().plural.keys()


def _start(tokens: Sequence[Token], at: int) -> int:
    """The first word of the phrase that ends here."""
    first = at
    while first > 0 and at - first < _WIDEST_PHRASE - 1:
        word = tokens[first - 1].lower
        if word in _OPENINGS:
            return first - 1
        aged = word in _AGES or _word(tokens, first) in _AGES
        if not aged and (word in STOPS or not word[0].isalnum() or word.isdigit()):
            break
        first -= 1
    return first if at - first < _WIDEST_PHRASE - 1 else at
