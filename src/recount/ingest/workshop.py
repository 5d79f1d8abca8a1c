"""Starts, watches and replaces the process in which pages, PDFs and feeds are taken apart."""

import os
import signal
import subprocess
import sys
from threading import Timer
from types import TracebackType
from typing import Self

import msgspec

from recount.errors import EmptyDocument, IngestError, NotText, TooLarge
from recount.ingest.jobs import Answer, Job, Parsed, receive, send

AS_TEXT = "Save the article's text as .txt and add that"
_ERRORS: dict[str, type[IngestError]] = {"empty": EmptyDocument, "not text": NotText, "too large": TooLarge}


class Workshop:
    """One worker process, started at the first job and again after each that it did not survive."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def take_apart(self, job: Job) -> tuple[Parsed, ...]:
        """The articles in the job's bytes. Raises an IngestError where there are none or the worker died of them."""
        answer = self._ask(job)
        if answer.refusal is not None:
            raise _ERRORS[answer.refusal](answer.what, advice=answer.advice)
        return answer.articles

    def _ask(self, job: Job) -> Answer:
        process = self._running()
        # Processor time is limited within the worker; on a busy machine the same work takes longer by the clock.
        watch = Timer(3 * job.limits.cpu_seconds + 10, process.kill)
        watch.daemon = True
        watch.start()
        frame = None
        try:
            if process.stdin is not None and process.stdout is not None:
                send(process.stdin, job)
                frame = receive(process.stdout)
            if frame is not None:
                return msgspec.msgpack.decode(frame, type=Answer)
        except (BrokenPipeError, msgspec.DecodeError):
            pass
        finally:
            watch.cancel()
        return self._post_mortem(job)

    def _post_mortem(self, job: Job) -> Answer:
        code = self._end()
        if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            what = f"it takes more than {job.limits.cpu_seconds} seconds to take apart"
            return Answer(refusal="too large", what=what, advice=AS_TEXT)
        return Answer(refusal="not text", what="its parser broke down on it", advice=AS_TEXT)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # -P keeps modules of the working directory, which may be a folder of hostile files, from being imported.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "recount.ingest.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
        return self._process

    def _end(self) -> int | None:
        """End the worker; its exit code where it had ended by itself."""
        process, self._process = self._process, None
        if process is None:
            return None
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
