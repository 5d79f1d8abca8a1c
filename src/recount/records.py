"""The records that the stages hand to one another: frozen, pure values, no storage.

Offsets are Python string indices into `Document.text`, and `document.text[start:end] == quote` always holds.
Unknown is None; imprecise is explicit: a date is an interval, a place carries its level, a count is low / best / high.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

EventType = Literal[
    "suicide_bombing", "bombing", "shooting", "clash", "raid", "airstrike", "shelling", "abduction", "arrest",
    "execution", "assault", "property_attack", "seizure", "protest", "riot", "takeover", "plot", "attack", "other",
]  # fmt: skip
Status = Literal["happened", "foiled", "planned", "alleged"]
CountField = Literal["killed", "wounded", "abducted", "arrested", "missing", "freed"]
Field = Literal[
    "date", "place", "perpetrator", "target", "killed", "wounded", "abducted", "arrested", "missing", "freed",
    "attackers", "means", "seized",
]  # fmt: skip
Group = Literal["civilian", "security", "militant", "official", "attacker", "all"]
Stance = Literal["asserts", "claims", "accuses", "suspects", "denies", "doubts"]
Level = Literal["site", "locality", "district", "province", "country"]
DatePrecision = Literal["day", "days", "week", "month", "season", "year", "years", "unknown"]
DateBasis = Literal["given", "metadata", "dateline", "reasoned", "unknown"]
RelationKind = Literal[
    "alias_of", "part_of", "splinter_of", "allied_with", "pledged_to", "supports", "members_from", "fights"
]
Grade = Literal["contested", "claimed", "corroborated", "official only", "single"]
RuleSet = Literal["conservative", "ucdp", "acled", "gtd", "ibc"]

COUNT_FIELDS: tuple[CountField, ...] = ("killed", "wounded", "abducted", "arrested", "missing", "freed")


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone, so that the same content gets the same id anywhere."""
    joined = "\x1f".join(str(part) for part in parts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text, with its words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last possible day. `lasted`: the event went on from the first day to the last.

    A printed "June 4" whose year is unknown keeps `month` and `day` (and `weekday`, Monday = 0, where printed) with
    `first` and `last` None.
    """

    first: date | None = None
    last: date | None = None
    precision: DatePrecision = "unknown"
    lasted: bool = False
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a document was published: first and last possible day, where that comes from, and the reasoning in words.

    `candidates` are the separate intervals left open (the years in which 4 June is a Sunday), inside first..last.
    """

    first: date | None = None
    last: date | None = None
    basis: DateBasis = "unknown"
    reason: str = ""
    candidates: tuple[tuple[date, date], ...] = ()

    @property
    def day(self) -> date | None:
        """The day itself where only one is possible."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place that a name could mean; `source` says which list it stands in.

    Coordinates may be off by `radius_km`: some kilometres for a town, the size of the unit for a district or province.
    """

    name: str
    level: Level
    country: str
    province: str | None = None
    district: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    source: str = ""
    radius_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place from small to large, with the raw words, the level it is known to, and why this candidate was chosen.

    `country` is ISO 3166-1 alpha-2. Coordinates are a point only with `radius_km` beside them (how far off it may be).
    """

    site: str | None = None
    locality: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    level: Level | None = None
    words: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as reported: exact 12 is 12/12/12, "at least 11" is 11/11/None, "dozens" is 24/None/None."""

    low: int | None
    best: int | None
    high: int | None


Value = When | Where | Count | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text as it was captured. `name` is the article's own id (or file name), `id` the hash of its text.

    `furniture` are stretches of the text that are no reporting (comment forms, repeated captions, scrape dates).
    `captured` is the day it was ingested: it cannot have been published later.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published = Published()
    language: str | None = None
    furniture: tuple[Span, ...] = ()
    original_sha256: str = ""
    captured: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be ingested or read: where from, at which stage, why, and what to do."""

    source: str
    stage: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its number from 0 and that of its paragraph."""

    number: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that name an event, with the form they tell of and how sure the reader is (0 to 1)."""

    span: Span
    sentence: int
    type: EventType
    status: Status = "happened"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that give one field's value. `of`: whom a count is of. `part`: the count is included in another."""

    span: Span
    sentence: int
    field: Field
    value: Value | None
    of: Group | None = None
    part: bool = False
    stance: Stance | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says a stretch of text: the source's words, the cue ("said", "denied") and the stretch said."""

    source: Span | None
    content: Span
    cue: Span | None = None
    stance: Stance = "asserts"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """That mention number `mention` tells of the event of trigger number `trigger`, with its score from 0 to 1."""

    trigger: int
    mention: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """That two triggers of one document name the same incident, with its score from 0 to 1."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it: the words in the text, and the organisation or office spoken for where it is known.

    `voice` is the key under which two speakers count as one witness ("Pakistan Army" for ISPR and for its spokesman).
    """

    span: Span
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The atom: one field of one incident, one value, one stretch of one document, one speaker, one stance.

    `speaker` is None where the outlet says it in its own voice. `confidence` (0 to 1) is the reader's.
    """

    id: str
    field: Field
    value: Value
    span: Span
    of: Group | None = None
    part: bool = False
    speaker: Speaker | None = None
    stance: Stance = "asserts"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one document says of one incident. `context` are the words of the sentences that name the event."""

    id: str
    document: str
    type: EventType
    status: Status
    focus: bool
    triggers: tuple[Span, ...]
    claims: tuple[Claim, ...]
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A figure over many incidents: a total, a share, a change. `unit` percent goes with shares and changes."""

    id: str
    measure: str
    value: tuple[float | None, float | None, float | None]
    unit: Literal["count", "percent"]
    span: Span
    period: tuple[date, date] | None = None
    area: str | None = None
    actor: str | None = None
    of: Group | None = None
    of_what: str | None = None
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a speaker says of two organisations."""

    id: str
    a: str
    kind: RelationKind
    b: str
    span: Span
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:  # noqa: A001 - the field's own word, used only as records.Warning
    """A stated expectation of violence to come."""

    id: str
    span: Span
    issuer: Speaker | None = None
    about: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader noticed in a document, before anything is decided about incidents.

    `statistics`, `relations` and `warnings` need no grouping and are final here. `set_aside` says in words what was not
    read and why ("not in English").
    """

    document: str
    published: Published
    sentences: tuple[Sentence, ...]
    triggers: tuple[Trigger, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    bonds: tuple[Bond, ...] = ()
    samenesses: tuple[Sameness, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[Warning, ...] = ()
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one document says: its incidents as reports, its statistics, relations and warnings."""

    document: str
    published: Published
    reports: tuple[Report, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[Warning, ...] = ()
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One consideration behind a score: what was compared, in words, and how many points it gave or took.

    `level` names how far the two agree ("same_day", "next_day"), as the codebook lists it.
    """

    what: str
    words: str
    points: float
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Whether two reports tell of one incident: the verdict, the score (above 0 speaks for it) and the reasons."""

    left: str
    right: str
    verdict: Literal["same", "not same", "unsure"]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The reports of one incident with the links that hold them together and those refused nearby."""

    id: str
    reports: tuple[str, ...]
    links: tuple[Link, ...] = ()
    refused: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the standing claims together say of one field: low / best / high, or a value, with the rule in words.

    `claims` are those it stands on, `set_aside` pairs a claim with the reason why it does not count.
    """

    field: Field
    of: Group | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    value: When | Where | str | None = None
    stance: Stance | None = None
    claims: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Claims of one field that cannot all be right, grouped by value, with the reason in words."""

    field: Field
    of: Group | None
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One real event as all its reports together tell it. Derived, never edited."""

    id: str
    type: EventType
    status: Status
    reports: tuple[str, ...]
    when: Estimate | None
    where: Estimate | None
    counts: tuple[Estimate, ...] = ()
    perpetrators: tuple[Estimate, ...] = ()
    targets: tuple[Estimate, ...] = ()
    others: tuple[Estimate, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    grade: Grade = "single"
    grade_reason: str = ""
    witnesses: tuple[str, ...] = ()
    rules: RuleSet = "conservative"

    @property
    def days(self) -> When:
        """When it happened; an empty `When` where nothing tells."""
        value = self.when.value if self.when else None
        return value if isinstance(value, When) else When()

    @property
    def place(self) -> Where:
        """Where it happened; an empty `Where` where nothing tells."""
        value = self.where.value if self.where else None
        return value if isinstance(value, Where) else Where()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided, and why. Never changed; a later one takes its place, and one may withdraw another."""

    id: str
    kind: Literal[
        "same", "not same", "unsure", "accept", "reject", "correct", "exclude", "redact", "ask redaction", "withdraw"
    ]
    subjects: tuple[str, ...]
    reason: str
    who: str
    at: str
    value: str | None = None
