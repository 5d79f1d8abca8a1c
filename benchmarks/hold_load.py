"""Holds a ledger under readers and reviewers at once, and counts what was refused, lost or slow.

usage: python benchmarks/hold_load.py [--readers 200] [--reviewers 20] [--seconds 600] [--incidents 5000] [--workers 2]

Makes a ledger of big_ledger.py's incidents and the bundled examples, starts `recount serve` on it, and lets readers
ask for page after page (a new one every --pause seconds on average, as somebody reads) while reviewers, each signed in
under a name of their own, open question after question and answer one every --thought seconds on average. An error is
any answer but 200 to a reader, and but 200, 303 or 409 (somebody else was quicker) to a reviewer, and any that did not
come within 30 seconds. Afterwards each answer that was accepted must stand in the ledger once, and `recount verify`
must find nothing that it did not find before. Readers, reviewers and server share the machine.
"""

import argparse
import asyncio
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html import unescape
from importlib.resources import as_file, files
from pathlib import Path

import httpx
from big_ledger import write
from web import kinds

from recount.ledger import Ledger, Users
from recount.ledger.users import User
from recount.web.access.passwords import hash_password

PORT = 8732
HOME = f"http://127.0.0.1:{PORT}"
PASSWORD = "a password for measuring"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
QUESTION = re.compile(r'action="/desk/questions/([^"]+)"')
ANSWERS = re.compile(r'<(?:button|input)[^>]*name="answer"[^>]*value="([^"]+)"')


@dataclass(slots=True)
class Held:
    """What came of it: seconds by kind of question, errors, and how many answers were accepted."""

    until: float
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    overtaken: int = 0

    async def rest(self, seconds: float) -> None:
        """Waits so long, but not past the end."""
        await asyncio.sleep(min(seconds, max(0, self.until - time.perf_counter())))

    async def ask(
        self, client: httpx.AsyncClient, kind: str, path: str, form: dict[str, str] | None = None
    ) -> httpx.Response | None:
        """Asks once and notes how long it took."""
        began = time.perf_counter()
        try:
            answer = await (client.get(path) if form is None else client.post(path, data=form))
        except httpx.HTTPError as error:
            self.errors[f"{kind}: {type(error).__name__}"] += 1
            return None
        self.times[kind].append(time.perf_counter() - began)
        if answer.status_code not in ({200} if form is None else {200, 303, 409}):
            self.errors[f"{kind}: {answer.status_code}"] += 1
            return None
        return answer


async def reader(number: int, held: Held, asks: dict, pause: float) -> None:  # type: ignore[type-arg]
    draw = random.Random(number)
    async with httpx.AsyncClient(base_url=HOME, timeout=30) as client:
        await asyncio.sleep(draw.uniform(0, pause))
        while time.perf_counter() < held.until:
            kind = draw.choice(list(asks))
            await held.ask(client, f"reader: {kind}", asks[kind](draw))
            await held.rest(pause * draw.uniform(0.5, 1.5))


async def reviewer(number: int, held: Held, cookies: httpx.Cookies, thought: float, answering: float) -> None:
    draw = random.Random(1000 + number)
    async with httpx.AsyncClient(base_url=HOME, timeout=30, cookies=cookies) as client:
        await asyncio.sleep(draw.uniform(0, thought))
        while time.perf_counter() < held.until:
            page = await held.ask(client, "reviewer: question", "/desk")
            await held.rest(thought * draw.uniform(0.5, 1.5))
            key = QUESTION.search(page.text) if page is not None and draw.random() < answering else None
            if page is None or key is None or time.perf_counter() > held.until:
                continue
            form = {name: unescape(value) for name, value in HIDDEN.findall(page.text)}
            form |= {
                "answer": draw.choice([one for one in ANSWERS.findall(page.text) if one != "correct"]),
                "reason": f"measured by {number}",
            }
            answer = await held.ask(client, "reviewer: answer", f"/desk/questions/{key[1]}", form)
            if answer is not None:
                held.accepted += answer.status_code == 303
                held.overtaken += answer.status_code == 409


