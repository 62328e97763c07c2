"""Full text of what shoppers said, by pairs of characters: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Only the shopper's words are in it: the assistant's come from the knowledge, the same in thousands of conversations, and are
found by cause, outcome and intent. The database's own reading of words is passed by, since it depends on its locale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Connection

from review.store.bigrams import phrases, tokens
from review.store.tables import NUMBER, conversations
from review.store.upsert import upsert

TABLE = "conversation_words"


class TextIndex(Protocol):
    """What can be found, by conversation."""

    def put(self, connection: Connection, texts: Mapping[int, str]) -> None:
        """Index these texts, by id of their conversation, in place of what was there."""

    def remove(self, connection: Connection, ids: Iterable[int]) -> None:
        """Forget these conversations, leaving no trace in the file."""

    def matching(self, words: str) -> Any:
        """A condition on `conversations`: every word occurs, as it stands. Without a letter or digit nothing matches."""


class SqliteTextIndex:
    """An FTS5 table; its rowid is the conversation's id."""

    _table = sa.table(TABLE, sa.column("rowid"), sa.column("words"))

    def put(self, connection: Connection, texts: Mapping[int, str]) -> None:
        """See :class:`TextIndex`."""
        self._delete(connection, texts)
        rows = [{"rowid": key, "words": " ".join(tokens(text))} for key, text in texts.items()]
        if rows:
            connection.execute(self._table.insert(), rows)

    def remove(self, connection: Connection, ids: Iterable[int]) -> None:
        """See :class:`TextIndex`; what was deleted stays in FTS5's segments until they are merged."""
        self._delete(connection, ids)
        connection.exec_driver_sql(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")

    def matching(self, words: str) -> Any:
        """See :class:`TextIndex`."""
        if not (found := phrases(words)):
            return sa.false()
        sought = " AND ".join(f'"{" ".join(phrase)}"{"*" if len(phrase[0]) == 1 else ""}' for phrase in found)
        matches = sa.literal_column(TABLE).op("MATCH")(sought)
        return conversations.c.id.in_(sa.select(self._table.c.rowid).where(matches))

    def _delete(self, connection: Connection, ids: Iterable[int]) -> None:
        rows = [{"key": key} for key in ids]
        if rows:
            connection.execute(self._table.delete().where(self._table.c.rowid == sa.bindparam("key")), rows)


class PostgresTextIndex:
    """A table of tsvectors that goes with the conversation."""

    _table = sa.Table(
        TABLE, sa.MetaData(), sa.Column("conversation_id", NUMBER, primary_key=True), sa.Column("words", TSVECTOR)
    )

    def put(self, connection: Connection, texts: Mapping[int, str]) -> None:
        """See :class:`TextIndex`."""
        rows = [{"conversation_id": key, "words": _tsvector(text)} for key, text in texts.items()]
        upsert(connection, self._table, rows)

    def remove(self, connection: Connection, ids: Iterable[int]) -> None:
        """See :class:`TextIndex`."""
        connection.execute(self._table.delete().where(self._table.c.conversation_id.in_(list(ids))))

    def matching(self, words: str) -> Any:
        """See :class:`TextIndex`."""
        if not (found := phrases(words)):
            return sa.false()
        sought = " & ".join(
            f"'{phrase[0]}':*" if len(phrase[0]) == 1 else "(" + " <-> ".join(f"'{token}'" for token in phrase) + ")"
            for phrase in found
        )
        matches = self._table.c.words.op("@@")(sa.text("CAST(:sought AS tsquery)").bindparams(sought=sought))
        return conversations.c.id.in_(sa.select(self._table.c.conversation_id).where(matches))


def _tsvector(text: str) -> str:
    """Each token with its place, as PostgreSQL writes it: '备用':1 '用金':2."""
    return " ".join(f"'{token}':{place}" for place, token in enumerate(tokens(text), start=1))
