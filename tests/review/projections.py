"""A projection between two databases, and what it has made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from review.projection.database import SourceDatabase
from review.projection.projector import Projector, Sources
from review.store import Store, open_store
from review.store.tables import METADATA
from tests.review.conftest import MakeDatabase
from tests.review.rasa_events import WEB, Clock, tracker_store

DERIVED = ("conversations", "messages", "beliefs", "conversation_intents")
_PHONE = re.compile(r"\d{11}")


def mask(text: str) -> str:
    """Masks mobile numbers only."""
    return _PHONE.sub("[手机号]", text)


def projector(store: Store, conversations: str, messages: str) -> Projector:
    """A projector with the tests' mask."""
    return Projector(store, Sources(SourceDatabase(conversations), SourceDatabase(messages)), mask)


@dataclass
class Projection:
    """The assistant's databases, a review database, and the projector between them."""

    rasa: Engine
    web: Engine
    store: Store
    projector: Projector
    clock: Clock
    conversations_url: str
    messages_url: str

    @classmethod
    def between(cls, make_database: MakeDatabase) -> Projection:
        """Everything empty."""
        conversations, messages, review = make_database(), make_database(), make_database()
        rasa, web = tracker_store(conversations), sa.create_engine(messages, future=True)
        WEB.create_all(web)
        store = open_store(review)
        return cls(rasa, web, store, projector(store, conversations, messages), Clock(), conversations, messages)

    def beside(self, store: Store) -> Projector:
        """Another projector that reads the same databases."""
        return projector(store, self.conversations_url, self.messages_url)

    def close(self) -> None:
        """Give the connections back."""
        for engine in (self.rasa, self.web, self.store.engine):
            engine.dispose()


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that comes from events, the full text included."""
    with store.reading() as connection:
        rows = {
            name: sorted((tuple(row) for row in connection.execute(sa.select(METADATA.tables[name]))), key=repr)
            for name in DERIVED
        }
        key = "rowid" if connection.dialect.name == "sqlite" else "conversation_id"
        words = connection.exec_driver_sql(f"SELECT {key}, CAST(words AS text) FROM conversation_words ORDER BY 1").all()
    return {**rows, "words": [tuple(row) for row in words]}
