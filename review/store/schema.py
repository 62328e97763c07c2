"""The schema, brought up to date by Alembic when the database is opened."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

_LOCK = 2024_0527
"""A number of our own among PostgreSQL's advisory locks."""


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, in the connection's transaction.

    Processes that start at once take turns: on SQLite a transaction that writes holds the lock already.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
