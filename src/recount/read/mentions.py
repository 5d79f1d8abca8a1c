"""All words of a document that give a value: counts of people, days, places, weapons, who and against whom."""

from collections import Counter
from collections.abc import Sequence

from recount.codebook.countries import load_countries
from recount.codebook.places import load_gazetteer
from recount.read.casualties import find_casualties
from recount.read.date_resolution import resolve_all
from recount.read.dates import find_dates
from recount.read.learned import Chooser
from recount.read.means import find_means
from recount.read.everyone import find_all_parties
from recount.read.places import find_places
from recount.read.responsibility import find_responsibility
from recount.read.roles import find_roles
from recount.read.words import Words
from recount.records import Attribution, Mention, Published, Sentence, Trigger, Where


def find_mentions(
    words: Words,
    triggers: Sequence[Trigger],
    attributions: Sequence[Attribution],
    published: Published,
    chooser: Chooser | None = None,
) -> tuple[Mention, ...]:
    """Every value in the order of the text; which incident each belongs to, if any, is judged later."""
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
    ]
    return tuple(sorted(found, key=lambda mention: (mention.span.start, mention.span.end, mention.field)))


def find_days(text: str, sentences: Sequence[Sentence], published: Published) -> tuple[Mention, ...]:
    """Every date that can be placed, given when the document was published."""
    placed: list[Mention] = []
    expressions = [
        (expression, sentence.number)
        for sentence in sentences
        for expression in find_dates(text[sentence.start : sentence.end], sentence.start)
    ]
    resolved = resolve_all([expression for expression, _ in expressions], published)
    for (expression, number), when in zip(expressions, resolved, strict=True):
        if when is not None and (when.first is not None or when.month is not None):
            placed.append(Mention(span=expression.span, sentence=number, field="date", value=when))
    return tuple(placed)


def main_country(places: Sequence[Mention]) -> str | None:
    """The country in which most of the places named lie (ISO alpha-2)."""
    known = load_countries()
    named = Counter(
        place.value.country for place in places if isinstance(place.value, Where) and place.value.country in known
    )
    return max(named, key=lambda country: (named[country], country)) if named else None
