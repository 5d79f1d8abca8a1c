"""A quiet year, and then a week that is not."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from cli_runs import Recount

START, WEEKS, LOUD = date(2025, 1, 6), 62, 12
WATCHES = """
look_back = 365
[[watch]]
name = "Quetta"
area = "Quetta"
[send]
file = "alerts.jsonl"
"""


@pytest.fixture
def quiet_year(recount: Recount) -> Recount:
    """One attack a week told by one paper, many in the last week; and in the last eight others by a new paper."""
    articles = []
    for week in range(WEEKS):
        monday = START + timedelta(weeks=week)
        days = range(LOUD if week == WEEKS - 1 else 1)
        towns = [f"Quetta{'abcdefghijklmnop'[number]}" if number else "Quetta" for number in days]
        articles += [_article(f"{week} {town}", "The Standing", monday, town) for town in towns]
        if week >= WEEKS - 8:
            articles += [_article(f"new {week} {town}", "The New", monday, f"Zhob{town}") for town in "abcdef"]
    Path("articles.jsonl").write_text("\n".join(json.dumps(one) for one in articles))
    assert recount("add", "articles.jsonl").exit_code == 0
    return recount


def _article(key: str, outlet: str, monday: date, town: str) -> dict[str, str]:
    text = f"Told of {key}.\n\n{monday} {town}: killed 2\n"
    return {"id": key, "outlet": outlet, "published": f"{monday + timedelta(days=6)}", "text": text}


def test_the_loud_week_is_told_and_sent_once_and_the_new_paper_is_not(quiet_year: Recount) -> None:
    told = quiet_year("surges")
    assert told.exit_code == 0, told.stderr
    (line,) = [one for one in told.stdout.splitlines() if one.startswith("surge: ")]
    assert line == "surge: everything, 2026-03-09 to 2026-03-15"
    assert "outlets counted: The Standing" in told.stderr
    assert "left out, not read in most of the weeks: The New" in told.stderr
    Path("watches.toml").write_text(WATCHES.replace('area = "Quetta"\n', ""))
    assert quiet_year("alerts", "run", "--watches", "watches.toml").exit_code == 0
    assert quiet_year("alerts", "run", "--watches", "watches.toml").exit_code == 1
    (alert,) = [json.loads(line) for line in Path("alerts.jsonl").read_text().splitlines()]
    assert (alert["kind"], alert["first"], len(alert["incidents"])) == ("week", "2026-03-09", LOUD)
