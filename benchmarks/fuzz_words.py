"""What the fuzzer feeds: phrases out of a small grammar, pieces of the bundled articles, and both mutated."""

import gzip
import json
import random
import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "src" / "recount" / "examples"


PIECES = Path(__file__).with_name("fuzz_pieces.toml")
_TOLD = tomllib.loads(PIECES.read_text(encoding="utf-8"))
GRAMMAR: dict[str, list[str]] = _TOLD["grammar"]
WORDS, ODD, MARKUP, PDF, HEADERS, CELLS, TOML, ADDRESS = (
    _TOLD["pieces"][name] for name in ("words", "odd", "markup", "pdf", "headers", "cells", "toml", "address")
)
ODD.append("\ud800")
JSON = [*_TOLD["pieces"]["json"], "9" * 400]
_NAMED = re.compile(r"\{([A-Z]+)\}")
_FORMS: dict[str, list[tuple[str, ...]]] = {}
DEEPEST = 8


def _forms(name: str) -> list[tuple[str, ...]]:
    """The forms of a name, cut into words and the names within."""
    if name not in _FORMS:
        _FORMS[name] = [tuple(_NAMED.split(form)) for form in GRAMMAR[name]]
    return _FORMS[name]


def _pick(chance: random.Random, pool: Sequence[str]) -> str:
    return pool[int(chance.random() * len(pool))]


def told(chance: random.Random, name: str = "S", depth: int = 0) -> str:
    """A phrase out of the grammar."""
    forms = _forms(name)
    parts = forms[int(chance.random() * len(forms))] if depth < DEEPEST else min(forms, key=len)
    made = list(parts)
    for at in range(1, len(made), 2):
        made[at] = told(chance, made[at], depth + 1)
    return "".join(made)


