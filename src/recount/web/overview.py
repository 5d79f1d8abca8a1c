"""The first page: the whole ledger in figures."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from recount.web.page import render

router = APIRouter()


@router.get("/", include_in_schema=False)
def overview(request: Request) -> HTMLResponse:
    """What the ledger holds."""
    return render(request, "overview.html")
