"""Who says it: the source, the cue ("said", "according to", "denied") and the stretch of text that is said.

Closed rules over one paragraph at a time. A sentence with one cue is said by its source from end to end; with several
cues each takes the stretch up to the next. A quotation without a cue of its own belongs to the speaker beside it in
the paragraph, or to the last one before. Pronouns and bare nouns ("the spokesman") lead back to the last full mention.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook.cues import Cues, load_cues
from recount.records import Attribution, Sentence, Span, Stance

WORD = re.compile(r"[^\W_]+(?:['’.\-&/][^\W_]+)*\.?")
QUOTES = re.compile(r"[\"“”«»]|''|``")
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
LEAD = re.compile(
    rf"^(?:(?:and|but|however|meanwhile|also|later|earlier|then|now|while|as|so|yet|still|separately|in|on|late|early|"
    rf"{DAYS}|today|yesterday)\b,?\s+)+",
    re.IGNORECASE,
)
TAIL = re.compile(
    rf"(?:[\s,]+(?:[a-z]+ly|on|late|early|earlier|later|also|had|has|have|then|further|today|yesterday|meanwhile|however|again|"
    rf"initially|separately|reportedly|as|were|was|quickly|immediately|formally|that|would|could|(?:{DAYS})|"
    rf"(?:last|this) (?:week|month|year|{DAYS})|"
    rf"(?:{MONTHS})(?: \d{{1,2}})?))+$"
)
TITLES = "".join(
    rf"(?<!\b{title})" for title in ("Maj", "Gen", "Lt", "Col", "Brig", "Capt", "Sgt", "Dr", "Mr", r"U\.S")
)
STOPS = re.compile(
    rf"\s*(?:[,;:()\[\]]|{TITLES}\.(?=\s|$)|[\"“”]|--|—|–|\b(?:that|who|whom|which|when|where|while|after|before|adding|"
    rf"saying|but|told|said|as|late|early|today|yesterday|on (?:{DAYS})|(?:{DAYS})|during|via|whose|"
    rf"in a (?:statement|post|tweet|news|press|report)|by (?:telephone|phone)|were|was|had|has|have|is|are)\b)"
)
BOUNDARY = re.compile(r"[,;:\"“”]\s*|--|—|\s–\s|\b(?:but|while|as)\s")
TIME = re.compile(
    rf"(?:in|on|late|early|earlier|last|this)?\s*(?:{MONTHS}|{DAYS}|week|month|year|today|yesterday)(?:\s+\d{{1,4}})*"
)
OFFICE = re.compile(
    r"(?:(?:managing|executive|deputy|former|acting|senior) )?(?:chief|director|head|spokes\w+|commander|minister|"
    r"governor|president|chairman|leader|secretary|mayor|ambassador|professor|police|general|coordinator)\b"
)
NAME = re.compile(r"[A-Z][\w.'’-]+(?: (?:al|bin|bint|ul|ur|de|van|von|[A-Z][\w.'’-]*)){1,4}")
ABBREVIATED = re.compile(r"\s*(?:[\w'’-]+ ){1,8}\([A-Z]{2,8}\)")
PRONOUN = re.compile(r"(?:he|she|they|it|who)", re.IGNORECASE)
BACK = re.compile(
    r"(?:the|that|this) (?:\w+ )?(?:statement|report|spokesman|spokeswoman|spokesperson|official|officials|officer|"
    r"source|group|agency|ministry|military|general|minister|release|monitor|organi[sz]ation|army|governor|commander)",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"\b(?:who|which|whose)\b", re.IGNORECASE)
CONJUNCTION = re.compile(
    r"^.*\b(?:that|where|when|after|before|because|if|although|though|since|said|says|what)\s", re.IGNORECASE
)
NOT_SUBJECT = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "to", "not", "will", "would", "could", "should", "can", "may"}
    | {"might", "must", "reportedly", "the", "a", "an", "of", "these", "those", "such", "some", "any", "no", "several"}
)
NEEDS_CLAUSE = frozenset({"alleged", "suspect", "suspects", "suspected", "fear", "feared", "thought", "believed"})
CLAUSE = frozenset({"in", "on", "that", "the", "it", "he", "she", "they", "a", "an", "some", "of", "there", "to"})
LIVES = re.compile(
    r"\s+(?:(?:the|about|around|at least|nearly|over|more than)\s+)*(?:[\d,]+|dozens|many|hundreds)?\s*"
    r"(?:of\s+)?(?:lives|life)\b"
)
LAST_NOUN = re.compile(
    r"^.*\s(he|she|they|it|police|officials|authorities|activists|witnesses|sources|residents|doctors|media|reports|"
    r"(?:the|a|an|one|another|two|some|local|state)\s+(?:[\w.'’-]+\s+){0,6}[\w.'’-]+)$"
)
LAST_NAME = re.compile(r"\s((?:[A-Z][\w.'’-]*(?:\s+(?:for|of|the|al)\b)*\s*){1,7})$")
DEED = re.compile(
    r"\s+(?:(?:the|a|an|its|their|this|that|both|several|previous|similar)\s+)?(?:[\w'’-]+\s+){0,4}?"
    r"(?:attacks?|bombings?|blasts?|raids?|explosions?|killings?|assaults?|strikes?|shootings?|ambush(?:es)?|abductions?)\b"
)
FINITE = re.compile(
    r"\b(?:was|were|is|are|has|had|have|killed|wounded|injured|hit|struck|targeted|attacked|exploded)\b"
)
RELAYED = frozenset({"citing", "quoting"})
CITED = re.compile(r"\s+([^,.;]{2,120}?)\s+as (?:saying|telling|confirming|reporting|stating|warning)\b")
INSERTED = frozenset({"a", "an", "the", "who", "which", "whose", "one", "speaking", "head", "spokesman", "chief"})
LONGEST = 14
PREVIOUS = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue found in a sentence, with the speaker's words where the sentence has them."""

    start: int
    end: int
    stance: Stance
    source: tuple[int, int] | None
    inverted: bool


