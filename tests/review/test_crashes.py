"""The projector is killed again and again while shoppers write; no event is lost and none counts twice."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from review.store import open_store
from review.store.tables import cursors, messages
from tests.review.conftest import MakeDatabase
from tests.review.crash_processes import project_conversations, write_conversations
from tests.review.projections import Projection, contents
from tests.review.rasa_events import EVENTS

KILLS = 50
LEAST_LIVES_WITH_PROGRESS = 10
PROCESSES = multiprocessing.get_context("fork")
"""A fork has everything imported: a life takes tenths of a second, not seconds."""


def test_fifty_kills_lose_and_double_nothing(make_database: MakeDatabase) -> None:
    projection = Projection.between(make_database)
    urls = projection.store.engine.url.render_as_string(), projection.conversations_url, projection.messages_url
    projection.close()  # connections must not be shared with the forks
    rng = random.Random(5)

    reached = set()
    with shoppers_writing(projection.conversations_url):
        for _ in range(KILLS):
            life = PROCESSES.Process(target=project_conversations, args=urls)
            life.start()
            time.sleep(rng.uniform(0.05, 0.7))
            life.kill()
            life.join()
            with projection.store.reading() as connection:
                reached.add(connection.execute(sa.select(cursors.c.last_id)).scalar())
    projection.projector.catch_up()

    undisturbed = open_store(make_database())
    projection.beside(undisturbed).catch_up()
    assert contents(projection.store) == contents(undisturbed)
    said, stored = count_said(projection), count_stored(projection)
    print(f"{KILLS} kills, progress in {len(reached)} lives, {said} messages in Rasa, {stored} in the review")
    assert said == stored > 0
    assert len(reached) >= LEAST_LIVES_WITH_PROGRESS
    undisturbed.close()
    projection.close()


@contextmanager
def shoppers_writing(url: str) -> Iterator[None]:
    """The assistant writes in a process of its own, and comes to its end in peace."""
    done = PROCESSES.Event()
    writer = PROCESSES.Process(target=write_conversations, args=(url, done))
    writer.start()
    try:
        yield
    finally:
        done.set()
        writer.join(60)
    assert writer.exitcode == 0


def count_said(projection: Projection) -> int:
    with projection.rasa.connect() as connection:
        said = EVENTS.c.type_name.in_(("user", "bot"))
        found: int = connection.execute(sa.select(sa.func.count()).select_from(EVENTS).where(said)).scalar()
        return found


def count_stored(projection: Projection) -> int:
    with projection.store.reading() as connection:
        found: int = connection.execute(sa.select(sa.func.count()).select_from(messages)).scalar()
        return found
