"""What was said in each session, numbered from 1 without gaps, kept in a database.

The numbers are what makes delivery exact: a client names the last one it has and gets what came after.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

_TRIES = 20
_PATIENCE = 10
"""Seconds that a writer waits for another one."""
_METADATA = sa.MetaData()
_MESSAGES = sa.Table(
    "web_messages",
    _METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("sender", sa.String(4), nullable=False),
    # the client's own id of a shopper's message: sent twice, it counts once
    sa.Column("client_id", sa.String(64), nullable=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.UniqueConstraint("session", "client_id"),
)
_RATINGS = sa.Table(
    "web_ratings",
    _METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("stars", sa.Integer, nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
)
USER, BOT = "user", "bot"


@dataclass(frozen=True)
class Entry:
    """One message: its number, when (seconds since 1970), who, and the content as the protocol has it."""

    number: int
    at: float
    sender: str
    client_id: Optional[str]
    content: Mapping[str, Any]

    @property
    def packet(self) -> dict[str, Any]:
        """The entry as clients get it."""
        return {"number": self.number, "at": self.at, "sender": self.sender, "id": self.client_id, **self.content}


class MessageLog:
    """The log of all sessions.

    Args:
        url: of the database, as SQLAlchemy has it.

    Every method raises SQLAlchemy's errors when the database is away.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._writing = self._engine.execution_options(writing=True)
        _METADATA.create_all(self._engine)

    def add_user(self, session: str, client_id: str, text: str) -> tuple[Entry, bool]:
        """Log what a shopper said; the entry, and whether it is new. An id that was there already changes nothing."""
        return self._add(session, USER, {"text": text}, client_id)

    def add_bot(self, session: str, content: Mapping[str, Any]) -> Entry:
        """Log what the assistant said."""
        return self._add(session, BOT, content, None)[0]

    def after(self, session: str, number: int) -> list[Entry]:
        """The entries with a greater number, in order."""
        query = sa.select(_MESSAGES).where(_MESSAGES.c.session == session, _MESSAGES.c.number > number)
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(query.order_by(_MESSAGES.c.number))]

    def unanswered(self, session: str) -> list[Entry]:
        """What the shopper said since the assistant last spoke."""
        by_bot = sa.and_(_MESSAGES.c.session == session, _MESSAGES.c.sender == BOT)
        with self._engine.connect() as connection:
            answered = connection.execute(sa.select(sa.func.max(_MESSAGES.c.number)).where(by_bot)).scalar() or 0
        return self.after(session, answered)

    def rate(self, session: str, stars: int, comment: str) -> None:
        """Keep a rating of the conversation as it stands; rating again at the same place replaces it."""
        with self._writing.begin() as connection:
            place = self._last(connection, session)
            here = sa.and_(_RATINGS.c.session == session, _RATINGS.c.number == place)
            connection.execute(_RATINGS.delete().where(here))
            row = {"session": session, "number": place, "at": time.time(), "stars": stars, "comment": comment}
            connection.execute(_RATINGS.insert().values(row))

    def rating(self, session: str) -> Optional[tuple[int, str]]:
        """The last rating: stars and comment."""
        query = sa.select(_RATINGS.c.stars, _RATINGS.c.comment).where(_RATINGS.c.session == session)
        with self._engine.connect() as connection:
            row = connection.execute(query.order_by(_RATINGS.c.number.desc()).limit(1)).first()
        return (row.stars, row.comment) if row else None

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _add(self, session: str, sender: str, content: Mapping[str, Any], client_id: Optional[str]) -> tuple[Entry, bool]:
        """Number and store a message; when another process took the number, with the next one."""
        for _ in range(_TRIES - 1):
            try:
                return self._try_to_add(session, sender, content, client_id)
            except IntegrityError:
                continue
        return self._try_to_add(session, sender, content, client_id)

    def _try_to_add(
        self, session: str, sender: str, content: Mapping[str, Any], client_id: Optional[str]
    ) -> tuple[Entry, bool]:
        with self._writing.begin() as connection:
            if known := self._by_client_id(connection, session, client_id):
                return known, False
            entry = Entry(self._last(connection, session) + 1, time.time(), sender, client_id, content)
            row = {"session": session, "number": entry.number, "at": entry.at, "sender": sender, "client_id": client_id}
            stored = json.dumps(dict(content), ensure_ascii=False)
            connection.execute(_MESSAGES.insert().values({**row, "content": stored}))
            return entry, True

    @staticmethod
    def _by_client_id(connection: Connection, session: str, client_id: Optional[str]) -> Optional[Entry]:
        if client_id is None:
            return None
        query = sa.select(_MESSAGES).where(_MESSAGES.c.session == session, _MESSAGES.c.client_id == client_id)
        row = connection.execute(query).first()
        return _entry(row) if row else None

    @staticmethod
    def _last(connection: Connection, session: str) -> int:
        query = sa.select(sa.func.max(_MESSAGES.c.number)).where(_MESSAGES.c.session == session)
        return connection.execute(query).scalar() or 0


def _engine(url: str) -> sa.engine.Engine:
    """An engine; SQLite's transactions begin with the lock if they will write, as SQLAlchemy's documentation advises."""
    address = sa.engine.make_url(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, future=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, future=True, connect_args={"timeout": _PATIENCE})

    @sa.event.listens_for(engine, "connect")
    def leave_transactions_to_us(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")  # with WAL: nothing is lost when a process dies

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return engine


def _entry(row: Any) -> Entry:
    return Entry(row.number, row.at, row.sender, row.client_id, json.loads(row.content))
