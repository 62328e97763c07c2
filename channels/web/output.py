"""What the assistant says, as the web protocol has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import OutputChannel

NAME = "web"
Store = Callable[[str, Mapping[str, Any]], Awaitable[None]]


class WebOutput(OutputChannel):
    """Puts every reply into the log; the connections take it from there."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.spoke = False

    @classmethod
    def name(cls) -> str:
        """The same as the input channel's."""
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """A reply with all that the actions put into it: text, quick replies, a card."""
        self.spoke = True
        await self._store(recipient_id, content_of(message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """A reply of text alone."""
        await self.send_response(recipient_id, {"text": text})


def content_of(message: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a Rasa reply that clients know; docs/web-channel.md describes them."""
    content: dict[str, Any] = {"text": message.get("text") or ""}
    if buttons := message.get("buttons"):
        content["quick_replies"] = [button["title"] for button in buttons]
    for part in ("card", "known"):
        if message.get(part):
            content[part] = message[part]
    return content
