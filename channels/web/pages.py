"""What browsers fetch: the widget's two scripts, and the demo shop at the root."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Optional

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

_WEB = Path(__file__).resolve().parents[2] / "web"
_SCRIPTS = _WEB / "widget" / "dist"
_DEMO = _WEB / "demo" / "index.html"
# any shop's page may fetch them; five minutes, so that a new version reaches the shops soon
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=300",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class _Script:
    """A script as it lies on the disk, compressed, and named by its content."""

    plain: bytes
    gzipped: bytes
    etag: str


def register(app: Sanic) -> None:
    """Serve them; the root is Rasa's own greeting otherwise, and a route of that path is taken."""
    for name in ("widget.js", "chat.js"):
        app.add_route(_script(name), f"/{name}", methods=["GET", "HEAD"], name=f"web_{name[:-3]}")

    @app.middleware("request")
    async def demo(request: Request) -> Optional[HTTPResponse]:
        if request.path == "/" and request.method in {"GET", "HEAD"} and _DEMO.exists():
            return await response.file(_DEMO)
        return None


def _script(name: str) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        file = _SCRIPTS / name
        if not file.exists():
            return response.text("// The chat widget is not built: make start builds it.", status=404)
        script = _read(file, file.stat().st_mtime_ns)
        headers = _HEADERS | {"ETag": script.etag}
        if request.headers.get("if-none-match") == script.etag:
            return HTTPResponse(status=304, headers=headers)
        content_type = "text/javascript; charset=utf-8"
        if "gzip" in request.headers.get("accept-encoding", ""):
            return response.raw(script.gzipped, headers=headers | {"Content-Encoding": "gzip"}, content_type=content_type)
        return response.raw(script.plain, headers=headers, content_type=content_type)

    return serve


@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> _Script:
    """The script, read and compressed anew only when it changed."""
    plain = file.read_bytes()
    return _Script(plain, gzip.compress(plain), f'W/"{hashlib.sha256(plain).hexdigest()[:16]}"')
