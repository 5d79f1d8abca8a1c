"""Which words name a particular violent event, and which only speak of violence.

The lexicon proposes, and a decider trained on annotated articles judges each proposal by the words around it: negation,
hypotheticals, sport, films, generalities and long wars are things it has seen.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from recount.read.candidates import Candidate
from recount.read.exclusions import find_possible
from recount.read.learned import Decider, load_decider
from recount.read.words import Words
from recount.records import Trigger

MODALS = frozenset("will would could may might can should must shall to if whether unless".split())
NEGATIONS = frozenset("no not never without nor neither deny denied denies denying failed".split())
BE = frozenset("was were is are be been being got has have had".split())
DETERMINERS = frozenset(
    "the a an this that these those another any no some several many his her its their such each every".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday overnight tonight".split())
MONTHS = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr aug "
        "sept oct nov dec"
    ).split()
)
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds several both".split()
)
SPLITS = frozenset("separately meanwhile elsewhere another earlier later also".split())
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_triggers(words: Words, decider: Decider | None = None) -> tuple[Trigger, ...]:
    """The words that name particular violent events, with how sure the reader is."""
    candidates = find_possible(words)
    judge = decider or load_decider("trigger")
    return tuple(
        Trigger(
            span=candidate.span,
            sentence=candidate.sentence,
            type=candidate.entry.type,
            confidence=round(judge.score(features), 4),
        )
        for candidate, features in zip(candidates, trigger_features(words, candidates), strict=True)
    )


def trigger_features(words: Words, candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    """For each candidate the named features of its surroundings."""
    lemmas = Counter(candidate.entry.lemma for candidate in candidates)
    types = Counter(candidate.entry.type for candidate in candidates if not candidate.entry.weak)
    strong = Counter(candidate.sentence for candidate in candidates if not candidate.entry.weak)
    total = sum(strong.values())
    sentence_cues = {number: _sentence_cues(words, number) for number in {c.sentence for c in candidates}}
    for candidate in candidates:
        entry = candidate.entry
        found = [
            f"lemma={entry.lemma}",
            f"kind={entry.kind}",
            f"type={entry.type}",
            f"lemma={entry.lemma}|{entry.kind}",
        ]
        found += _around(words, candidate)
        found += sentence_cues[candidate.sentence]
        found += [f"{entry.lemma}|{cue}" for cue in sentence_cues[candidate.sentence]]
        found += [f"weak|{cue}" for cue in sentence_cues[candidate.sentence] if entry.weak]
        found.append(f"repeated={min(4, lemmas[entry.lemma])}")
        found.append(f"family={min(6, types[entry.type])}")
        found.append(f"weak={entry.weak}|stronger={min(2, strong[candidate.sentence])}")
        found.append(f"strong in document={min(8, total // 2)}")
        yield found


def _around(words: Words, candidate: Candidate) -> Iterator[str]:
    first, end = words.bounds[candidate.sentence]
    forms = words.forms
    before = [forms[i] if i >= first else "^" for i in range(candidate.first - 3, candidate.first)]
    after = [forms[i] if i < end else "$" for i in range(candidate.last + 1, candidate.last + 4)]
    yield f"-1={before[-1]}"
    yield f"-2={before[-2]}"
    yield f"-2-1={before[-2]} {before[-1]}"
    yield f"+1={after[0]}"
    yield f"+2={after[1]}"
    yield f"+1+2={after[0]} {after[1]}"
    yield f"{candidate.entry.lemma}|-1={before[-1]}"
    yield f"{candidate.entry.lemma}|+1={after[0]}"
    yield f"{candidate.entry.kind}|-1={before[-1]}"
    yield f"{candidate.entry.kind}|+1={after[0]}"
    for form in set(forms[max(first, candidate.first - 6) : candidate.first]):
        yield f"before={form}"
    for form in set(forms[candidate.last + 1 : min(end, candidate.last + 7)]):
        yield f"after={form}"
    held = set(before)
    if held & MODALS:
        yield f"modal|{candidate.entry.kind}"
    if held & NEGATIONS:
        yield f"negated|{candidate.entry.kind}"
    if held & BE:
        yield f"be|{candidate.entry.kind}"
    determiner = next((word for word in reversed(before) if word in DETERMINERS), "none")
    yield f"determiner={determiner}|{candidate.entry.kind}"
    surface = words.text[candidate.span.start : candidate.span.end]
    if surface[:1].isupper() and candidate.first > first:
        yield "capital"


def _sentence_cues(words: Words, number: int) -> list[str]:
    first, end = words.bounds[number]
    forms = words.forms[first:end]
    held = set(forms)
    found = [f"place={min(number, 3) if number < 4 else 4 if number < 8 else 5 if number < 16 else 6}"]
    if held & DAYS:
        found.append("has day")
    if held & MONTHS:
        found.append("has month")
    if any(_YEAR.fullmatch(form) for form in forms):
        found.append("has year")
    if held & NUMBERS or any(form.isdigit() and len(form) < 4 for form in forms):
        found.append("has number")
    if held & MODALS - {"to"}:
        found.append("has modal")
    if "since" in held:
        found.append("has since")
    if held & {"said", "says", "say", "told"}:
        found.append("has said")
    if forms and forms[0] in SPLITS:
        found.append("begins anew")
    if held & {"killed", "wounded", "injured", "killing", "dead", "died", "wounding", "injuring", "hurt"}:
        found.append("has hurt")
    return found
