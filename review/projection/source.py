"""Rasa's tracker store, read in order of the events' ids without missing one.

On SQLite an id is given while the writer holds the database: whoever sees an id sees all below it.

On PostgreSQL an id is given before the transaction commits, so a lower one can become visible after a higher one. Events up to
`settled_id` are certainly all there; those above it, up to `last_id`, are looked through again at each reading for ids that
were not there before. When `last_id` was reached, `horizon_transaction`, the next transaction that was to begin, was noted as
well: once no older one runs, nobody can bring an id up to `horizon_id` any more, and it becomes the settled one. So the window
is as long as the longest transaction that writes, be that milliseconds or an hour, and needs no guess.

Events of one conversation are in order all the same: Rasa locks a conversation until its events are committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from review.projection.database import SourceDatabase

_EVENTS = sa.table(
    "events",
    *(sa.column(name) for name in ("id", "sender_id", "type_name", "timestamp", "action_name", "data")),
)


@dataclass(frozen=True)
class Row:
    """One event as Rasa stores it; `name` is that of the action or slot, `data` the event as JSON."""

    id: int
    sender_id: str
    type_name: str
    timestamp: float
    name: Optional[str]
    data: str


@dataclass(frozen=True)
class Cursor:
    """How far the events were read; `seen` are the ids above `settled_id`, known only to the process that read them."""

    last_id: int = 0
    settled_id: int = 0
    horizon_id: Optional[int] = None
    horizon_transaction: Optional[int] = None
    generation: int = 0
    seen: frozenset[int] = field(default=frozenset(), compare=False)


class EventSource:
    """Reads a tracker store.

    Args:
        database: the one that Rasa's SQL tracker store writes.
    """

    def __init__(self, database: SourceDatabase) -> None:
        self._database = database

    def read(self, cursor: Cursor, limit: int) -> tuple[Sequence[Row], Cursor]:
        """At most `limit` events that were not read yet, in order of their ids, and the cursor after them.

        Raises:
            SourceAwayError: the database cannot be reached or read.
        """
        with self._database.reading() as connection:
            if connection.dialect.name == "postgresql":
                return _read_concurrent(connection, cursor, limit)
            rows = _newer(connection, cursor.last_id, limit)
            last = rows[-1].id if rows else cursor.last_id
            return rows, replace(cursor, last_id=last, settled_id=last)


def _read_concurrent(connection: Connection, cursor: Cursor, limit: int) -> tuple[Sequence[Row], Cursor]:
    """First the oldest running transaction is asked for, then events are read, then the next transaction is asked for."""
    settled_id = _settled_id(connection, cursor)
    late = _late_ids(connection, cursor)
    newer = _newer(connection, cursor.last_id, max(0, limit - len(late)))
    rows = [*_with_ids(connection, late[:limit]), *newer]
    after = replace(cursor, last_id=max([cursor.last_id, *(row.id for row in rows)]))
    if settled_id is not None and len(late) <= limit:
        after = replace(after, settled_id=settled_id, horizon_id=None, horizon_transaction=None)
    if after.horizon_id is None and after.last_id > after.settled_id:
        next_one = _transaction(connection, "txid_snapshot_xmax")
        after = replace(after, horizon_id=after.last_id, horizon_transaction=next_one)
    seen = frozenset(key for key in (*cursor.seen, *(row.id for row in rows)) if key > after.settled_id)
    return rows, replace(after, seen=seen)


def _settled_id(connection: Connection, cursor: Cursor) -> Optional[int]:
    """The horizon, once every transaction that could write below it has ended; None before that."""
    if cursor.horizon_transaction is None:
        return None
    return cursor.horizon_id if _transaction(connection, "txid_snapshot_xmin") >= cursor.horizon_transaction else None


def _newer(connection: Connection, last_id: int, limit: int) -> list[Row]:
    query = sa.select(_EVENTS).where(_EVENTS.c.id > last_id).order_by(_EVENTS.c.id).limit(limit)
    return _rows(connection.execute(query))


def _with_ids(connection: Connection, ids: Sequence[int]) -> list[Row]:
    if not ids:
        return []
    return _rows(connection.execute(sa.select(_EVENTS).where(_EVENTS.c.id.in_(ids)).order_by(_EVENTS.c.id)))


def _late_ids(connection: Connection, cursor: Cursor) -> list[int]:
    """Ids in the window that this process has not read; after a restart all of them, and the fold knows which it has had."""
    if cursor.settled_id == cursor.last_id:
        return []
    window = sa.and_(_EVENTS.c.id > cursor.settled_id, _EVENTS.c.id <= cursor.last_id)
    query = sa.select(_EVENTS.c.id).where(window).order_by(_EVENTS.c.id)
    return [key for key in connection.execute(query).scalars() if key not in cursor.seen]


def _transaction(connection: Connection, end: str) -> int:
    """The oldest transaction that runs (txid_snapshot_xmin), or the next one that will begin (txid_snapshot_xmax)."""
    found: int = connection.exec_driver_sql(f"SELECT {end}(txid_current_snapshot())").scalar()
    return found


def _rows(found: Iterable[Any]) -> list[Row]:
    return [Row(*row) for row in found]
