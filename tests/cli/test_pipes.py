"""Real processes: pipes that close, terminals that are none, letters that are missing, and a kill in the midst."""

import contextlib
import json
import os
import pty
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recount.ledger import Ledger

RECOUNT = [sys.executable, "-m", "recount"]
REPORT = "{place}, {day} (A wire) - Gunmen killed {number} soldiers in an ambush near {place} on Monday, the army said."
PLACES = ("Quetta", "Mosul", "Kabul", "Maiduguri", "Mogadishu", "Aleppo")


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    where = {**os.environ, "RECOUNT_JOBS": "1", **environment}
    return subprocess.run([*RECOUNT, *arguments], cwd=cwd, env=where, capture_output=True, check=False, timeout=120)


def write_articles(folder: Path, number: int) -> None:
    folder.mkdir()
    for n in range(number):
        text = REPORT.format(place=PLACES[n % 6], day=f"March {n % 28 + 1}, 2019", number=n + 2)
        (folder / f"{n:03d}.txt").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    write_articles(folder / "articles", 12)
    added = run("add", "articles", cwd=folder)
    assert added.returncode == 0, added.stderr
    return folder


@pytest.mark.parametrize("command", ["incidents", "incidents --json", "read articles", "export jsonl", "export csv"])
def test_a_reader_that_has_seen_enough_is_no_error(filled: Path, command: str) -> None:
    line = f"{' '.join(RECOUNT)} {command} | head -c 20"
    piped = subprocess.run(["bash", "-c", line], cwd=filled, capture_output=True, check=False, timeout=120)
    assert len(piped.stdout) == 20
    assert b"Traceback" not in piped.stderr
    assert b"BrokenPipe" not in piped.stderr
    assert b"Exception" not in piped.stderr


@pytest.mark.parametrize("command", [("incidents",), ("doctor",), ("--help",), ("add", "articles")], ids=lambda c: c[0])
def test_there_are_no_colours_in_a_pipe(filled: Path, command: tuple[str, ...]) -> None:
    written = run(*command, cwd=filled)
    assert written.returncode == 0
    assert b"\x1b" not in written.stdout + written.stderr


def in_a_terminal(filled: Path, width: int) -> list[str]:
    inside, outside = pty.openpty()
    where = {**os.environ, "COLUMNS": str(width)}
    subprocess.run([*RECOUNT, "incidents"], cwd=filled, env=where, stdout=outside, check=True, timeout=120)
    os.close(outside)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
        while part := os.read(inside, 65536):
            shown += part
    os.close(inside)
    return shown.decode("utf-8").replace("\x1b[2m", "").replace("\x1b[0m", "").splitlines()


@pytest.mark.parametrize("width", [120, 200])
def test_a_terminal_gets_aligned_columns_with_short_ids(filled: Path, width: int) -> None:
    head, *lines = in_a_terminal(filled, width)
    assert head.split() == "id date place type who on whom killed wounded grade witnesses".split()
    grades = {
        line.index(word) for line in lines for word in (" single ", " corroborated ", " official ") if word in line
    }
    assert grades == {head.index("grade") - 1}
    listed = run("incidents", cwd=filled).stdout.decode("utf-8").splitlines()
    assert [line.split()[0] for line in lines] == [line[:8] for line in listed]
    assert max(map(len, lines)) <= width


def test_a_narrow_terminal_gets_each_incident_over_a_few_lines(filled: Path) -> None:
    lines = in_a_terminal(filled, 60)
    listed = run("incidents", cwd=filled).stdout.decode("utf-8").splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [line[:8] for line in listed]
    assert max(map(len, lines)) <= 60
    assert all("·" not in line[:12] for line in lines)
    assert any("killed 2" in line for line in lines)


def test_a_terminal_without_the_letters_gets_the_rest_and_json_stays_utf_8(filled: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"}
    assert run("incidents", cwd=filled, **ascii_only).returncode == 0
    (filled / "accent.txt").write_text("Three soldiers were killed in Gaïa on Monday, the army said.", encoding="utf-8")
    read = run("read", "accent.txt", cwd=filled, **ascii_only)
    assert read.returncode == 0
    assert json.loads(read.stdout.decode("utf-8"))["doc"] == "accent"


def test_what_is_read_can_be_piped_in(filled: Path) -> None:
    line = f"cat articles/000.txt | {' '.join(RECOUNT)} read - --published 2019-03-04"
    piped = subprocess.run(["bash", "-c", line], cwd=filled, capture_output=True, check=True, timeout=120)
    assert json.loads(piped.stdout)["published"] is not None


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    write_articles(tmp_path / "one", 8)
    write_articles(tmp_path / "two", 16)
    waits = {"cwd": tmp_path, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with (
        subprocess.Popen([*RECOUNT, "add", "one", "--jobs", "1"], **waits) as one,  # type: ignore[call-overload]
        subprocess.Popen([*RECOUNT, "add", "two", "--jobs", "1"], **waits) as other,  # type: ignore[call-overload]
    ):
        errors = [running.communicate(timeout=120)[1] for running in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), errors
    with Ledger.open(str(tmp_path / "recount.db")) as ledger:
        assert len(ledger.documents()) == 16


@pytest.mark.parametrize("seed", [1, 2])
def test_killing_an_add_loses_nothing_that_it_had_told_of(tmp_path: Path, seed: int) -> None:
    write_articles(tmp_path / "articles", 60)
    chance = random.Random(seed)
    told: set[str] = set()
    command = [*RECOUNT, "add", "articles", "--jobs", "2"]
    for _ in range(2):
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        with subprocess.Popen(command, cwd=tmp_path, **quiet) as running:  # type: ignore[call-overload]
            for _ in range(chance.randrange(1, 25) + len(told)):
                told.add(running.stdout.readline().split(":")[0])
            running.send_signal(signal.SIGKILL)
        with Ledger.open(str(tmp_path / "recount.db")) as ledger:
            assert told <= {document.name for document in ledger.documents().values()}
            assert ledger.complaints() == ()
    assert run("rebuild", cwd=tmp_path).returncode == 0
    assert run("incidents", cwd=tmp_path).returncode == 0


def test_a_terminal_is_spared_what_is_no_text(filled: Path) -> None:
    inside, outside = pty.openpty()
    told = subprocess.run(
        [*RECOUNT, "export", "parquet"], cwd=filled, stdout=outside, stderr=subprocess.PIPE, check=False, timeout=120
    )
    os.close(outside)
    os.close(inside)
    assert told.returncode == 2
    assert b"recount export parquet -o FILE" in told.stderr


def test_a_reader_that_has_seen_enough_ends_a_command_quietly(filled: Path) -> None:
    line = f"{' '.join(RECOUNT)} incidents --json | true; exit ${{PIPESTATUS[0]}}"
    piped = subprocess.run(["bash", "-c", line], cwd=filled, capture_output=True, check=False, timeout=120)
    assert (piped.returncode, piped.stdout, piped.stderr) == (141, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_said_in_one_line(filled: Path) -> None:
    line = f"{' '.join(RECOUNT)} incidents > /dev/full"
    written = subprocess.run(["bash", "-c", line], cwd=filled, capture_output=True, check=False, timeout=120)
    told = b"error: There is no room to write (No space left on device). Free space on the disk, or write elsewhere\n"
    assert (written.returncode, written.stderr) == (2, told)
