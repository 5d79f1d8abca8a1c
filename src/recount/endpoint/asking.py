"""Asks the endpoint: within a budget and a time, patiently where it is busy, and never again once it has refused us."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

import httpx

from recount import __version__
from recount.endpoint.coder import Coder
from recount.endpoint.question import LETTERS_A_TOKEN, Question, body_of
from recount.errors import CoderError

MOST_BYTES = 4_000_000
FIRST_WAIT = 1.0
LONGEST_WAIT = 120.0
"""Seconds. An endpoint that asks for more patience than this has its article recorded as failed."""

IN_A_ROW = 3
"""After so many articles without an answer the endpoint is taken to be down for the rest of the run."""

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_REFUSED = frozenset({401, 402, 403, 404, 405})
_KEY = "Check the address, the model's name and the environment variable RECOUNT_CODER_KEY, then add the article again"
_LATER = "Add the article again later: answers that came are kept and not asked for twice"


class _Busy(Exception):
    """The endpoint could not answer now; `wait` is how many seconds it asks for, where it says so."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(slots=True)
class Spent:
    """What a run has cost so far, and why nothing more is asked, where that is so."""

    requests: int = 0
    tokens: int = 0
    failed_in_a_row: int = 0
    closed: CoderError | None = None


@dataclass(slots=True)
class Asking:
    """One run of questions to one endpoint."""

    coder: Coder
    client: httpx.Client
    sleep: Callable[[float], None]
    spent: Spent = field(default_factory=Spent)

    def ask(self, question: Question) -> dict[str, Any]:
        """The object that the endpoint answers with; CoderError where none came."""
        try:
            answer = self._patiently(question)
        except CoderError as error:
            self.spent.failed_in_a_row += 1
            if self.spent.failed_in_a_row >= IN_A_ROW and self.spent.closed is None:
                what = f"{self.coder.host} failed on {IN_A_ROW} articles in a row, so no more were sent to it"
                self.spent.closed = CoderError(f"{what} (the last time: {error.what})", advice=error.advice)
            raise
        self.spent.failed_in_a_row = 0
        return answer

    def _patiently(self, question: Question) -> dict[str, Any]:
        why = ""
        for attempt in range(self.coder.tries):
            self._within_budget(question)
            try:
                return self._once(question)
            except _Busy as busy:
                why = str(busy)
                wait = FIRST_WAIT * 2**attempt if busy.wait is None else busy.wait
                if wait > LONGEST_WAIT:
                    what = f"{self.coder.host} asks to wait {wait:.0f} seconds ({why})"
                    raise CoderError(what, advice=_LATER) from None
            if attempt + 1 < self.coder.tries:
                self.sleep(wait)
        raise CoderError(f"{self.coder.host} gave no answer in {self.coder.tries} tries: {why}", advice=_LATER)

    def _within_budget(self, question: Question) -> None:
        if self.spent.closed is not None:
            raise CoderError(self.spent.closed.what, advice=self.spent.closed.advice)
        limits = (
            ("requests", self.spent.requests + 1, self.coder.requests),
            ("tokens", self.spent.tokens + question.tokens, self.coder.tokens),
        )
        for name, wanted, limit in limits:
            if wanted > limit:
                advice = f"Allow more with --coder-{name}, and add the article again: answers that came are kept"
                raise CoderError(f"The budget of {limit} {name} for the second coder is spent", advice=advice)

    def _once(self, question: Question) -> dict[str, Any]:
        self.spent.requests += 1
        status, headers, data = self._send(question)
        if status in _BUSY:
            raise _Busy(f"it answers {status}", _asked_to_wait(headers))
        if status in _REFUSED:
            self.spent.closed = CoderError(f"{self.coder.host} refuses: it answers {status}", advice=_KEY)
            raise self.spent.closed
        if status != 200:
            advice = "Check that the model is there and that the endpoint takes response_format json_schema"
            raise CoderError(f"{self.coder.host} cannot use the question: it answers {status}", advice=advice)
        return self._answer(question, data)

    def _send(self, question: Question) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body; what has not come whole within the time counts as not come."""
        deadline = monotonic() + self.coder.seconds
        headers = {"User-Agent": f"recount/{__version__}"}
        if self.coder.key:
            headers["Authorization"] = f"Bearer {self.coder.key}"
        collected = bytearray()
        try:
            request = self.client.build_request(
                "POST", self.coder.address, json=body_of(question, self.coder), headers=headers
            )
            response = self.client.send(request, stream=True)
            try:
                for chunk in response.iter_bytes():
                    collected += chunk
                    if len(collected) > MOST_BYTES:
                        raise CoderError(
                            f"{self.coder.host} answers with more than {MOST_BYTES / 1e6:g} MB", advice=_KEY
                        )
                    if monotonic() > deadline:
                        raise _Busy(f"no whole answer within {self.coder.seconds:g} seconds")
            finally:
                response.close()
        except httpx.TimeoutException:
            raise _Busy(f"no answer within {self.coder.seconds:g} seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _Busy(f"no connection ({type(error).__name__})") from None
        return response.status_code, response.headers, bytes(collected)

    def _answer(self, question: Question, data: bytes) -> dict[str, Any]:
        """The object inside the endpoint's envelope; one that is none is asked for again."""
        try:
            envelope = json.loads(data)
            choice = envelope["choices"][0]
            content = choice["message"].get("content") or ""
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self.spent.tokens += question.tokens
            raise _Busy("what it answers is no chat completion") from None
        self.spent.tokens += _tokens(envelope, question, content)
        if choice.get("finish_reason") == "length":
            advice = "Use a model with room for longer answers, or split the article"
            raise CoderError(f"{self.coder.host} broke its answer off as too long", advice=advice)
        return _object_in(content)


def _tokens(envelope: dict[str, Any], question: Question, content: object) -> int:
    usage = envelope.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    if isinstance(total, int) and total > 0:
        return total
    return question.tokens + len(str(content)) // LETTERS_A_TOKEN


def _object_in(content: object) -> dict[str, Any]:
    """The JSON object of an answer, also between other words or a code fence."""
    text = content if isinstance(content, str) else ""
    first, last = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[first : last + 1]) if first >= 0 else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("incidents"), list):
        raise _Busy("what it answers is not the JSON asked for")
    return found


def _asked_to_wait(headers: httpx.Headers) -> float | None:
    """The seconds of Retry-After; a time of day counts from the answer's own date."""
    asked = headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return float(asked[:9])
    until, now = _time(asked), _time(headers.get("date", ""))
    return max(0.0, (until - now).total_seconds()) if until and now else None


def _time(written: str) -> datetime | None:
    """A time of a header, which is always that of Greenwich."""
    try:
        return parsedate_to_datetime(written).replace(tzinfo=UTC)
    except (ValueError, IndexError, TypeError):
        return None
