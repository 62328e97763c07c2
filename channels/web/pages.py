"""What browsers fetch: the widget's two scripts, and the demo shop at the root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Optional

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

_WEB = Path(__file__).resolve().parents[2] / "web"
_SCRIPTS = _WEB / "widget" / "dist"
_DEMO = _WEB / "demo" / "index.html"
# any shop's page may fetch them; five minutes, so that a new version reaches the shops soon
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff"}


def register(app: Sanic) -> None:
    """Serve them; the root is Rasa's own greeting otherwise, and a route of that path is taken."""
    for name in ("widget.js", "chat.js"):
        app.add_route(_script(name), f"/{name}", name=f"web_{name[:-3]}")

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
        return await response.file(file, headers=_HEADERS, mime_type="text/javascript; charset=utf-8")

    return serve
