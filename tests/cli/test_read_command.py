"""The contract of a reading, on standard output."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from cli_runs import ARTICLES, Recount
from jsonschema import Draft202012Validator

from recount.coding import code
from recount.contract import account_as_json, account_from_json
from recount.errors import ReadError
from recount.ingest import ingest
from recount.read import RuleReader
from recount.records import Document, content_id

SCHEMA = json.loads(files("recount").joinpath("contract.schema.json").read_text(encoding="utf-8"))
EXAMPLES = Path(str(files("recount").joinpath("examples")))


def test_one_line_a_document_and_no_ledger_touched(recount: Recount, articles: Path) -> None:
    read = recount("read", "articles", "--published", "2018-01-01")
    assert (read.exit_code, read.stderr) == (0, "")
    found = [json.loads(line) for line in read.stdout.splitlines()]
    assert [one["doc"] for one in found] == ["army", "police", "total"]
    assert {one["published"] for one in found} == {"2018-01-01"}
    assert [claim["q"] for claim in found[0]["incidents"][0]["claims"]] == ["2016-10-24", "Quetta", "61"]
    assert [path.name for path in Path().iterdir()] == ["articles"]


def test_offsets_point_into_the_text_of_the_article(recount: Recount, articles: Path) -> None:
    (read,) = recount("read", "articles/police.txt").stdout.splitlines()
    text = next(item for item in ingest("articles/police.txt") if isinstance(item, Document)).text
    for incident in json.loads(read)["incidents"]:
        for claim in incident["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["q"]


def test_a_failure_goes_to_the_error_stream_and_the_rest_is_read(recount: Recount, articles: Path) -> None:
    (articles / "boom.txt").write_text("This report says boom.")
    read = recount("read", "articles", "nowhere.txt")
    assert read.exit_code == 2
    assert len(read.stdout.splitlines()) == 3
    assert [error.split(":")[1].strip() for error in read.stderr.splitlines()] == ["boom", "nowhere.txt"]


def test_the_schema_is_a_schema_and_is_printed(recount: Recount) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(recount("schema").stdout) == SCHEMA


def test_what_the_real_reader_writes_fits_the_schema() -> None:
    fits = Draft202012Validator(SCHEMA)
    reader, read = RuleReader(), 0
    for document in ingest(str(EXAMPLES)):
        assert isinstance(document, Document)
        written = json.loads(json.dumps(account_as_json(code(document, reader.read(document)), document)))
        assert [error.message for error in fits.iter_errors(written)] == []
        account_from_json(written, document)
        read += 1
    assert read >= 12


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("incidents", 0, "type"), "picnic"),
        (("incidents", 0, "claims", 2, "v"), [1, 2]),
        (("incidents", 0, "claims", 2, "v"), "61"),
        (("incidents", 0, "claims", 2, "by"), {"start": 0, "end": 1, "q": "x"}),
        (("incidents", 0, "claims", 0, "v"), ["24 October", None]),
        (("incidents", 0, "claims", 1, "v"), {"town": "Quetta"}),
        (("incidents", 0, "claims", 2, "mood"), "sad"),
        (("incidents", 0, "claims", 2, "part"), False),
        (("statistics",), None),
        (("published",), "yesterday"),
    ],
)
def test_what_is_wrong_does_not_fit_the_schema(recount: Recount, path: tuple[str | int, ...], value: object) -> None:
    (line,) = recount("read", "-", stdin=ARTICLES["army.txt"]).stdout.splitlines()
    written = json.loads(line)
    assert list(Draft202012Validator(SCHEMA).iter_errors(written)) == []
    inside = written
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    assert list(Draft202012Validator(SCHEMA).iter_errors(written)) != []


@pytest.mark.parametrize(
    "written",
    [
        {"incidents": [{"triggers": [{"start": -5, "end": -2, "q": "May"}], "type": "bombing", "status": "happened"}]},
        {"incidents": [{"triggers": [{"start": 0, "end": 3, "q": "Six"}], "type": "bombing", "status": "happened"}]},
        {"incidents": 3},
        {"statistics": [{"start": 0, "end": 3, "q": "One", "measure": "killed", "v": [{}], "unit": "people"}]},
        {"published": "yesterday"},
    ],
)
def test_what_is_no_reading_of_a_document_is_refused(written: dict[str, object]) -> None:
    document = Document(id="d", name="d", text="One was killed in May")
    with pytest.raises(ReadError, match="no reading of d"):
        account_from_json(written, document)


def test_a_day_without_its_year_is_set_aside_in_words() -> None:
    text = "Nine people were killed in a bombing in Quetta on 24 October, police said."
    document = Document(id=content_id(text), name="undated", text=text)
    written = account_as_json(code(document, RuleReader().read(document)), document)
    assert [
        claim["f"] for incident in written["incidents"] for claim in incident["claims"] if claim["f"] == "date"
    ] == []
    assert [words for words in written["set_aside"] if "24 October" in words] == [
        "the day '24 October', told without its year"
    ]
