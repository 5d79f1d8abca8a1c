"""Who acts and who is hit: organisations under their one name, state forces by rule, descriptions where no name stands.

Words that belong together are one: "suspected Taliban militants" are the Taliban, "an Afghan police checkpoint" is a
thing. Which force "the army" is, the story's country says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook.actors import Actor, ActorKind, Actors, load_force_words
from recount.codebook.countries import demonyms, load_countries
from recount.read.actor_names import Named, Word, named, spelt, words_of
from recount.read.actor_phrases import Phrase, find_phrases, kind_of, whose
from recount.records import Sentence, Span

_HEDGES = frozenset({"suspected", "alleged"})
_ARMED = frozenset({"armed group", "criminal group"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words for someone or something that acts or is hit. `name` is the canonical name or the description.

    `suspected` tells that the text itself hedges ("suspected Taliban militants").
    """

    span: Span
    sentence: int
    name: str
    kind: ActorKind
    suspected: bool = False


def find_actors(
    text: str, sentences: Sequence[Sentence], actors: Actors, *, country: str | None = None
) -> tuple[ActorMention, ...]:
    """The actors of a document in order. `country` (ISO alpha-2) is where its story is set."""
    words = [words_of(text, sentence) for sentence in sentences]
    in_full = frozenset(
        meaning.actor.name
        for cut in words
        for _, _, meanings in spelt(cut, actors)
        for meaning in meanings
        if not meaning.local
    )
    found: list[ActorMention] = []
    for sentence, cut in zip(sentences, words, strict=True):
        known = named(cut, actors, in_full, country)
        for phrase in find_phrases(text, cut, known):
            found += _mentions(text, cut, phrase, sentence, country)
    return tuple(found)


def _mentions(
    text: str, words: Sequence[Word], phrase: Phrase, sentence: Sentence, country: str | None
) -> list[ActorMention]:
    """The actors of one phrase: each named one, and what the noun at its end means."""
    *earlier, last = phrase.named or (None,)
    found = [_named_alone(text, words, other, sentence.number) for other in earlier if other]
    name, kind = _meaning(words, phrase, last, country)
    if name:
        stretch = words[phrase.first : phrase.last]
        if found and last:
            stretch = words[last.first : phrase.last]
        found.append(_mention(text, stretch, name, kind, sentence.number))
    return found


def _named_alone(text: str, words: Sequence[Word], known: Named, sentence: int) -> ActorMention:
    return _mention(text, words[known.first : known.last], known.actor.name, known.actor.kind, sentence)


def _mention(text: str, words: Sequence[Word], name: str, kind: ActorKind, sentence: int) -> ActorMention:
    start, end = words[0].start, words[-1].end
    return ActorMention(
        span=Span(start=start, end=end, quote=text[start:end]),
        sentence=sentence,
        name=name,
        kind=kind,
        suspected=any(word.low in _HEDGES for word in words),
    )


def _meaning(words: Sequence[Word], phrase: Phrase, known: Named | None, country: str | None) -> tuple[str, ActorKind]:
    """Name and kind of what a phrase is about; no name where it is no actor."""
    if known:
        return _with_name(words, phrase, known)
    if phrase.state:
        return load_countries()[phrase.state].name, "government"
    owner = whose(words[phrase.first : phrase.last])
    if phrase.noun is None:
        return (_force(owner, "Army"), "state force") if owner and phrase.act else ("", "civilians")
    words_for = load_force_words()
    force = words_for.forces.get(phrase.noun)
    if owner and force:
        return _force(owner, force), "government" if force == "government" else "state force"
    bare = words_for.bare.get(phrase.noun) or (_force_before(words, phrase) if force else None)
    if bare and country in load_countries():
        return _force(country or "", bare), "government" if bare == "government" else "state force"
    return _description(words, phrase), kind_of(phrase.noun)


def _force_before(words: Sequence[Word], phrase: Phrase) -> str | None:
    """The force that its own soldiers or machines are told of with: "army gunships"."""
    bare = load_force_words().bare
    return next((bare[word.low] for word in words[phrase.first : phrase.last - 1] if word.low in bare), None)


def _force(country: str, force: str) -> str:
    return load_force_words().force(country, force)


def _with_name(words: Sequence[Word], phrase: Phrase, known: Named) -> tuple[str, ActorKind]:
    """A name and the noun behind it: "Taliban leader" is the Taliban, "NATO convoy" a thing, "ISIS hostages" people."""
    actor, noun = known.actor, phrase.noun
    if noun is None or phrase.noun_ends <= known.last or _is_the_actor(actor, noun):
        return actor.name, actor.kind
    return _description(words, phrase), kind_of(noun)


def _is_the_actor(actor: Actor, noun: str) -> bool:
    """Whether people or things of an actor stand for the actor itself."""
    known = load_force_words()
    if noun in known.attackers or noun in known.members or noun in known.forces:
        return True
    return actor.kind in _ARMED and (noun in known.things or kind_of(noun) in ("security", "unnamed attackers"))


def _description(words: Sequence[Word], phrase: Phrase) -> str:
    """The phrase as a value: in small letters at the start of a sentence, in the plural before an act."""
    parts = [word.text for word in words[phrase.first : phrase.last]]
    if phrase.first == 0 and parts[0] not in demonyms():
        parts[0] = parts[0].lower()
    if phrase.act and phrase.noun in load_force_words().attackers and f"{phrase.noun}s" in load_force_words().attackers:
        parts[-1] += "s"
    return " ".join(part for part in parts if not part.endswith("-based"))