@cache
def sentences() -> list[str]:
    """Sentences of the bundled articles."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.iterdir()) if file.is_file()]
    return [one for text in texts for one in re.split(r"(?<=[.!?\"])\s+", text) if 10 < len(one) < 400]


def phrase(chance: random.Random, about: str = "S") -> str:
    """A few words of the field: out of the grammar, out of an article, or in no order; now and then mutated."""
    kind = chance.random()
    if kind < 0.55:
        made = told(chance, about if chance.random() < 0.7 else "S")
    elif kind < 0.75:
        words = _pick(chance, sentences()).split(" ")
        at = int(chance.random() * len(words))
        made = " ".join(words[at : at + 1 + int(chance.random() * 12)])
    else:
        made = " ".join(_pick(chance, WORDS) for _ in range(1 + int(chance.random() * 9)))
    while chance.random() < 0.55:
        made = _changed(chance, made)
    return made


def _changed(chance: random.Random, text: str) -> str:
    """A text with one thing wrong."""
    at = int(chance.random() * (len(text) + 1))
    to = at + 1 + int(chance.random() * 8)
    kind = int(chance.random() * 9)
    if kind == 8:
        return text.upper() if at % 2 else text.lower()
    if kind == 7:
        return text[at:] + text[:at]
    if kind == 6:
        return text[:at] + text[at:to].swapcase() + text[to:]
    if kind == 5:
        return text[:at] + text[to:]
    more = (
        _pick(chance, ODD),
        text[at:to],
        f" {_pick(chance, WORDS)} ",
        _pick(chance, "0123456789,.-/:'\"()%$"),
        f" {_pick(chance, sentences())[:30]}",
    )
    return text[:at] + more[kind] + text[at:]


def text_of(chance: random.Random, about: str = "S") -> bytes:
    """A phrase; one in fifty a whole paragraph, one in a thousand with one piece of it thousands of times."""
    made = phrase(chance, about)
    if chance.random() < 0.02:
        made = " ".join(phrase(chance) for _ in range(12))
    if chance.random() < 0.001:
        at = int(chance.random() * len(made))
        made = made[:at] + made[at : at + 1 + int(chance.random() * 12)] * chance.randrange(50, 3000) + made[at:]
    return made.encode("utf-8", "surrogatepass") or b" "


def mixed(*pools: Sequence[str], joint: str = " ", most: int = 20) -> Callable[[random.Random], bytes]:
    """Makes bytes of pieces of several kinds and of phrases, then flips, cuts, doubles or encodes them otherwise."""

    def make(chance: random.Random) -> bytes:
        pieces = [
            _pick(chance, pool) if (pool := pools[int(chance.random() * len(pools))]) else phrase(chance)
            for _ in range(1 + int(chance.random() * most))
        ]
        return flipped(chance, joint.join(pieces).encode("utf-8", "surrogatepass"))

    return make


def flipped(chance: random.Random, data: bytes) -> bytes:
    """The same bytes with up to a few faults."""
    while chance.random() < 0.5:
        at = int(chance.random() * (len(data) + 1))
        match int(chance.random() * 6):
            case 0:
                data = data[:at] + chance.randbytes(1 + int(chance.random() * 4)) + data[at:]
            case 1:
                data = data[:at] + data[at + 1 + int(chance.random() * 30) :]
            case 2:
                times = chance.randrange(2, 200) if chance.random() < 0.02 else 2
                data = data[:at] + data[at : at + 40] * times + data[at:]
            case 3:
                encoding = _pick(chance, ("utf-16", "utf-32", "cp1252", "utf-7"))
                data = data.decode("utf-8", "replace").encode(encoding, "replace")
            case 4:
                to = int(chance.random() * (len(data) + 1))
                data = data[:at] + data[to : to + 20] + data[at + 20 :]
            case _:
                data = data[:at]
    return data or b" "


def packed(chance: random.Random) -> bytes:
    """Something gzipped, whole or damaged; one in a hundred a small bomb."""
    data = gzip.compress(text_of(chance) * (2000 if chance.random() < 0.01 else 1), compresslevel=1)
    return data if chance.random() < 0.3 else flipped(chance, data)


def table(chance: random.Random) -> bytes:
    """A table of another project, with cells that fit and cells that do not."""
    header = _pick(chance, HEADERS)
    width = header.count(",") + header.count(";") + 1
    joint = ";" if ";" in header else ","
    rows = [header]
    for _ in range(1 + int(chance.random() * 4)):
        cells = [_pick(chance, CELLS) if chance.random() < 0.9 else phrase(chance) for _ in range(width)]
        rows.append(joint.join(cells))
    whole = "\n".join(rows).encode("utf-8", "surrogatepass")
    return whole if chance.random() < 0.4 else flipped(chance, whole)


def value(chance: random.Random) -> bytes:
    """A value of a claim as JSON, more or less of the right form."""

    def made(depth: int) -> object:
        atoms = [None, True, 12, -1, 1e308, 10**30, "", "2016-10-24", "--06-04", "--13-99", "12", "locality"]
        if depth > 3 or chance.random() < 0.5:
            return atoms[int(chance.random() * len(atoms))]
        if chance.random() < 0.6:
            return [made(depth + 1) for _ in range(int(chance.random() * 5))]
        names = ("locality", "country", "first", "a")
        return {_pick(chance, names): made(depth + 1) for _ in range(int(chance.random() * 4))}

    return (
        json.dumps(made(0)).encode() if chance.random() < 0.9 else flipped(chance, b"".join(map(str.encode, JSON[:9])))
    )


def json_like(chance: random.Random, told: object) -> object:
    """A JSON value with parts of it exchanged, dropped or of another kind."""
    if chance.random() < 0.06:
        strange = (None, True, -1, 1e308, 10**30, "", "x", [], {}, [[]], "2016-10-24", -5, 3)
        return strange[int(chance.random() * len(strange))]
    if isinstance(told, dict):
        return {key: json_like(chance, one) for key, one in told.items() if chance.random() > 0.02}
    if isinstance(told, list):
        return [json_like(chance, one) for one in told for _ in range(1 + (chance.random() < 0.03))]
    return told


def as_toml(told: object) -> str:
    """A value as TOML holds it on one line."""
    if isinstance(told, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(one)}" for key, one in told.items()) + "}"
    if isinstance(told, list):
        return "[" + ", ".join(map(as_toml, told)) + "]"
    return '""' if told is None else json.dumps(told)


def toml_like(*wholes: dict[str, object]) -> Callable[[random.Random], bytes]:
    """Makes TOML files with parts exchanged, and heaps of their lines."""
    heap = mixed(TOML, TOML, TOML, joint="\n")

    def make(chance: random.Random) -> bytes:
        if chance.random() < 0.2:
            return heap(chance)
        told = json_like(chance, wholes[int(chance.random() * len(wholes))])
        if not isinstance(told, dict):
            return as_toml(told).encode()
        return "\n".join(f"{key} = {as_toml(one)}" for key, one in told.items()).encode()

    return make
