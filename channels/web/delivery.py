"""Gets each connection exactly the messages that it has not had, once, in order."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from channels.web.message_log import Entry

ReadAfter = Callable[[str, int], Awaitable[list[Entry]]]
Send = Callable[[Entry], Awaitable[None]]


class Connection:
    """One tab of one session: reads the log behind its own last number whenever there is news.

    Nothing is pushed past the log, so neither a reload nor two messages at once can lose, double or swap one.
    """

    def __init__(self, session: str, after: int, read_after: ReadAfter, send: Send) -> None:
        self.session = session
        self._last, self._read_after, self._send = after, read_after, send
        self._news = asyncio.Event()
        self._news.set()

    def notify(self) -> None:
        """There may be something new in the log."""
        self._news.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            for entry in await self._read_after(self.session, self._last):
                await self._send(entry)
                self._last = entry.number


class Connections:
    """All connections of this process, by session."""

    def __init__(self) -> None:
        self._tasks: dict[str, tuple[Connection, asyncio.Task[None]]] = {}
        self._of_session: dict[str, set[Connection]] = defaultdict(set)

    def add(self, connection_id: str, connection: Connection) -> None:
        """Deliver to this connection from now on."""
        self._tasks[connection_id] = connection, asyncio.get_running_loop().create_task(connection.run())
        self._of_session[connection.session].add(connection)

    def remove(self, connection_id: str) -> None:
        """Stop delivering; an id that is not there is no trouble."""
        found = self._tasks.pop(connection_id, None)
        if found is None:
            return
        connection, task = found
        task.cancel()
        self._of_session[connection.session].discard(connection)
        if not self._of_session[connection.session]:
            del self._of_session[connection.session]

    def session_of(self, connection_id: str) -> str:
        """The session that a connection belongs to.

        Raises:
            KeyError: there is no such connection.
        """
        return self._tasks[connection_id][0].session

    def notify(self, session: str) -> None:
        """Tell every tab of a session that there is news."""
        for connection in self._of_session.get(session, ()):
            connection.notify()
