"""The ledger as Parquet, read back as it was written."""

from io import BytesIO

import pytest

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

from told_ledger import material  # noqa: E402

from recount.errors import ConfigError  # noqa: E402
from recount.publish.exports import INCIDENT_COLUMNS  # noqa: E402
from recount.publish.formats import FORMATS, parquet  # noqa: E402

FORM = FORMATS["parquet"]


def written(held):
    return pq.read_table(BytesIO(b"".join(FORM.encode(FORM.rows(held), FORM.names)))).to_pylist()


def test_every_incident_and_every_claim_is_read_back_as_it_was() -> None:
    held, _ = material()
    rows = written(held)
    assert [row["id"] for row in rows] == [one.id for one in held.incidents]
    told = [claim for one in held.incidents for key in one.reports for claim in held.reports[key].claims]
    found = [claim for row in rows for claim in row["claims"]]
    assert [(one["claim"], one["start"], one["quote"]) for one in found] == [
        (one.id, one.span.start, one.span.quote) for one in told
    ]


def test_cells_are_those_of_the_csv_and_typed() -> None:
    held, found = material()
    rows = {row["id"]: row for row in written(held)}
    csv = {row["id"]: row for row in FORMATS["csv"].rows(held)}
    assert all(rows[key][name] == csv[key][name] for key in csv for name in INCIDENT_COLUMNS)
    college = rows[found["college"].id]
    assert (str(college["first_day"]), college["killed_low"], college["killed_high"]) == ("2016-10-24", 61, 65)


def test_rows_are_written_in_groups_that_make_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    held, _ = material()
    whole = written(held)
    monkeypatch.setattr(parquet, "_GROUP", 3)
    parts = list(FORM.encode(FORM.rows(held), FORM.names))
    file = pq.ParquetFile(BytesIO(b"".join(parts)))
    assert file.metadata.num_row_groups == 3
    assert file.read().to_pylist() == whole


def test_an_empty_ledger_is_a_table_without_rows() -> None:
    assert pq.read_table(BytesIO(b"".join(FORM.encode([], FORM.names)))).column_names == list(FORM.names)


def test_a_machine_without_the_library_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(ConfigError, match=r"pip install 'recount-ledger\[parquet\]'"):
        list(FORM.encode([], FORM.names))
