"""How fast Rasa's events reach the review database, on SQLite and on PostgreSQL when a server is given, and in what memory.

python -m benchmarks.review_projection [--events 100000] [--postgres postgresql://USER@HOST:PORT/EMPTY_DATABASE]
"""

from __future__ import annotations

import argparse
import itertools
import resource
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from benchmarks.review_conversations import Conversations
from knowledge_base import load_knowledge
from review.projection.database import SourceDatabase
from review.projection.events import Mask
from review.projection.projector import Projector, Sources
from review.store import open_store
from review.store.tables import conversations, messages

AIM = 2_000
SEED = 20240527
_CHUNK = 5_000
_EVENTS = sa.Table(
    "events",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
)
"""Rasa's table, without the ten seconds that importing Rasa takes."""


def main() -> None:
    """Print a line for each database."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review_projection")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--postgres", help="URL of an empty PostgreSQL database, to measure that too")
    arguments = parser.parse_args()
    mask = _mask()
    with tempfile.TemporaryDirectory() as folder:
        source = f"sqlite:///{folder}/conversations.db"
        _fill(sa.create_engine(source, future=True), arguments.events)
        _measure("SQLite", source, f"sqlite:///{folder}/review.db", mask)
        size = sum(file.stat().st_size for file in Path(folder).glob("review.db*"))
        print(f"  review database {size / 1e6:.0f} MB")
        if arguments.postgres:
            _fill(sa.create_engine(arguments.postgres, future=True), arguments.events)
            _measure("PostgreSQL", arguments.postgres, arguments.postgres, mask)


def _mask() -> Mask:
    """The real masking."""
    try:
        from review.masking import mask
    except ImportError:
        print("review.masking is not there: measured without masking.")
        return lambda text: text
    return mask


def _fill(engine: Engine, events: int) -> None:
    """Store conversations as Rasa would."""
    _EVENTS.metadata.create_all(engine)
    rows = Conversations(load_knowledge(), SEED).rows(events, start=time.time() - 30 * 86_400)
    with engine.begin() as connection:
        while chunk := list(itertools.islice(rows, _CHUNK)):
            connection.execute(_EVENTS.insert(), chunk)
    engine.dispose()


def _measure(name: str, source: str, review: str, mask: Mask) -> None:
    """Project everything once, then look when there is nothing new."""
    store = open_store(review)
    sources = Sources(SourceDatabase(source), SourceDatabase(source))
    projector = Projector(store, sources, mask)
    start = time.perf_counter()
    count = projector.catch_up()
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    projector.step()
    idle = (time.perf_counter() - start) * 1000
    with store.reading() as connection:
        found, said = (
            connection.execute(sa.select(sa.func.count()).select_from(t)).scalar() for t in (conversations, messages)
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {count} events, {found} conversations, {said} messages in {seconds:.1f} s")
    print(f"  {count / seconds:.0f} events/s (aim {AIM}), an idle look {idle:.1f} ms, memory at most {memory:.0f} MB")
    store.close()


if __name__ == "__main__":
    main()