def find_attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Every stretch of text that somebody other than the outlet says, with who says it and how they stand to it."""
    cues, found = load_cues(), []
    last: tuple[int, int] | None = None
    for paragraph in _paragraphs(sentences):
        spoken = [(sentence, _cues(text, sentence, cues)) for sentence in paragraph]
        said, last = _paragraph(text, spoken, last)
        found.extend(said)
    return tuple(found)


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    grouped: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        grouped.setdefault(sentence.paragraph, []).append(sentence)
    return list(grouped.values())


def _paragraph(
    text: str, spoken: list[tuple[Sentence, list[Cue]]], last: tuple[int, int] | None
) -> tuple[list[Attribution], tuple[int, int] | None]:
    """Attributions of one paragraph, and the last speaker named in it."""
    found: list[Attribution] = []
    inside = False
    for position, (sentence, cues) in enumerate(spoken):
        inside, opened = _quoted(text, sentence, inside)
        if cues:
            for number, cue in enumerate(cues):
                source = _full(text, cue.source, last)
                if source is not None:
                    found.append(_attribution(text, sentence, cues, number, source))
                    last = source
        elif opened:
            source = _voice_of_quotation(text, spoken, position, last, closes=not inside)
            if source is not None:
                content = _span(text, sentence.start, sentence.end)
                found.append(Attribution(source=_span(text, *source), content=content, confidence=0.7))
    return found, last


def _voice_of_quotation(
    text: str,
    spoken: list[tuple[Sentence, list[Cue]]],
    position: int,
    last: tuple[int, int] | None,
    *,
    closes: bool,
) -> tuple[int, int] | None:
    """Whose words a sentence of pure quotation is: a quotation still open belongs to who is named where it closes."""
    if position and closes:
        return last
    sources = (cue.source for _, cues in spoken[position + 1 :] for cue in cues)
    named = (source for source in sources if source and not PRONOUN.fullmatch(text[slice(*source)]))
    return next(named, None) or last


def _quoted(text: str, sentence: Sentence, inside: bool) -> tuple[bool, bool]:
    """Whether a quotation is open after the sentence, and whether the sentence stands in or opens one."""
    marks = QUOTES.findall(text, sentence.start, sentence.end)
    opens = inside or (bool(marks) and QUOTES.match(text, sentence.start) is not None)
    return inside ^ (len(marks) % 2 == 1), opens


def _attribution(text: str, sentence: Sentence, cues: list[Cue], number: int, source: tuple[int, int]) -> Attribution:
    cue = cues[number]
    if cue.stance == "claims":
        content = _span(text, _from(cue), cue.end)
        return Attribution(source=_span(text, *source), content=content, cue=content, stance="claims", confidence=0.9)
    start = sentence.start if number == 0 else cues[number - 1].end if cue.inverted else _from(cue)
    end = sentence.end if number == len(cues) - 1 else _until(cues[number + 1], cue)
    return Attribution(
        source=_span(text, *source),
        content=_span(text, start, max(start, end)),
        cue=_span(text, cue.start, cue.end),
        stance=cue.stance,
        confidence=0.9,
    )


def _from(cue: Cue) -> int:
    return min(cue.start, cue.source[0]) if cue.source else cue.start


def _until(following: Cue, cue: Cue) -> int:
    """Where a stretch ends that another speaker's follows."""
    return cue.end if following.inverted else max(cue.end, _from(following))


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, quote=text[start:end])


