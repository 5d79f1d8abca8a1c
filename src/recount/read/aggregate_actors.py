"""Whose doing a figure counts ("nationalist groups carried out 80 attacks"), and who counted it ("X recorded 229")."""

import re
from collections.abc import Sequence

from recount.codebook.actors import load_actors
from recount.codebook.issuers import issuers_in
from recount.codebook.voices import voice
from recount.read.actors import find_actors
from recount.read.aggregate_figures import Figure
from recount.read.aggregate_scope import Setting
from recount.records import Span, Speaker

_ARMED = frozenset({"armed group", "criminal group", "state force", "government", "international"})
_DOES = re.compile(
    r"\s+(?:(?:has|have|had|also|alone|reportedly)\s+){0,3}"
    r"(?:carried out|carries out|carry out|launched|conducted|perpetrated|staged|committed|"
    r"claimed|mounted|executed|killed|wounded|injured)\s+(?:\S+\s+){0,2}\Z"
)
_BY = re.compile(
    r"(?:\s+\S+){0,4}?\s+(?:claimed|perpetrated|committed|staged|launched|conducted|carried out)?\s*by\s+(?:the\s+)?\Z"
)
_CLASS = (
    r"(?:[A-Za-z][\w-]{1,20},\s+){0,3}(?:[A-Za-z][\w-]{1,20},?\s+){1,4}"
    r"(?:groups?|outfits?|organi[sz]ations?|militias?|gangs?|insurgents|militants|rebels)"
)
_GROUPS = re.compile(rf"({_CLASS})\Z")
_BY_GROUPS = re.compile(
    r"(?:\s+(?:were|was|had been|have been|reportedly|also))*\s+"
    rf"(?:claimed|perpetrated|committed|staged|launched|conducted|carried out)\s+by\s+"
    rf"(?:the\s+|various\s+)?({_CLASS})\b"
)
_KIND = re.compile(r"\s+(?:were|was)\s+(?P<kind>sectarian|nationalist|separatist|religious|ethnic)(?:-\w+)?\b")
_OPENING = re.compile(
    r"\A(?:(?:and|but|while|whereas|as|where|which|that|the|in|some|of|also|meanwhile),?\s+)+", re.IGNORECASE
)
_CLASSES = 3
"""A list of so many kinds of groups is of all that a counting knows: the figure is everybody's."""
_COUNTS = re.compile(
    r"\b(?P<who>(?:[A-Z][\w'’&-]{1,25}\s+(?:(?:for|of|and|the|on|in)\s+){0,2}){1,9}?(?:[A-Z][\w'’&-]{1,25}))(?:\s*\([A-Z]{2,8}\))?,?\s+"
    r"(?:(?:has|have|had|also)\s+){0,2}(?:counted|recorded|documented|registered|tallied|logged)\s+(?:[\w-]+\s+){0,3}\Z"
)
_WORK = r"(?:reports?|study|survey|assessment|data|figures|statistics|tally|count|database|review|findings)"
_REPORT_OF = re.compile(
    rf"(?:\b{_WORK}\s+(?:\w+\s+)?(?:of|by|from)|\baccording to|\bsaid|\bsays)\s+(?:the\s+)?(?:[\w-]+-based\s+)?\Z",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    rf"(?:\s*\([A-Z]{{2,8}}\))?(?:['’]s?)?,?\s+(?:(?:has|have|had|also|in|its|annual|monthly|yearly|security|quarterly)\s+){{0,4}}"
    rf"(?:{_WORK}|counted|recorded|documented|registered|tallied|logged|said|says|reported|noted|put|found)\b",
    re.IGNORECASE,
)
_AROUND, _BESIDE = 160, 40


def actor_of(setting: Setting, figure: Figure, beside: Sequence[Figure]) -> str | None:
    """Who did what is counted, by the one name of the codebook or, where no name is told, as described.

    `beside` are the figures of its sentence.
    """
    sentence = setting.sentences[figure.sentence]
    if figure.whole_of:
        return None
    start = max(sentence.start, figure.span.start - _AROUND)
    named = [
        a for a in find_actors(setting.text, [sentence], load_actors(), country=setting.country) if a.kind in _ARMED
    ]
    before = [
        a for a in named if start <= a.span.start and _DOES.fullmatch(setting.text, a.span.end, figure.span.start)
    ]
    after = [a for a in named if _BY.fullmatch(setting.text, figure.span.end, a.span.start)]
    if before or after:
        return (before or after)[0].name
    does = _DOES.search(setting.text, start, figure.span.start)
    described = _GROUPS.search(setting.text, start, does.start()) if does else None
    described = described or _BY_GROUPS.match(setting.text, figure.span.end, sentence.end)
    if described:
        return _described(described.group(1))
    kind = _KIND.match(setting.text, figure.span.end, sentence.end) if figure.kind == "events" else None
    if kind:
        return f"{kind.group('kind')} groups"
    return _of_the_events(setting, figure, beside) if figure.kind == "people" else None


def _described(words: str) -> str | None:
    """A class of groups as it is told; None for a list of all ("militant, nationalist and sectarian groups")."""
    told = _OPENING.sub("", " ".join(words.split()), count=1).lower()
    return None if len(re.split(r",\s+(?:and\s+)?|\s+and\s+", told)) >= _CLASSES else told


def _of_the_events(setting: Setting, figure: Figure, beside: Sequence[Figure]) -> str | None:
    """The actor of the attacks that a count of people hangs on: "carried out 171 attacks in which 449 were killed"."""
    events = [other for other in beside if other.measure == "incidents" and other.span.end <= figure.span.start]
    return actor_of(setting, events[-1], beside) if events else None


def counted_by(setting: Setting, figure: Figure, beside: Sequence[Figure]) -> Speaker | None:
    """The institute that is the subject of a counting: "the Observatory documented 12 deaths and 30 arrests"."""
    sentence = setting.sentences[figure.sentence]
    near = [other for other in beside if 0 <= figure.span.start - other.span.end <= _BESIDE]
    for one in (figure, *near):
        found = _COUNTS.search(setting.text, max(sentence.start, one.span.start - _AROUND), one.span.start)
        if found is not None:
            start, end = found.span("who")
            span = Span(start=start, end=end, quote=setting.text[start:end])
            return Speaker(span=span, voice=voice(span.quote, setting.country))
    return None


def reported_by(setting: Setting, figure: Figure) -> Speaker | None:
    """The known issuer whose report a sentence quotes: "says a report of the Pak Institute", "PICSS counted 229"."""
    sentence = setting.sentences[figure.sentence]
    for span in issuers_in(setting.text, sentence.start, sentence.end):
        before = _REPORT_OF.search(setting.text, max(sentence.start, span.start - _BESIDE), span.start)
        if before or _REPORTS.match(setting.text, span.end, sentence.end):
            return Speaker(span=span, voice=voice(span.quote, setting.country))
    return None
