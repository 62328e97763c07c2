"""The schema comes up whole, however many processes open the database at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from review.errors import StoreAwayError
from review.store import Store, open_store
from review.store.tables import METADATA, conversations, cursors, notes
from settings import ROOT
from tests.review.conftest import MakeDatabase

OPENERS = 4


def test_the_migrations_make_the_tables_as_they_are_written(store: Store) -> None:
    def is_ours(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or (name or "") in METADATA.tables

    with store.reading() as connection:
        options = {"include_name": is_ours, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_opening_again_changes_nothing(make_database: MakeDatabase) -> None:
    url = make_database()
    open_store(url).close()

    store = open_store(url)

    with store.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(cursors)).scalar() == 1
    store.close()


def test_processes_that_open_it_at_once_take_turns(make_database: MakeDatabase) -> None:
    script = "import sys; from review.store import open_store; open_store(sys.argv[1])"
    command = [sys.executable, "-W", "ignore", "-c", script, make_database()]
    processes = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(OPENERS)]

    errors = [process.communicate(timeout=60)[1] for process in processes]

    assert [process.returncode for process in processes] == [0] * OPENERS, errors


def test_what_belongs_to_a_conversation_goes_with_it(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(conversations.insert(), [conversation_row(1), conversation_row(2)])
        connection.execute(
            notes.insert(), [{"conversation_id": key, "at": 1.0, "author": "a", "text": "看过"} for key in (1, 2)]
        )
        connection.execute(conversations.delete().where(conversations.c.id == 1))

    with store.reading() as connection:
        assert connection.execute(sa.select(notes.c.conversation_id)).scalars().all() == [2]


def test_a_database_that_is_away_is_named(tmp_path: Path) -> None:
    (tmp_path / "review.db").mkdir()
    with pytest.raises(StoreAwayError, match=r"review\.db"):
        open_store(f"sqlite:///{tmp_path}/review.db")
    with pytest.raises(StoreAwayError, match="nobody"):
        open_store("postgresql://nobody:secret@127.0.0.1:1/review")


def test_no_password_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreAwayError) as caught:
        open_store("postgresql://nobody:secret@127.0.0.1:1/review")
    assert "secret" not in str(caught.value)


def conversation_row(key: int, **columns: object) -> dict[str, object]:
    """A row of `conversations` with nothing particular in it."""
    return {
        "id": key,
        "sender_id": f"shopper-{key}",
        "started_at": 0.0,
        "last_activity_at": 0.0,
        "turns": 1,
        "message_count": 1,
        "outcome": "open",
        "outcome_when_quiet": "abandoned",
        "had_fallback": False,
        "corrected": False,
        "slots": {},
        "last_event_id": key,
        **columns,
    }
