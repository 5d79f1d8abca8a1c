"""The page on formats says what the formats are."""

import re
from pathlib import Path

from recount.publish.formats import FORMATS
from recount.tally.likelihood import ENOUGH

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "formats.md"


def test_every_format_stands_on_the_page_with_its_columns_and_rules() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| (\d+) \| ([^|]+) \| [^|]+ \| (yes)? ?\|$",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    told = {name: (int(columns), rules.strip("` "), bool(back)) for name, columns, rules, back in rows}
    assert told == {
        name: (len(form.columns), form.rules or "as the ledger stands", form.read_back is not None)
        for name, form in FORMATS.items()
    }


def test_the_points_that_are_enough_are_those_of_the_page() -> None:
    assert f"their points come to {ENOUGH:.0f} or more" in PAGE.read_text(encoding="utf-8")
