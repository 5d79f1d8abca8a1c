"""Reads inputs built to exhaust a machine, each in a process of its own, and prints time and peak memory.

usage: bombs.py
"""

import gzip
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "ingest"))

from hostile import SENTENCE, flate_of_spaces, gzip_of, page, pdf, rss

from recount.ingest import ingest
from recount.records import Document

ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
BOMBS: dict[str, Callable[[], bytes]] = {
    "report.txt": SENTENCE.encode,
    "text of 40 MB.txt": lambda: SENTENCE.encode() * 500_000,
    "gzip of 10 GB.txt.gz": lambda: gzip_of(b" " * 10_000_000, 1000),
    "gzip in gzip.txt.gz": lambda: gzip.compress(gzip_of(b" " * 1_000_000, 1000)),
    "nested.html": ("<div>" * 200_000 + SENTENCE).encode,
    "attributes.html": lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(300_000))}>{SENTENCE}").encode(),
    "tables.html": lambda: page("<table><tr><td>" * 50_000 + SENTENCE).encode(),
    "laughs.xml": lambda: rss(head=f"<!DOCTYPE x [{ENTITIES}]>").encode(),
    "items.xml": lambda: rss(
        *[f"<title>{n}</title><description>{SENTENCE}</description>" for n in range(50_000)]
    ).encode(),
    "stream of 2 GB.pdf": lambda: pdf([], packed=flate_of_spaces(2000)),
    "pages.pdf": lambda: pdf([[SENTENCE]] * 5_000),
    "nested.jsonl": lambda: b'{"text": ' + b"[" * 2_000_000,
    "line of 100 MB.jsonl": lambda: b'{"text": "' + b"a" * 100_000_000,
    "brackets.txt": lambda: b"[" * 9_000_000,
    "marks.txt": ("e" + "\u0301" * 1_900_000).encode,
}


def measured(file: Path) -> tuple[float, float, float, str]:
    """Seconds, peak memory of the process that reads and of its worker in MB, and what came of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        began = time.perf_counter()
        items = list(ingest(str(file)))
        took = time.perf_counter() - began
        own, worker = (
            resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        last = items[-1]
        told = f"{len(items)} documents" if isinstance(last, Document) else last.reason
        os.write(writing, f"{took}\t{own}\t{worker}\t{told}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told = stream.read().split("\t")
    os.waitpid(child, 0)
    return float(told[0]), float(told[1]), float(told[2]), told[3]


def main() -> None:
    print("| input | bytes | seconds | reader, MB | worker, MB | what came of it |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in BOMBS.items():
            file = Path(folder) / name
            file.write_bytes(make())
            seconds, own, worker, told = measured(file)
            size = file.stat().st_size
            print(f"| {name} | {size:,} | {seconds:.1f} | {own:.0f} | {worker:.0f} | {told} |", flush=True)
            file.unlink()


if __name__ == "__main__":
    main()
