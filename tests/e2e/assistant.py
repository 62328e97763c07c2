"""The running assistant as a shopper and a reviewer see it."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from typing import Any

from launcher.server import Server


@dataclass(frozen=True)
class BotTurn:
    """What came back for one message."""

    status: int
    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """Everything the bot said."""
        return "\n".join(message.get("text", "") for message in self.messages)

    @property
    def quick_replies(self) -> list[str]:
        """The titles of the buttons."""
        return [button["title"] for message in self.messages for button in message.get("buttons", [])]


@dataclass
class Assistant:
    """One conversation over the REST channel."""

    server: Server
    sender: str = field(default_factory=lambda: f"test-{uuid.uuid4().hex[:12]}")

    def say(self, text: Any) -> BotTurn:
        """Send one message."""
        return self.post(json.dumps({"sender": self.sender, "message": text}).encode())

    def post(self, body: bytes) -> BotTurn:
        """Send a raw request body."""
        address = f"{self.server.url}/webhooks/rest/webhook"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"}, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return BotTurn(answer.status, json.load(answer))
        except urllib.error.HTTPError as error:
            return BotTurn(error.code, [{"text": json.load(error)["message"]}])

    @property
    def slots(self) -> dict[str, Any]:
        """The slots of the conversation now."""
        return self._tracker("NONE")["slots"]

    @property
    def user_texts(self) -> list[str]:
        """What the tracker kept of the shopper's messages."""
        return [event["text"] for event in self._tracker("ALL")["events"] if event["event"] == "user"]

    def _tracker(self, events: str) -> Any:
        sender = urllib.parse.quote(self.sender)
        with urllib.request.urlopen(f"{self.server.url}/conversations/{sender}/tracker?include_events={events}") as answer:
            return json.load(answer)
