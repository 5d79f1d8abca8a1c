"""Commands for who keeps the ledger: verify, backup and restore, release, doctor, logs."""

import json
import shutil
import sqlite3
import subprocess
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from faulty import documents
from newsroom import HOUR, Clock, open_newsroom
from small_stages import SMALL
from stores import Server, tamper

from recount.cli import checks, main
from recount.cli.room import Room
from recount.config import load_config
from recount.errors import ConfigError, LedgerError
from recount.ledger import Ledger, signature
from recount.ledger.copying import back_up
from recount.pipeline import Desk, add

START = datetime(2026, 11, 20, 10, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


def run(*arguments: str, at: datetime = START) -> Result:
    room = Room(config=load_config({"RECOUNT_JOBS": "1"}), stages=SMALL, now=lambda: at)
    return CliRunner().invoke(main, arguments, obj=room, catch_exceptions=False)


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger of three articles, whose originals are kept."""
    monkeypatch.chdir(tmp_path)
    for number, one in enumerate(documents()[:3]):
        (tmp_path / f"article{number}.txt").write_text(one.text)
    added = run("add", *(f"article{number}.txt" for number in range(3)))
    assert "3 added" in added.stdout
    return tmp_path


def test_a_sound_ledger_is_said_to_be_so_with_its_seal(filled: Path) -> None:
    looked = run("verify")
    assert looked.exit_code == 0
    assert "recount.db: as it was recorded, 13 lines in the log." in looked.stdout
    seal = looked.stdout.split("seal: ")[1].strip()
    assert run("verify", "--head", seal).exit_code == 0
    assert "have no original" not in looked.stdout
    assert json.loads(run("verify", "--json").stdout)["head"] == seal


def test_what_was_changed_is_named_and_the_exit_code_is_one(filled: Path) -> None:
    seal = json.loads(run("verify", "--json").stdout)["head"]
    tamper("recount.db", "UPDATE claims SET best = 60 WHERE best = 61")
    looked = run("verify")
    assert looked.exit_code == 1
    assert "NOT AS RECORDED: claims: account" in looked.stdout
    other = f"{seal.partition(':')[0]}:{'0' * 64}"
    assert "was written anew" in run("verify", "--head", other).stdout
    assert run("verify", "--head", "nonsense").exit_code == 2


def test_a_file_that_no_database_can_read_is_an_answer_too(filled: Path) -> None:
    Path("recount.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    looked = run("verify")
    assert looked.exit_code == 1
    assert "NOT AS RECORDED" in looked.stdout


def test_a_ledger_that_is_not_there_is_bad_input_and_no_verdict(filled: Path) -> None:
    for looked in (
        run("verify", "none.db"),
        run("verify", "--db", "none.db"),
        run("backup", "b.db", "--db", "none.db"),
    ):
        assert (looked.exit_code, looked.stdout) == (2, "")
        assert "There is no ledger at none.db" in looked.stderr


def test_a_backup_of_a_ledger_in_use_is_whole_and_can_be_restored(filled: Path) -> None:
    with closing(sqlite3.connect("recount.db")) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM documents").fetchall()
        copied = run("backup", "copy.db")
    assert copied.exit_code == 0
    assert "copy.db: 3 documents, checked." in copied.stdout
    assert run("backup", "copy.db").exit_code == 2, "a copy is never overwritten"
    Path("recount.db").unlink()
    assert "restored.db: 3 documents" in run("backup", "copy.db", "--restore", "--db", "restored.db").stdout
    assert run("verify", "restored.db").exit_code == 0
    assert "identical to those before" in run("rebuild", "--db", "restored.db").stdout
    assert sorted(path.name for path in filled.glob("*.part*")) == []


def test_a_ledger_goes_to_a_server_and_back_and_is_the_same(filled: Path, server: Server) -> None:
    there = server.place()
    back_up("recount.db", there)
    back_up(there, "back.db")
    with Ledger.open("recount.db") as here, Ledger.open(there) as moved, Ledger.open("back.db") as back:
        assert here.head() == moved.head() == back.head()
        assert here.digest() == moved.digest() == back.digest()
        assert moved.verify().complaints == back.verify().complaints == ()
        list(add(Desk(ledger=moved, stages=SMALL, now=lambda: "now"), documents()))
        assert moved.verify().complaints == ()
    with pytest.raises(LedgerError, match="holds a ledger already"):
        back_up("recount.db", there)


def test_a_copy_from_nowhere_or_to_a_full_disk_leaves_nothing_behind(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("backup", "copy.db", "--db", "none.db").exit_code == 2

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    refused = run("backup", "copy.db")
    assert refused.exit_code == 2
    assert "No space left on device" in refused.stderr
    assert not list(filled.glob("copy.db*"))


@pytest.fixture
def released(filled: Path) -> Path:
    assert run("release", "--new-key", "our.key").exit_code == 0
    done = run("release", "out.db", "--key", "our.key")
    assert done.exit_code == 0, done.output
    return filled


def test_a_release_is_checked_by_others_without_us(released: Path) -> None:
    looked = run("verify", "out.db", "--signed-by", "our.key.pub")
    assert looked.exit_code == 0
    assert "signature: sound (Recount ledger out.db" in looked.stdout
    assert "the originals were left out of this release" in looked.stdout
    key = Path("our.key.pub").read_text().splitlines()[1]
    assert run("verify", "out.db", "--signed-by", key).exit_code == 0
    assert (Path("our.key").stat().st_mode & 0o077) == 0
    assert run("verify", "recount.db").exit_code == 0, "the ledger itself keeps its originals"


def test_minisign_itself_accepts_the_signature(released: Path) -> None:
    program = shutil.which("minisign")
    if program is None:
        pytest.skip("minisign is not installed (Debian: apt-get install minisign)")
    command = [program, "-V", "-m", "out.db", "-p", "our.key.pub"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    with Path("out.db").open("ab") as changed:
        changed.write(b"\x00")
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0


@pytest.mark.parametrize("spoilt", ["out.db", "out.db.minisig", "our.key.pub"])
def test_a_release_that_was_changed_anywhere_is_refused(released: Path, spoilt: str) -> None:
    data = bytearray(Path(spoilt).read_bytes())
    data[len(data) - 9] ^= 1
    Path(spoilt).write_bytes(data)
    assert run("verify", "out.db", "--signed-by", "our.key.pub").exit_code in {1, 2}


def test_a_release_of_another_is_refused(released: Path) -> None:
    run("release", "--new-key", "their.key")
    refused = run("verify", "out.db", "--signed-by", "their.key.pub")
    assert refused.exit_code == 1
    assert "was made with another key" in refused.stdout
    assert run("release", "again.db").exit_code == 2, "a release is signed"
    assert run("release", "--new-key", "our.key").exit_code == 2, "a key is never overwritten"


def test_a_release_with_originals_has_them(released: Path) -> None:
    assert "with originals" in run("release", "full.db", "--key", "our.key", "--with-originals").stdout
    assert "left out" not in run("verify", "full.db", "--signed-by", "our.key.pub").stdout


def test_a_time_stamp_token_is_kept_with_a_line_in_the_log(released: Path) -> None:
    Path("out.tsr").write_bytes(b"\x30\x03token")
    assert run("release", "out.db", "--time-stamp", "out.tsr").exit_code == 0
    assert run("verify").exit_code == 0
    assert run("release", "out.db", "--time-stamp", "none.tsr").exit_code == 2


def test_a_key_with_a_password_and_a_missing_library_are_said(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="holds no secret key"):
        signature.read_secret_key(Path("our.key.pub"))
    with pytest.raises(ConfigError, match="no public key"):
        signature.read_public_key("RWab")
    monkeypatch.setattr(signature, "ed25519", None)
    assert "pip install 'recount-ledger[custody]'" in run("release", "more.db", "--key", "our.key").stderr


def test_the_doctor_says_what_is_wrong_and_what_to_do(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    well = run("doctor")
    assert well.exit_code == 0
    assert "custody: as recorded" in well.stdout
    monkeypatch.setattr(checks, "_available", lambda: 100_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(1, 1, 5_000_000))
    told = run("doctor", at=START - timedelta(days=400))
    assert told.exit_code == 0
    assert "disk: LOOK: 0.0 GB free" in told.stdout
    assert "memory: LOOK: 0.1 GB free for 1 process. Use fewer: --jobs 1" in told.stdout
    assert "clock: LOOK" in told.stdout
    tamper("recount.db", "UPDATE claims SET best = 60 WHERE best = 61")
    ill = run("doctor")
    assert ill.exit_code == 2
    assert "custody: LOOK:" in ill.stdout
    assert "recount backup COPY --restore" in ill.stdout


def test_logs_are_json_where_asked(filled: Path) -> None:
    failed = run("--log-json", "add", "nowhere.txt")
    assert failed.exit_code == 2
    (told,) = [json.loads(line) for line in failed.stderr.splitlines()]
    assert (told["level"], told["source"], told["stage"], told["command"]) == ("error", "nowhere.txt", "ingest", "add")
    assert told["at"] == "2026-11-20T10:00:00.000000Z"
    refused = json.loads(run("--log-json", "show", "zz").stderr)
    assert refused["error"] == "NotInLedger"
    assert "Give" not in refused["what"]
    wrong = json.loads(run("--log-json", "incidents", "--since", "yesterday").stderr)
    assert (wrong["level"], wrong["error"]) == ("error", "BadParameter")
    assert "No such command" in json.loads(run("--log-json", "nonsense").stderr)["what"]
    assert "'yesterday' is no day. Write it as 2016-10-24" in wrong["what"]


def test_a_list_without_feeds_is_not_watched(filled: Path) -> None:
    Path("feeds.txt").write_text("# none yet\n")
    looked = run("watch", "feeds.txt", "--once")
    assert looked.exit_code == 2
    assert "feeds.txt names no feed" in looked.stderr


def test_one_look_at_each_feed_adds_what_is_there_and_logs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with open_newsroom(Clock(3 * HOUR)) as newsroom:
        Path("feeds.txt").write_text(f"{newsroom.feeds[0]}  # whole articles\n")
        looked = run("--log-json", "watch", "feeds.txt", "--once")
        again = run("--log-json", "watch", "feeds.txt", "--once")
    assert looked.exit_code == again.exit_code == 0
    told = [json.loads(line) for line in looked.stderr.splitlines()]
    assert [one.get("kind") for one in told] == [None, "added", "added", "added"]
    assert [one["incidents"] for one in told[1:]] == [1, 1, 1]
    assert len(again.stderr.splitlines()) == 1, "nothing new is nothing told"
    assert run("verify").exit_code == 0
    assert run("watch", "nowhere.txt", "--once").exit_code == 2
