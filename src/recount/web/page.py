"""A page out of a template: everything that comes from articles or people is escaped, everywhere."""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from recount import __version__
from recount.publish import words
from recount.records import content_id
from recount.web.assets import asset
from recount.web.site import site_of

HERE = Path(__file__).parent
# Templates of the desk and of signing in lie beside their code; claims are drawn as in the static report.
FOLDERS = ("templates", "desk/templates", "access/templates", "../publish/templates")
VARYING = {"Vary": "HX-Request"}
_LEVEL = 4  # of compression: half the time of the usual 9, a twentieth more bytes
NAVIGATION = (("/", "Overview"), ("/incidents", "Incidents"), ("/actors", "Actors"), ("/statistics", "Statistics"))


@cache
def environment() -> Environment:
    """The templates, with undefined names as errors."""
    made = Environment(
        loader=FileSystemLoader([HERE / folder for folder in FOLDERS]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"words": words, "version": __version__, "number": "{:,}".format, "asset": asset}
    for file in sorted((HERE / "templates").iterdir()):
        made.get_template(file.name)  # read once, before anybody waits for it
    return made


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page of a template. `person` is whoever signing in put on the request, or None."""
    site = site_of(request)
    page = environment().get_template(template)
    person = getattr(request.state, "person", None)
    text = page.render(request=request, site=site, navigation=NAVIGATION, person=person, **context)
    return HTMLResponse(text, status_code=status, headers=VARYING)


def kept(request: Request, make: Callable[[], HTMLResponse]) -> HTMLResponse:
    """A page that is the same for all who are not signed in: made once for each address and state of the ledger.

    It is held compressed. A browser that has it is told so.
    """
    if getattr(request.state, "person", None) is not None:
        return make()
    site = site_of(request)
    name = f"page {is_part(request)} {request.url.path}?{request.url.query}"
    tag = content_id(site.shelf.now().name, __version__, site.title, name)
    headers = {"ETag": f'W/"{tag}"', "Cache-Control": "no-cache", "Vary": "Accept-Encoding, HX-Request"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return HTMLResponse(status_code=304, headers=headers)
    packed = site.remembered(name, lambda: _pressed(make))
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(gzip.decompress(packed), headers=headers)
    return HTMLResponse(packed, headers=headers | {"Content-Encoding": "gzip"})


def _pressed(make: Callable[[], HTMLResponse]) -> bytes:
    return gzip.compress(bytes(make().body), _LEVEL, mtime=0)


def is_part(request: Request) -> bool:
    """Whether only the changed part of a page is asked for (by htmx), not the whole of it."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers
