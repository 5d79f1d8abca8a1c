"""MUC-4 in the five-role form of the 2020s: perpetrators, targets, victims and weapons of a document, by CEAF-REE.

usage: muc4.py [--write] [DOCUMENTS]

All incidents of a document count together. One of our entities is right where all its words are words that the keys
give for one entity, and each entity counts once. The texts are of 1989 to 1991, in small letters; the keys give victims
by name, which our reader does not record as values: for victims it gives the words it counts people by.
Published for comparison, on the test part, trained on 1,300 of these documents: GRIT 54.5.
"""

import sys
from collections import defaultdict
from itertools import islice

from rows import Row, f1, tell

from recount.codebook.kinship import is_description
from recount.coding import code
from recount.read.default import default_reader
from recount.read.numbers import find_numbers
from recount.records import Account, Document, content_id

from corpora import SHARED, lines  # isort: skip - found by rows

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
PEOPLE = frozenset({"killed", "wounded", "abducted", "missing"})
ARTICLES = ("the ", "a ", "an ", "two ", "three ", "four ", "five ", "several ", "some ")


def bare(words: str) -> str:
    """Words as the keys write them: one line, small letters, no article or number before them."""
    said = " ".join(words.lower().replace('"', " ").split()).strip(" .,;:'")
    lead = next((article for article in ARTICLES if said.startswith(article)), "")
    return said.removeprefix(lead)


def ours(account: Account) -> dict[str, list[set[str]]]:
    """The entities of each role: claims of one value are one entity, with all words that it is told in."""
    found: dict[str, dict[str, set[str]]] = {role: defaultdict(set) for role in ROLES}
    for claim in (claim for report in account.reports for claim in report.claims):
        words, value = bare(claim.span.quote), str(claim.value)
        if claim.field == "perpetrator":
            found["PerpInd" if is_description(value) else "PerpOrg"][value].add(words)
        elif claim.field == "target":
            found["Target"][value].add(words)
        elif claim.field in PEOPLE:
            people = [bare(one.span.quote) for one in find_numbers(claim.span.quote) if one.kind == "people"]
            found["Victim"][(people or [words])[0]].add((people or [words])[0])
        elif claim.field == "means":
            found["Weapon"][value].add(words)
    for value in [value for value, words in found["Target"].items() if words & set(found["Victim"])]:
        del found["Target"][value]
    return {role: list(entities.values()) for role, entities in found.items()}


def theirs(document: dict[str, list[dict[str, list[list[list[object]]]]]]) -> dict[str, list[set[str]]]:
    found: dict[str, list[set[str]]] = {role: [] for role in ROLES}
    for template in document["templates"]:
        for role in ROLES:
            for entity in template[role]:
                words = {bare(str(mention[0])) for mention in entity}
                if words not in found[role]:
                    found[role].append(words)
    return found


def right(found: list[set[str]], wanted: list[set[str]]) -> int:
    """How many of our entities are theirs, one for one; a best assignment, since each match is all or nothing."""
    taken: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for other, words in enumerate(wanted):
            if found[at] <= words and other not in tried:
                tried.add(other)
                if other not in taken or place(taken[other], tried):
                    taken[other] = at
                    return True
        return False

    return sum(place(at, set()) for at in range(len(found)))


def main() -> None:
    path = SHARED / "data" / "muc4" / "gtt_dev.jsonl.gz"
    if not path.exists():
        sys.exit("muc4 is not here.")
    most = next((int(word) for word in sys.argv[1:] if word.isdigit()), None)
    reader, count, documents = default_reader(2), defaultdict[tuple[str, str], int](int), 0
    for item in islice(lines(path), most):
        documents += 1
        text = item["doctext"]
        document = Document(id=content_id("document", text), name=item["docid"], text=text)
        found, wanted = ours(code(document, reader.read(document))), theirs(item)
        for role in ROLES:
            count[role, "found"] += len(found[role])
            count[role, "wanted"] += len(wanted[role])
            count[role, "right"] += right(found[role], wanted[role])
    total = [sum(count[role, kind] for role in ROLES) for kind in ("right", "found", "wanted")]
    roles = ", ".join(
        f"{role} {f1(count[role, 'right'], count[role, 'found'], count[role, 'wanted']):.3f}" for role in ROLES
    )
    tell(
        __file__,
        [
            Row(
                corpus=f"muc4 dev ({documents} documents)",
                what="five roles, CEAF-REE F1 (by role)",
                ours=f"{f1(*total):.3f} ({roles})",
                theirs=".545 (GRIT, trained on it, test part)",
            )
        ],
    )


if __name__ == "__main__":
    main()
