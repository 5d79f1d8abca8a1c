"""The ledger in formats for others. What a format cannot hold is told, never dropped in silence.

A format is a module with one `FORMAT`: a code book, a row for each incident that it can express, the reason for each
that it cannot, and what it has no room for. To add one, write its module, its code book in `codebook/columns/` and name
it here.
"""

from collections.abc import Mapping

from recount.publish.formats import acled, ged, geojson, gtd, jsonld, ledger, parquet, plover
from recount.publish.formats.seam import Format, Loss, code_book, loss_in_full, loss_in_short
from recount.publish.formats.tables import Table, read_table

FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        ledger.JSONL,
        ledger.CSV,
        acled.FORMAT,
        ged.FORMAT,
        gtd.FORMAT,
        plover.FORMAT,
        geojson.FORMAT,
        jsonld.FORMAT,
        parquet.FORMAT,
    )
}

__all__ = ["FORMATS", "Format", "Loss", "Table", "code_book", "loss_in_full", "loss_in_short", "read_table"]
