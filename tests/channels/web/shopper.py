"""A browser's side of the protocol, without the browser."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any, Optional

import socketio

PATIENCE = 60
"""Seconds; generous, since the machine may be busy with other work."""
_ids = itertools.count()


class RefusedError(Exception):
    """The server refused the connection; `data` is what it said."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.data = data


class Shopper:
    """One session over any number of connections; keeps what it receives, in the order that it receives it."""

    def __init__(self, url: str) -> None:
        self.url, self.received, self.typing = url, list[dict[str, Any]](), list[bool]()
        self.token: Optional[str] = None
        self._client: Optional[socketio.AsyncClient] = None

    @property
    def last(self) -> int:
        """The last number that it has."""
        return self.received[-1]["number"] if self.received else 0

    @property
    def heard(self) -> list[str]:
        """What the assistant said."""
        return [message["text"] for message in self.received if message["sender"] == "bot"]

    async def connect(self, headers: Optional[dict[str, str]] = None, **auth: Any) -> None:
        """Open a connection with its own token and last number, unless told otherwise.

        Raises:
            RefusedError: the server does not admit it.
        """
        answer, opened = asyncio.get_running_loop().create_future(), asyncio.Event()
        client = socketio.AsyncClient(reconnection=False)
        client.on("session", answer.set_result)
        client.on("connect", opened.set)

        def refused(data: Any) -> None:
            if not answer.done():
                answer.set_exception(RefusedError(data))

        client.on("connect_error", refused)
        client.on("message", self.received.append)
        client.on("typing", self.typing.append)
        await client.connect(
            self.url,
            headers or {},
            {"token": self.token, "after": self.last} | auth,
            transports=["websocket"],
            socketio_path="/web/socket.io",
            wait=False,
        )
        self.token = (await asyncio.wait_for(answer, PATIENCE))["token"]
        await asyncio.wait_for(opened.wait(), PATIENCE)
        self._client = client

    async def say(self, text: str, id: Optional[str] = None) -> dict[str, Any]:
        """Send a message; the acknowledgement."""
        return await self.call("say", {"id": id or f"m{next(_ids)}", "text": text})

    async def insist(self, text: str) -> None:
        """Send a message until it is taken, as the widget does: the same id each time."""
        id = f"m{next(_ids)}"
        while "error" in await self.say(text, id):
            await asyncio.sleep(0.5)

    async def call(self, event: str, data: Any) -> dict[str, Any]:
        """Send any event; the acknowledgement."""
        assert self._client
        answer: dict[str, Any] = await self._client.call(event, data, timeout=PATIENCE)
        return answer

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to become true.

        Raises:
            AssertionError: it did not within PATIENCE seconds.
        """
        for _ in range(PATIENCE * 50):
            if holds():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"waited in vain; received {self.received}")

    async def leave(self) -> None:
        """Close the connection."""
        if self._client:
            await self._client.disconnect()
            self._client = None

    async def vanish(self) -> None:
        """Lose the connection without a word, as a phone in a tunnel does."""
        assert self._client
        await self._client.eio.ws.close()
        await self._client.eio.http.close()
        self._client = None
