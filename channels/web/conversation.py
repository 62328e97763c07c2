"""From a shopper's message to the assistant and back into the log."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage

from channels.texts import text
from channels.web.delivery import Connections
from channels.web.message_log import Entry, MessageLog
from channels.web.output import NAME, WebOutput

logger = logging.getLogger(__name__)
Answered = TypeVar("Answered")
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
ShowTyping = Callable[[str, bool], Awaitable[None]]


class Conversations:
    """Takes what shoppers say, one message of a session after the other, and logs what the assistant answers.

    The log is a database: one thread of its own keeps its waiting out of the event loop and its numbers in order.
    """

    def __init__(self, log: MessageLog, on_new_message: OnNewMessage) -> None:
        self.connections = Connections()
        self._log, self._on_new_message = log, on_new_message
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="web-messages")
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: dict[str, int] = defaultdict(int)
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, session: str, client_id: str, said: str, show_typing: ShowTyping) -> Entry:
        """Log a message and have it answered; a message that was taken before is only looked up."""
        entry, new = await self._in_thread(self._log.add_user, session, client_id, said)
        if new:
            self.connections.notify(session)
            self._answer_later(session, entry, show_typing)
        return entry

    async def resume(self, session: str, show_typing: ShowTyping) -> None:
        """Answer what a server that ended left unanswered."""
        if self._waiting.get(session):
            return
        self._waiting[session] += 1  # a second tab that connects meanwhile must not have it answered again
        try:
            for entry in await self._in_thread(self._log.unanswered, session):
                self._answer_later(session, entry, show_typing)
        finally:
            self._done_waiting(session)

    async def after(self, session: str, number: int) -> list[Entry]:
        """The entries behind a number."""
        return await self._in_thread(self._log.after, session, number)

    async def rate(self, session: str, stars: int, comment: str) -> None:
        """Keep a rating."""
        await self._in_thread(self._log.rate, session, stars, comment)

    def _answer_later(self, session: str, entry: Entry, show_typing: ShowTyping) -> None:
        self._waiting[session] += 1
        task = asyncio.get_running_loop().create_task(self._answer(session, entry, show_typing))
        self._tasks.add(task)  # the event loop itself would not keep it alive
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, session: str, entry: Entry, show_typing: ShowTyping) -> None:
        try:
            async with self._turns[session]:
                await show_typing(session, True)
                try:
                    await self._ask_assistant(session, entry)
                finally:
                    await show_typing(session, False)
        finally:
            self._done_waiting(session)

    def _done_waiting(self, session: str) -> None:
        self._waiting[session] -= 1
        if not self._waiting[session]:
            del self._waiting[session]
            self._turns.pop(session, None)

    async def _ask_assistant(self, session: str, entry: Entry) -> None:
        output = WebOutput(self._store)
        message = UserMessage(entry.content["text"], output, session, input_channel=NAME, message_id=entry.client_id)
        try:
            await self._on_new_message(message)
        except Exception:  # whatever goes wrong, the shopper gets a word
            logger.exception("Message %s of %s could not be handled", entry.number, session)
        if not output.spoke:
            await self._store(session, {"text": text("failed")})

    async def _store(self, session: str, content: Mapping[str, Any]) -> None:
        await self._in_thread(self._log.add_bot, session, content)
        self.connections.notify(session)

    async def _in_thread(self, work: Callable[..., Answered], *arguments: Any) -> Answered:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(*arguments))
