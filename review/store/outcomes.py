"""The outcome of a conversation as it is now.

Silence ends a conversation, and silence writes no event. So each row has two outcomes: the one that holds while the shopper
may still write, and the one that holds after half an hour without a word. Which of them counts is decided when it is read:
always right, no sweep, and a rebuild gives the same rows at whatever time it runs.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from review.names import Outcome
from review.store.tables import conversations

QUIET = 30 * 60
"""Seconds without a word after which a conversation has ended."""


def outcome_at(now: float) -> Any:
    """The outcome at a time in seconds since 1970, as a column to select or to group by."""
    is_quiet = conversations.c.last_activity_at < now - QUIET
    return sa.case((is_quiet, conversations.c.outcome_when_quiet), else_=conversations.c.outcome)


def has_outcome(outcome: Outcome, now: float) -> Any:
    """Whether this is the outcome, as a condition that the indexes of both columns serve."""
    is_quiet = conversations.c.last_activity_at < now - QUIET
    return sa.or_(
        sa.and_(is_quiet, conversations.c.outcome_when_quiet == outcome.value),
        sa.and_(sa.not_(is_quiet), conversations.c.outcome == outcome.value),
    )
