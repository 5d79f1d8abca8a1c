"""The names of what the trained reader tells apart, in the order in which its numbers stand.

Training and reading both import these; changing one means training anew.
"""

from typing import Literal, get_args

from recount.records import COUNT_FIELDS, EventType, Field, Group, RelationKind, Stance, Status

Tag = Literal[
    "trigger", "killed", "wounded", "abducted", "arrested", "missing", "freed", "attackers", "date", "place",
    "perpetrator", "target", "means", "seized", "speaker", "statistics", "relations", "warnings",
]  # fmt: skip
Size = Literal["written", "none", "one", "two", "several", "dozens", "scores", "hundreds", "thousands"]
Measure = Literal[
    "incidents", "killed", "wounded", "arrested", "abducted", "displaced", "members", "change", "share", "other"
]

TAGS: tuple[Tag, ...] = get_args(Tag)
TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
GROUPS: tuple[Group, ...] = get_args(Group)
STANCES: tuple[Stance, ...] = get_args(Stance)
SIZES: tuple[Size, ...] = get_args(Size)
MEASURES: tuple[Measure, ...] = get_args(Measure)
RELATIONS: tuple[RelationKind, ...] = get_args(RelationKind)
FIELDS: tuple[Field, ...] = tuple(tag for tag in get_args(Field) if tag in TAGS)
COUNTED = COUNT_FIELDS
CLAIM_TAGS = tuple(TAGS.index(field) for field in FIELDS)
TRIGGER, SPEAKER = TAGS.index("trigger"), TAGS.index("speaker")
"""Where the two tags that are no claims stand in `TAGS`."""
