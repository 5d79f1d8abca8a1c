"""Everybody and everything in a document that could have done or suffered violence, each place of the text once."""

from recount.codebook.actors import load_actors
from recount.codebook.countries import demonyms
from recount.read.actors import ActorMention, find_actors
from recount.read.parties import Party, described_name, find_parties, with_age
from recount.read.states import find_states
from recount.read.words import Words


def find_all_parties(words: Words, country: str | None) -> tuple[Party, ...]:
    """Known actors and states first, then what is only described; `country` (ISO alpha-2) is where the story is set."""
    actors = [
        _from_actor(words, actor)
        for actor in find_actors(words.text, words.sentences, load_actors(), country=country)
        if words.inside(actor.span.start, actor.span.end) and not _only_nationality(actor)
    ]
    named = [*actors, *find_states(words, actors)]
    taken = {number for party in named for number in range(party.first, party.last + 1)}
    described = [p for p in find_parties(words) if taken.isdisjoint(range(p.first, p.last + 1))]
    return tuple(sorted([*named, *described], key=lambda party: party.first))


def _only_nationality(actor: ActorMention) -> bool:
    """That nothing stands there but "Afghan" or "combined Afghan": an adjective of something else."""
    last = actor.span.quote.split()[-1]
    return actor.kind == "civilians" and last in demonyms() and not last.endswith(("s", "ese", "ish"))


def _from_actor(words: Words, actor: ActorMention) -> Party:
    inside = words.inside(actor.span.start, actor.span.end)
    first, last = with_age(words, inside.start), inside.stop - 1
    span = words.span(first, last)
    described = actor.name == " ".join(actor.span.quote.split())
    return Party(
        span=span,
        sentence=actor.sentence,
        first=first,
        last=last,
        name=described_name(words, span.quote, last) if described else actor.name,
        kind=actor.kind,
        head=words.forms[inside.stop - 1],
        suspected=actor.suspected,
    )
