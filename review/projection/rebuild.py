"""Everything that comes from events is taken away, to be made anew; what staff entered stays."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from review.names import Status
from review.projection.fold import Conversation
from review.projection.source import Cursor
from review.projection.writer import load_cursor, save_cursor
from review.store import Store
from review.store.tables import beliefs, conversation_intents, conversations, messages, notes, tags

_STAY = ("id", "sender_id", "started_at", "last_activity_at")


def clear(store: Store) -> None:
    """Set the database back to before the first event, in one transaction.

    A projector that runs meanwhile notices and begins anew as well. A conversation with something that staff entered stays as
    a row of the same id, empty until its events are read; so it does when Rasa no longer has them.

    Raises:
        StoreAwayError: the database cannot be reached or written; nothing was taken away.
    """
    blank = {name: value for name, value in Conversation(0, "", 0, 0).row.items() if name not in _STAY}
    unrated = {"rating_stars": None, "rating_comment": None, "rated_at": None}
    with store.writing() as connection:
        cursor = load_cursor(connection, lock=True)
        store.words.remove(connection, connection.execute(sa.select(conversations.c.id)).scalars().all())
        connection.execute(beliefs.delete())
        connection.execute(messages.delete())
        connection.execute(conversation_intents.delete())
        connection.execute(conversations.delete().where(sa.not_(_entered_by_staff())))
        connection.execute(conversations.update().values({**blank, **unrated}))
        save_cursor(connection, replace(Cursor(), generation=cursor.generation + 1))


def _entered_by_staff() -> sa.sql.ColumnElement:
    return sa.or_(
        conversations.c.status != Status.NEW.value,
        conversations.c.assignee.is_not(None),
        conversations.c.real_cause.is_not(None),
        conversations.c.id.in_(sa.select(tags.c.conversation_id)),
        conversations.c.id.in_(sa.select(notes.c.conversation_id)),
    )
