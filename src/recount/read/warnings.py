"""Stated expectations of violence to come: who warns, of whom, where.

A warning, a threat or a "could" counts only with a word for violence close behind it, and what only may happen only in
somebody's mouth: an outlet's own "may" is seldom more than a hedge.
"""

import re
from collections.abc import Iterator, Sequence

from recount.codebook.actors import load_actors
from recount.codebook.voices import voice
from recount.codebook.warnings import Warnings, load_warnings
from recount.read.actors import ActorMention, find_actors
from recount.read.aggregate_scope import place_name
from recount.read.mentions import main_country
from recount.read.spoken import speaker_at
from recount.records import Attribution, Document, Mention, Sentence, Span, Speaker, Warning, content_id

_NEAR, _BACK, _LONGEST = 9, 60, 160
"""Words between a cue and the violence behind it; characters between violence and a cue behind it; of a quotation."""

_CLAUSE = re.compile(
    r"\.(?=\s|\Z)|;|,\s+(?:and|but|while|which|who|after|as)\b|\b(?:after|unless|because|according to)\b|[\"“”]"
)
_HAPPENED = re.compile(r"\b(?:the|this|that|those|these|last|previous|after)\s+\Z", re.IGNORECASE)
_ARMED = frozenset({"armed group", "criminal group", "state force", "government", "unnamed attackers"})
_QUOTED = re.compile(r"[\"“”]")


def find_warnings(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
) -> tuple[Warning, ...]:
    """Every stated expectation of violence ("could", "warned", "may carry out"); "a major threat" is none.

    Of `mentions` only the places are looked at.
    """
    country = main_country(mentions)
    places = [mention for mention in mentions if mention.field == "place"]
    found: list[Warning] = []
    for sentence in sentences:
        stated = next(_stated(document.text, sentence, attributions), None)
        if stated is not None:
            actors = find_actors(document.text, [sentence], load_actors(), country=country)
            here = [place for place in places if place.sentence == sentence.number]
            found.append(_warning(document, stated, attributions, actors, here, country))
    return tuple(found)


def _stated(text: str, sentence: Sentence, attributions: Sequence[Attribution]) -> Iterator[Span]:
    """The words that state violence to come, the plainest statement first."""
    known = load_warnings()
    yield from _threatened(text, sentence, known)
    yield from _warned(text, sentence, known)
    for span in (*_may_be(text, sentence, known), *_grows(text, sentence, known)):
        if speaker_at(span, attributions) or _QUOTED.search(text, sentence.start, sentence.end):
            yield span
    for cue in known.threat.finditer(text, sentence.start, sentence.end):
        if known.ahead.search(text, sentence.start, sentence.end):
            yield _span(text, cue.start(), cue.end())


def _threatened(text: str, sentence: Sentence, known: Warnings) -> Iterator[Span]:
    for cue in known.threatens.finditer(text, sentence.start, sentence.end):
        act = known.acts.search(text, cue.end(), min(sentence.end, cue.end() + 40))
        if act is not None and len(text[cue.end() : act.start()].split()) <= 3:
            yield _to_clause_end(text, sentence, cue.start(), act.end())


def _warned(text: str, sentence: Sentence, known: Warnings) -> Iterator[Span]:
    for cue in known.warns.finditer(text, sentence.start, sentence.end):
        span = _followed(text, sentence, cue, known)
        if span is not None:
            yield span


def _may_be(text: str, sentence: Sentence, known: Warnings) -> Iterator[Span]:
    for cue in known.may.finditer(text, sentence.start, sentence.end):
        span = _followed(text, sentence, cue, known) if cue.group() != "May" else None
        if span is not None:
            yield span


def _grows(text: str, sentence: Sentence, known: Warnings) -> Iterator[Span]:
    """Violence that stands before what it may do: "a wave of extremism could emerge"."""
    for cue in known.grows.finditer(text, sentence.start, sentence.end):
        before = max(sentence.start, cue.start() - _BACK)
        violence = list(known.things.finditer(text, before, cue.start()))
        if violence:
            yield _to_clause_end(text, sentence, violence[-1].start(), cue.end())


def _followed(text: str, sentence: Sentence, cue: re.Match[str], known: Warnings) -> Span | None:
    """A cue with the violence behind it, to the end of the clause; None for what is no warning."""
    if known.no_warning.match(text, cue.start(), sentence.end):
        return None
    end = _clause_end(text, sentence, cue.end())
    for pattern in (known.things, known.acts):
        for violence in pattern.finditer(text, cue.end(), end):
            near = len(text[cue.end() : violence.start()].split()) <= _NEAR
            if near and not _HAPPENED.search(text, cue.end(), violence.start()):
                return _to_clause_end(text, sentence, cue.start(), violence.end())
    return None


def _clause_end(text: str, sentence: Sentence, start: int) -> int:
    end = _CLAUSE.search(text, start, sentence.end)
    return min(end.start() if end else sentence.end, start + _LONGEST)


def _to_clause_end(text: str, sentence: Sentence, start: int, least: int) -> Span:
    end = max(least, _clause_end(text, sentence, least))
    return _span(text, start, start + len(text[start:end].rstrip(" ,")))


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, quote=text[start:end])


def _warning(
    document: Document,
    span: Span,
    attributions: Sequence[Attribution],
    actors: Sequence[ActorMention],
    places: Sequence[Mention],
    country: str | None,
) -> Warning:
    issuer = speaker_at(span, attributions, country) or _subject(span, actors, country)
    inside = [actor for actor in actors if span.start <= actor.span.start < span.end and actor.kind in _ARMED]
    before = [actor for actor in actors if actor.span.end <= span.start and actor.kind in _ARMED]
    own = load_warnings().threatens.match(span.quote) or load_warnings().may.match(span.quote)
    about = next(iter([*reversed(before), *inside] if own else [*inside, *reversed(before)]), None)
    near = min(places, key=lambda place: _gap(place.span, span), default=None)
    return Warning(
        id=content_id("warning", document.id, span.start, span.end),
        span=span,
        issuer=issuer,
        about=about.name if about else None,
        area=place_name(near, country),
    )


def _subject(span: Span, actors: Sequence[ActorMention], country: str | None) -> Speaker | None:
    """Who threatens: the actor right before the threat."""
    before = [actor for actor in actors if 0 <= span.start - actor.span.end <= 30]
    return Speaker(span=before[-1].span, voice=voice(before[-1].span.quote, country)) if before else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
