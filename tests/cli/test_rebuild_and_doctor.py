"""Everything anew, and whether all is well."""

import json
import sqlite3
import tomllib
from pathlib import Path

from cli_runs import Recount

from recount.cli.checks import EXTRAS
from recount.ledger.migrations import MIGRATIONS


def test_a_rebuild_of_the_same_gives_the_same_and_says_so(filled: Recount) -> None:
    assert filled("rebuild").stdout == "2 incidents, identical to those before.\n"


def test_a_rebuild_under_other_rules_is_not_the_same(filled: Recount) -> None:
    assert filled("rebuild", "--rules", "gtd").stdout == "2 incidents, not the same as before.\n"
    assert filled("rebuild", "--rules", "gtd").stdout == "2 incidents, identical to those before.\n"


def test_a_sound_ledger_is_exit_code_zero(filled: Recount) -> None:
    looked = filled("doctor")
    assert looked.exit_code == 0
    assert "file and quotes: sound" in looked.stdout
    assert "incidents: current" in looked.stdout
    assert "3 documents" in looked.stdout
    assert "failures: none" in looked.stdout


def test_json_tells_versions_rows_and_failures(filled: Recount) -> None:
    filled("add", "nowhere.txt")
    looked = json.loads(filled("doctor", "--json").stdout)
    assert looked["version"] == MIGRATIONS[-1].number
    assert looked["rows"]["documents"] == 3
    assert {"recount", "python", "model weights"} <= set(looked["versions"])
    (failure,) = looked["failures"]
    assert (failure["source"], failure["stage"]) == ("nowhere.txt", "ingest")
    assert failure["recorded_at"].startswith("2026-11-20T10:")
    assert failure["advice"]


def test_a_ledger_whose_quotes_were_changed_is_not_sound(filled: Recount) -> None:
    raw = sqlite3.connect("recount.db")
    raw.execute("DROP TRIGGER claims_no_update")
    raw.execute("UPDATE claims SET quote = 'never said' WHERE field = 'killed' AND best = 65")
    raw.commit()
    raw.close()
    looked = filled("doctor")
    assert looked.exit_code == 2
    assert "NOT SOUND" in looked.stdout
    assert "quotes what its document does not say" in looked.stdout


def test_doctor_knows_every_extra_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(EXTRAS) == set(project["optional-dependencies"]) - {"dev"}
