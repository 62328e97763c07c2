"""One person's conversations, exported or deleted on request, and all those past their time: in every store.

The stores are separate databases, so there is no transaction around them all. Deletion begins with the sources and ends with
the review database and the audit; interrupted, it is asked for again and finishes. What a projector had read before is not
written after it, because the cursor's generation has grown.

A running Rasa server keeps no tracker in memory: it reads them from the store at each message. Only a turn that is under way
while its events are deleted writes the whole session again when it ends; delete once more a minute later to be sure. A web
page that is open meanwhile has to be loaded again before it shows what is said next.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from review.holders import EVENTS, Held, Stores
from review.projection.writer import load_cursor, save_cursor
from review.store.tables import audit, beliefs, conversation_intents, conversations, messages, notes, tags

_OF_CONVERSATION = (messages, beliefs, conversation_intents, tags, notes)
_AT_ONCE = 50
"""People deleted in one transaction: Rasa waits for it."""
_NOBODY = ""
"""The sender of an event that stands only for its id."""


def export_person(stores: Stores, sender_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every row about a person, by table, fit for JSON: the assistant's as they were said, the review's masked.

    Raises:
        ReviewError: a database is away.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for holder in stores.holders:
        with holder.opened() as opened:
            for connection, held in opened:
                query = sa.select(sa.text("*")).select_from(held.table).where(sa.column(held.person) == sender_id)
                found[held.name] = _dicts(connection.execute(query))
    with stores.review.reading() as connection:
        query = sa.select(conversations).where(conversations.c.sender_id == sender_id)
        found[conversations.name] = _dicts(connection.execute(query))
        ids = [row["id"] for row in found[conversations.name]]
        for table in _OF_CONVERSATION:
            found[table.name] = _dicts(connection.execute(sa.select(table).where(table.c.conversation_id.in_(ids))))
    return found


def delete_person(stores: Stores, sender_id: str, who: str) -> None:
    """Delete every row about a person at the wish of `who`, whom the audit names.

    Raises:
        ReviewError: a database is away; ask again.
    """
    _delete(stores, [sender_id], who, "delete")


def expire(stores: Stores, before: float, who: str) -> int:
    """Delete everybody who was last heard of before a time in seconds since 1970; how many they were.

    Raises:
        ReviewError: a database is away; ask again.
    """
    count = 0
    silent = sorted(_silent_elsewhere(stores, before))
    for place in range(0, len(silent), _AT_ONCE):
        if expired := _silent_in_rasa(stores, silent[place : place + _AT_ONCE], before):
            _delete(stores, expired, who, "expire")
            count += len(expired)
    return count


def sender_hash(sender_id: str) -> str:
    """How the audit names a person: whoever knows the id finds the entry, nobody else learns the id."""
    return hashlib.sha256(sender_id.encode()).hexdigest()


def _silent_elsewhere(stores: Stores, before: float) -> set[str]:
    """Whoever was not heard of since then, as far as everything but Rasa's events knows: those take long to look through."""
    last: list[tuple[str, bool]] = []
    for holder in stores.holders:
        with holder.opened() as opened:
            for connection, held in opened:
                if held is not EVENTS:
                    last += _last_heard_of(connection, held, before, of_them=sa.true())
    with stores.review.reading() as connection:
        query = sa.select(conversations.c.sender_id, conversations.c.last_activity_at < before)
        last += connection.execute(query).all()
    return {person for person, is_old in last} - {person for person, is_old in last if not is_old}


def _silent_in_rasa(stores: Stores, people: Sequence[str], before: float) -> list[str]:
    """Those of a few people that Rasa has not heard of since then either: the projector may be behind."""
    recent: set[str] = set()
    for holder in stores.holders:
        with holder.opened() as opened:
            for connection, held in opened:
                if held is EVENTS:
                    of_them = sa.column(held.person).in_(people)
                    recent |= {who for who, is_old in _last_heard_of(connection, held, before, of_them) if not is_old}
    return [person for person in people if person not in recent]


def _last_heard_of(connection: Connection, held: Held, before: float, of_them: Any) -> list[tuple[str, bool]]:
    """The people of a table who meet the condition, and whether their last row is older than `before`."""
    person, last = sa.column(held.person), sa.func.max(sa.column(held.at))
    query = sa.select(person, last).select_from(held.table).where(of_them).group_by(person)
    return [(who, at < held.moment(before)) for who, at in connection.execute(query)]


def _delete(stores: Stores, people: Sequence[str], who: str, what: str) -> None:
    for holder in stores.holders:
        with holder.opened() as opened:
            for connection, held in opened:
                if held is EVENTS:
                    _keep_last_id(connection, people)
                connection.execute(sa.delete(held.table).where(sa.column(held.person).in_(people)))
    with stores.review.writing() as connection:
        cursor = load_cursor(connection, lock=True)
        query = sa.select(conversations.c.id).where(conversations.c.sender_id.in_(people))
        ids = connection.execute(query).scalars().all()
        stores.review.words.remove(connection, ids)
        connection.execute(conversations.delete().where(conversations.c.id.in_(ids)))
        save_cursor(connection, replace(cursor, generation=cursor.generation + 1))
        rows = [{"at": time.time(), "who": who, "what": what, "sender_hash": sender_hash(person)} for person in people]
        connection.execute(audit.insert(), rows)


def _keep_last_id(connection: Connection, people: Sequence[str]) -> None:
    """Leave the last event as an empty row: SQLite gives the id of a last row that was deleted to the next one, which the
    projector would take for one that it has had.
    """
    columns = (sa.column(name) for name in ("id", "sender_id", "type_name", "intent_name", "action_name", "data"))
    events = sa.table(EVENTS.name, *columns)
    last = connection.execute(sa.select(sa.func.max(events.c.id))).scalar()
    empty = {"sender_id": _NOBODY, "type_name": "deleted", "intent_name": None, "action_name": None, "data": "{}"}
    connection.execute(events.delete().where(events.c.sender_id == _NOBODY, events.c.id != last))
    connection.execute(events.update().where(events.c.id == last, events.c.sender_id.in_(people)).values(empty))


def _dicts(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in rows]
