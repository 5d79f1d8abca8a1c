"""Victim totals of gun violence articles: how often the number killed, and injured, is the archive's.

usage: victims.py [--write]

Each article of the dev part is read by itself; the incident in which it counts people is taken, one in focus first (of
an arrest and the shooting behind it the shooting), the attackers' deaths with it, as the archive counts them. The
archive's totals are final: an early report can be lower, and nothing can be done about that from one text.
Published on other sets, exact match (Zhong et al., EACL 2023): 0.44 on news, 0.81 on a hand-made table of atrocities.
"""

import sys
from collections import Counter
from datetime import date
from itertools import islice
from typing import Any

from rows import Row, corpus, tell

from recount.coding import code
from recount.ingest import mark_furniture
from recount.read.default import default_reader
from recount.records import Account, Claim, Count, Document, Published, Report, content_id

FIELDS = ("killed", "injured")
OURS = {"killed": "killed", "injured": "wounded"}


def document(item: dict[str, Any]) -> Document:
    text = item["title"] + "\n\n" + item["text"]
    day = date.fromisoformat(item["dct"]) if item.get("dct") else None
    published = Published(first=day, last=day, basis="given" if day else "unknown")
    return Document(
        id=content_id("document", text),
        name=item["id"],
        text=text,
        published=published,
        furniture=mark_furniture(text, item["title"]),
    )


def total(account: Account, field: str) -> int:
    """The highest count of the incident that the article counts people in, the attackers' added."""
    if not account.reports:
        return 0
    main = max(account.reports, key=_telling)
    claims = people(main, (OURS[field],))
    theirs = max((figure(claim) for claim in claims if claim.of != "attacker"), default=0)
    own = max((figure(claim) for claim in claims if claim.of == "attacker"), default=0)
    return theirs + own


def _telling(report: Report) -> tuple[bool, bool, int, int]:
    """In focus before background, most counts first; an arrest that is told in front counts nobody hurt."""
    number = len(people(report, ("killed", "wounded")))
    return number > 0, report.focus, number, -report.triggers[0].start


def people(report: Report, fields: tuple[str, ...]) -> list[Claim]:
    return [claim for claim in report.claims if claim.field in fields and not claim.part]


def figure(claim: Claim) -> int:
    value = claim.value
    numbers = (value.best, value.low, value.high) if isinstance(value, Count) else ()
    return next((number for number in numbers if number is not None), 0)


def main() -> None:
    reader, counts, articles = default_reader(2), Counter[tuple[str, str]](), 0
    most = next((int(word) for word in sys.argv[1:] if word.isdigit()), None)
    for incident in islice(corpus("gva_incidents"), most):
        for item in incident["docs"]:
            articles += 1
            text = document(item)
            account = code(text, reader.read(text))
            for field in FIELDS:
                wanted, said = incident[field], total(account, field)
                kind = "some" if wanted else "none"
                counts[field, kind] += 1
                counts[field, f"{kind} right"] += wanted == said
                if "--wrong" in sys.argv and wanted != said:
                    print(item["id"], field, "is", wanted, "said", said, item["title"][:80])
    rows = [
        Row(
            corpus=f"gva_incidents dev ({articles} articles)",
            what=f"{field}, exact (where some were / all)",
            ours=f"{counts[field, 'some right'] / counts[field, 'some']:.3f} / "
            f"{(counts[field, 'some right'] + counts[field, 'none right']) / articles:.3f}",
            theirs="0.44 on other news (Zhong 2023)",
        )
        for field in FIELDS
    ]
    tell(__file__, rows)


if __name__ == "__main__":
    main()
