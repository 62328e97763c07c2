"""Events and the cursor behind them, written in one transaction: a kill at any moment loses none and doubles none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from review.names import Sender
from review.projection.events import Event
from review.projection.fold import Conversation, fold
from review.projection.source import Cursor
from review.store import Store
from review.store.tables import beliefs, conversation_intents, conversations, cursors, messages
from review.store.upsert import upsert

NAME = "events"
_CURSOR = ("last_id", "settled_id", "horizon_id", "horizon_transaction", "generation")
_FOLDED = [conversations.c[field.name] for field in fields(Conversation) if field.name != "intents"]


class CursorMovedError(Exception):
    """Somebody else has written behind this cursor, or taken rows away: what was read is out of date."""


def load_cursor(connection: Connection, lock: bool = False) -> Cursor:
    """How far the review database is; `lock` makes other writers wait until the transaction ends."""
    query = sa.select(*(cursors.c[name] for name in _CURSOR)).where(cursors.c.name == NAME)
    return Cursor(*connection.execute(query.with_for_update() if lock else query).one())


def save_cursor(connection: Connection, cursor: Cursor) -> None:
    """Keep how far the review database is."""
    values = {name: getattr(cursor, name) for name in _CURSOR}
    connection.execute(cursors.update().where(cursors.c.name == NAME).values(values))


def write(store: Store, events: Sequence[Event], before: Cursor, after: Cursor) -> None:
    """Fold the events that were read from `before` to `after` into the database.

    Raises:
        CursorMovedError: the database is not at `before`; nothing was written.
        StoreAwayError: the database cannot be reached or written; nothing was written.
    """
    with store.writing() as connection:
        if load_cursor(connection, lock=True) != before:
            raise CursorMovedError
        _write_events(connection, store, events)
        save_cursor(connection, after)


def _write_events(connection: Connection, store: Store, events: Sequence[Event]) -> None:
    known = _load(connection, {event.sender_id for event in events})
    after = dict(known)
    said: list[dict[str, Any]] = []
    believed: dict[int, dict[str, Any]] = {}
    for event in events:
        step = fold(after.get(event.sender_id), event)
        after[event.sender_id] = step.conversation
        if step.message:
            said.append(step.message)
        if step.belief:
            believed[step.belief["message_id"]] = step.belief
    upsert(connection, conversations, [conversation.row for conversation in after.values()])
    upsert(connection, conversation_intents, _new_intents(known, after))
    if said:
        connection.execute(messages.insert(), said)
    upsert(connection, beliefs, list(believed.values()))
    spoke = {message["conversation_id"] for message in said if message["sender"] == Sender.USER.value}
    index_words(connection, store, spoke)


def index_words(connection: Connection, store: Store, ids: Collection[int]) -> None:
    """Make what the shoppers of these conversations said, comments on ratings included, searchable."""
    by_user = messages.c.conversation_id.in_(ids), messages.c.sender == Sender.USER.value
    query = sa.select(messages.c.conversation_id, messages.c.text).where(*by_user).order_by(messages.c.id)
    commented = sa.select(conversations.c.id, conversations.c.rating_comment)
    rows = [
        *connection.execute(query),
        *connection.execute(commented.where(conversations.c.id.in_(ids), conversations.c.rating_comment.is_not(None))),
    ]
    texts: dict[int, str] = {}
    for key, text in rows:
        texts[key] = f"{texts.get(key, '')}\n{text}"
    store.words.put(connection, texts)


def _load(connection: Connection, senders: Collection[str]) -> dict[str, Conversation]:
    """The conversations that exist already, by sender."""
    rows = connection.execute(sa.select(*_FOLDED).where(conversations.c.sender_id.in_(senders))).all()
    intents: dict[int, set[str]] = {row.id: set() for row in rows}
    query = sa.select(conversation_intents).where(conversation_intents.c.conversation_id.in_(intents))
    for key, intent in connection.execute(query):
        intents[key].add(intent)
    return {row.sender_id: Conversation(**row._mapping, intents=frozenset(intents[row.id])) for row in rows}


def _new_intents(known: Mapping[str, Conversation], after: Mapping[str, Conversation]) -> list[dict[str, Any]]:
    had = {sender: conversation.intents for sender, conversation in known.items()}
    return [
        {"conversation_id": conversation.id, "intent": intent}
        for sender, conversation in after.items()
        for intent in conversation.intents - had.get(sender, frozenset())
    ]
