"""Groups that are said to have carried out an attack, and groups that admit one without the word "responsibility"."""

import re
from collections.abc import Iterator, Sequence

from recount.read.parties import Party
from recount.read.responsibility import ARMED
from recount.read.words import Words
from recount.records import Attribution, Mention, Sentence, Span, Trigger

_DID = re.compile(
    r"\b(?:carried out|carrying out|orchestrated|masterminded|perpetrated|staged|mounted|(?:was|were|is|are) behind|"
    r"(?:was|were|is|are) responsible for)\s(?:(?:the|this|that|these|those|an?|its|both|latest|deadly|recent)\s){0,3}",
    re.IGNORECASE,
)
_ADMITS = re.compile(
    r"\b(?:(?:confirmed|admitted|acknowledged|accepted|conceded)\s(?:to\s)?(?:[\w’'-]+\s){0,5}?"
    r"(?:accusations?|allegations?|involvement|responsibility|role|part in|carrying out)"
    r"|said\s(?:that\s)?(?:it|they|its\s\w+|their\s\w+)\s(?:had\s|were\s|was\s)?(?:carried out|staged|behind|launched)"
    r"\s(?:the|this|that|both)\s(?:\w+\s)?(?:attacks?|assault|bombings?|blasts?|killings?|raid|shootings?|abductions?))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|nobody|none|never|neither|nor|whether|if)\b|n['’]t\b", re.IGNORECASE)
_BREAKS = re.compile(r"[;:“”\"]|\b(?:that|said|says|when|while|after|where)\b", re.IGNORECASE)
WORDS_OF_CLAIM = re.compile(
    r"\b(?:claim\w{0,4}|respons\w{0,8}|admit\w{0,4}|confess\w{0,3}|acknowledg\w{0,4}|took|takes|taken|told|we|i|boast\w{0,3}|"
    r"revenge|retaliat\w{0,4}|aveng\w{0,3}|message|video|statement|announc\w{0,4}|posted|(?:said|says|saying)\s(?:it|they|its|"
    r"their|he|she|that|on|in|the))\b",
    re.IGNORECASE,
)
"""What a sentence says in which somebody owns up to a deed."""
SURE = 0.95
"""Of ten such sentences in annotated articles about nine name the perpetrator so."""


def find_authors(words: Words, triggers: Sequence[Trigger], parties: Sequence[Party]) -> Iterator[Mention]:
    """The armed group that "carried out the attack", where the text calls what it did an event."""
    for sentence in words.sentences:
        for done in _DID.finditer(words.text, sentence.start, sentence.end):
            if any(trigger.span.start == done.end() for trigger in triggers):
                for party in _subject(words.text, sentence, done.start(), parties)[:1]:
                    yield Mention(
                        span=party.span,
                        sentence=sentence.number,
                        field="perpetrator",
                        value=party.name,
                        confidence=SURE,
                    )


def find_admissions(words: Words, parties: Sequence[Party]) -> Iterator[tuple[Mention, Attribution]]:
    """An armed group or its spokesman confirming what it is accused of: a claim of responsibility."""
    for sentence in words.sentences:
        for admits in _ADMITS.finditer(words.text, sentence.start, sentence.end):
            for party in _subject(words.text, sentence, admits.start(), parties)[:1]:
                start = clause_start(words.text, sentence, admits.start(), _BREAKS)
                content = _span(words.text, admits.start(), admits.end())
                source = _span(words.text, start, admits.start())
                yield (
                    Mention(
                        span=content,
                        sentence=sentence.number,
                        field="perpetrator",
                        value=party.name,
                        stance="claims",
                        confidence=SURE,
                    ),
                    Attribution(source=source, content=content, cue=content, stance="claims", confidence=SURE),
                )


def _subject(text: str, sentence: Sentence, verb: int, parties: Sequence[Party]) -> list[Party]:
    """The armed groups named in the clause before the verb; none where it is denied or asked."""
    start = clause_start(text, sentence, verb, _BREAKS)
    if _DENIED.search(text, start, verb):
        return []
    return [party for party in parties if party.kind in ARMED and start <= party.span.start and party.span.end <= verb]


def clause_start(text: str, sentence: Sentence, verb: int, breaks: re.Pattern[str]) -> int:
    """Where the clause of the verb begins: behind the last word or mark before it that breaks a sentence."""
    ends = [word.end() for word in breaks.finditer(text, sentence.start, verb)]
    start = ends[-1] if ends else sentence.start
    return start + len(text[start:verb]) - len(text[start:verb].lstrip())


def _span(text: str, start: int, end: int) -> Span:
    quote = text[start:end].rstrip(" ,")
    return Span(start=start, end=start + len(quote), quote=quote)
