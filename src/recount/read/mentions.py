"""All words of a document that give a value: counts of people, days, places, weapons, who and against whom."""

from collections import Counter
from collections.abc import Sequence

from recount.codebook.countries import load_countries
from recount.codebook.places import load_gazetteer
from recount.read.authors import find_authors
from recount.read.casualties import find_casualties
from recount.read.days import find_days
from recount.read.everyone import find_all_parties
from recount.read.learned import Chooser
from recount.read.means import find_means
from recount.read.parties import Party
from recount.read.places import find_places
from recount.read.responsibility import find_responsibility
from recount.read.roles import find_roles
from recount.read.words import Words
from recount.records import Attribution, Mention, Published, Trigger, Where


def find_mentions(
    words: Words,
    triggers: Sequence[Trigger],
    attributions: Sequence[Attribution],
    published: Published,
    chooser: Chooser | None = None,
) -> tuple[Mention, ...]:
    """Every value in the order of the text; which incident each belongs to, if any, is judged later."""
    return find_named(words, triggers, attributions, published, chooser)[0]


def find_named(
    words: Words,
    triggers: Sequence[Trigger],
    attributions: Sequence[Attribution],
    published: Published,
    chooser: Chooser | None = None,
) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
    """Every value as `find_mentions` gives it, and the parties that were weighed for it."""
    counts = find_casualties(words.text, words.sentences)
    places = find_places(words.text, words.sentences, load_gazetteer())
    parties = find_all_parties(words, main_country(places))
    found = [
        *counts,
        *find_days(words.text, words.sentences, published),
        *find_means(words),
        *places,
        *find_roles(words, triggers, parties, attributions, counts, chooser),
        *find_responsibility(words, parties, attributions),
        *find_authors(words, triggers, parties),
    ]
    return tuple(sorted(found, key=lambda mention: (mention.span.start, mention.span.end, mention.field))), parties


def main_country(places: Sequence[Mention]) -> str | None:
    """The country in which most of the places named lie (ISO alpha-2)."""
    known = load_countries()
    named = Counter(
        place.value.country for place in places if isinstance(place.value, Where) and place.value.country in known
    )
    return max(named, key=lambda country: (named[country], country)) if named else None
