"""The databases that hold what a person said, and where in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from review.errors import SourceAwayError
from review.store import Store

_PATIENCE = 10
"""Seconds that we wait for another writer of a SQLite file."""


@dataclass(frozen=True)
class Held:
    """A table of the assistant that holds what a person said.

    Args:
        person: the column with Rasa's sender id.
        at: the column with the time of a row.
        moment: seconds since 1970 as that column has them.
    """

    name: str
    person: str
    at: str
    moment: Callable[[float], Any] = float

    @property
    def table(self) -> Any:
        """The table, to build statements with."""
        return sa.table(self.name, sa.column(self.person), sa.column(self.at))


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


EVENTS = Held("events", "sender_id", "timestamp")
WEB_MESSAGES, WEB_RATINGS = Held("web_messages", "session", "at"), Held("web_ratings", "session", "at")
HANDOVERS = Held("handovers", "sender_id", "updated_at", _iso)


@dataclass(frozen=True)
class Holder:
    """One of the assistant's databases, by its SQLAlchemy URL, and what it holds."""

    url: str
    tables: Sequence[Held]

    @contextmanager
    def opened(self) -> Iterator[list[tuple[Connection, Held]]]:
        """A transaction, with each of the tables; with none when it is a SQLite file that nothing has made yet.

        Raises:
            SourceAwayError: the database cannot be reached or written; nothing of the transaction is kept.
        """
        address = sa.engine.make_url(self.url)
        is_sqlite = address.get_backend_name() == "sqlite"
        if is_sqlite and not Path(address.database).exists():
            yield []
            return
        engine = _sqlite_engine(address) if is_sqlite else sa.create_engine(address, future=True)
        try:
            with engine.begin() as connection:
                yield [(connection, held) for held in self.tables]
        except DBAPIError as error:
            raise SourceAwayError(f"{address.render_as_string()}: {error.orig}") from error
        finally:
            engine.dispose()


@dataclass(frozen=True)
class Stores:
    """Everything that holds a person's words: the review database, and those that it comes from."""

    review: Store
    holders: Sequence[Holder]

    @classmethod
    def at(cls, review: Store, conversations: str, messages: str, handovers: str) -> Stores:
        """With the URLs of Rasa's tracker store, of the web chat's messages and of the hand-overs."""
        web = Holder(messages, (WEB_MESSAGES, WEB_RATINGS))
        return cls(review, (Holder(conversations, (EVENTS,)), web, Holder(handovers, (HANDOVERS,))))


def _sqlite_engine(address: URL) -> Engine:
    """Another service's file: the lock is taken at once, and what is deleted is overwritten."""
    engine = sa.create_engine(address, future=True, connect_args={"timeout": _PATIENCE})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA secure_delete=ON")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
