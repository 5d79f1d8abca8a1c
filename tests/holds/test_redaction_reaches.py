"""Words that were redacted stand nowhere any more: every page, feed, answer of the API, command and file is read."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from factory import decision
from fastapi.testclient import TestClient

from recount.cli import main
from recount.cli.room import Room
from recount.config import Config
from recount.ledger import Ledger
from recount.pipeline import Desk, decide
from recount.publish.formats import FORMATS
from recount.stages import STAGES
from recount.web.app import create_app

MARK = "Zarghunbar"
ARTICLES = {
    "zarghunbar-saw-it.txt": """Zarghunbar saw the attack

QUETTA, October 25, 2016 - Gunmen killed 61 police cadets in an attack on a police academy in Quetta on Monday night,
Zarghunbar said. "They came over the wall," Zarghunbar told reporters. At least 117 were wounded, according to
Zarghunbar. Zarghunbar said the toll could rise. Zarghunbar warned of further attacks in Quetta. In 2015, 595 people
were killed in 61 attacks in Balochistan, according to figures by Zarghunbar. Zarghunbar denied that the Islamic State
had a hand in it.
""",
    "wire.txt": """Police academy attacked

QUETTA, October 25, 2016 - Gunmen killed 65 police cadets in an attack on a police academy in Quetta on Monday night,
a hospital official said. The Islamic State claimed responsibility for the attack. More than 100 were wounded.
""",
    "mastung.txt": """Bomb in Mastung

MASTUNG, May 12, 2017 - A suicide bomber killed 25 people and wounded 40 near a mosque in Mastung, Balochistan, on
Friday, police said. The Islamic State claimed the blast.
""",
}
COMMANDS = (
    *(
        "incidents",
        "incidents --json",
        "table --by month --incidents",
        "table --by actor --json",
        "table --by month --csv",
    ),
    *("statistics", "statistics --json", "audit", "audit --json", "surges", "surges --json", "network"),
    *("network --form json", "network --form graphml", "network --form gexf", "chronology --area Quetta"),
    *("chronology --area Quetta --json", "corrections", "corrections --form rss", "corrections --form atom"),
    *("queue", "queue --json", "queue --stats", "doctor", "doctor --json", "verify", "verify --json"),
    *("bulletin --month 2016-10 -o month --form html --form md", "bulletin --year 2016 -o year --form md"),
    *("report -o report.html", "bundle -o evidence.zip"),
)
WATCHES = """
look_back = 5000
[[watch]]
name = "Many dead in Quetta"
area = "Quetta"
measure = "killed"
on = ["incident"]
[send]
file = "alerts.jsonl"
rss = "alerts.xml"
"""
LINK = re.compile(
    r"""(?:href|src|hx-get|data-url)=["']((?:http://testserver)?/[^"'#]*)|"(?:http://testserver)(/[^"#]*)\""""
)
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    seconds = count()
    start = datetime(2026, 11, 20, 10, tzinfo=UTC)

    def told(*arguments: str) -> str:
        room = Room(config=Config(jobs=1), stages=STAGES, now=lambda: start + timedelta(seconds=next(seconds)))
        done = CliRunner().invoke(main, arguments, obj=room, catch_exceptions=False)
        assert done.exit_code in {0, 1}, (arguments, done.output)
        return done.stdout + done.stderr

    Path("articles").mkdir()
    for name, text in ARTICLES.items():
        Path("articles", name).write_text(text, encoding="utf-8")
    told("add", "articles")
    return told


def redact() -> None:
    with Ledger.open("recount.db") as ledger:
        made = [
            decision(
                "redact", key, value=json.dumps(one.span()), reason="private person", at=f"2026-11-20T10:30:{at:02d}Z"
            )
            for key, document in ledger.documents(original=True).items()
            for at, one in enumerate(re.finditer(MARK, document.text))
        ]
        assert len(made) >= 8
        decide(Desk(ledger=ledger, stages=STAGES, now=lambda: "2026-11-20T11:00:00Z"), made)


def told_by_commands(run: Run) -> Iterator[tuple[str, str]]:
    """What each command prints and writes."""
    for command in COMMANDS:
        yield command, run(*command.split())
    Path("watches.toml").write_text(WATCHES, encoding="utf-8")
    yield "alerts", run("alerts", "run", "--watches", "watches.toml", "--json")
    with Ledger.open("recount.db") as ledger:
        incidents, documents = [one.id for one in ledger.incidents()], list(ledger.documents())
        reports = [key for one in ledger.incidents() for key in one.reports]
    for key in incidents:
        yield f"show {key}", run("show", key) + run("show", key, "--json")
    yield "why", run("why", *reports[:2])
    for form in FORMATS:
        yield f"export {form}", run("export", form, "-o", f"out.{form}")
    assert documents
    for file in written():
        yield str(file), file.name + file.read_bytes().decode("utf-8", "replace")
    with ZipFile("evidence.zip") as bundle:
        for name in bundle.namelist():
            yield f"evidence.zip: {name}", name + bundle.read(name).decode("utf-8", "replace")


def written() -> list[Path]:
    """The files that commands wrote for others, the ledger itself not among them."""
    found = (file for file in Path().rglob("*") if file.is_file() and file.parent.name != "articles")
    return sorted(file for file in found if not file.name.startswith("recount.db"))


def told_by_pages() -> Iterator[tuple[str, str]]:
    """Every page that a page links to, every path of the API, and what a search for the words gives."""
    app = create_app(Config(jobs=1), "recount.db", now=lambda: datetime(2026, 11, 20, 12, tzinfo=UTC), title="A ledger")
    with TestClient(app, base_url="http://testserver") as client:
        waiting = ["/", "/feed.atom", "/map.json", f"/incidents?q={MARK}", f"/api/incidents?q={MARK}", "/metrics"]
        waiting += [path for path in client.get("/api/openapi.json").json()["paths"] if "{" not in path]
        seen: set[str] = set()
        while waiting and len(seen) < 400:
            path = waiting.pop(0)
            if path in seen or path.startswith("/static"):
                continue
            seen.add(path)
            text = client.get(path).text
            found = ("".join(one) for one in LINK.findall(text))
            waiting += [one.removeprefix("http://testserver").replace("&amp;", "&") for one in found]
            yield path, text.replace(f"q={MARK}", "").replace(f'value="{MARK}"', "")
        assert len(seen) > 30


def where(told: Iterator[tuple[str, str]]) -> set[str]:
    return {name for name, text in told if MARK.casefold() in text.casefold()}


def test_what_was_redacted_is_in_no_output_of_any_command(run: Run) -> None:
    before = where(told_by_commands(run))
    assert {"statistics", "report.html", "out.csv", "evidence.zip: claims.csv"} <= before
    for file in written():
        file.unlink()
    redact()
    assert where(told_by_commands(run)) == set()


def test_what_was_redacted_is_on_no_page_and_in_no_answer_of_the_api(run: Run) -> None:
    assert len(where(told_by_pages())) > 5
    redact()
    assert where(told_by_pages()) == set()
