"""For machines that watch this one: is the ledger there, and how much is in it.

`/healthz` answers anyone, and says nothing but whether it can be read; `/metrics` (Prometheus) is read like any page.
"""

import resource
import sys

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse

from recount.errors import RecountError
from recount.ledger import Ledger
from recount.web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz(request: Request) -> JSONResponse:
    """200 where the ledger can be read, 503 where it cannot."""
    try:
        site_of(request).ledger.head()
    except RecountError:
        return JSONResponse({"ledger": "cannot be read"}, status_code=503)
    return JSONResponse({"ledger": "can be read"})


@router.get("/metrics")
def metrics(request: Request) -> PlainTextResponse:
    """What the ledger holds and what this process uses, as Prometheus reads it."""
    lines = _lines(site_of(request).ledger)
    return PlainTextResponse("".join(lines), media_type="text/plain; version=0.0.4")


def _lines(ledger: Ledger) -> list[str]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    rows = [f'recount_rows{{table="{name}"}} {number}\n' for name, number in sorted(ledger.counts().items())]
    return [
        "# HELP recount_rows Rows in each table of the ledger.\n# TYPE recount_rows gauge\n",
        *rows,
        *_one("recount_log_lines", "Lines in the sealed log.", ledger.head().number),
        *_one("recount_failures", "Articles that failed and still do.", len(ledger.failures())),
        *_one("recount_incidents_current", "1 where incidents tell of all documents.", int(ledger.is_derived())),
        *_one("recount_peak_memory_bytes", "Most memory this process has used.", peak),
        *_one("recount_cpu_seconds", "Processor time of this process.", used.ru_utime + used.ru_stime),
    ]


def _one(name: str, words: str, number: float) -> tuple[str, str]:
    return f"# HELP {name} {words}\n# TYPE {name} gauge\n", f"{name} {number}\n"
