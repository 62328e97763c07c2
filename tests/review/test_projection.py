"""From a tracker store to the review database, in the order of events, once each."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.errors import SourceAwayError
from review.projection.database import SourceDatabase
from review.projection.events import Event, read_event
from review.projection.rebuild import clear
from review.projection.source import Cursor, EventSource, Row
from review.projection.writer import CursorMovedError, load_cursor, write
from review.store import Store, open_store
from review.store.tables import beliefs, conversations, messages, notes
from tests.review.conftest import MakeDatabase
from tests.review.projections import Projection, contents, mask, projector
from tests.review.rasa_events import ANSWER_TURN, EVENTS, FIRST_TURN, RATINGS, SOLVED_TURN, save, user


@pytest.fixture
def projection(make_database: MakeDatabase) -> Iterator[Projection]:
    """Two conversations in the tracker store, not read yet."""
    projection = Projection.between(make_database)
    with projection.rasa.begin() as connection:
        for turn in (FIRST_TURN, ANSWER_TURN, SOLVED_TURN):
            for sender in ("a", "b") if turn is not SOLVED_TURN else ("a",):
                save(connection, sender, turn, projection.clock)
    yield projection
    projection.close()


def row(store: Store, sender: str) -> sa.engine.Row:
    with store.reading() as connection:
        return connection.execute(sa.select(conversations).where(conversations.c.sender_id == sender)).one()


def cursor_of(store: Store) -> Cursor:
    with store.reading() as connection:
        return load_cursor(connection)


def test_a_conversation_is_one_row_that_tells_how_it_went(projection: Projection) -> None:
    projection.projector.catch_up()

    solved, left = row(projection.store, "a"), row(projection.store, "b")
    assert (solved.channel, solved.turns, solved.message_count, solved.diagnosed_cause) == ("web", 3, 7, "credit_assessment")
    assert (solved.outcome, left.outcome, left.outcome_when_quiet) == ("solved", "open", "abandoned")
    assert (solved.lowest_confidence, solved.corrected, solved.status) == (0.6, False, "new")
    assert solved.slots == {"failure_scope": "all", "leading_cause": "credit_assessment", "outcome": "solved"} | {
        "diagnosed_cause": "credit_assessment"
    }


def test_personal_data_is_masked_wherever_it_stands(projection: Projection) -> None:
    projection.projector.catch_up()

    assert "13800000000" not in repr(contents(projection.store))
    with projection.store.reading() as connection:
        said = connection.execute(sa.select(messages.c.text, messages.c.card).order_by(messages.c.id)).all()
    assert said[0].text == "备用金用不了 我手机[手机号]"
    assert {"type": "diagnosis", "evidence": ["您说的是「[手机号]」"]} in [message.card for message in said]


def test_the_belief_of_each_turn_is_kept_with_its_question(projection: Projection) -> None:
    projection.projector.catch_up()

    with projection.store.reading() as connection:
        of_a = connection.execute(
            sa.select(beliefs).where(beliefs.c.conversation_id == row(projection.store, "a").id).order_by(beliefs.c.message_id)
        ).all()
    assert [(round(belief.belief["credit_assessment"], 2), belief.question) for belief in of_a] == [
        (0.7, "failure_scope"),
        (0.95, None),
    ]


def test_what_is_read_again_changes_nothing(projection: Projection) -> None:
    projection.projector.catch_up()
    once = contents(projection.store)

    rows, after = EventSource(SourceDatabase(projection.conversations_url)).read(Cursor(), 1000)
    events = [event for found in rows if (event := read_event(found, mask))]
    stored = cursor_of(projection.store)
    write(projection.store, events, stored, stored)

    assert contents(projection.store) == once
    assert after.last_id == stored.last_id


def test_a_cursor_that_moved_meanwhile_writes_nothing(projection: Projection) -> None:
    projection.projector.catch_up()
    once = contents(projection.store)

    with pytest.raises(CursorMovedError):
        write(projection.store, [], Cursor(), Cursor(last_id=1))
    assert contents(projection.store) == once


def test_two_projectors_do_no_harm(projection: Projection, make_database: MakeDatabase) -> None:
    other = projection.beside(projection.store)
    projection.projector.catch_up()
    with projection.rasa.begin() as connection:
        save(connection, "b", SOLVED_TURN, projection.clock)

    other.catch_up()
    projection.projector.catch_up()

    undisturbed = open_store(make_database())
    projection.beside(undisturbed).catch_up()
    assert contents(projection.store) == contents(undisturbed)
    undisturbed.close()


def test_a_rebuild_makes_the_same_rows_and_keeps_what_staff_entered(projection: Projection) -> None:
    projection.projector.catch_up()
    once, key = contents(projection.store), row(projection.store, "b").id
    with projection.store.writing() as connection:
        connection.execute(notes.insert().values(conversation_id=key, at=1.0, author="li", text="再看看"))

    clear(projection.store)
    with projection.store.reading() as connection:
        assert connection.execute(sa.select(conversations.c.sender_id, conversations.c.turns)).all() == [("b", 0)]
    projection.projector.catch_up()

    assert contents(projection.store) == once
    with projection.store.reading() as connection:
        assert connection.execute(sa.select(notes.c.conversation_id)).scalars().all() == [key]


def test_a_rebuild_keeps_status_assignee_and_real_cause(projection: Projection) -> None:
    projection.projector.catch_up()
    entered = {"status": "done", "assignee": "li", "real_cause": "limit_exhausted"}
    with projection.store.writing() as connection:
        connection.execute(conversations.update().where(conversations.c.sender_id == "a").values(entered))
    once = contents(projection.store)

    clear(projection.store)
    projection.projector.catch_up()

    assert contents(projection.store) == once


def test_what_cannot_be_read_stops_nothing(projection: Projection) -> None:
    odd = [
        {"data": "no json"},
        {"data": "{}", "type_name": "slot", "action_name": "limit_status"},
        {"data": '{"text": 3, "parse_data": []}'},
    ]
    with projection.rasa.begin() as connection:
        for columns in odd:
            values = {"sender_id": "a", "type_name": "user", "timestamp": 1.0, **columns}
            connection.execute(EVENTS.insert().values(values))
        save(connection, "a", [user("还在\0吗\ud800")], projection.clock)

    projection.projector.catch_up()

    with projection.store.reading() as connection:
        assert connection.execute(sa.select(messages.c.text).order_by(messages.c.id.desc())).scalar() == "还在吗?"
    assert row(projection.store, "a").turns == 5


def test_the_newest_rating_goes_to_its_conversation(projection: Projection) -> None:
    def rate(session: str, number: int, at: float, stars: int, comment: str) -> None:
        with projection.web.begin() as connection:
            rating = {"session": session, "number": number, "at": at, "stars": stars, "comment": comment}
            connection.execute(RATINGS.insert().values(rating))

    rate("a", 7, 100.0, 2, "不行")
    rate("nobody", 1, 100.0, 5, "")
    projection.projector.catch_up()
    rate("a", 9, 101.0, 5, "打13800000000给我")
    projection.beside(projection.store).catch_up()

    rated = row(projection.store, "a")
    assert (rated.rating_stars, rated.rating_comment, rated.rated_at) == (5, "打[手机号]给我", 101.0)
    assert row(projection.store, "b").rating_stars is None
    with projection.store.reading() as connection:
        found = connection.execute(sa.select(conversations.c.id).where(projection.store.words.matching("给我"))).all()
    assert found == [(rated.id,)]


def test_a_source_that_is_away_is_named(projection: Projection, make_database: MakeDatabase) -> None:
    empty = make_database()

    with pytest.raises(SourceAwayError, match="test"):
        projector(projection.store, empty, empty).step()


turns = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([FIRST_TURN, ANSWER_TURN, SOLVED_TURN])), max_size=8)


def events_of(turns: list[tuple[str, list[dict[str, object]]]]) -> list[Event]:
    """The events of these turns, one after another."""
    records = [(sender, record) for sender, turn in turns for record in turn]
    rows = [
        Row(key, sender, str(record["event"]), float(key), record.get("name"), json.dumps(record))  # type: ignore[arg-type]
        for key, (sender, record) in enumerate(records, start=1)
    ]
    return [event for found in rows if (event := read_event(found, mask))]


@given(turns=turns, cuts=st.lists(st.integers(0, 200), max_size=6), data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_batches_replays_and_late_events_make_no_difference(
    store: Store, turns: list[tuple[str, list[dict[str, object]]]], cuts: list[int], data: st.DataObject
) -> None:
    """Late events are those of other conversations: events of one are in order."""
    events = events_of(turns)
    clear(store)
    begin = cursor_of(store)
    write(store, events, begin, begin)
    at_once = contents(store)

    senders = data.draw(st.permutations(sorted({event.sender_id for event in events})))
    late = [event for sender in senders for event in events if event.sender_id == sender]
    order = data.draw(st.sampled_from([events, late]))
    clear(store)
    begin = cursor_of(store)
    places = sorted({0, len(order), *(cut for cut in cuts if cut < len(order))})
    for first, last in itertools.pairwise(places):
        write(store, order[max(0, first - 5) : last], begin, begin)

    assert contents(store) == at_once
