"""Times every kind of page while many read at once, on a ledger made by big_ledger.py.

usage: python benchmarks/web.py FILE [--readers 20] [--seconds 60] [--pause 0] [--workers 2]

Starts `recount serve`, lets each reader ask for page after page (filters, searches, pages, incidents,
documents and actors drawn with a fixed seed), and prints for each kind the median, the 95th percentile and the largest
time from request to last byte, with the number of pages a second. Readers and server share the machine.
"""

import argparse
import gzip
import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import quote, urlencode

PORT = 8731
COUNTRIES = "PK AF IQ SY NG SO ML UA YE IN".split()
TYPES = "bombing shooting raid clash airstrike".split()
WORDS = ("Quetta", "Mosul police", "attack Karachi", '"Kandahar 12"', "Gao", "report", "Peshawar 7")


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes, float]:
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - began
    return answer.status, gzip.decompress(body) if answer.headers["Content-Encoding"] else body, seconds


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


def kinds(ids: list[str], documents: list[str], actors: list[str]) -> dict[str, Callable[[random.Random], str]]:
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


def read(
    number: int,
    until: float,
    pause: float,
    asks: dict[str, Callable[[random.Random], str]],
    times: dict[str, list[float]],
) -> None:
    draw = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    while time.perf_counter() < until:
        kind = draw.choice(list(asks))
        status, _, seconds = get(connection, asks[kind](draw))
        assert status == 200, (kind, status)
        times[kind].append(seconds)
        time.sleep(pause * draw.uniform(0.5, 1.5))


def started(file: str, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "recount", "serve", "--db", file, "--port", str(PORT), "--workers", str(workers)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    while time.perf_counter() - began < 900:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=600)
            get(connection, "/")
        except OSError:
            time.sleep(0.5)
        else:
            print(f"first page after {time.perf_counter() - began:.1f} s")
            return server
    raise SystemExit("the server did not answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0, help="seconds that a reader reads, on average")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    server = started(given.file, given.workers)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        pages = [json.loads(get(connection, f"/api/incidents?size=100&page={page}")[1]) for page in range(1, 6)]
        ids = [one["id"] for page in pages for one in page["incidents"]]
        reports = json.loads(get(connection, f"/api/incidents/{ids[0]}")[1])["reports"]
        documents = [reports[0]["document"]]
        for key in ids[:40]:
            documents += [one["document"] for one in json.loads(get(connection, f"/api/incidents/{key}")[1])["reports"]]
        actors = [one["name"] for one in json.loads(get(connection, "/api/actors")[1])["actors"]][:60]
        asks = kinds(ids, documents, actors)
        for kind, ask in asks.items():  # alone, after a first time
            alone = sorted(get(connection, ask(random.Random(n)))[2] for n in range(12))
            print(f"{kind:11} alone, median {1000 * alone[6]:6.0f} ms")
        times: dict[str, list[float]] = defaultdict(list)
        until = time.perf_counter() + given.seconds
        readers = [
            threading.Thread(target=read, args=(n, until, given.pause, asks, times)) for n in range(given.readers)
        ]
        for one in readers:
            one.start()
        for one in readers:
            one.join()
    finally:
        server.terminate()
        server.wait(20)
    print("| page | asked | median ms | p95 ms | most ms |\n| --- | --- | --- | --- | --- |")
    everything = [one for some in times.values() for one in some]
    for kind, held in [*sorted(times.items()), ("all", everything)]:
        found = sorted(held)
        print(
            f"| {kind} | {len(found)} | {1000 * found[len(found) // 2]:.0f} | "
            f"{1000 * found[int(len(found) * 0.95)]:.0f} | {1000 * found[-1]:.0f} |"
        )
    print(f"{len(everything) / given.seconds:.0f} pages a second, {given.readers} readers, {given.workers} workers")


if __name__ == "__main__":
    main()
