"""The Socket.IO events of the web chat: connect, say, rate, disconnect."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from socketio import AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refused
from sqlalchemy.exc import SQLAlchemyError

from channels.incoming import LONGEST_MESSAGE
from channels.texts import text
from channels.web.conversation import Conversations
from channels.web.delivery import Connection
from channels.web.errors import WebChannelError
from channels.web.limits import ConcurrencyLimit, Rate, RateLimit
from channels.web.message_log import Entry
from channels.web.requests import read_after, read_rated, read_said
from channels.web.sessions import Session, Sessions

logger = logging.getLogger(__name__)

_TABS = 10
"""Connections of one session."""
_CONNECTIONS = 500
"""Connections of one address: a company or a dormitory has one address for everybody."""
_SESSION_RATE = Rate(burst=8, per_second=0.5)
_ADDRESS_RATE = Rate(burst=200, per_second=40)
_NEW_SESSIONS = Rate(burst=300, per_second=5)

Answer = dict[str, Any]


class WebEvents:
    """Registers the handlers; each answers with an acknowledgement or with an error in Chinese."""

    def __init__(self, server: AsyncServer, sessions: Sessions, conversations: Conversations, trusted_proxies: int) -> None:
        self._server, self._sessions, self._conversations = server, sessions, conversations
        self._proxies = trusted_proxies
        self._addresses: dict[str, str] = {}
        self._tabs = ConcurrencyLimit(_TABS, "too_many_tabs")
        self._connections = ConcurrencyLimit(_CONNECTIONS, "too_many_sessions")
        self._said_by_session = RateLimit(_SESSION_RATE, "too_fast")
        self._said_by_address = RateLimit(_ADDRESS_RATE, "busy_address")
        self._opened_by_address = RateLimit(_NEW_SESSIONS, "too_many_sessions")

    def register(self) -> None:
        """Listen."""
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        self._server.on("say", self._say)
        self._server.on("rate", self._rate)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Open or resume a session, tell the client which, and deliver what it has not had."""
        address = client_address(environ, self._proxies)
        try:
            session = self._admitted(address, auth if isinstance(auth, dict) else {})
        except WebChannelError as error:
            raise Refused(text(error.reason), error.reason) from None
        self._addresses[sid] = address
        self._server.enter_room(sid, session.id)
        await self._server.emit("session", {"token": session.token, "expires": session.expires}, to=sid)
        self._conversations.connections.add(
            sid, Connection(session.id, read_after(auth), self._conversations.after, self._sender(sid))
        )
        await self._conversations.resume(session.id, self._show_typing)

    def _admitted(self, address: str, auth: dict[str, Any]) -> Session:
        """The session, counted in the limits."""
        if auth.get("token") is None:
            self._opened_by_address.take(address)
        session = self._sessions.open(auth.get("token"), auth.get("identity"))
        self._connections.enter(address)
        try:
            self._tabs.enter(session.id)
        except WebChannelError:
            self._connections.leave(address)
            raise
        return session

    async def _disconnect(self, sid: str) -> None:
        address = self._addresses.pop(sid, None)
        if address is None:  # it was never admitted
            return
        self._connections.leave(address)
        self._tabs.leave(self._conversations.connections.session_of(sid))
        self._conversations.connections.remove(sid)

    async def _say(self, sid: str, data: Any = None) -> Answer:
        """A shopper's message; the answer has its number in the log."""

        async def take(session: str) -> Answer:
            said = read_said(data)
            self._said_by_session.take(session)
            self._said_by_address.take(self._addresses[sid])
            entry = await self._conversations.take(session, said.id, said.text, self._show_typing)
            return {"number": entry.number}

        return await self._answered(sid, take)

    async def _rate(self, sid: str, data: Any = None) -> Answer:
        """How the shopper liked it."""

        async def keep(session: str) -> Answer:
            rated = read_rated(data)
            await self._conversations.rate(session, rated.stars, rated.comment)
            return {}

        return await self._answered(sid, keep)

    async def _answered(self, sid: str, handle: Callable[[str], Awaitable[Answer]]) -> Answer:
        try:
            return await handle(self._conversations.connections.session_of(sid))
        except WebChannelError as error:
            return {"error": error.reason, "message": text(error.reason, limit=LONGEST_MESSAGE)}
        except SQLAlchemyError:
            logger.exception("The message log is away")
            return {"error": "unavailable", "message": text("unavailable")}

    def _sender(self, sid: str) -> Callable[[Entry], Awaitable[None]]:
        async def send(entry: Entry) -> None:
            await self._server.emit("message", entry.packet, to=sid)

        return send

    async def _show_typing(self, session: str, on: bool) -> None:
        await self._server.emit("typing", on, room=session)


def client_address(environ: dict[str, Any], trusted_proxies: int) -> str:
    """The address of the client.

    Each trusted proxy adds the address that it heard from to the end of X-Forwarded-For; what stands before those, anybody
    can make up.
    """
    forwarded = [part.strip() for part in (environ.get("HTTP_X_FORWARDED_FOR") or "").split(",") if part.strip()]
    if trusted_proxies and len(forwarded) >= trusted_proxies:
        return forwarded[-trusted_proxies]
    request = environ.get("sanic.request")
    return str(request.ip) if request is not None else str(environ.get("REMOTE_ADDR") or "")
