"""Reads a document: sentences, triggers, mentions, speakers, and what belongs together, before anything is decided.

`RuleReader` needs no model. Any other reader is a class with the same one method; its triggers and mentions can be
handed to `bring_together` as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from recount.read.aggregates import covered, find_statistics, outside
from recount.read.bonds import find_bonds
from recount.read.choosing import choose_bonds
from recount.read.forms import settle_types
from recount.read.grouping import find_samenesses, groups_of
from recount.read.incidents import KEPT, confirm_triggers
from recount.read.languages import why_foreign
from recount.read.learned import Judges
from recount.read.mentions import find_mentions, main_country
from recount.read.published import reason_published
from recount.read.relations import find_relations
from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions
from recount.read.statuses import settle_statuses
from recount.read.triggers import find_triggers
from recount.read.unreal import without_unreal
from recount.read.warnings import find_warnings
from recount.read.words import Words, find_words
from recount.records import Attribution, Bond, Document, Mention, Reading, Sameness, Trigger

SHIPPED = Judges()
MOST_TRIGGERS = 150
"""More than a long article has; it bounds the time that a hostile text can take."""
SURE = 0.25
"""A word less sure than this to name an event is not looked at further."""


class Reader(Protocol):
    """Anything that turns a document into a reading."""

    def read(self, document: Document) -> Reading:
        """What stands in the document."""
        ...


@dataclass(frozen=True, slots=True)
class RuleReader:
    """The reader that needs no neural model: lexicons, rules and small learned judges."""

    judges: Judges = SHIPPED

    def read(self, document: Document) -> Reading:
        """What stands in the document; one that is not in English is set aside with the reason."""
        sentences = split_sentences(document.text, document.furniture)
        words = find_words(document.text, sentences)
        foreign = why_foreign(document.language, words.forms)
        published = reason_published(document, sentences)
        if foreign:
            return Reading(document=document.id, published=published, sentences=sentences, set_aside=(foreign,))
        triggers = _surest(find_triggers(words, self.judges.trigger))
        attributions = find_attributions(document.text, sentences)
        mentions = find_mentions(words, triggers, attributions, published, self.judges.role)
        statistics = find_statistics(document, sentences, attributions, mentions, published)
        triggers, mentions = outside(triggers, mentions, covered(statistics, sentences))
        together = bring_together(words, triggers, mentions, attributions, self.judges)
        reading = Reading(
            document=document.id,
            published=published,
            sentences=sentences,
            triggers=together.triggers,
            mentions=mentions,
            attributions=attributions,
            bonds=together.bonds,
            samenesses=together.samenesses,
            statistics=statistics,
            relations=find_relations(document, sentences, attributions, main_country(mentions)),
            warnings=find_warnings(document, sentences, attributions, mentions),
        )
        return without_unreal(reading, words)


def _surest(triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """The triggers that are sure enough, in the order of the text; of very many the surest."""
    likely = [trigger for trigger in triggers if trigger.confidence >= SURE]
    kept = sorted(likely, key=lambda trigger: (-trigger.confidence, trigger.span.start))[:MOST_TRIGGERS]
    return tuple(sorted(kept, key=lambda trigger: trigger.span.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Triggers with the type and likelihood of their incident, and what belongs together."""

    triggers: tuple[Trigger, ...]
    samenesses: tuple[Sameness, ...]
    bonds: tuple[Bond, ...]


def bring_together(
    words: Words,
    triggers: Sequence[Trigger],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    judges: Judges = SHIPPED,
) -> Together:
    """Groups triggers into incidents, settles their types, binds mentions to them and drops what is no incident."""
    samenesses = find_samenesses(words, triggers, mentions, judges.sameness, judges.form)
    groups = groups_of(len(triggers), samenesses)
    typed = settle_statuses(words, settle_types(words, triggers, groups, judges.type), groups)
    bonds = find_bonds(words, typed, groups, mentions, judges.bond)
    confirmed = confirm_triggers(words, typed, groups, mentions, bonds, judges.incident)
    chosen = choose_bonds(confirmed, groups, mentions, attributions, bonds, judges.choice)
    return _kept(confirmed, samenesses, chosen)


def _kept(triggers: Sequence[Trigger], samenesses: Sequence[Sameness], bonds: Sequence[Bond]) -> Together:
    """Only the triggers of likely incidents, numbered anew."""
    number_of = {old: new for new, old in enumerate(i for i, t in enumerate(triggers) if t.confidence >= KEPT)}
    return Together(
        triggers=tuple(triggers[old] for old in number_of),
        samenesses=tuple(
            Sameness(left=number_of[pair.left], right=number_of[pair.right], score=pair.score)
            for pair in samenesses
            if pair.left in number_of and pair.right in number_of
        ),
        bonds=tuple(
            Bond(trigger=number_of[bond.trigger], mention=bond.mention, score=bond.score)
            for bond in bonds
            if bond.trigger in number_of
        ),
    )
