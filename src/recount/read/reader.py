"""Reads a document: sentences, triggers, mentions, speakers, and what belongs together, before anything is decided.

`RuleReader` needs no model. Any other reader is a class with the same one method; its triggers and mentions can be
handed to `find_samenesses` and `find_bonds` as they are.
"""

from dataclasses import dataclass
from typing import Protocol

from recount.read.bonds import find_bonds
from recount.read.forms import settle_types
from recount.read.grouping import find_samenesses, groups_of
from recount.read.mentions import find_mentions
from recount.read.published import reason_published
from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions
from recount.read.triggers import find_triggers
from recount.read.words import Words, find_words
from recount.records import Document, Reading

SURE = 0.4
"""A trigger less sure than this is not kept."""

ENGLISH = frozenset(
    "the of and to in a is that for it was on are as with at by from have has be this an or said were their its he who after they".split()
)
LEAST_ENGLISH = 0.12
FEW_WORDS = 20


class Reader(Protocol):
    """Anything that turns a document into a reading."""

    def read(self, document: Document) -> Reading:
        """What stands in the document."""
        ...


@dataclass(frozen=True, slots=True)
class RuleReader:
    """The reader that needs no neural model: lexicons, rules and small learned deciders."""

    def read(self, document: Document) -> Reading:
        """What stands in the document; one that is not in English is set aside with the reason."""
        sentences = split_sentences(document.text, document.furniture)
        words = find_words(document.text, sentences)
        foreign = _why_foreign(document, words)
        if foreign:
            return Reading(
                document=document.id, published=document.published, sentences=sentences, set_aside=(foreign,)
            )
        triggers = tuple(trigger for trigger in find_triggers(words) if trigger.confidence >= SURE)
        published = reason_published(document, sentences)
        samenesses = find_samenesses(words, triggers)
        groups = groups_of(len(triggers), samenesses)
        triggers = settle_types(words, triggers, groups)
        attributions = find_attributions(document.text, sentences)
        mentions = find_mentions(words, triggers, attributions, published)
        return Reading(
            document=document.id,
            published=published,
            sentences=sentences,
            triggers=triggers,
            mentions=mentions,
            attributions=attributions,
            samenesses=samenesses,
            bonds=find_bonds(words, triggers, groups, mentions),
        )


def _why_foreign(document: Document, words: Words) -> str:
    """Why the document cannot be read, in words; empty where it can."""
    if document.language and not document.language.lower().startswith("en"):
        return f"not in English (language {document.language})"
    if len(words.forms) < FEW_WORDS:
        return ""
    share = sum(form in ENGLISH for form in words.forms) / len(words.forms)
    return "" if share >= LEAST_ENGLISH else f"not in English ({share:.0%} of its words are common English words)"
