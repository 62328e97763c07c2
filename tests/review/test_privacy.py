"""A person's conversations leave every store, and nobody else's do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from review.errors import SourceAwayError
from review.holders import Stores
from review.privacy import delete_person, expire, export_person, sender_hash
from review.projection.database import SourceDatabase
from review.projection.events import read_event
from review.projection.source import Cursor, EventSource
from review.projection.writer import CursorMovedError, load_cursor, write
from review.store.tables import audit, conversations, notes
from tests.review.conftest import MakeDatabase
from tests.review.projections import Projection, contents, mask
from tests.review.rasa_events import EVENTS, FIRST_TURN, MESSAGES, RATINGS, START, save, user

HANDOVERS = sa.Table(
    "handovers",
    sa.MetaData(),
    *(sa.Column(name, sa.Text) for name in ("reference_number", "sender_id", "created_at", "updated_at", "summary")),
)
A_YEAR = 365 * 86_400.0


@pytest.fixture
def projection(make_database: MakeDatabase) -> Iterator[Projection]:
    projection = Projection.between(make_database)
    yield projection
    projection.close()


@pytest.fixture
def stores(projection: Projection, make_database: MakeDatabase) -> Stores:
    """Two people in every store."""
    handovers = make_database()
    engine = sa.create_engine(handovers, future=True)
    HANDOVERS.create(engine)
    for place, person in enumerate("ab"):
        at, iso = START + place * A_YEAR, f"20{27 + place}-01-15T08:00:00+00:00"
        with projection.rasa.begin() as connection:
            save(connection, person, FIRST_TURN, lambda at=at: at)  # type: ignore[arg-type]
        with projection.web.begin() as connection:
            said = {"session": person, "number": 1, "at": at, "sender": "user", "client_id": "1", "content": "{}"}
            connection.execute(MESSAGES.insert().values(said))
            rated = {"session": person, "number": 1, "at": at, "stars": 2, "comment": "不行"}
            connection.execute(RATINGS.insert().values(rated))
        with engine.begin() as connection:
            case = {"reference_number": person, "sender_id": person, "created_at": iso, "updated_at": iso, "summary": "已知"}
            connection.execute(HANDOVERS.insert().values(case))
    engine.dispose()
    projection.projector.catch_up()
    with projection.store.writing() as connection:
        ids = connection.execute(sa.select(conversations.c.id)).scalars()
        connection.execute(notes.insert(), [{"conversation_id": key, "at": 1.0, "author": "li", "text": "看"} for key in ids])
    return Stores.at(projection.store, projection.conversations_url, projection.messages_url, handovers)


def rows_about(stores: Stores, person: str) -> dict[str, int]:
    return {name: len(rows) for name, rows in export_person(stores, person).items()}


def test_an_export_holds_every_store_and_is_json(stores: Stores) -> None:
    exported = export_person(stores, "a")

    assert {name: len(rows) for name, rows in exported.items()} == {
        "events": len(FIRST_TURN),
        "web_messages": 1,
        "web_ratings": 1,
        "handovers": 1,
        "conversations": 1,
        "messages": 2,
        "beliefs": 1,
        "conversation_intents": 1,
        "tags": 0,
        "notes": 1,
    }
    assert json.loads(json.dumps(exported)) == exported


@pytest.mark.parametrize("person", ["a", "b"])
def test_a_person_is_deleted_from_every_store(stores: Stores, projection: Projection, person: str) -> None:
    other = "b" if person == "a" else "a"
    others = export_person(stores, other)

    delete_person(stores, person, who="li")

    assert set(rows_about(stores, person).values()) == {0}
    assert export_person(stores, other) == others
    with projection.store.reading() as connection:
        entries = connection.execute(sa.select(audit.c.who, audit.c.what, audit.c.sender_hash)).all()
    assert entries == [("li", "delete", sender_hash(person))]
    words = contents(projection.store)["words"]
    assert len(words) == 1


def test_whoever_writes_again_after_a_deletion_is_seen_again(stores: Stores, projection: Projection) -> None:
    """The last events of all are deleted, and SQLite would give their ids away once more."""
    delete_person(stores, "b", who="li")
    with projection.rasa.begin() as connection:
        save(connection, "b", [user("又来了")], projection.clock)
    projection.projector.catch_up()

    assert rows_about(stores, "b")["messages"] == 1
    delete_person(stores, "b", who="li")
    with projection.rasa.connect() as connection:
        left = connection.execute(sa.select(EVENTS.c.sender_id).distinct()).scalars().all()
    assert sorted(left) == ["", "a"]


def test_what_was_read_before_a_deletion_is_not_written_after_it(stores: Stores, projection: Projection) -> None:
    with projection.store.reading() as connection:
        before = load_cursor(connection)
    rows, _ = EventSource(SourceDatabase(projection.conversations_url)).read(Cursor(), 1000)
    delete_person(stores, "a", who="li")

    with pytest.raises(CursorMovedError):
        write(projection.store, [event for row in rows if (event := read_event(row, mask))], before, before)
    projection.projector.catch_up()
    assert rows_about(stores, "a")["conversations"] == 0


def test_only_those_past_their_time_expire(stores: Stores) -> None:
    assert expire(stores, START - 1, who="retention") == 0
    assert expire(stores, START + A_YEAR / 2, who="retention") == 1
    assert set(rows_about(stores, "a").values()) == {0}
    assert rows_about(stores, "b")["events"] == len(FIRST_TURN)
    assert expire(stores, START + 2 * A_YEAR, who="retention") == 1
    assert expire(stores, START + 2 * A_YEAR, who="retention") == 0


def test_somebody_who_wrote_lately_keeps_what_is_old(stores: Stores, projection: Projection) -> None:
    with projection.web.begin() as connection:
        said = {"session": "a", "number": 2, "at": START + A_YEAR, "sender": "user", "client_id": "2", "content": "{}"}
        connection.execute(MESSAGES.insert().values(said))

    assert expire(stores, START + A_YEAR / 2, who="retention") == 0


def test_nothing_of_a_deleted_person_stays_in_the_sqlite_files(sqlite: MakeDatabase, tmp_path: Path) -> None:
    projection = Projection.between(sqlite)
    with projection.rasa.begin() as connection:
        save(connection, "a", [user("我住在月球背面的静海基地")], projection.clock)
        save(connection, "b", [user("用不了")], projection.clock)
    projection.projector.catch_up()
    missing = f"sqlite:///{tmp_path}/missing.db"
    secrets = [json.dumps("静海基地").strip('"').encode(), "静海基地".encode(), "静海".encode()]
    assert any(secret in everything(tmp_path) for secret in secrets)

    delete_person(Stores.at(projection.store, projection.conversations_url, missing, missing), "a", who="li")
    projection.close()

    assert not any(secret in everything(tmp_path) for secret in secrets)


def everything(folder: Path) -> bytes:
    """All the bytes of all databases there."""
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_a_store_that_cannot_be_read_is_named_and_one_not_made_yet_is_empty(projection: Projection, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 1000)
    missing, broken = f"sqlite:///{tmp_path}/missing.db", f"sqlite:///{tmp_path}/broken.db"

    assert "handovers" not in export_person(Stores.at(projection.store, missing, missing, missing), "a")
    with pytest.raises(SourceAwayError, match=r"broken\.db"):
        delete_person(Stores.at(projection.store, missing, missing, broken), "a", who="li")
    assert not (tmp_path / "missing.db").exists()
