"""The ledger in its own words: JSON Lines with every claim, and CSV with a row for each incident."""

from recount.codebook.columns import load_columns
from recount.publish.exports import incident_row
from recount.publish.formats import gaps
from recount.publish.formats.encoding import csv_table, json_lines
from recount.publish.formats.seam import Format
from recount.publish.incident_json import incident_as_json

JSONL = Format(
    name="jsonl",
    about="incidents with their reports and claims, as the ledger has them",
    columns=load_columns("jsonl"),
    row=incident_as_json,
    encode=json_lines,
    gaps=(),
    besides="statistics are in: recount statistics --json",
)
CSV = Format(
    name="csv",
    about="incidents as a table; with -o FILE.csv their claims in FILE-claims.csv",
    columns=load_columns("csv"),
    row=incident_row,
    encode=csv_table,
    gaps=(gaps.GROUPS, gaps.RIVALS, gaps.DENIED, gaps.CLAIMED),
    besides=(
        "the categories of the dead and wounded, the reasons for setting claims aside and for linking reports are in: "
        "recount export jsonl, recount show; statistics are in: recount statistics"
    ),
)
