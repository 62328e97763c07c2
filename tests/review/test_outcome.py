"""How conversations end, in the rows and as they are read."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from review.names import Outcome
from review.projection.outcome import outcome_now, outcome_when_quiet
from review.store import Store
from review.store.outcomes import QUIET, has_outcome, outcome_at
from review.store.tables import conversations
from tests.review.test_store import conversation_row


@pytest.mark.parametrize(
    ("slots", "reference", "intents", "now", "quiet"),
    [
        ({"outcome": "solved", "diagnosed_cause": "a"}, None, {"inform"}, "solved", "solved"),
        ({"outcome": "handed_over", "diagnosed_cause": "a"}, "BY1", {"inform"}, "handed_over", "handed_over"),
        ({"outcome": "undetermined"}, None, {"inform"}, "not_solved", "not_solved"),
        ({"requested_slot": "limit_status"}, None, {"inform"}, "open", "abandoned"),
        ({"diagnosed_cause": "a"}, None, {"inform"}, "open", "abandoned"),
        ({"diagnosed_cause": "b", "failed_causes": ["a"]}, None, {"inform"}, "open", "not_solved"),
        ({"requested_slot": "limit_status"}, "BY1", {"inform"}, "open", "abandoned"),
        ({}, "BY1", {"ask_fee"}, "handed_over", "handed_over"),
        ({}, None, {"ask_fee", "out_of_scope"}, "open", "answered"),
        ({}, None, {"greet"}, "open", "answered"),
        ({}, None, {"out_of_scope", "greet"}, "open", "out_of_scope"),
        ({}, None, {"nlu_fallback"}, "open", "out_of_scope"),
        ({}, None, set(), "open", "open"),
    ],
)
def test_outcomes(slots: dict[str, Any], reference: str | None, intents: set[str], now: str, quiet: str) -> None:
    assert outcome_now(slots, reference) == now
    assert outcome_when_quiet(slots, reference, intents) == quiet


def test_a_conversation_is_abandoned_by_the_passing_of_time_alone(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(conversations.insert(), [conversation_row(1, last_activity_at=1000.0)])

    def read(now: float) -> tuple[str, list[int], list[int]]:
        with store.reading() as connection:
            outcome = connection.execute(sa.select(outcome_at(now))).scalar()
            found = [
                connection.execute(sa.select(conversations.c.id).where(has_outcome(sought, now))).scalars().all()
                for sought in (Outcome.OPEN, Outcome.ABANDONED)
            ]
        return outcome, found[0], found[1]

    assert read(1000.0 + QUIET) == ("open", [1], [])
    assert read(1000.0 + QUIET + 1) == ("abandoned", [], [1])
