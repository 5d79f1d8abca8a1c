"""Small texts cut into words, with events at words that a test names."""

from datetime import date

from recount.read.everyone import find_all_parties
from recount.read.parties import Party
from recount.read.sentences import split_sentences
from recount.read.words import Words, find_words
from recount.records import Published, Span, Trigger

PUBLISHED = Published(first=date(2017, 6, 5), last=date(2017, 6, 5))


def words_of(text: str) -> Words:
    return find_words(text, split_sentences(text))


def parties_of(words: Words) -> tuple[Party, ...]:
    return find_all_parties(words, None)


def triggers_at(words: Words, *names: str) -> list[Trigger]:
    found = []
    for name in names:
        at = words.text.index(name)
        span = Span(start=at, end=at + len(name), quote=name)
        found.append(Trigger(span=span, sentence=words.sentence_at(at), type="attack"))
    return found
