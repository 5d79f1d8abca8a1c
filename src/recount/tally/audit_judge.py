"""Each published figure with one verdict: inside its document, beside the ledger, beside its issuer and others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.records import Incident, Statistic
from recount.tally.audit import audit, change_of, share_of
from recount.tally.audit_figures import Finding, Kind, Verdict, counts_in, everybody
from recount.tally.audit_issuers import Figure, Others, beside_issuers, known_totals, share_elsewhere
from recount.tally.held import Held

# The first that fits decides: how a check came out, and of which kinds (none: any).
_ORDER: tuple[tuple[Verdict, frozenset[Kind]], ...] = (
    ("arithmetic fails", frozenset()),
    ("reproduced", frozenset({"ledger", "issuers", "share", "change"})),
    ("differs by scope", frozenset()),
    ("reproduced", frozenset({"sum"})),
    ("not comparable", frozenset()),
    ("not enough data", frozenset()),
)
NOTHING = "nothing that it could be set beside: no parts, no other issuer, no incidents of its days and area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A document's published figures, in their order in its text; `day`: its day of publication."""

    document: str
    source: str
    statistics: tuple[Statistic, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A published figure, the verdict on it, why, and every check it took part in, the deciding one first."""

    document: str
    figure: Figure
    verdict: Verdict
    words: str
    findings: tuple[Finding, ...] = ()


def judge(publications: Sequence[Publication], incidents: Sequence[Incident] | Held = ()) -> Iterator[Judged]:
    """A verdict on every figure of some documents, which are also set beside one another."""
    held = incidents if isinstance(incidents, Held) else Held(incidents)
    audited = [(publication, audit(publication.statistics, held)) for publication in publications]
    whole = (
        one for publication, inside in audited for one in _figures(publication, without=_rests(publication, inside))
    )
    others = Others([*known_totals(), *whole])
    for publication, inside in audited:
        rests = _rests(publication, inside)
        for figure in _figures(publication):
            about = list(_about(figure, inside, publication, others))
            of = _measured(figure, about, publication, others)
            beside = [*beside_issuers(figure, others), *share_elsewhere(figure, others, of=of)]
            yield _judged(publication, figure, about if figure.statistic.id in rests else [*about, *beside])


def _rests(publication: Publication, inside: Sequence[Finding]) -> set[str]:
    """The figures of actors that are not named, as a sum shows: they are no totals, though they read like ones."""
    parts = {key for one in inside if (one.kind, one.verdict) == ("sum", "reproduced") for key in one.statistics[1:]}
    return {one.id for one in publication.statistics if one.id in parts and everybody(one) and one.actor is None}


def _figures(publication: Publication, *, without: Collection[str] = ()) -> Iterator[Figure]:
    for one in (each for each in publication.statistics if each.id not in without):
        yield Figure(statistic=one, source=publication.source, day=publication.day)


def _about(figure: Figure, inside: Sequence[Finding], publication: Publication, others: Others) -> Iterator[Finding]:
    """The checks inside the document that a figure took part in, completed by its issuer's figures elsewhere."""
    key = figure.statistic.id
    for one in inside:
        subject = one.statistics[0] == key
        if subject and one.kind == figure.statistic.measure and one.verdict in {"not enough data", "not comparable"}:
            yield _with_more(figure, one, publication, others)
        elif subject or (key in one.statistics and one.kind in {"sum", "twice"}):
            yield one


def _with_more(figure: Figure, found: Finding, publication: Publication, others: Others) -> Finding:
    """The same check with what the issuer published elsewhere; as it is where that does not help."""
    counts = counts_in([*publication.statistics, *others.by_issuer(figure)])
    again = {"share": share_of, "change": change_of}[found.kind](figure.statistic, counts)
    if again.verdict not in {"reproduced", "arithmetic fails"}:
        return found
    return replace(again, words=f"{again.words}, with figures of {figure.issuer} from elsewhere")


def _measured(figure: Figure, about: Sequence[Finding], publication: Publication, others: Others) -> str | None:
    """What a share is of: as it is told, or by the two figures that it comes out of."""
    if figure.statistic.of_what is not None:
        return figure.statistic.of_what
    parts = {one.statistics[1] for one in about if one.kind == "share" and one.verdict == "reproduced"}
    known = (*publication.statistics, *others.by_issuer(figure))
    return next((one.measure for one in known if one.id in parts), None)


def _judged(publication: Publication, figure: Figure, findings: Sequence[Finding]) -> Judged:
    for verdict, kinds in _ORDER:
        fitting = [one for one in findings if one.verdict == verdict and (not kinds or one.kind in kinds)]
        if fitting:
            rest = [one for one in findings if one is not fitting[0]]
            return Judged(
                document=publication.document,
                figure=figure,
                verdict=verdict,
                words=fitting[0].words,
                findings=(fitting[0], *rest),
            )
    return Judged(document=publication.document, figure=figure, verdict="not enough data", words=NOTHING)


def by_verdict(judged: Sequence[Judged]) -> Mapping[Verdict, int]:
    """How many figures came out each way, in the order of the verdicts."""
    order = dict.fromkeys(verdict for verdict, _ in _ORDER)
    return {verdict: number for verdict in order if (number := sum(one.verdict == verdict for one in judged))}
