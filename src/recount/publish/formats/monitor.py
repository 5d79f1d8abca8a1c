"""Tables of attacks as monitors keep them (PICSS and its like): no fixed layout, so columns are found by their names.

Deaths may stand in one column or by group, which are then added up.
"""

from collections.abc import Iterable, Mapping

from recount.codebook.countries import load_countries
from recount.codebook.crosswalk import monitor_columns
from recount.codebook.folding import fold
from recount.publish.formats.reading import count_in, country_named, day_in
from recount.tally.events import Event


def columns_of(header: Iterable[str]) -> dict[str, list[str]]:
    """The columns of a header under what they mean; several where groups have a column each."""
    found: dict[str, list[str]] = {}
    for name in header:
        meaning = next((key for key, names in monitor_columns().items() if fold(name) in names), None)
        if meaning is not None:
            found.setdefault(meaning, []).append(name)
    return found


def read_row(cells: Mapping[str, str], number: int) -> Event:
    """A row as an event; raises ValueError where a cell cannot be read."""
    columns = columns_of(cells)
    day = day_in(cells[columns["date"][0]])
    killed = _people(cells, columns, "killed")

    def words(meaning: str) -> str | None:
        return next((cells[name].strip() for name in columns.get(meaning, ()) if cells[name].strip()), None)

    actor = words("actor")
    return Event(
        id=words("id") or f"row {number}",
        first=day,
        last=day,
        country=_country(words("country")),
        province=words("province"),
        district=words("district"),
        place=words("place"),
        actors=(actor,) if actor else (),
        low=killed,
        best=killed,
        high=killed,
        wounded=_people(cells, columns, "wounded"),
        form=words("form") or "",
    )


def _people(cells: Mapping[str, str], columns: Mapping[str, list[str]], field: str) -> int | None:
    """The total where it is told, else the sum of the groups."""
    total = [count for name in columns.get(field, ()) if (count := count_in(cells[name])) is not None]
    parts = [count for name in columns.get(f"{field}_parts", ()) if (count := count_in(cells[name])) is not None]
    return total[0] if total else sum(parts) if parts else None


def _country(words: str | None) -> str | None:
    return words if words in load_countries() else country_named(words)
