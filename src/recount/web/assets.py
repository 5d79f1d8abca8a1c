"""Style, scripts and outlines: read and compressed once, and kept by browsers as long as they stay as they are."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers, QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

HERE = Path(__file__).parent
FOLDERS = {"": HERE / "static", "desk/": HERE / "desk" / "static"}
_SMALL = 1000  # bytes below which compressing does not pay
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file: its bytes, the same compressed (or nothing), its type, and a mark of its content."""

    body: bytes
    packed: bytes
    kind: str
    mark: str


@cache
def assets() -> dict[str, Asset]:
    """Every file by its path under `/static/`."""
    return {
        prefix + file.relative_to(folder).as_posix(): _asset(file)
        for prefix, folder in FOLDERS.items()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _asset(file: Path) -> Asset:
    body = file.read_bytes()
    packed = gzip.compress(body, 9, mtime=0) if len(body) >= _SMALL else b""
    kind = guess_type(file.name)[0] or "text/plain"
    return Asset(body=body, packed=packed, kind=kind, mark=sha256(body).hexdigest()[:12])


def asset(path: str) -> str:
    """The address of a file, which changes with its content, so that a browser never asks for it twice."""
    return f"/static/{path}?v={assets()[path].mark}"


class Assets:
    """Answers with the files."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One file; 404 where there is none of that name."""
        path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/static").lstrip("/")
        found = assets().get(path)
        if scope["method"] != "GET" or found is None:
            raise HTTPException(404 if found is None else 405)
        await _answer(found, Headers(scope=scope), QueryParams(scope["query_string"]))(scope, receive, send)


def _answer(found: Asset, asked: Headers, query: QueryParams) -> Response:
    lasting = query.get("v") == found.mark
    headers = {
        "ETag": f'W/"{found.mark}"',
        "Vary": "Accept-Encoding",
        "Cache-Control": f"public, max-age={_YEAR}, immutable" if lasting else "no-cache",
    }
    if headers["ETag"] in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if found.packed and "gzip" in asked.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.kind, headers=headers)
