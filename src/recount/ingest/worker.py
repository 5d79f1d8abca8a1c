"""The process in which hostile bytes are taken apart: little memory, little time, nothing to lose.

`workshop.py` starts it as `python -m recount.ingest.worker`. It takes jobs and gives answers over its standard streams,
and ends when its input does. Needs an operating system with resource limits (Linux, macOS).
"""

import contextlib
import os
import resource
import sys

import msgspec

from recount.errors import EmptyDocument, RecountError, TooLarge
from recount.ingest.feed import read_feed
from recount.ingest.jobs import Answer, Job, Parsed, Refusal, receive, send
from recount.ingest.pdf import read_pdf
from recount.ingest.webpage import AS_TEXT, read_page


def main() -> None:
    """Answer jobs until the input ends."""
    with os.fdopen(os.dup(1), "wb") as answers:
        # A library that prints must not write into the answers.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        while (frame := receive(sys.stdin.buffer)) is not None:
            job = msgspec.msgpack.decode(frame, type=Job)
            del frame
            _limit(job)
            send(answers, _answer(job))


def _limit(job: Job) -> None:
    """Set the limits for the next job: memory in all, processor time on top of what is used up already."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + job.limits.cpu_seconds
    # Not every system enforces each of them; the clock of the workshop stands behind.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (job.limits.memory_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(job: Job) -> Answer:
    try:
        return Answer(articles=_take_apart(job))
    except RecountError as error:
        return Answer(refusal=_refusal(error), what=error.what, advice=error.advice)
    except (MemoryError, RecursionError):
        return Answer(refusal="too large", what="it takes more memory than a news report should", advice=AS_TEXT)
    except Exception as error:  # noqa: BLE001 - any fault of a parser is one bad document, never the end of the run
        what = f"its parser failed on it ({type(error).__name__})"
        return Answer(refusal="not text", what=what, advice=AS_TEXT)


def _refusal(error: RecountError) -> Refusal:
    if isinstance(error, EmptyDocument):
        return "empty"
    return "too large" if isinstance(error, TooLarge) else "not text"


def _take_apart(job: Job) -> tuple[Parsed, ...]:
    if job.kind == "pdf":
        return (read_pdf(job.data, limits=job.limits),)
    if job.kind == "feed":
        return read_feed(job.data, url=job.url, captured=job.captured, limits=job.limits)
    return (read_page(job.data, charset=job.charset, url=job.url, captured=job.captured, limits=job.limits),)


if __name__ == "__main__":
    main()
