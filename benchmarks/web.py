"""Times every kind of page while many read at once, on a ledger made by big_ledger.py.

usage: python benchmarks/web.py FILE [--readers 20] [--seconds 60] [--workers 2] [--write]

Starts `recount serve`, lets each reader ask for page after page (filters, searches, pages, incidents, documents and
actors drawn with a fixed seed), and gives for each kind the median and the 95th percentile of the time from request to
last byte: asked alone; by many who ask again at once; by many who read for a second, as people do at the least. Where
the catalogue is missing it is made first, and timed. Readers and server share the machine. `--write` puts the table
into RESULTS.md.
"""

import argparse
import gzip
import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

Asks = dict[str, Callable[[random.Random], str]]
Times = dict[str, list[float]]

RESULTS = Path(__file__).with_name("RESULTS.md")
PORT = 8731
PAUSES = (0.0, 1.0)  # seconds that a reader reads, on average
HOW = ("alone", "no pause", "1 s pause")
COUNTRIES = "PK AF IQ SY NG SO ML UA YE IN".split()
TYPES = "bombing shooting raid clash airstrike".split()
WORDS = ("Quetta", "Mosul police", "attack Karachi", '"Kandahar 12"', "Gao", "report", "Peshawar 7")


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes, float]:
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, body, time.perf_counter() - began


def told(connection: http.client.HTTPConnection, path: str) -> Any:
    body = get(connection, path)[1]
    return json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)


def asked(draw: random.Random) -> str:
    """A filter as a reader would make one."""
    parts: dict[str, str] = {}
    if draw.random() < 0.5:
        parts["country"] = draw.choice(COUNTRIES)
    if draw.random() < 0.3:
        parts["type"] = draw.choice(TYPES)
    if draw.random() < 0.3:
        year = draw.randint(2012, 2024)
        parts |= {"since": f"{year}-01-01", "until": f"{year}-{draw.randint(1, 12):02d}-28"}
    return urlencode(parts)


def kinds(ids: list[str], documents: list[str], actors: list[str]) -> Asks:
    return {
        "overview": lambda draw: f"/?{asked(draw)}",
        "incidents": lambda draw: f"/incidents?{asked(draw)}&page={draw.randint(1, 5)}",
        "search": lambda draw: f"/incidents?{urlencode({'text': draw.choice(WORDS)})}&sort=killed",
        "incident": lambda draw: f"/incidents/{draw.choice(ids)}",
        "document": lambda draw: f"/documents/{draw.choice(documents)}",
        "actors": lambda draw: f"/actors?{asked(draw)}",
        "actor": lambda draw: f"/actors/{quote(draw.choice(actors))}",
        "statistics": lambda draw: f"/statistics?by={draw.choice(['year', 'month'])}&and=country&{asked(draw)}",
        "map": lambda draw: f"/map.json?{asked(draw)}",
        "api": lambda draw: f"/api/incidents?{asked(draw)}&size=50",
    }


def read(number: int, until: float, pause: float, asks: Asks, times: Times) -> None:
    draw = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    while time.perf_counter() < until:
        kind = draw.choice(list(asks))
        status, _, seconds = get(connection, asks[kind](draw))
        assert status == 200, (kind, status)
        times[kind].append(seconds)
        time.sleep(pause * draw.uniform(0.5, 1.5))


def together(readers: int, seconds: float, pause: float, asks: Asks) -> Times:
    """The times of many readers at once."""
    times: Times = defaultdict(list)
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=read, args=(n, until, pause, asks, times)) for n in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times


def alone(asks: Asks) -> Times:
    """The times of one reader, after a first page of each kind."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    draw = random.Random(99)
    return {kind: [get(connection, ask(draw))[2] for _ in range(21)][1:] for kind, ask in asks.items()}


def share(times: list[float], part: float) -> str:
    return f"{1000 * sorted(times)[int(len(times) * part)]:.0f}" if times else "–"


def table(runs: list[Times], seconds: float) -> str:
    """Median and 95th percentile of each run, page by page."""
    head = ["page"] + [f"{how}, {what}" for how in HOW for what in ("median", "p95")]
    lines = [head, ["---"] * len(head)]
    for kind in runs[0]:
        lines.append([kind] + [share(run[kind], part) for run in runs for part in (0.5, 0.95)])
    every = [[one for some in run.values() for one in some] for run in runs]
    lines.append(["all"] + [share(run, part) for run in every for part in (0.5, 0.95)])
    rates = [f"{len(run) / seconds:.0f}" for run in every[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\nPages a second: {', '.join(rates)}."


def started(file: str, workers: int) -> tuple[subprocess.Popen[bytes], float]:
    """The server, and how long it took to the first page."""
    command = [sys.executable, "-m", "recount", "serve", "--db", file, "--port", str(PORT), "--workers", str(workers)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    while time.perf_counter() - began < 900 and server.poll() is None:
        try:
            get(http.client.HTTPConnection("127.0.0.1", PORT, timeout=600), "/")
        except OSError:
            time.sleep(0.2)
        else:
            return server, time.perf_counter() - began
    raise SystemExit("the server did not answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    first = not Path(f"{given.file}.catalogue").exists()
    load = [os.getloadavg()[0]]
    server, seconds = started(given.file, given.workers)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        pages = [told(connection, f"/api/incidents?size=100&page={page}") for page in range(1, 6)]
        ids = [one["id"] for page in pages for one in page["incidents"]]
        documents = [
            one["document"] for key in ids[:40] for one in told(connection, f"/api/incidents/{key}")["reports"]
        ]
        actors = [one["name"] for one in told(connection, "/api/actors")["actors"]][:60]
        asks = kinds(ids, documents, actors)
        runs = [alone(asks), *(together(given.readers, given.seconds, pause, asks) for pause in PAUSES)]
    finally:
        server.terminate()
        server.wait(20)
    load.append(os.getloadavg()[0])
    made = "with the first catalogue" if first else "with a catalogue"
    text = (
        f"{given.readers} readers, {given.workers} processes, {os.cpu_count()} cores, load {load[0]:.1f} before and "
        f"{load[1]:.1f} after; the first page {seconds:.0f} s after the start ({made}). Milliseconds:\n\n"
        f"{table(runs, given.seconds)}"
    )
    print(text)
    if given.write:
        before, rest = RESULTS.read_text(encoding="utf-8").split("<!-- web -->")
        RESULTS.write_text(f"{before}<!-- web -->\n{text}\n<!-- /web -->{rest.partition('<!-- /web -->')[2]}", "utf-8")


if __name__ == "__main__":
    main()
