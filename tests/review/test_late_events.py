"""On PostgreSQL a lower id can become visible after a higher one; none is missed, however late."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from review.projection.database import SourceDatabase
from review.projection.source import Cursor, EventSource, Row
from review.store import open_store
from tests.review.conftest import MakeDatabase
from tests.review.projections import Projection, contents
from tests.review.rasa_events import ANSWER_TURN, FIRST_TURN, Clock, save, tracker_store, user


@pytest.fixture
def url(postgres: MakeDatabase) -> str:
    return postgres()


@pytest.fixture
def rasa(url: str) -> Iterator[sa.engine.Engine]:
    engine = tracker_store(url)
    yield engine
    engine.dispose()


class Reader:
    """Reads on from where it stopped; `restart` forgets what only the process knew."""

    def __init__(self, url: str) -> None:
        self._source, self.cursor = EventSource(SourceDatabase(url)), Cursor()

    def read(self, limit: int = 100) -> list[int]:
        rows: list[Row]
        rows, self.cursor = self._source.read(self.cursor, limit)  # type: ignore[assignment]
        return [row.id for row in rows]

    def restart(self) -> None:
        kept = self.cursor
        self.cursor = Cursor(kept.last_id, kept.settled_id, kept.horizon_id, kept.horizon_transaction)


def test_an_id_that_was_given_before_and_committed_after_is_read(url: str, rasa: sa.engine.Engine) -> None:
    reader, clock = Reader(url), Clock()
    slow, fast = rasa.connect(), rasa.connect()
    late = save(slow, "slow", [user("一")], clock)
    early = save(fast, "fast", [user("二")], clock)
    fast.commit()

    assert reader.read() == early
    assert [reader.read() for _ in range(3)] == [[], [], []]
    slow.commit()
    assert reader.read() == late
    assert reader.read() == []
    assert reader.cursor.settled_id == early[0]


def test_after_a_restart_the_window_is_read_again(url: str, rasa: sa.engine.Engine) -> None:
    reader, clock = Reader(url), Clock()
    slow, fast = rasa.connect(), rasa.connect()
    late = save(slow, "slow", [user("一")], clock)
    early = save(fast, "fast", [user("二")], clock)
    fast.commit()
    reader.read()

    reader.restart()
    assert reader.read() == early
    slow.commit()
    assert reader.read() == late


def test_a_transaction_that_never_ends_keeps_nobody_from_reading_on(url: str, rasa: sa.engine.Engine) -> None:
    reader, clock = Reader(url), Clock()
    slow, fast = rasa.connect(), rasa.connect()
    late = save(slow, "slow", [user("一")] * 3, clock)
    early = save(fast, "fast", [user("二")] * 10, clock)
    fast.commit()

    assert [key for _ in range(4) for key in reader.read(limit=4)] == early
    slow.commit()
    assert [key for _ in range(3) for key in reader.read(limit=2)] == late
    assert reader.read() == []


def test_a_rolled_back_id_is_not_waited_for(url: str, rasa: sa.engine.Engine) -> None:
    reader, clock = Reader(url), Clock()
    slow, fast = rasa.connect(), rasa.connect()
    save(slow, "slow", [user("一")], clock)
    early = save(fast, "fast", [user("二")], clock)
    fast.commit()
    reader.read()
    slow.rollback()

    reader.read()
    assert reader.cursor.settled_id == early[0]
    assert reader.cursor.seen == frozenset()


def test_late_events_lead_to_the_same_rows(postgres: MakeDatabase) -> None:
    projection = Projection.between(postgres)
    slow, fast = projection.rasa.connect(), projection.rasa.connect()
    save(slow, "slow", FIRST_TURN, projection.clock)
    save(fast, "fast", FIRST_TURN, projection.clock)
    fast.commit()
    projection.projector.catch_up()
    save(fast, "fast", ANSWER_TURN, projection.clock)
    fast.commit()
    projection.projector.catch_up()
    slow.commit()
    projection.beside(projection.store).catch_up()

    undisturbed = open_store(postgres())
    projection.beside(undisturbed).catch_up()
    assert contents(projection.store) == contents(undisturbed)
    projection.close()
