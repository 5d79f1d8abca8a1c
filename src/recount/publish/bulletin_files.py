"""A bulletin as files: a page, a printed document, Markdown, and tables that lead from each number to sentences."""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from recount import __version__
from recount.ledger import Ledger
from recount.publish import words
from recount.publish.bulletin import Bulletin
from recount.publish.bulletin_evidence import materials
from recount.publish.charts import Drawing
from recount.publish.exports import csv_row
from recount.publish.maps import draw_silhouette
from recount.publish.report import Entry, entry
from recount.publish.table_words import key_words
from recount.tally.counts import attackers, toll_of
from recount.tally.dimensions import country_name

_FONTS = (
    ("Source Serif 4", 400, "source-serif-4-latin-400.woff2"),
    ("Source Serif 4", 600, "source-serif-4-latin-600.woff2"),
    ("Source Sans 3", 400, "source-sans-3-latin-400.woff2"),
    ("Source Sans 3", 600, "source-sans-3-latin-600.woff2"),
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("recount.publish"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = _plain
    environment.filters["key_words"] = key_words
    environment.filters["day"] = words.day_words
    environment.filters["sentence_case"] = words.sentence_case
    return environment


def _plain(said: str) -> str:
    """Words of an article as they may stand in Markdown: no mark of theirs means anything."""
    joined = " ".join(str(said).split())
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+!|~&" else letter for letter in joined)


def bulletin_html(bulletin: Bulletin, *, printed: bool = False) -> str:
    """The bulletin as one page without scripts; `printed`: as it goes to the printer, charts as pictures with words."""
    draw = _as_picture if printed else _inline
    return (
        _environment()
        .get_template("bulletin.html")
        .render(**_context(bulletin), style=Markup(_style()), draw=draw, printed=printed)  # noqa: S704 - our own
    )


def bulletin_markdown(bulletin: Bulletin) -> str:
    """The bulletin as Markdown: the same numbers, tables, sentences and notes, without the pictures."""
    return _environment().get_template("bulletin.md").render(**_context(bulletin))


def _context(bulletin: Bulletin) -> dict[str, object]:
    issue = bulletin.issue
    kind = {"year": "Annual report", "month": "Monthly bulletin"}.get(issue.period.length, "Bulletin")
    return {
        "bulletin": bulletin,
        "issue": issue,
        "kind": kind,
        "area": issue.area.name or "All areas",
        "time": key_words(issue.period.key),
        "contested": [one for one in bulletin.evidence.told if one.contested],
        "words": words,
        "silhouette": draw_silhouette(issue.area.country, country_name(issue.area.country))
        if issue.area.country
        else None,
        "version": __version__,
    }


def _inline(picture: Drawing) -> Markup:
    return Markup(picture.svg)  # noqa: S704 - drawn here, all words in it escaped


def _as_picture(picture: Drawing) -> Markup:
    source = b64encode(picture.svg.encode("utf-8")).decode("ascii")
    return Markup('<img src="data:image/svg+xml;base64,{}" alt="{}">').format(source, picture.alt)


@cache
def _style() -> str:
    folder = files("recount.publish").joinpath("templates")
    faces = (
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; "
        f"src: url(data:font/woff2;base64,{_encoded(name)}) format('woff2'); }}"
        for family, weight, name in _FONTS
    )
    return "\n".join((*faces, folder.joinpath("bulletin.css").read_text(encoding="utf-8")))


def _encoded(name: str) -> str:
    data = files("recount.publish").joinpath("templates", "fonts", name).read_bytes()
    return b64encode(data).decode("ascii")


def evidence_csv(ledger: Ledger, bulletin: Bulletin) -> Iterator[str]:
    """The incidents that are told, claim by claim: number, value, sentence, speaker, document."""
    yield csv_row(
        ("number", "incident", "date", "place", "field", "of", "value", "stance", "speaker", "sentence", "outlet",
         "published", "counts", "claim")
    )  # fmt: skip
    for material in materials(ledger, [incident.id for incident in bulletin.evidence.incidents]):
        for incident in material.incidents:
            yield from _claims(bulletin.numbers.of(incident.id), entry(incident, material))


def incidents_csv(bulletin: Bulletin) -> Iterator[str]:
    """Every incident of the bulletin, told or not: its number, id, days, place, form and victims."""
    yield csv_row(
        ("number", "incident", "first", "last", "country", "province", "district", "place", "type", "grade",
         "killed low", "killed", "killed high", "wounded low", "wounded", "wounded high", "attackers killed")
    )  # fmt: skip
    for number, one in enumerate(bulletin.selection.inside, 1):
        killed, wounded = toll_of(one.figures, "killed"), toll_of(one.figures, "wounded")
        yield csv_row(
            (number, one.id, one.first, one.last, one.country, one.province, one.district, one.place, one.type,
             one.grade, killed.low, killed.best, killed.high, wounded.low, wounded.best, wounded.high,
             attackers(one.figures, "killed").best)
        )  # fmt: skip


def _claims(number: int, shown: Entry) -> Iterator[str]:
    for field in shown.fields:
        for said in field.said:
            told = f"{said.before}{said.quote}{said.after}"
            counts = "yes" if said.stands else f"set aside: {said.reason}"
            claim = said.claim
            yield csv_row(
                (number, shown.incident.id, shown.when, shown.where, claim.field, claim.of, said.value, claim.stance,
                 said.speaker, told, said.outlet, said.published, counts, claim.id)
            )  # fmt: skip


def cells_csv(bulletin: Bulletin) -> Iterator[str]:
    """Every cell of every table with its numbers and the incidents that it is made of."""
    yield csv_row(("table", "row", "column", "low", "best", "high", "numbers", "incidents"))
    for table in bulletin.tables:
        for row in (*table.rows, table.total):
            for column, shown in zip(table.columns, row.cells, strict=True):
                cell = shown.cell
                if cell is not None and cell.incidents:
                    held = [str(bulletin.numbers.of(key)) for key in cell.incidents]
                    yield csv_row(
                        (table.title, row.name, column, cell.low, cell.best, cell.high, " ".join(held),
                         " ".join(cell.incidents))
                    )  # fmt: skip
