"""The organisations and states of a sentence, each apart, and the sentence with each of them as a number in brackets.

Unlike the parties of an incident a nationality counts here ("Iranian-backed"), so does a capital that stands for its
government, and a name that no list holds.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.codebook.actors import Actors, load_actors, load_force_words
from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.codebook.relations import load_relations, words_in
from recount.read.actor_names import named, spelt, words_of
from recount.read.actors import find_actors
from recount.records import Sentence, Span

_ORGANISED = frozenset({"armed group", "criminal group", "state force", "government", "international", "political"})
_NO_BRACKETS = {ord("⟦"): " ", ord("⟧"): " "}
_STATE = frozenset({"state force", "government", "international"})
_OWNED = re.compile(r"\b(?:its|their|his)\s+", re.IGNORECASE)
_ABBREVIATES = re.compile(r"(?<![\w-])((?:[A-Z][\w'’-]+\s+(?:(?:of|for|and|the|on|in)\s+){0,2}){1,7})\(([A-Z]{2,8})\)")
_SPLINTERS = re.compile(r"\b(?:splinter|breakaway)\s+(?:groups|factions|outfits)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
_HYPHENED = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][\w.'’]*[ -])?(?:al[ -])?[A-Z][\w.'’]*)"
    r"-(?:backed|linked|affiliated|supported|allied|funded|aligned|armed|sponsored|dominated|trained|held|occupied|controlled)\b"
)
_ANTI = re.compile(r"\b(?:[Aa]nti|[Cc]ounter)-(?P<name>[A-Z][\w-]*)")
_CAPITALISED = r"(?:[A-Z][\w'’]+(?:-[A-Z]\w+)*\s+(?:(?:of|for|al|and|the|in|ul)\s+){0,2}){1,5}"
_NOUNS = re.compile(
    r"\s+(?:war\s+|fighter\s+|air\s+)?"
    r"(?:planes|warplanes|jets|airpower|aircraft|forces|troops|military|government|regime|army|fighter jets)\b"
)
_NOUN = re.compile(r"\s+[a-z]")
_SENT = frozenset(
    {"troops", "soldiers", "forces", "aircraft", "jets", "planes", "warplanes", "commandos", "helicopters"}
)
_THE = re.compile(r"\bthe\s+\Z", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+[A-Z]")
_ABBREVIATED = re.compile(r"U\.?S\.?|U\.?K\.?|UAE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation or state: where it stands, its one name, and the words for it without what is in brackets."""

    start: int
    end: int
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with its organisations as numbers in brackets, and where each stretch of it stood."""

    words: str
    organisations: tuple[Organisation, ...]
    pieces: tuple[tuple[int, int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the document that a stretch of the masked sentence stands for."""
        return self._at(start, last=False), self._at(max(start, end - 1), last=True)

    def _at(self, place: int, *, last: bool) -> int:
        begins, stood, organisation = self.pieces[bisect_right(self.pieces, place, key=lambda piece: piece[0]) - 1]
        if organisation >= 0:
            one = self.organisations[organisation]
            return one.end if last else one.start
        return stood + place - begins + (1 if last else 0)


def mask(text: str, sentence: Sentence, organisations: Sequence[Organisation]) -> Masked:
    """The sentence in which patterns of relations are looked for."""
    written, place, at = "", sentence.start, 0
    pieces: list[tuple[int, int, int]] = []
    for number, one in enumerate(organisations):
        between = text[place : one.start].translate(_NO_BRACKETS)
        for words, stood, whose in ((between, place, -1), (f"⟦{number}⟧", one.start, number)):
            if words:
                pieces.append((at, stood, whose))
                written, at = written + words, at + len(words)
        place = one.end
    pieces.append((at, place, -1))
    return Masked(written + text[place : sentence.end].translate(_NO_BRACKETS), tuple(organisations), tuple(pieces))


