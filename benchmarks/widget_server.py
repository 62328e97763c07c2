"""A web server on this machine that sends everything gzipped, so that all widgets come the same way.

It also takes Socket.IO connections as Rasa's own channel does: rasa-webchat lets nobody type before it is connected.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import socketio

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SOCKET_PATH = "/socket.io/"


@dataclass(frozen=True)
class Content:
    """What stands at one address."""

    type: str
    body: bytes


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    # head and body are written one after the other: with Nagle's algorithm the body would wait for an acknowledgement
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the table is what is read."""


@contextmanager
def serving(site: Mapping[str, Content]) -> Iterator[str]:
    """Serve contents by path while the block runs; the server's address. Every other path is not found."""
    server = make_server("127.0.0.1", 0, _with_conversations(_gzipped(site)), _Server, _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _gzipped(site: Mapping[str, Content]) -> WSGIApplication:
    packed = {path: (content.type, gzip.compress(content.body, compresslevel=9)) for path, content in site.items()}

    def answer(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        found = packed.get(environment["PATH_INFO"])
        if found is None:
            start(_line(HTTPStatus.NOT_FOUND), [("Content-Length", "0")])
            return []
        kind, body = found
        start(_line(HTTPStatus.OK), [("Content-Type", kind), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))])
        return [body]

    return answer


def _with_conversations(app: WSGIApplication) -> WSGIApplication:
    """Conversations are confirmed; nothing is ever said in them."""
    server = socketio.Server(async_mode="threading", monitor_clients=False, allow_upgrades=False)

    def confirm(connection: str, request: object) -> None:
        server.emit("session_confirm", connection, to=connection)

    server.on("session_request", confirm)
    both: WSGIApplication = socketio.WSGIApp(server, app, socketio_path=SOCKET_PATH)
    return both


def _line(status: HTTPStatus) -> str:
    return f"{status.value} {status.phrase}"
