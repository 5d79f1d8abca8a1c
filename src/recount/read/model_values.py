"""Gives the stretches that the trained reader found their values: the rules' resolvers know numbers, days and names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from recount.read.authors import WORDS_OF_CLAIM
from recount.read.denials import WORDS_OF_DENIAL
from recount.read.mentions import find_named, main_country
from recount.read.mixed import is_mixed
from recount.read.model_decode import Proposal, Told
from recount.read.model_features import Item
from recount.read.model_labels import TAGS, Size, Tag
from recount.read.model_parties import party_names, plain
from recount.read.model_places import places_told, unlisted_place
from recount.read.numbers import NumberMention, find_numbers
from recount.read.pairs import end_of_pair
from recount.read.parties import Party
from recount.read.place_origins import is_origin
from recount.read.place_values import is_dateline
from recount.read.published import reason_published
from recount.read.quantities import exactly
from recount.read.speakers import find_attributions
from recount.read.words import Words
from recount.records import (
    COUNT_FIELDS,
    Attribution,
    Count,
    Document,
    Group,
    Mention,
    Published,
    Span,
    Stance,
    Trigger,
    Value,
)

SIZES: dict[Size, Count] = {
    "none": Count(low=0, best=0, high=0),
    "one": Count(low=1, best=1, high=1),
    "two": Count(low=2, best=2, high=2),
    "several": Count(low=3, best=None, high=None),
    "dozens": Count(low=24, best=None, high=None),
    "scores": Count(low=40, best=None, high=None),
    "hundreds": Count(low=200, best=None, high=None),
    "thousands": Count(low=2000, best=None, high=None),
}
"""What a count without a figure means, as the annotation guide writes it."""

COUNTING = frozenset({"people", "things", "percent", "other"})
"""Kinds of numbers that can be the value of a claim or statistic; an age, a year or a sum of money cannot."""

ONE = exactly(1)
BESIDE = 8
"""Letters between a verb and the figure that it is told with: "killing [a man]", "lives of [a man]"."""

SIDES: tuple[Tag, Tag] = ("perpetrator", "target")
DESCRIBED = frozenset({"thing", "people"})
EITHER = 0.1
"""How likely rules hold an actor to be on a side for which nothing in the sentence speaks."""

_VERB = re.compile(r"(?:kill|injur|wound|abduct|kidnap|arrest|detain|liv|dead|death|claim)[a-z]{0,4}|of", re.IGNORECASE)
_CLAIMS = re.compile(r"\b(?:claim|took|takes)(?:s|ed|ing)?\b.{0,12}\bresponsib", re.IGNORECASE)

_NEAR = 90
_ATTACKERS_KILLED_BY = re.compile(
    r"\b(?:attackers?|assailants?|hijackers?|hostage-takers?|(?:suicide\s)?bombers?)\b[^.;\n]{0,40}"
    r"\b(?:killed|shot|shot dead|gunned down|neutrali[sz]ed)\s(?:\w+\s){0,3}by\s(?:[\w’'-]+\s){0,2}\Z",
    re.IGNORECASE,
)

_IF_TRUE = re.compile(
    r"\bif (?:it is |this is )?(?:verified|confirmed|true|proved|proven|established)\b", re.IGNORECASE
)

Spanned = TypeVar("Spanned", Mention, NumberMention)


@dataclass(frozen=True, slots=True)
class Values:
    """All values that the rules see in one document, by where they stand."""

    text: str
    words: Words
    published: Published
    triggers: Sequence[Trigger]
    mentions: Sequence[Mention]
    parties: Sequence[Party]
    spoken: Sequence[Attribution]

    @classmethod
    def of(cls, document: Document, words: Words, triggers: Sequence[Trigger]) -> "Values":
        """What the rules make of the document's days, places and names."""
        published = reason_published(document, words.sentences)
        spoken = find_attributions(document.text, words.sentences)
        mentions, parties = find_named(words, triggers, spoken, published)
        return cls(document.text, words, published, triggers, mentions, parties, spoken)

    def of_claim(self, told: Told) -> tuple[Value, ...]:
        """The claim's value; several where its words name several parties, none where they give no value."""
        field = TAGS[told.item.tag]
        span = self.span(told)
        found: Value | None
        match field:
            case "place" if is_dateline(self.text, span.start, span.end) or is_origin(self.text, span.start):
                found = None
            case "place":
                return places_told(self.text, span, self.mentions) or unlisted_place(span, self.mentions)
            case "date":
                ruled = self._ruled(told)
                found = ruled.value if ruled else None
            case "perpetrator" | "target" if is_dateline(self.text, span.start, span.end):
                found = None
            case "perpetrator" | "target":
                return party_names(field, span, self.parties, self.speaker(told), self.country)
            case "means" | "seized":
                ruled = self._ruled(told)
                found = ruled.value if ruled else plain(span.quote).lower() or None
            case _:
                found = self._count(span, field, told.size)
        return () if found is None else (found,)

    def settle(self, claims: Sequence[Told]) -> list[tuple[Told, Value]]:
        """Claims with their values, those without a value or incident left out.

        A verb ("shot dead") may stand for a count whose figure is a claim of its own: then only the figure stays.
        """
        whole = (told for told in claims if told.incidents and not self._is_mixed(told))
        valued = [(told, value) for told in whole for value in self.of_claim(told)]
        valued = self._paired(valued)
        shown = [not isinstance(value, Count) or self._has_figure(told) for told, value in valued]
        figures = [one for one, has in zip(valued, shown, strict=True) if has and isinstance(one[1], Count)]
        return [
            one
            for one, has in zip(valued, shown, strict=True)
            if has or not any(self._is_figured(one, other) for other in figures)
        ]

    def _is_mixed(self, told: Told) -> bool:
        return TAGS[told.item.tag] in {"killed", "wounded"} and is_mixed(self.text, told.item.start, told.item.end)

    def _is_figured(self, verb: tuple[Told, Value], figure: tuple[Told, Value]) -> bool:
        """Whether the figure tells what the verb does: it stands beside it, or is the same count of the same people."""
        (told, value), (other, said) = verb, figure
        if told.item.tag != other.item.tag or not {at for at, _ in told.incidents} & {at for at, _ in other.incidents}:
            return False
        gap = max(told.item.start - other.item.end, other.item.start - told.item.end)
        beside = gap <= BESIDE and _VERB.fullmatch(self.span(told).quote) is not None
        return beside or (value == said and self.group_of(told) == self.group_of(other))

    def _paired(self, valued: Sequence[tuple[Told, Value]]) -> list[tuple[Told, Value]]:
        """The claims with "a man and a woman" as two, where the one and the other would be the same claim."""
        kept: list[tuple[Told, Value]] = []
        ends: dict[int, int] = {}
        for told, value in sorted(valued, key=lambda one: one[0].item.start):
            if told.item.start < ends.get(told.item.tag, 0):
                continue
            end = self._end_of_pair(told) if value == ONE and TAGS[told.item.tag] in COUNT_FIELDS else None
            if end is not None:
                ends[told.item.tag] = end
                told.item = replace(told.item, end=max(told.item.end, end))
            kept.append((told, value if end is None else exactly(2)))
        return kept

    def _end_of_pair(self, told: Told) -> int | None:
        sentence = self.words.sentences[self.words.sentence_at(told.item.start)]
        at = sentence.start
        end = end_of_pair(self.text[at : sentence.end], told.item.start - at, told.item.end - at)
        return None if end is None else at + end

    def group_of(self, told: Told) -> Group:
        """Of whom a count is: as the rules say where they name a group, which is right more often than the model."""
        ruled = self._ruled(told)
        return ruled.of if ruled is not None and ruled.of is not None else told.of

    def is_part(self, told: Told) -> bool:
        """Whether a count is part of another; where the rules say so they are hardly ever wrong."""
        ruled = self._ruled(told)
        return told.part or (ruled is not None and ruled.part)

    def _ruled(self, told: Told) -> Mention | None:
        """What the rules make of the same words."""
        field = TAGS[told.item.tag]
        return _widest(self.span(told), (mention for mention in self.mentions if mention.field == field))

    def _has_figure(self, told: Told) -> bool:
        return self.number_at(self.span(told)) is not None

    def claimed(self, told: Told) -> Span | None:
        """The words of a perpetrator that says of itself that it did it."""
        if TAGS[told.item.tag] != "perpetrator":
            return None
        span = self.span(told)
        claims = _CLAIMS.search(span.quote) is not None
        for said in self.spoken:
            if said.stance != "claims" or said.source is None:
                continue
            if _shares(span, said.source) or (claims and _shares(span, said.content)):
                return said.source
        return None

    def stance(self, told: Told) -> Stance:
        """How the speaker stands to it; nobody denies without a word of denial, or accuses with "if confirmed"."""
        if self.claimed(told):
            return "claims"
        if told.stance == "accuses" and self._says(told, _IF_TRUE):
            return "suspects"
        return "asserts" if told.stance == "denies" and not self._says(told, WORDS_OF_DENIAL) else told.stance

    def is_hollow(self, told: Told) -> bool:
        """Whether it is taken for a claim of responsibility where nobody owns up to anything: "Hamas blamed Fatah"."""
        claims = TAGS[told.item.tag] == "perpetrator" and told.stance == "claims" and not self.claimed(told)
        return claims and not self._says(told, WORDS_OF_CLAIM)

    def is_response(self, told: Told) -> bool:
        """Whether it is who killed the attackers, in an attack that was theirs."""
        before = self.text[max(0, told.item.start - _NEAR) : told.item.start]
        return TAGS[told.item.tag] == "perpetrator" and _ATTACKERS_KILLED_BY.search(before) is not None

    def _says(self, told: Told, words: re.Pattern[str]) -> bool:
        """Whether the sentence of a claim has one of the words."""
        sentence = self.words.sentences[told.item.sentence]
        return words.search(self.text, sentence.start, sentence.end) is not None

    def speaker(self, told: Told) -> Span | None:
        """Who says a claim. A mere place is nobody unless the rules hear it speak; then whoever they hear instead."""
        if told.speaker is None:
            return None
        span = self._words(told.speaker)
        sources = [said.source for said in self.spoken if said.source is not None]
        if not self._is_place(span) or any(_shares(span, source) for source in sources):
            return span
        return next(
            (said.source for said in self.spoken if said.source and _shares(said.content, self.span(told))), None
        )

    def _is_place(self, span: Span) -> bool:
        """Whether the words are nothing but the name of a place."""
        return any(
            mention.field == "place" and mention.span.start <= span.start and span.end <= mention.span.end
            for mention in self.mentions
        )

    def _words(self, item: Item) -> Span:
        return Span(start=item.start, end=item.end, quote=self.text[item.start : item.end])

    def span(self, told: Told) -> Span:
        """The words of a claim."""
        return self._words(told.item)

    def number_at(self, span: Span) -> NumberMention | None:
        """The number that stands in these words."""
        return _widest(span, (number for number in self._numbers(span) if number.kind in COUNTING))

    def _numbers(self, span: Span) -> tuple[NumberMention, ...]:
        """The numbers of the sentence in which the words begin; few sentences are ever asked for theirs."""
        sentence = self.words.sentences[self.words.sentence_at(span.start)]
        return find_numbers(self.text[sentence.start : sentence.end], sentence.start)

    def proposals(self) -> tuple[Proposal, ...]:
        """What the rules would say stands where, and how sure they are; an actor may be on either side."""
        return (
            *(Proposal(mention.field, mention.span, mention.confidence) for mention in self.mentions),
            *(Proposal("trigger", trigger.span, trigger.confidence) for trigger in self.triggers),
            *(Proposal("speaker", said.source, said.confidence) for said in self.spoken if said.source is not None),
            *(
                Proposal(side, party.span, EITHER)
                for party in self.parties
                if party.kind not in DESCRIBED
                for side in SIDES
            ),
        )

    @property
    def country(self) -> str | None:
        """The country that most of the document's places lie in."""
        return main_country(self.mentions)

    def _count(self, span: Span, field: str, size: Size) -> Count | None:
        """The number in the words; where they hold none, the rules' count there, else the size that is meant."""
        people = (number for number in self._numbers(span) if number.kind in COUNTING and number.kind != "percent")
        number = _widest(span, people)
        if number is not None:
            return number.count
        ruled = _widest(span, (mention for mention in self.mentions if mention.field == field))
        if ruled is not None and isinstance(ruled.value, Count):
            return ruled.value
        return SIZES.get(size)


def _widest(span: Span, others: Iterable[Spanned]) -> Spanned | None:
    """The one that shares most characters with the stretch, the shortest of equals, then the first."""
    best, most = None, (0, 0)
    for other in others:
        shared = min(span.end, other.span.end) - max(span.start, other.span.start)
        if shared > 0 and (shared, other.span.start - other.span.end) > most:
            best, most = other, (shared, other.span.start - other.span.end)
    return best


def _shares(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