def _full(text: str, source: tuple[int, int] | None, last: tuple[int, int] | None) -> tuple[int, int] | None:
    """The source itself, or the mention that a pronoun or bare noun leads back to."""
    if source is None:
        return last
    words = text[slice(*source)]
    if PRONOUN.fullmatch(words):
        return last
    if BACK.fullmatch(words) and last is not None and source[0] - last[1] <= PREVIOUS * 4:
        noun = words.split()[-1].lower()
        if noun in {"statement", "report", "release"} or noun in text[slice(*last)].lower():
            return last
    return source


def _cues(text: str, sentence: Sentence, cues: Cues) -> list[Cue]:
    words = list(WORD.finditer(text, sentence.start, sentence.end))
    found: list[Cue] = []
    for number in range(len(words)):
        cue = _phrase(text, sentence, words, number, cues) or _verb(text, sentence, words, number, cues)
        if cue is None or (found and cue.start < found[-1].end):
            continue
        if cue.source is None and not found and text[cue.start : cue.end].lower() not in {"adding", "saying"}:
            continue
        if found and _is_object(text, found[-1], cue, cues):
            continue
        if text[cue.start : cue.end].lower() in RELAYED:
            found = found[:-1]
        found.append(cue)
    return found


def _is_object(text: str, before: Cue, cue: Cue, cues: Cues) -> bool:
    """Whether a cue is in truth the object of the one before: "dismissed Sunday's official claims"."""
    if cue.source is None or before.inverted or text[cue.start : cue.end].lower() not in cues.weak:
        return False
    return cue.source[0] <= before.end + 1


def _phrase(text: str, sentence: Sentence, words: list[re.Match[str]], number: int, cues: Cues) -> Cue | None:
    """Find "according to hospital officials": the speaker follows."""
    start = words[number].start()
    phrase = next((p for p in cues.phrases if text[start : start + len(p) + 1].lower() == p + " "), None)
    if phrase is None:
        return None
    end = start + len(phrase)
    source = _after(text, end, sentence.end)
    return Cue(start=start, end=end, stance="asserts", source=source, inverted=True) if source else None


def _verb(text: str, sentence: Sentence, words: list[re.Match[str]], number: int, cues: Cues) -> Cue | None:
    word = words[number]
    verb = word.group().lower().rstrip(".")
    end = word.start() + len(verb)
    following = words[number + 1] if number + 1 < len(words) else None
    both = f"{verb} {following.group().lower().rstrip('.')}" if following else verb
    if both in cues.verbs and following:
        verb, end = both, word.start() + len(text[word.start() : following.end()].rstrip("."))
    if verb not in cues.verbs or not _is_cue(text, words, number, verb, sentence):
        return None
    cited = CITED.match(text, end, sentence.end) if verb in {"quoted", "quotes", "cited", "cites"} else None
    if cited:
        return Cue(start=word.start(), end=cited.end(), stance="asserts", source=cited.span(1), inverted=True)
    stance = _stance(text, verb, end, cues)
    if verb.endswith("ing"):
        return _continued(word, end, stance)
    before = text[sentence.start : word.start()].rstrip()
    if before.endswith((",", '"', "”", "''", "»")) and not _appositive(before, cues):
        source = _after(text, end, sentence.end)
        if source and _can_speak(text[slice(*source)], cues, weak=verb in cues.weak):
            return Cue(start=word.start(), end=end, stance=stance, source=source, inverted=True)
    source = _before(text, sentence.start, word.start(), cues)
    if source is None or not _can_speak(text[slice(*source)], cues, weak=verb in cues.weak):
        return None
    return Cue(start=word.start(), end=end, stance=stance, source=source, inverted=False)


def _stance(text: str, verb: str, end: int, cues: Cues) -> Stance:
    """The verb's stance; "claimed the attack" takes responsibility where "claimed that" asserts."""
    return "claims" if verb.startswith("claim") and DEED.match(text, end) else cues.verbs[verb]


def _continued(word: re.Match[str], end: int, stance: Stance) -> Cue:
    """Find "..., adding that": the speaker is the last one named."""
    return Cue(start=word.start(), end=end, stance=stance, source=None, inverted=False)


