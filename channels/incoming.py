"""What a client may send: checked and cleaned before anything of Rasa sees it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

LONGEST_MESSAGE = 1_000
LONGEST_SENDER = 128
_LEADING_SLASHES = re.compile(r"^[\s/]+")


class BadRequestError(Exception):
    """The request cannot be understood; `reason` is a key of messages.yml."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MessageTooLongError(Exception):
    """The message is longer than LONGEST_MESSAGE characters; the shopper is told so in the chat."""

    def __init__(self, sender: str) -> None:
        super().__init__(sender)
        self.sender = sender


@dataclass(frozen=True)
class Incoming:
    """A message that is safe to handle."""

    sender: str
    text: str
    metadata: dict[str, Any] | None


def read_incoming(body: Any) -> Incoming:
    """Check a request body.

    Raises:
        BadRequestError: no JSON object, no usable sender, no text.
        MessageTooLongError: more text than the assistant reads.
    """
    if not isinstance(body, dict):
        raise BadRequestError("not_json")
    sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not isinstance(sender, str) or not _is_name(sender):
        raise BadRequestError("no_sender")
    if isinstance(text, str) and len(text) > LONGEST_MESSAGE:
        raise MessageTooLongError(sender)
    return Incoming(sender, readable(text), metadata if isinstance(metadata, dict) else None)


def readable(text: Any) -> str:
    """A shopper's text without what no database takes, and without leading slashes.

    Rasa takes "/intent" as a command, and shoppers may not command.

    Raises:
        BadRequestError: it is no text, or nothing is left of it.
    """
    cleaned = _LEADING_SLASHES.sub("", _clean(text)).rstrip() if isinstance(text, str) else ""
    if not cleaned:
        raise BadRequestError("no_message")
    return cleaned


def _is_name(sender: str) -> bool:
    return 0 < len(sender) <= LONGEST_SENDER and sender.isprintable() and not sender.isspace()


def _clean(text: str) -> str:
    """Without NUL, control characters and lone surrogates, which no database takes."""
    return "".join(char if unicodedata.category(char) not in {"Cc", "Cs"} else " " if char.isspace() else "" for char in text)
