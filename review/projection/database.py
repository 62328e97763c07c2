"""A database that belongs to the assistant: read, never written, never locked for long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from review.errors import SourceAwayError

_PATIENCE = 5
"""Seconds that a reader waits for the writer of a SQLite file."""


class SourceDatabase:
    """Short reads from another service's database.

    Args:
        url: as SQLAlchemy has it; a SQLite file is opened read-only, and not made when it is missing.
    """

    def __init__(self, url: str) -> None:
        address = sa.engine.make_url(url)
        options: dict[str, object] = {"isolation_level": "AUTOCOMMIT"}
        if address.get_backend_name() == "sqlite":
            address = address.set(database=f"file:{address.database}", query={"mode": "ro", "uri": "true"})
            options["connect_args"] = {"timeout": _PATIENCE}
        else:
            options["pool_pre_ping"] = True
        self._engine = sa.create_engine(address, future=True, **options)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection; each statement is a transaction of its own.

        Raises:
            SourceAwayError: the database cannot be reached, or lacks the table.
        """
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise SourceAwayError(f"{self._engine.url.render_as_string()}: {error.orig}") from error

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