def _is_cue(text: str, words: list[re.Match[str]], number: int, verb: str, sentence: Sentence) -> bool:
    previous = words[number - 1].group().lower() if number else ""
    following = words[number + 1].group().lower() if number + 1 < len(words) else ""
    if number and words[number].group()[:1].isupper() and not text[sentence.start : sentence.end].isupper():
        return False
    if previous in NOT_SUBJECT or (verb in NEEDS_CLAUSE and following not in CLAUSE):
        return False
    if verb.startswith("claim") and LIVES.match(text, words[number].end()):
        return False
    return following not in {"to", "by", "dead", "killed", "tank", "tanks"} and not previous[:1].isdigit()


def _appositive(before: str, cues: Cues) -> bool:
    """Whether the comma before the verb closes an insertion behind the speaker: "Ali, a police officer, said"."""
    if not before.endswith(","):
        return False
    pieces = re.split(r"[,\"“”]", before[-PREVIOUS:-1])
    if len(pieces) < 2:
        return False
    insertion, head = pieces[-1].strip(), pieces[-2].strip()
    starts = insertion.split(" ", 1)[0].lower()
    inserted = starts in INSERTED or NAME.fullmatch(insertion) is not None
    inserted = inserted or any(noun in cues.speakers for noun in insertion.lower().split()[:4])
    return bool(head) and len(head.split()) <= LONGEST and inserted


def _before(text: str, start: int, verb: int, cues: Cues) -> tuple[int, int] | None:
    """The subject in front of the verb, without what introduces it."""
    clause = text[max(start, verb - PREVIOUS) : verb]
    offset = verb - len(clause)
    stripped = clause.rstrip()
    if _appositive(stripped, cues):
        pieces = list(re.finditer(r"[^,\"“”]+", stripped[:-1]))
        named = NAME.fullmatch(pieces[-1].group().strip()) is not None
        head = pieces[-1] if named else pieces[-2]
        return _trim(text, offset + head.start(), offset + head.end())
    bounds = [0, *(found.end() for found in BOUNDARY.finditer(stripped))]
    boundary = bounds[-1]
    if not stripped[boundary:].strip():
        return None
    if len(bounds) > 1 and TIME.fullmatch(stripped[boundary:]):
        return _before(text, start, offset + boundary, cues)
    if (
        len(bounds) > 1
        and OFFICE.match(stripped[boundary:])
        and NAME.fullmatch(stripped[bounds[-2] : boundary].strip(" ,"))
    ):
        return _trim(text, offset + bounds[-2], offset + boundary - 1)
    return _trim(text, offset + boundary, offset + len(stripped))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    lead = LEAD.match(piece.lstrip())
    shift = len(piece) - len(piece.lstrip()) + (lead.end() if lead else 0)
    piece = piece[shift:].rstrip()
    tail = TAIL.search(piece)
    piece = piece[: tail.start()] if tail else piece
    conjunction = CONJUNCTION.match(piece)
    if conjunction:
        shift, piece = shift + conjunction.end(), piece[conjunction.end() :]
    relative = RELATIVE.search(piece)
    if relative and relative.start() > 0:
        piece = piece[: relative.start()].rstrip(" ,")
    if not piece:
        return None
    if len(piece.split()) > LONGEST or FINITE.search(piece):
        return _last_noun(start + shift, piece)
    return start + shift, start + shift + len(piece)


def _last_noun(start: int, piece: str) -> tuple[int, int] | None:
    """The noun phrase that ends a clause without commas: "... were destroyed a military source"."""
    found = LAST_NOUN.match(piece) or LAST_NAME.search(piece)
    return (start + found.start(1), start + found.end(1)) if found else None


def _after(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The speaker behind the cue, up to the first word that cannot belong to them."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if re.match(r"\s*(?:that|he|she|they|it|their|his|her|its)\b", piece) and not re.match(
        r"\s*(?:he|she|they|it)\s*[,.]", piece
    ):
        return None
    abbreviation = ABBREVIATED.match(piece)
    stop = STOPS.search(piece, max(lead + 1, abbreviation.end() if abbreviation else 0))
    source = piece[lead : stop.start() if stop else len(piece)].rstrip(" .")
    if not source or len(source.split()) > LONGEST:
        return None
    return start + lead, start + lead + len(source)


def _can_speak(words: str, cues: Cues, *, weak: bool) -> bool:
    """Whether these words can be a speaker: a noun that speaks, a name, or for strong verbs a short subject."""
    pieces = [piece.strip(".,()'’").lower() for piece in words.split()]
    if pieces[0] in {"we", "i", "you", "there"}:
        return False
    if any(piece in cues.speakers or piece.removesuffix("'s") in cues.speakers for piece in pieces):
        return True
    named = any(word[:1].isupper() for word in words.split())
    return named if not weak else named and len(pieces) <= 5