def organisations_in_full(text: str, sentences: Sequence[Sentence], actors: Actors) -> frozenset[str]:
    """The actors that the document names beyond doubt, by which abbreviations are understood."""
    return frozenset(
        meaning.actor.name
        for sentence in sentences
        for _, _, meanings in spelt(words_of(text, sentence), actors)
        for meaning in meanings
        if not meaning.local
    )


def find_organisations(
    text: str, sentence: Sentence, in_full: frozenset[str], country: str | None
) -> tuple[Organisation, ...]:
    """The organisations of a sentence in order, none within another."""
    found: list[Organisation] = []
    for one in _candidates(text, sentence, in_full, country):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(replace(one, words=" ".join(text[one.start : one.end].split())))
    whole = _without_brackets(text, sorted(found, key=lambda one: one.start))
    return tuple(_as_splinters(text, sentence, one) for one in whole)


def _as_splinters(text: str, sentence: Sentence, one: Organisation) -> Organisation:
    """The unnamed splinters of a group: "splinter groups of X" are the X splinter groups."""
    before = _SPLINTERS.search(text, max(sentence.start, one.start - 40), one.start)
    return replace(one, start=before.start(), name=f"{one.name} splinter groups") if before else one


def _candidates(text: str, sentence: Sentence, in_full: frozenset[str], country: str | None) -> Iterator[Organisation]:
    """All that could be one, the surest first."""
    actors = load_actors()
    words = words_of(text, sentence)
    unlisted = [(m.start(), m.end()) for m in _unlisted().finditer(text, sentence.start, sentence.end)]
    yield from _abbreviated(text, sentence, country)
    for start, end in unlisted:
        if _is_own_name(text[start:end], country):
            yield Organisation(start=start, end=end, name=" ".join(text[start:end].split()))
    for name in named(words, actors, in_full, country):
        if name.actor.kind in _ORGANISED:
            yield _without_part(text, words[name.first].start, words[name.last - 1].end, name.actor.name)
    yield from _hyphened(text, sentence, country)
    for start, end in unlisted:
        yield Organisation(start=start, end=end, name=" ".join(text[start:end].split()))
    for actor in find_actors(text, [sentence], actors, country=country):
        owned = _OWNED.search(text, max(0, actor.span.start - 8), actor.span.start) or _OWNED.match(actor.span.quote)
        if actor.kind in _STATE and not (owned or _is_bare(text, actor.span)) and not _OF.match(text, actor.span.end):
            yield Organisation(start=actor.span.start, end=actor.span.end, name=actor.name)
    yield from _states(text, sentence)


def _is_bare(text: str, span: Span) -> bool:
    """Whether troops are nobody's: "sent troops", unlike "the troops"."""
    return span.quote in _SENT and not _THE.search(text, max(0, span.start - 5), span.start)


def _abbreviated(text: str, sentence: Sentence, country: str | None) -> Iterator[Organisation]:
    """A name that the text itself abbreviates: "Inter-Services Public Relations (ISPR)"."""
    for match in _ABBREVIATES.finditer(text, sentence.start, sentence.end):
        letters = "".join(part[0] for part in re.split(r"[\s-]+", match.group(1).strip()) if part[:1].isupper())
        if letters == match.group(2) and not _name_of(match.group(1).strip(), country):
            written = match.group(1).rstrip()
            name = load_actors().canonical(match.group(2), country)
            yield Organisation(
                start=match.start(), end=match.start() + len(written), name=name.name if name else written
            )


def _is_own_name(written: str, country: str | None) -> bool:
    """Whether a long name is one of its own, though another stands in it: "Syrian Arab Coalition"."""
    words = written.split()
    place = words[0] in countries_by_word() and words[0] not in demonyms()
    return 2 < len(words) < 6 and not place and not {"of", "for"} & set(words) and not _name_of(written, country)


