"""How long people took over their answers at the desk."""

from dataclasses import dataclass

from sqlalchemy import func, insert, select

from recount.ledger import staff_tables
from recount.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One answer: to which question, by whom, when, and after how many seconds before it (None: not told)."""

    who: str
    item: str
    kind: str
    answer: str
    at: str
    seconds: float | None = None


def record_sitting(ledger: Ledger, sitting: Sitting) -> None:
    """Records how long an answer took."""
    table = staff_tables.sittings
    with ledger._writing() as connection:
        number = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one() + 1
        row = {key: getattr(sitting, key) for key in ("who", "item", "kind", "answer", "at", "seconds")}
        connection.execute(insert(table), {"number": number, **row})


def sittings(ledger: Ledger) -> tuple[Sitting, ...]:
    """Every answer at the desk, in their order."""
    table = staff_tables.sittings
    columns = [column for column in table.c if column.name != "number"]
    with ledger._reading() as connection:
        found = connection.execute(select(*columns).order_by(table.c.number)).mappings()
        return tuple(Sitting(**row) for row in found)
