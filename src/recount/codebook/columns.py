"""Code books of the exports: the columns of each format, what they mean and where their values come from."""

from dataclasses import dataclass
from functools import cache

from recount.codebook.load import load_toml, texts_of
from recount.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what it means, and where in the ledger its value comes from ("" where the ledger has none: empty).

    `checked` is False where the project's own codes were not read in its code book.
    """

    name: str
    meaning: str
    source: str = ""
    checked: bool = True


@cache
def load_columns(form: str) -> tuple[Column, ...]:
    """The columns of an export in their order."""
    file, table = f"columns/{form}.toml", load_toml(f"columns/{form}")
    return tuple(_column(name, texts_of(table, name, file, name), file) for name in table)


def _column(name: str, cells: tuple[str, ...], file: str) -> Column:
    if len(cells) not in {2, 3} or cells[2:] not in {(), ("unchecked",)}:
        raise CodebookError(
            f"{file}, entry {name!r} is {list(cells)!r}", advice='Write [meaning, source] or add "unchecked".'
        )
    return Column(name=name, meaning=cells[0], source=cells[1], checked=len(cells) == 2)
