"""What a web client can do wrong.

WebChannelError          `reason` is a key of channels/messages.yml, which has what the shopper reads
├── SessionExpiredError  the session token is too old
├── RefusedError         no or a forged token or identity
├── TooManyError         a limit of connections or messages
└── BadMessageError      a message that is no message
"""

from __future__ import annotations


class WebChannelError(Exception):
    """Base of every error of this room; the client is told the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SessionExpiredError(WebChannelError):
    """The session token was valid once."""


class RefusedError(WebChannelError):
    """The token or the identity was not signed by us or by the shop."""


class TooManyError(WebChannelError):
    """A limit is reached."""


class BadMessageError(WebChannelError):
    """The client sent something that is not a message."""
