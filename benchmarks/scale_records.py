"""The reports of `scale_reports` as a ledger holds them: documents with a text, claims with spans and speakers."""

from recount.link.traits import Traits
from recount.records import Claim, Document, Field, Group, Report, Span, Speaker, Value, content_id

OUTLETS = tuple(f"Outlet {number}" for number in range(60))
SPEAKERS = ("police", "officials", "a hospital spokesman", "witnesses", "the army", "a local official")


class Telling:
    """A text that grows with what is told in it."""

    def __init__(self, traits: Traits) -> None:
        self.traits = traits
        self.text = ""
        self.claims: list[Claim] = []
        self.speaker: Speaker | None = None

    def say(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start=start, end=len(self.text), quote=words)

    def claim(self, field: Field, value: Value, words: str, of: Group | None = None) -> None:
        span = self.say(words)
        self.say(" ")
        key = content_id(self.traits.report, field, span.start)
        self.claims.append(Claim(id=key, field=field, value=value, span=span, of=of, speaker=self.speaker))


def as_records(traits: Traits) -> tuple[Report, Document]:
    """A report with its document: half of them cite somebody, sixty outlets print them."""
    chosen = int(traits.report[-4:], 16)
    telling = Telling(traits)
    if chosen % 2:
        name = SPEAKERS[chosen % len(SPEAKERS)]
        telling.speaker = Speaker(span=telling.say(name), voice=name)
        telling.say(" said that ")
    for name in traits.perpetrators:
        telling.claim("perpetrator", name, name)
    telling.say("attacked ")
    for name in traits.targets:
        telling.claim("target", name, name)
    for place in traits.places:
        telling.claim("place", place, place.locality or place.province or place.country or "")
    for when in traits.days:
        telling.claim("date", when, str(when.first or f"{when.day} {when.month}"))
    for (field, _), counts in traits.tolls.items():
        for count in counts:
            telling.claim(field, count, f"{count.best} {field}", of="all")  # type: ignore[arg-type]
    telling.say(". " + " ".join(traits.words) + ".")
    document = Document(
        id=traits.document,
        name=traits.document,
        text=telling.text,
        outlet=OUTLETS[chosen % len(OUTLETS)],
        published=traits.published,
    )
    report = Report(
        id=traits.report,
        document=traits.document,
        type=traits.type,
        status=traits.status,
        focus=traits.focus,
        triggers=(),
        claims=tuple(telling.claims),
        context=telling.text,
    )
    return report, document
