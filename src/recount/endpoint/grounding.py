"""Turns an answer into a reading: each item at its words, with its value checked, or left out and counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recount.codebook.voices import voice
from recount.endpoint.answer import Answer, ClaimForm, StatisticForm, Told, Words
from recount.endpoint.evidence import Evidence, overlap
from recount.endpoint.quotes import Quotes
from recount.endpoint.values import area_of, checked_value, organisation, period_of
from recount.records import (
    COUNT_FIELDS,
    Attribution,
    Bond,
    Document,
    Mention,
    Reading,
    Relation,
    Sameness,
    Sentence,
    Span,
    Speaker,
    Statistic,
    Trigger,
    Warning,
    content_id,
)

MOST_TRIGGERS = 8
SURE = 0.9
DOUBTED = 0.5
"""How sure a claim is whose words say another value than the coder gave: the words are taken."""

UNQUOTED = "whose words do not stand in the article"
UNSAID = "whose words do not bear the value out"
DIFFERENT = "where the second coder's value was another than that of its words, which was taken"
MALFORMED = "not of the form asked for"
REASONS = (UNQUOTED, UNSAID, DIFFERENT, MALFORMED)


@dataclass(slots=True)
class Grounding:
    """One answer on its way into a reading."""

    document: Document
    sentences: tuple[Sentence, ...]
    evidence: Evidence
    quotes: Quotes = field(init=False)
    left_out: Counter[str] = field(default_factory=Counter)
    triggers: list[Trigger] = field(default_factory=list)
    samenesses: list[Sameness] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.quotes = Quotes(self.document, self.sentences)

    def reading(self, answer: Answer, notes: Sequence[str] = ()) -> Reading:
        """The reading that an answer gives; what was left out is told in `set_aside`."""
        self.left_out[MALFORMED] += answer.malformed
        for told in answer.incidents:
            self._incident(told)
        statistics = tuple(self._statistics(answer))
        relations = tuple(self._relations(answer))
        warnings = tuple(self._warnings(answer))
        return Reading(
            document=self.document.id,
            published=self.evidence.published,
            sentences=self.sentences,
            triggers=tuple(self.triggers),
            mentions=tuple(self.mentions),
            attributions=tuple(self.attributions),
            bonds=tuple(self.bonds),
            samenesses=tuple(self.samenesses),
            statistics=statistics,
            relations=relations,
            warnings=warnings,
            set_aside=(*notes, *self._notes()),
        )

    def _notes(self) -> Iterator[str]:
        for reason in REASONS:
            if number := self.left_out[reason]:
                yield f"{number} {'item' if number == 1 else 'items'} of the second coder {reason}"

    def _found(self, words: Words) -> tuple[int, Span] | None:
        found = self.quotes.find(words)
        if found is None:
            self.left_out[UNQUOTED] += 1
        return found

    def _incident(self, told: Told) -> None:
        """An incident with at least one word that names it; its triggers are one incident's, its claims its own."""
        spans = dict.fromkeys(found for words in told.triggers if (found := self._found(words)) is not None)
        if not spans:
            self.left_out[UNQUOTED] += not told.triggers
            return
        first = len(self.triggers)
        for sentence, span in sorted(spans, key=lambda one: one[1].start)[:MOST_TRIGGERS]:
            if len(self.triggers) > first:
                self.samenesses.append(Sameness(left=first, right=len(self.triggers), score=1.0))
            self.triggers.append(
                Trigger(span=span, sentence=sentence, type=told.type, status=told.status, confidence=SURE)
            )
        for form in told.claims:
            self._claim(form, first)

    def _claim(self, form: ClaimForm, trigger: int) -> None:
        found = self._found(form)
        source = self._found(form.by) if form.by else None
        if found is None or (form.by is not None and source is None):
            return
        sentence, span = found
        checked = checked_value(form, span, self.evidence)
        if checked is None:
            self.left_out[UNSAID] += 1
            return
        self.left_out[DIFFERENT] += checked.differs
        counted = form.f in COUNT_FIELDS
        mention = Mention(
            span=span,
            sentence=sentence,
            field=form.f,
            value=checked.value,
            of=(form.of or "all") if counted else None,
            part=form.part and counted,
            stance=form.stance,
            confidence=DOUBTED if checked.differs else SURE,
        )
        self.bonds.append(Bond(trigger=trigger, mention=len(self.mentions), score=1.0))
        self.mentions.append(mention)
        if source is not None:
            self.attributions.append(Attribution(source=source[1], content=span, stance=form.stance, confidence=SURE))

    def _speaker(self, words: Words | None) -> Speaker | None:
        """The speaker, who must stand in the article; None where nobody is named, or where the name is invented."""
        found = self._found(words) if words else None
        return Speaker(span=found[1], voice=voice(found[1].quote, self.evidence.country)) if found else None

    def _statistics(self, answer: Answer) -> Iterator[Statistic]:
        for form in answer.statistics:
            found = self._found(form)
            speaker = self._speaker(form.by)
            if found is None or (form.by and speaker is None):
                continue
            value = self._figure(form, found[1])
            if value is None:
                self.left_out[UNSAID] += 1
                continue
            yield Statistic(
                id=content_id("statistic", self.document.id, found[1].start, found[1].end, form.measure, list(value)),
                measure=form.measure,
                value=value,
                unit=form.unit,
                span=found[1],
                period=period_of(form.period),
                area=area_of(form.area, self.evidence),
                actor=organisation(form.actor, self.evidence),
                of=form.of,
                of_what=form.of_what,
                speaker=speaker,
            )

    def _figure(self, form: StatisticForm, span: Span) -> tuple[float | None, float | None, float | None] | None:
        """The figure, where one of its numbers stands in the words."""
        if len(form.v) != 3 or all(number is None for number in form.v):
            return None
        here = [one.count for one in self.evidence.numbers if overlap(one.span, span) > 0]
        said = {number for count in here for number in (count.low, count.best, count.high) if number is not None}
        told = {abs(number) for number in form.v if number is not None}
        low, best, high = form.v
        return (low, best, high) if told & said or any(f"{number:g}" in span.quote for number in told) else None

    def _relations(self, answer: Answer) -> Iterator[Relation]:
        for form in answer.relations:
            found = self._found(form)
            speaker = self._speaker(form.by)
            if found is None or (form.by and speaker is None):
                continue
            a, b = organisation(form.a, self.evidence), organisation(form.b, self.evidence)
            if a is None or b is None or a == b:
                self.left_out[UNSAID] += 1
                continue
            made = content_id("relation", self.document.id, found[1].start, found[1].end, a, form.rel, b)
            yield Relation(id=made, a=a, kind=form.rel, b=b, span=found[1], speaker=speaker)

    def _warnings(self, answer: Answer) -> Iterator[Warning]:
        for form in answer.warnings:
            found = self._found(form)
            issuer = self._speaker(form.issuer)
            if found is None or (form.issuer and issuer is None):
                continue
            yield Warning(
                id=content_id("warning", self.document.id, found[1].start, found[1].end),
                span=found[1],
                issuer=issuer,
                about=organisation(form.about, self.evidence),
                area=area_of(form.area, self.evidence),
            )
