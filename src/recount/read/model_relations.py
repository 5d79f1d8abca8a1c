"""Relations between organisations, from stretches that the trained reader found and the actors beside them."""

from collections.abc import Sequence

from recount.read.actors import ActorMention
from recount.read.model_decode import Beliefs, Other
from recount.read.model_labels import TAGS
from recount.read.model_others import span_of, speaker_of
from recount.read.model_values import Values
from recount.records import Document, Relation, RelationKind, content_id

NO_ORGANISATIONS = frozenset({"things", "civilians", "officials", "unnamed attackers", "security"})
EITHER_WAY = frozenset({"alias_of", "allied_with", "fights"})
TURNED = (" by ", "'s ", "’s ", "-backed ", "-supported ", "-allied ", "-affiliated ", "-linked ", " of ")
"""Words between two names after which the second is the one that is spoken of: "Iranian-backed Hezbollah"."""


SPEAKER_APART = 200
"""Characters by which whoever speaks counts as farther off: it seldom speaks of itself."""


def find_relations(document: Document, believed: Beliefs, values: Values) -> tuple[Relation, ...]:
    """What speakers say of two organisations, where both are named in the sentence."""
    found = dict[tuple[str, str, str], Relation]()
    for other in believed.others:
        if TAGS[other.item.tag] != "relations":
            continue
        pair = _pair(other, values.actors)
        if pair is None:
            continue
        one, two = pair if other.relation in EITHER_WAY else _directed(document.text, *pair, other.relation)
        found.setdefault((one.name, other.relation, two.name), _relation(document, other, one, two))
    return tuple(found.values())


def _relation(document: Document, other: Other, one: ActorMention, two: ActorMention) -> Relation:
    span = span_of(document, other.item)
    return Relation(
        id=content_id("relation", document.id, span.start, span.end, one.name, other.relation, two.name),
        a=one.name,
        kind=other.relation,
        b=two.name,
        span=span,
        speaker=speaker_of(document, other.speaker),
    )


def _pair(other: Other, actors: Sequence[ActorMention]) -> tuple[ActorMention, ActorMention] | None:
    """The two organisations nearest to the stretch in its sentence, in the order of the text."""
    start, end = other.item.start, other.item.end
    said = (other.speaker.start, other.speaker.end) if other.speaker else (0, 0)
    named = dict[str, tuple[int, ActorMention]]()
    for actor in actors:
        if actor.sentence != other.item.sentence or actor.kind in NO_ORGANISATIONS:
            continue
        speaks = said[0] <= actor.span.start < said[1]
        gap = max(actor.span.start - end, start - actor.span.end, 0) + (SPEAKER_APART if speaks else 0)
        if actor.name not in named or gap < named[actor.name][0]:
            named[actor.name] = (gap, actor)
    nearest = sorted(named.values(), key=lambda pair: (pair[0], pair[1].span.start))[:2]
    if len(nearest) < 2:
        return None
    first, second = sorted((actor for _, actor in nearest), key=lambda actor: actor.span.start)
    return first, second


def _directed(
    text: str, first: ActorMention, second: ActorMention, kind: RelationKind
) -> tuple[ActorMention, ActorMention]:
    """Who is the part, the splinter or the supporter: the first named, unless the words between turn it round."""
    between = f"{text[first.span.end : second.span.start]} "
    turned = any(between.startswith(words) or words in between for words in TURNED[:3]) or between.startswith(TURNED)
    backed = between.startswith("-") and kind == "supports"
    return (second, first) if turned and not backed else (first, second)
