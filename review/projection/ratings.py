"""Ratings that shoppers gave in the web chat, joined to their conversations; a web session's id is Rasa's sender id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from review.projection.database import SourceDatabase
from review.projection.events import Mask, masked
from review.projection.writer import index_words
from review.store import Store
from review.store.tables import conversations

_OVERLAP = 60.0
"""Seconds read again: a rating's time is taken a moment before it is committed."""
_RATINGS = sa.table("web_ratings", *(sa.column(name) for name in ("session", "at", "stars", "comment")))


def copy_ratings(store: Store, database: SourceDatabase, mask: Mask) -> int:
    """Take over the ratings since the last one that is known; how many were new.

    A rating of a session without a message that reached Rasa has no conversation to go to, and is left.

    Raises:
        SourceAwayError: the web chat's database cannot be reached or read.
        StoreAwayError: the review database cannot be reached or written.
    """
    with store.reading() as connection:
        latest = connection.execute(sa.select(sa.func.max(conversations.c.rated_at))).scalar() or 0.0
    with database.reading() as connection:
        query = sa.select(_RATINGS).where(_RATINGS.c.at > latest - _OVERLAP).order_by(_RATINGS.c.at)
        found = connection.execute(query).all()
    return _keep(store, found, mask) if found else 0


def _keep(store: Store, found: Sequence[Any], mask: Mask) -> int:
    """Give each conversation its newest rating."""
    newest = {rating.session: rating for rating in found}
    with store.writing() as connection:
        query = sa.select(conversations.c.id, conversations.c.sender_id, conversations.c.rated_at)
        rated = [
            (row.id, newest[row.sender_id])
            for row in connection.execute(query.where(conversations.c.sender_id.in_(newest)))
            if row.rated_at is None or newest[row.sender_id].at > row.rated_at
        ]
        for key, rating in rated:
            comment = masked(rating.comment, mask) or None
            values = {"rating_stars": rating.stars, "rating_comment": comment, "rated_at": rating.at}
            connection.execute(conversations.update().where(conversations.c.id == key).values(values))
        index_words(connection, store, [key for key, _ in rated])
    return len(rated)
