"""Evidence in one file, and what a check of it finds."""

import json
import subprocess
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from cli_runs import Recount
from factory import decision

from recount.ledger import Ledger
from recount.publish.bundle import MANIFEST
from recount.publish.bundle_check import check_bundle


@pytest.fixture
def bundle(filled: Recount) -> Path:
    written = filled("bundle", "-o", "evidence.zip")
    assert written.exit_code == 0, written.output
    assert written.stdout.startswith("evidence.zip: 2 incidents, 2 documents, 2 originals")
    return Path("evidence.zip")


def rewritten(source: Path, change) -> Path:
    """The bundle with its files changed; `change` takes and gives name and bytes, or None to leave one out."""
    target = source.with_name("changed.zip")
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            for name, data in change(entry.filename, old.read(entry)):
                new.writestr(name, data)
    return target


def complaints(source: Path, change) -> str:
    return " | ".join(check_bundle(rewritten(source, change)).complaints)


def lying(name, data):
    """One word of every text changed, and the manifest with it."""
    return (name, data.replace(b"killed 61", b"killed 99")) if name.startswith("documents/") else (name, data)


def test_a_bundle_is_sound_and_says_what_was_checked(filled: Recount, bundle: Path) -> None:
    checked = filled("bundle", "--check", "evidence.zip")
    assert checked.exit_code == 0
    found = check_bundle(bundle)
    assert (found.sound, found.originals) == (True, 2)
    assert found.claims >= 6
    assert checked.stdout.startswith(f"evidence.zip is sound: {found.files} files, 2 originals, {found.claims} claims")


def test_verify_checks_a_bundle_too(filled: Recount, bundle: Path) -> None:
    checked = filled("verify", str(bundle))
    assert (checked.exit_code, checked.stdout) == (0, filled("bundle", "--check", str(bundle)).stdout)
    changed = rewritten(bundle, lambda name, data: [lying(name, data)])
    assert filled("verify", str(changed)).exit_code == 1


def test_counts_in_are_counts_out(filled: Recount, bundle: Path) -> None:
    incidents = json.loads(filled("incidents", "--json").stdout)
    with ZipFile(bundle) as file:
        told = [json.loads(line) for line in file.read("incidents.jsonl").splitlines()]
        rows = file.read("claims.csv").decode().splitlines()
    assert sorted(one["id"] for one in told) == sorted(one["id"] for one in incidents)
    assert len(rows) - 1 == sum(len(report["claims"]) for one in told for report in one["reports"])


def test_anybody_can_check_it_without_us(bundle: Path, tmp_path: Path) -> None:
    with ZipFile(bundle) as file:
        file.extractall(tmp_path / "unpacked")
    ran = subprocess.run(["sha256sum", "-c", MANIFEST], cwd=tmp_path / "unpacked", capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_the_same_ledger_gives_the_same_files(filled: Recount, bundle: Path) -> None:
    filled("bundle", "-o", "again.zip")
    with ZipFile(bundle) as one, ZipFile("again.zip") as other:
        same = {name for name in one.namelist() if one.read(name) == other.read(name)}
    assert set(one.namelist()) - same == {"ledger.json", MANIFEST}


def test_one_incident_has_its_own_documents_alone(filled: Recount, bundle: Path) -> None:
    key = next(one["id"] for one in json.loads(filled("incidents", "--json").stdout) if one["date"][0] == "2017-05-12")
    filled("bundle", key, "-o", "one.zip")
    with ZipFile("one.zip") as file:
        assert len([name for name in file.namelist() if name.startswith("documents/")]) == 1
        assert [json.loads(line)["id"] for line in file.read("incidents.jsonl").splitlines()] == [key]


def test_decisions_are_in_it_with_their_reasons(filled: Recount) -> None:
    incidents = json.loads(filled("incidents", "--json").stdout)
    reports = [report["report"] for one in incidents for report in one["reports"]]
    decided = filled("decide", "not-same", *reports[:2], "--reason", "other towers", "--who", "A. Coder")
    assert decided.exit_code == 0, decided.output
    filled("bundle", "-o", "evidence.zip")
    with ZipFile("evidence.zip") as file:
        (told,) = [json.loads(line) for line in file.read("decisions.jsonl").splitlines()]
    assert (told["kind"], told["reason"]) == ("not same", "other towers")


def test_redacted_words_are_in_no_file_and_their_original_is_left_out(filled: Recount) -> None:
    incident = next(one for one in json.loads(filled("incidents", "--json").stdout) if one["date"][0] == "2017-05-12")
    (report,) = incident["reports"]
    with Ledger.open("recount.db") as ledger:
        start = ledger.documents([report["document"]])[report["document"]].text.index("spoke")
        ledger.record_decision(
            decision("redact", report["document"], reason="withheld", value=f"[{start}, {start + 5}]")
        )
    filled("rebuild")
    written = filled("bundle", incident["id"], "-o", "evidence.zip")
    assert "1 document without the original: redacted" in written.stderr
    with ZipFile("evidence.zip") as file:
        assert [name for name in file.namelist() if name.startswith("originals/")] == []
        assert all(b"spoke" not in file.read(name) for name in file.namelist())
    assert check_bundle(Path("evidence.zip")).sound


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda name, data: [lying(name, data)], "was changed: its SHA-256 is not that of MANIFEST.sha256"),
        (lambda name, data: [] if name.startswith("originals/") else [(name, data)], "is missing"),
        (
            lambda name, data: [(name, data), ("more.txt", b"x")] if name == MANIFEST else [(name, data)],
            "more.txt is not in",
        ),
        (
            lambda name, data: [(name, b"nonsense\n" if name == MANIFEST else data)],
            "line 1 of MANIFEST.sha256 is no hash",
        ),
        (lambda name, data: [] if name == MANIFEST else [(name, data)], "MANIFEST.sha256 is missing"),
        (lambda name, data: [(f"../{name}", data)], "is no name for a file of a bundle"),
        (lambda name, data: [(f"/{name}", data)], "is no name for a file of a bundle"),
    ],
)
def test_what_was_changed_is_named(bundle: Path, change, told: str) -> None:
    assert told in complaints(bundle, change)


def test_a_liar_who_writes_the_manifest_anew_is_found_by_the_words_of_the_claims(bundle: Path) -> None:
    changed = {}

    def change(name, data):
        name, data = lying(name, data)
        if name != MANIFEST:
            changed[name] = sha256(data).hexdigest()
            return [(name, data)]
        return [(name, "".join(f"{key}  {one}\n" for one, key in sorted(changed.items())))]

    assert "quotes what documents/" in complaints(bundle, change)


def test_an_original_under_another_name_is_found(bundle: Path) -> None:
    def change(name, data):
        other = f"originals/{'0' * 64}"
        if name.startswith("originals/"):
            change.old, change.first = name, change.first or name
            return [(other if name == change.first else name, data)]
        return [(name, data.replace(change.first.encode(), other.encode()) if name == MANIFEST else data)]

    change.first = ""
    assert f"originals/{'0' * 64} is not named by its hash" in complaints(bundle, change)


def test_a_file_that_is_no_bundle_is_told_so(filled: Recount) -> None:
    Path("no.zip").write_bytes(b"PK\x03\x04 nothing")
    assert filled("bundle", "--check", "no.zip").exit_code == 1
    assert filled("bundle", "--check", "nowhere.zip").exit_code == 2
    assert filled("bundle").exit_code == 2


def test_a_bundle_cut_short_is_told_so(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-40])
    assert not check_bundle(bundle).sound
