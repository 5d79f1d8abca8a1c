"""Throws made-up and mutated input at everything that reads what others wrote.

usage: fuzz.py [--cases N] [--seconds N] [--seed N] [--only TARGET] [--workers N] [--state FILE] [--keep FOLDER]

A case fails where something else than an error of Recount comes out, where it takes more than 2 seconds of processor
time, where a span does not hold the words it quotes, or where a value is none (low above high, a last day before the
first). Each kind of failure is made small and written to benchmarks/regressions/, where a test finds it for good.

Cases come in blocks; a block is told by seed, target and number, so that any case can be made again. With `--state`
what is done is kept in a file, and a later run goes on from there: `--cases` is the number in all, `--seconds` how
long this run may take by the clock.
"""

import argparse
import json
import logging
import multiprocessing
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fuzz_targets import TARGETS

from recount.errors import RecountError

HERE = Path(__file__).parent / "regressions"
SECONDS = 2.0
MEMORY = 3_000_000_000
WHOLE = sum(target.share for target in TARGETS.values())
BLOCKS = 500  # of a target in the whole
TRIES = 400  # to make a failing case smaller
IN_A_PROCESS = ("page", "feed", "pdf")  # a worker takes any fault of their parsers


class Hang(BaseException):
    """A case took longer than it may."""


@contextmanager
def bounded() -> Iterator[None]:
    """Ends what takes more than the allowed processor time."""

    def stop(_number: int, _frame: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run_case(name: str, data: bytes) -> str | None:
    """What is wrong with one case, or nothing."""
    try:
        with bounded():
            TARGETS[name].read(data)
    except RecountError:
        return None
    except Hang:
        return f"hang: more than {SECONDS:g} s"
    except AssertionError as error:
        return f"wrong: {str(error)[:200]}"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return None if name in IN_A_PROCESS else f"{type(error).__name__}: {str(error)[:200]}"
    return None


def kind_of(wrong: str) -> str:
    """The kind of a failure, without the words that differ from case to case."""
    return "".join(letter for letter in wrong[:40] if not letter.isdigit())[:18]


def smaller(name: str, data: bytes, wrong: str) -> bytes:
    """The shortest input found that fails in the same way."""
    kind, size, tries = kind_of(wrong), max(1, len(data) // 2), TRIES if not wrong.startswith("hang") else 12
    while size and tries > 0:
        for at in range(0, len(data), size):
            tries -= 1
            shorter = data[:at] + data[at + size :]
            if shorter and (again := run_case(name, shorter)) and kind_of(again) == kind:
                data = shorter
                break
            if tries <= 0:
                break
        else:
            size //= 2
    return data


@dataclass
class Done:
    """What was done of a target: blocks, cases, failures, and the longest a case took in seconds of processor time."""

    blocks: int = 0
    cases: int = 0
    failed: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    found: dict[str, str] = field(default_factory=dict)


def block(job: tuple[int, str, int, int]) -> tuple[str, Done]:
    """Runs one block of cases."""
    seed, name, number, size = job
    chance = random.Random(f"{seed} {name} {number}")
    done, target, began = Done(blocks=1), TARGETS[name], time.process_time()
    before = began
    for _ in range(size):
        data = target.make(chance)
        wrong = run_case(name, data)
        done.cases += 1
        now = time.process_time()
        if done.cases > 1:  # the first of a kind loads its tables
            done.slowest = max(done.slowest, now - before)
        before = now
        if wrong:
            done.failed += 1
            if kind_of(wrong) not in done.found:
                done.found[kind_of(wrong)] = smaller(name, data, wrong).hex()
            before = time.process_time()
    done.seconds = time.process_time() - began
    return name, done


def begin() -> None:
    logging.disable(logging.CRITICAL)  # parsers complain of every case
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Round:
    """A run over blocks that goes on where the one before it ended."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.done = {name: Done() for name in TARGETS}
        self.end = time.monotonic() + asked.seconds
        self.handed: dict[str, int] = {}
        if asked.state and asked.state.exists():
            told = json.loads(asked.state.read_text(encoding="utf-8"))
            self.done |= {name: Done(**one) for name, one in told.items() if name in TARGETS}

    def jobs(self) -> Iterator[tuple[int, str, int, int]]:
        """Blocks of the target that is furthest behind, until the time or the cases are up."""
        self.handed = {name: one.blocks for name, one in self.done.items()}
        names = [self.asked.only] if self.asked.only else list(TARGETS)
        most = max(1, round(BLOCKS * self.asked.cases / WHOLE))
        while time.monotonic() < self.end:
            name = min(names, key=lambda one: self.handed[one])
            if self.handed[name] >= most:
                return
            yield self.asked.seed, name, self.handed[name], max(1, TARGETS[name].share // BLOCKS)
            self.handed[name] += 1

    def note(self, name: str, part: Done) -> None:
        whole = self.done[name]
        whole.blocks += part.blocks
        whole.cases += part.cases
        whole.failed += part.failed
        whole.seconds += part.seconds
        whole.slowest = max(whole.slowest, part.slowest)
        for kind, data in part.found.items():
            if kind not in whole.found:
                whole.found[kind] = self._kept(name, bytes.fromhex(data))

    def _kept(self, name: str, data: bytes) -> str:
        file = self.asked.keep / f"{name}-{sha256(data).hexdigest()[:12]}.bin"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        print(f"{file.name}: {run_case(name, data)}", file=sys.stderr, flush=True)
        return file.name

    def save(self) -> None:
        if self.asked.state:
            written = json.dumps({name: asdict(one) for name, one in self.done.items()}, indent=1)
            part = self.asked.state.with_suffix(".part")
            part.write_text(written, encoding="utf-8")
            part.replace(self.asked.state)

    def show(self) -> int:
        print("| target | cases | failed | slowest, s |\n| --- | ---: | ---: | ---: |")
        for name, one in self.done.items():
            print(f"| {name} | {one.cases:,} | {one.failed} | {one.slowest:.2f} |")
        cases, failed = sum(one.cases for one in self.done.values()), sum(one.failed for one in self.done.values())
        slowest, seconds = (
            max(one.slowest for one in self.done.values()),
            sum(one.seconds for one in self.done.values()),
        )
        print(f"| all | {cases:,} | {failed} | {slowest:.2f} |")
        print(f"\nseed {self.asked.seed}, {seconds:,.0f} s of processor time in all")
        return int(failed > 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=WHOLE, help="in all, by share")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of this run, by the clock")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=TARGETS)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--state", type=Path, help="file that keeps what is done")
    parser.add_argument("--keep", type=Path, default=HERE, help="folder for inputs that fail")
    work = Round(parser.parse_args())
    begin()
    jobs = work.jobs()
    with multiprocessing.get_context("fork").Pool(work.asked.workers, begin) as pool:
        waiting = [pool.apply_async(block, (job,)) for _, job in zip(range(2 * work.asked.workers), jobs, strict=False)]
        while waiting:
            name, part = waiting.pop(0).get()
            work.note(name, part)
            work.save()
            waiting += [pool.apply_async(block, (job,)) for _, job in zip(range(1), jobs, strict=False)]
    return work.show()


if __name__ == "__main__":
    sys.exit(main())
