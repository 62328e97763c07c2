"""The web chat as a Rasa channel over Socket.IO; docs/web-channel.md has the protocol."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from socketio import AsyncServer

from channels.web import pages
from channels.web.conversation import Conversations
from channels.web.events import WebEvents
from channels.web.message_log import MessageLog
from channels.web.output import NAME
from channels.web.sessions import Sessions, signing_key

PATH = "/web/socket.io"
_LARGEST_PACKET = 20_000
"""Bytes; the longest message with its frame is a quarter of that."""
_PING_EVERY, _PING_PATIENCE = 15, 10
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class WebChannel(InputChannel):
    """Chat for browsers: signed sessions, numbered messages, limits.

    Settings in credentials.yml:
        database: SQLAlchemy's URL of the message log.
        key_file: holds the key that signs sessions; made when it is not there.
        identity_key: the shop's key for identities of signed-in shoppers; empty when it passes none.
        origins: other web origins whose pages may open the chat, separated by blanks.
        trusted_proxies: how many reverse proxies stand in front and add X-Forwarded-For.
    """

    def __init__(self, database: str, key_file: Path, identity_key: str, origins: frozenset[str], trusted_proxies: int) -> None:
        self._database, self._origins, self._proxies = database, origins, trusted_proxies
        self._sessions = Sessions(signing_key(key_file), identity_key or None)

    @classmethod
    def name(cls) -> str:
        """The channel's name in trackers and addresses."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> InputChannel:
        """The channel as credentials.yml sets it."""
        found = credentials or {}
        return cls(
            found["database"],
            Path(found["key_file"]),
            found.get("identity_key") or "",
            frozenset((found.get("origins") or "").split()),
            int(found.get("trusted_proxies") or 0),
        )

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The Socket.IO server, which answers at PATH."""
        server = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=self._may_open,
            max_http_buffer_size=_LARGEST_PACKET,
            ping_interval=_PING_EVERY,
            ping_timeout=_PING_PATIENCE,
        )
        conversations = Conversations(MessageLog(self._database), on_new_message)
        WebEvents(server, self._sessions, conversations, self._proxies).register()
        return _SocketBlueprint(server)

    def _may_open(self, origin: Optional[str], environ: dict[str, Any]) -> bool:
        """Pages of our own host, and of the shop's."""
        own = f"{environ.get('wsgi.url_scheme', 'http')}://{environ.get('HTTP_HOST')}"
        return origin in self._origins or origin == own


class _SocketBlueprint(Blueprint):
    """Hands the Socket.IO server and the pages to the web server when Rasa registers the channel's routes."""

    def __init__(self, server: AsyncServer) -> None:
        super().__init__("web_channel")
        self.ctx.server = server

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Attach to the web server."""
        self.ctx.server.attach(app, PATH)
        pages.register(app)
        super().register(app, options)
