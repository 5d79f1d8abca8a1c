"""Who denies having done it: "Turkey denied any involvement", "the army said it had no role in the attack"."""

import re
from collections.abc import Iterator, Sequence

from recount.read.authors import clause_start
from recount.read.parties import Party
from recount.read.responsibility import ACTING
from recount.read.words import Words
from recount.records import Attribution, Mention, Sentence, Span

REACH = 6
"""An accusation told more sentences before than this is not what is denied."""
_DENIES = re.compile(
    r"\b(?:denied|denies|deny|denying|rejected|rejects|refuted|refutes|dismissed|dismisses)\s"
    r"(?:(?:any|all|the|these|those|that|its|their|such|a|having|strongly)\s){0,3}(?:[\w’'-]+\s)?"
    r"(?:responsibility|involvement|allegations?|accusations?|charges?|claims?|reports?|role|part|carrying out|using|"
    r"being behind|it)\b",
    re.IGNORECASE,
)
_HAD_NO_PART = re.compile(
    r"\b(?:said|says|stated|stating|insisted|insists|maintains|maintained)\s(?:that\s)?(?:it|they|its\s\w+|their\s\w+)\s"
    r"(?:had|has|have|was|were|did|do|does|played)\s?(?:no|not|nothing|n['’]t)\b[^.;\n]{0,30}?"
    r"\b(?:involvement|involved|role|part|responsible|responsibility|behind|carry|to do with|hand)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[;:“”\"]|\b(?:that|said|says|when|while|after|where|but|though|although)\b", re.IGNORECASE)
_IT = re.compile(r"(?:it|they)(?:\s\w+ly|\shas|\shave|\shad|\salso)*\s\Z", re.IGNORECASE)
WORDS_OF_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|not|no|none|never|neither|nor|nothing|nobody|reject\w{0,4}|dismiss\w{0,4}|"
    r"refut\w{0,4}|disput\w{0,4}|contradict\w{0,4}|false\w{0,4}|innocent|without|disavow\w{0,4}|distanc\w{0,4}|"
    r"disclaim\w{0,4}|condemn\w{0,4}|fabricat\w{0,4}|lie[sd]?|untrue|unfounded|baseless|rather than|instead|"
    r"blam\w{0,4})\b|n['’]t\b",
    re.IGNORECASE,
)
"""Each of 36 annotated denials has one of these in its sentence."""


def find_denials(
    words: Words, parties: Sequence[Party], accused: Sequence[Mention]
) -> Iterator[tuple[Mention, Attribution, Mention]]:
    """Each denial as a claim of who did it, who denies it, and the claim that is denied.

    `accused` are the perpetrators that the text tells of; who was accused of nothing denies nothing here.
    """
    for sentence in words.sentences:
        for pattern in (_DENIES, _HAD_NO_PART):
            for said in pattern.finditer(words.text, sentence.start, sentence.end):
                source, name = _who(words.text, sentence, said.start(), parties)
                denied = _denied(name, sentence.number, accused) if name else None
                if source is not None and denied is not None:
                    content = _span(words.text, said.start(), said.end())
                    yield (
                        Mention(
                            span=content,
                            sentence=sentence.number,
                            field="perpetrator",
                            value=denied.value,
                            stance="denies",
                            confidence=0.9,
                        ),
                        Attribution(source=source, content=content, cue=content, stance="denies", confidence=0.9),
                        denied,
                    )


def _who(text: str, sentence: Sentence, verb: int, parties: Sequence[Party]) -> tuple[Span | None, str]:
    """The words of the subject and the name of the actor in them; "it" is the actor named last."""
    start = clause_start(text, sentence, verb, _BREAKS)
    acting = [party for party in parties if party.kind in ACTING and party.span.end <= verb]
    inside = [party for party in acting if party.span.start >= start]
    if inside:
        return inside[0].span, inside[0].name
    if acting and _IT.search(text[start:verb]) and acting[-1].sentence >= sentence.number - 1:
        return acting[-1].span, acting[-1].name
    return None, ""


def _denied(name: str, sentence: int, accused: Sequence[Mention]) -> Mention | None:
    """The nearest claim before, or in the next sentence, that this actor or a part of it did something."""
    near = [
        mention
        for mention in accused
        if isinstance(mention.value, str)
        and (mention.value == name or mention.value.startswith(f"{name} "))
        and -1 <= sentence - mention.sentence <= REACH
    ]
    return min(near, key=lambda mention: (abs(sentence - mention.sentence), mention.value != name), default=None)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, quote=text[start:end])