async def signed_in(name: str) -> httpx.Cookies:
    """The session of a reviewer, begun before the measuring as it would be in the morning."""
    async with httpx.AsyncClient(base_url=HOME, timeout=30) as client:
        form = dict(HIDDEN.findall((await client.get("/sign-in")).text))
        answer = await client.post("/sign-in", data=form | {"name": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client.cookies


async def run(given: argparse.Namespace) -> Held:
    async with httpx.AsyncClient(base_url=HOME, timeout=60) as client:
        found = [(await client.get(f"/api/incidents?size=100&page={page}")).json() for page in range(1, 6)]
        ids = [one["id"] for page in found for one in page["incidents"]]
        told = [(await client.get(f"/api/incidents/{key}")).json()["reports"] for key in ids[:40]]
        actors = [one["name"] for one in (await client.get("/api/actors")).json()["actors"]][:60]
    asks = kinds(ids, [report["document"] for reports in told for report in reports], actors)
    sessions = [await signed_in(f"reviewer {number}") for number in range(given.reviewers)]
    held = Held(until=time.perf_counter() + given.seconds)
    readers = [reader(number, held, asks, given.pause) for number in range(given.readers)]
    reviewers = [reviewer(n, held, one, given.thought, given.answering) for n, one in enumerate(sessions)]
    await asyncio.gather(*readers, *reviewers)
    return held


def recount(*words: str) -> str:
    """What `recount` prints."""
    command = [sys.executable, "-m", "recount", *words]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def prepare(place: str, given: argparse.Namespace) -> None:
    write(place, given.incidents)
    with as_file(files("recount") / "examples") as folder:
        recount("add", str(folder), "--db", place)
    with Ledger.open(place) as ledger:
        password = hash_password(PASSWORD)
        for number in range(given.reviewers):
            Users(ledger).add(
                User(name=f"reviewer {number}", role="reviewer"), password, at="2026-01-01T00:00:00.000000Z"
            )


def serve(place: str, workers: int) -> subprocess.Popen[bytes]:
    words = ["serve", "--db", place, "--port", str(PORT), "--workers", str(workers)]
    server = subprocess.Popen([sys.executable, "-m", "recount", *words], stdout=subprocess.DEVNULL)
    while server.poll() is None:
        try:
            httpx.get(f"{HOME}/", timeout=60)
        except httpx.HTTPError:
            time.sleep(0.5)
        else:
            return server
    raise SystemExit("the server did not answer")


def show(held: Held, given: argparse.Namespace) -> None:
    groups = {
        "all": list(held.times),
        "all readers": [kind for kind in held.times if kind.startswith("reader")],
        "all but answers": [kind for kind in held.times if kind != "reviewer: answer"],
    }
    print("| asked | requests | p50 ms | p95 ms | p99 ms | most ms |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, chosen in [*((kind, [kind]) for kind in sorted(held.times)), *groups.items()]:
        times = sorted(seconds for kind in chosen for seconds in held.times[kind])
        if times:
            at = [1000 * times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.95, 0.99, 1)]
            print(f"| {name} | {len(times):,} | " + " | ".join(f"{one:,.0f}" for one in at) + " |")
    asked = sum(len(some) for some in held.times.values())
    print(f"\n{given.readers} readers, {given.reviewers} reviewers, {given.workers} workers, {given.seconds:.0f} s")
    print(f"{asked / given.seconds:.1f} requests a second; errors {dict(held.errors) or 0}")


def check(place: str, held: Held, before: str) -> None:
    """What was accepted against what the ledger holds; `verify` names the made-up rows, which no log line tells of."""
    with Ledger.open(place) as ledger:
        answers = Counter((one.who, one.at) for one in ledger.decisions())
    print(f"answers accepted {held.accepted}, in the ledger {len(answers)}, overtaken {held.overtaken}")
    after = recount("verify", "--db", place)
    print("verify finds", "nothing new" if found(after) == found(before) else f"\n{after[-2000:]}")


def found(verified: str) -> set[str]:
    return set(verified.splitlines()[1:-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--incidents", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pause", type=float, default=10, help="seconds that a reader reads, on average")
    parser.add_argument("--thought", type=float, default=60, help="seconds that a reviewer thinks, on average")
    parser.add_argument("--answering", type=float, default=1, help="part of the questions opened that are answered")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "load.db")
        prepare(place, given)
        before = recount("verify", "--db", place)
        server = serve(place, given.workers)
        try:
            held = asyncio.run(run(given))
        finally:
            server.terminate()
            server.wait(30)
        show(held, given)
        check(place, held, before)


if __name__ == "__main__":
    main()
