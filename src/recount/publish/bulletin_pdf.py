"""A bulletin as a PDF that screen readers can read: tagged, with bookmarks, a language and words for every picture.

WeasyPrint (the extra `pdf`) sets the pages. It is given nothing to fetch from: whatever address it asks for is refused.
"""

from importlib import import_module
from typing import Any

from recount.errors import RecountError


def bulletin_pdf(page: str) -> bytes:
    """The pages of a bulletin as PDF/UA."""
    weasyprint = _weasyprint()
    fetcher = import_module("weasyprint.urls").URLFetcher(allowed_protocols={"data"})  # nothing but the page itself
    printed: bytes = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    return printed


def _weasyprint() -> Any:
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as error:
        what = f"The bulletin cannot be printed: {' '.join(str(error).split())[:120]}"
        advice = "Run: pip install 'recount-ledger[pdf]' (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0)"
        raise RecountError(what, advice=advice) from error
