"""`recount table`: how many, by month, place, actor; each cell with its incidents."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from recount.cli import options
from recount.cli.counted import Asked, counted
from recount.cli.drawing import draw_cells, draw_table
from recount.cli.printing import json_line, note, standard_output
from recount.cli.room import Room
from recount.cli.scope import PERIOD, area, bounds
from recount.codebook.layouts import ALSO_CALLED, DIMENSIONS, Layout, layout_at, layout_names
from recount.ledger import Ledger
from recount.ledger.counting import Countable
from recount.publish.table_words import outside_notes, table_as_csv, table_as_json
from recount.tally.selection import EVERYWHERE
from recount.tally.tables import plain_layout


class _Cuts(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    name = "cuts"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """What rows are cut by, one or more."""
        names = [name.strip().lower() for name in str(value).split(",") if name.strip()]
        meant = tuple(dict.fromkeys(ALSO_CALLED.get(name, name) for name in names))
        strange = [name for name in meant if name not in DIMENSIONS]
        if strange or not meant:
            self.fail(f"{value!r} is nothing to cut by. Use some of: {', '.join(DIMENSIONS)}", param, ctx)
        return meant


@click.command()
@click.option("--by", type=_Cuts(), metavar="WHAT,…", help=f"Rows: {', '.join(DIMENSIONS)}. Default: month.")
@click.option("--layout", metavar="NAME|FILE", help=f"A named layout ({', '.join(layout_names())}) or a TOML file.")
@area
@click.option("--from", "since", type=PERIOD, metavar="TIME", help="From this year, month, week or day.")
@click.option("--to", "until", type=PERIOD, metavar="TIME", help="To the end of this one.")
@click.option("--spread", is_flag=True, help="Share incidents of uncertain day among the periods they may lie in.")
@click.option("--change", is_flag=True, help="Compare with the period before, a year before, and the last as high.")
@click.option("--incidents", is_flag=True, help="Under the table, every row's incidents with their claims.")
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV; people as low, best, high and open.")
@options.db
@click.pass_obj
def command(room: Room, /, *, incidents: bool, as_json: bool, as_csv: bool, db: str | None, **asked: Any) -> None:
    """Count incidents and people, by what you like.

    Best figures, with low to high behind them where reports differ and + where no report sets an upper bound. Attackers
    who died are counted apart. Every incident has a row: what no report dates or places stands under "not known".
    The rows of a column add up to its total.

    \b
    Example:
      recount table --by month,province --area PK --from 2018 --to 2018
      recount table --layout picss --area PK --from 2019-01 --to 2019-01
      recount table --by month --change --incidents
    """  # noqa: D301
    if as_json and as_csv:
        raise click.UsageError("--json and --csv cannot be written together. Give one of them.")
    wanted = _asked(**asked)
    with room.current(db) as ledger:
        selection, table, compared = counted(ledger, wanted)
        told = tuple(outside_notes(table, selection))
        if as_json:
            known = {one.id: one for one in selection.inside} if incidents else {}
            claims = {"claims": dict(_claims(ledger, known))} if incidents else {}
            notes = {"notes": list(told), "perhaps": [one.id for one in selection.perhaps]}
            click.echo(json_line(table_as_json(table, compared) | notes | claims), nl=False)
        elif as_csv:
            standard_output().write("".join(table_as_csv(table)).encode("utf-8"))
        else:
            draw_table(table, compared, _scope_words(wanted))
            if incidents:
                draw_cells(table, {one.id: one for one in selection.inside}, lambda key: _claims_of(ledger, key))
    if not as_json:
        for words in told:
            note(f"note: {words}")
    if not table.rows:
        note("nothing found. See what the ledger holds with: recount incidents")
        click.get_current_context().exit(1)


def _asked(**told: Any) -> Asked:
    since, until = told["since"], told["until"]
    first, last = bounds(since, until)
    if first and last and first > last:
        raise click.UsageError(f"--from {since.key} is after --to {until.key}. Turn them round.")
    layout = layout_at(told["layout"]) if told["layout"] else plain_layout(told["by"] or ("month",))
    return Asked(
        layout=_cut_by(layout, told["by"]),
        area=told["area"] or EVERYWHERE,
        first=first,
        last=last,
        spread=told["spread"],
        change=told["change"],
    )


def _cut_by(layout: Layout, by: tuple[str, ...] | None) -> Layout:
    return replace(layout, by=by) if by else layout


def _claims(ledger: Ledger, known: dict[str, Countable]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for key in known:
        yield key, _claims_of(ledger, key)


def _claims_of(ledger: Ledger, key: str) -> dict[str, list[str]]:
    """The claims that each figure of an incident stands on."""
    claims: dict[str, list[str]] = {}
    for one in ledger.incident(key).counts:
        claims.setdefault(one.field, []).extend(one.claims)
    return {field: list(dict.fromkeys(ids)) for field, ids in claims.items()}


def _scope_words(asked: Asked) -> str:
    days = [f"from {asked.first}" if asked.first else "", f"to {asked.last}" if asked.last else ""]
    return ", ".join(part for part in (asked.area.name, " ".join(filter(None, days))) if part)
