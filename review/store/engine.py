"""Opening the review database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from review.errors import StoreAwayError
from review.store.schema import upgrade
from review.store.text_index import PostgresTextIndex, SqliteTextIndex, TextIndex

_PATIENCE = 10
"""Seconds that a writer waits for another one."""


@dataclass(frozen=True)
class Store:
    """The review database: connections to it, and the full text in it."""

    engine: Engine
    words: TextIndex

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading.

        Raises:
            StoreAwayError: the database cannot be reached.
        """
        with _told_as_away(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, committed at the end.

        Raises:
            StoreAwayError: the database cannot be reached or written; nothing of the transaction is kept.
        """
        with _told_as_away(self.engine), self.engine.execution_options(writing=True).begin() as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The review database at an SQLAlchemy URL, its schema brought up to date; several processes may do so at once.

    Raises:
        StoreAwayError: the database cannot be reached or written.
    """
    address = sa.engine.make_url(url)
    if address.get_backend_name() == "sqlite":
        store = Store(_sqlite_engine(address), SqliteTextIndex())
    else:
        store = Store(sa.create_engine(address, future=True, json_serializer=_json, pool_pre_ping=True), PostgresTextIndex())
    with store.writing() as connection:
        upgrade(connection)
    return store


def _sqlite_engine(address: URL) -> Engine:
    """Transactions that will write begin with the lock, as SQLAlchemy's documentation advises, and wait for it."""
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, future=True, json_serializer=_json, connect_args={"timeout": _PATIENCE})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")  # with WAL: nothing is lost when a process dies
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what a shopper wants deleted must not stay in the file

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return engine


@contextmanager
def _told_as_away(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise StoreAwayError(f"{engine.url.render_as_string()}: {error.orig}") from error


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
