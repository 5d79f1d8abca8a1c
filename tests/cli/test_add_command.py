"""Articles into the ledger."""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cli_runs import ARTICLES, Recount

from recount.ledger import Ledger


def test_each_article_is_told_and_then_the_whole(recount: Recount, articles: Path) -> None:
    added = recount("add", "articles")
    assert added.exit_code == 0
    assert added.stdout.splitlines() == [
        "army: added (1 incident told of)",
        "police: added (2 incidents told of)",
        "total: added (0 incidents told of)",
        "3 added; the ledger tells of 2 incidents.",
    ]
    assert added.stderr == ""


def test_a_second_run_adds_nothing_and_says_so(filled: Recount) -> None:
    again = filled("add", "articles", "--published", "2018-01-01")
    assert again.exit_code == 0
    assert again.stdout.splitlines()[-1] == "3 in the ledger already; the ledger tells of 2 incidents."


def test_a_day_of_publication_given_later_is_taken_in(recount: Recount, articles: Path) -> None:
    recount("add", "articles/army.txt")
    later = recount("add", "articles/army.txt", "--published", "2016-10-25")
    assert "army: read again, since more is known of its publication (1 incident told of)" in later.stdout
    with Ledger.open("recount.db") as ledger:
        (account,) = ledger.accounts().values()
    assert str(account.published.day) == "2016-10-25"


def test_what_fails_is_one_line_with_advice_and_the_rest_is_added(recount: Recount, articles: Path) -> None:
    (articles / "boom.txt").write_text("This report says boom.")
    (articles / "bang.txt").write_text("This report says bang.")
    (articles / "empty.txt").write_text("")
    (articles / "picture.txt").write_bytes(bytes(range(256)) * 50)
    added = recount("add", "articles", "missing.txt")
    assert added.exit_code == 2
    assert added.stdout.splitlines()[-1] == "3 added, 5 failed; the ledger tells of 2 incidents."
    errors = added.stderr.splitlines()
    assert len(errors) == 5
    assert "error: boom: boom says boom. Take the boom out" in errors
    assert all(error.startswith("error: ") for error in errors)
    listed = json.loads(recount("doctor", "--json").stdout)["failures"]
    assert len(listed) == 5
    assert {failure["stage"] for failure in listed} == {"ingest", "read", "coding"}


def test_an_article_can_come_from_standard_input(recount: Recount) -> None:
    added = recount("add", "-", "--outlet", "A wire", stdin=ARTICLES["army.txt"])
    assert added.exit_code == 0
    with Ledger.open("recount.db") as ledger:
        (document,) = ledger.documents().values()
    assert document.outlet == "A wire"
    assert str(document.captured) == "2026-11-20"


def test_outlets_are_named_as_in_the_settings(recount: Recount) -> None:
    Path("recount.toml").write_text('[outlets]\n"www.example.org" = "The Example"\n')
    article = {"id": "1", "text": ARTICLES["army.txt"], "url": "https://www.example.org/1"}
    Path("a.jsonl").write_text(json.dumps(article))
    assert recount("add", "a.jsonl").exit_code == 0
    with Ledger.open("recount.db") as ledger:
        (document,) = ledger.documents().values()
    assert document.outlet == "The Example"


def test_words_of_a_file_name_cannot_command_a_terminal(recount: Recount) -> None:
    Path("a\x1b[31mb.txt").write_text(ARTICLES["army.txt"])
    Path("a\x1b[32mc.txt").write_text("")
    added = recount("add", *sorted(str(path) for path in Path().glob("a*.txt")))
    assert "\x1b" not in added.stdout + added.stderr


def test_an_address_that_was_named_is_read_also_on_the_own_machine(
    recount: Recount, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    served = partial(SimpleHTTPRequestHandler, directory=str(articles))
    with ThreadingHTTPServer(("127.0.0.1", 0), served) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_address[1]}"
        added = recount("add", f"{site}/army.txt", f"{site}/gone.txt")
        server.shutdown()
    assert added.exit_code == 2
    assert added.stdout.splitlines()[-1] == "1 added, 1 failed; the ledger tells of 1 incident."
    assert added.stderr.startswith(f"error: {site}/gone.txt: it answers 404 (File not found). Check the address")


def test_the_same_text_under_another_name_is_told_as_that(recount: Recount, articles: Path) -> None:
    recount("add", "articles")
    Path("copy.txt").write_bytes((articles / "army.txt").read_bytes())
    copied = recount("add", "copy.txt")
    assert copied.stdout.splitlines()[0] == "copy: the same text as army: nothing added"
    assert recount("add", "copy.txt").stdout.startswith("copy: in the ledger already")