def _without_part(text: str, start: int, end: int, name: str) -> Organisation:
    """A name without the word behind it that says what it is: "Khorasan" in "the Khorasan branch"."""
    words = text[start:end].rsplit(None, 1)
    if len(words) == 2 and words[1].lower() in load_relations().parts:
        return Organisation(start=start, end=start + len(words[0]), name=name)
    return Organisation(start=start, end=end, name=name)


def _hyphened(text: str, sentence: Sentence, country: str | None) -> Iterator[Organisation]:
    """A name before or behind a hyphen: "Iranian-backed", "al-Qaeda-linked", "anti-ISIS"."""
    for pattern in (_HYPHENED, _ANTI):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            written = match["name"]
            for start in (0, *(at + 1 for at, letter in enumerate(written) if letter == " ")):
                name = _name_of(written[start:], country)
                if name and not (pattern is _ANTI and written in countries_by_word()):
                    first, last = match.span("name")
                    yield Organisation(start=first + start, end=last, name=name)
                    break


def _name_of(written: str, country: str | None) -> str | None:
    actor = load_actors().canonical(written, country)
    if actor:
        return actor.name
    iso = countries_by_word().get(written) or load_relations().cities.get(written)
    return _government(iso) if iso else None


def _government(iso: str) -> str:
    """A state under the name it acts by."""
    own = load_force_words().own_names.get(iso, {}).get("government")
    return own or load_countries()[iso].name


@cache
def _unlisted() -> re.Pattern[str]:
    endings = "|".join(map(re.escape, load_relations().endings))
    return re.compile(rf"(?<![\w-])(?!(?:The|In|On|But|And|A|An)\s){_CAPITALISED}(?:{endings})\b(?!['’-])")


@cache
def _first_words() -> frozenset[str]:
    """The first word of every name of a state, in small letters."""
    return frozenset(first for name in _states_and_cities() for first in words_in(name.split()[0]))


def _states_and_cities() -> set[str]:
    return {*countries_by_word(), *load_relations().cities}


@cache
def _state_names() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(_states_and_cities(), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w.-])(?:{listed})(?![\w])")


def _states(text: str, sentence: Sentence) -> Iterator[Organisation]:
    """States that act: by name, by nationality with what they act with, or by capital; not where they are places."""
    known = load_relations()
    if _first_words().isdisjoint(words_in(text[sentence.start : sentence.end])):
        return
    for match in _state_names().finditer(text, sentence.start, sentence.end):
        name = _name_of(match.group(), None)
        before = text[max(sentence.start, match.start() - 40) : match.start()]
        after = text[match.end() : min(sentence.end, match.end() + 40)]
        acts = known.acts.match(after.lstrip(" ")) if after.startswith(" ") else None
        thing = known.things.match(after.lstrip(" ")) is not None
        adjective = match.group() in demonyms() or _ABBREVIATED.fullmatch(match.group())
        place = known.places.search(before) is not None
        if name is None or (thing and not acts) or (place and not acts):
            continue
        if not adjective or acts or after[:1] == "-" or not _NOUN.match(after):
            forces = _NOUNS.match(text, match.end(), sentence.end) if acts else None
            yield Organisation(start=match.start(), end=forces.end() if forces else match.end(), name=name)


def _without_brackets(text: str, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """Each organisation with the abbreviation of itself that stands in brackets behind it."""
    number = 0
    while number < len(found):
        one = found[number]
        following = found[number + 1] if number + 1 < len(found) else None
        if following and following.name == one.name and text[one.end : following.start].strip() == "(":
            end = following.end + (1 if text[following.end : following.end + 1] == ")" else 0)
            one = replace(one, end=end)
            number += 1
        elif (
            abbreviation := re.match(
                r"\s*\([A-Z][A-Za-z]{0,2}[A-Z]{1,6}(?:-[A-Z]{1,3})?\)", text[one.end : one.end + 14]
            )
        ) is not None:
            one = replace(one, end=one.end + abbreviation.end())
        yield one
        number += 1
