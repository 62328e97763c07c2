"""Names that the review's tables hold, each written once."""

from __future__ import annotations

from enum import Enum


class Outcome(str, Enum):
    """How a conversation ended, or that it has not."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    HANDED_OVER = "handed_over"
    ABANDONED = "abandoned"
    OUT_OF_SCOPE = "out_of_scope"
    ANSWERED = "answered"
    """Questions were answered; no case was under way."""
    OPEN = "open"


class Status(str, Enum):
    """How far staff have come with a conversation."""

    NEW = "new"
    IN_REVIEW = "in_review"
    DONE = "done"


class Sender(str, Enum):
    """Who said a message."""

    USER = "user"
    BOT = "bot"
