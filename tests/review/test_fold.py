"""What each event makes of a conversation."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from knowledge_base import load_knowledge
from review.projection.events import OTHER_SLOTS, STATE_SLOTS, BotSaid, Event, SlotChanged, SlotsReset, UserSaid
from review.projection.fold import Conversation, Step, fold
from settings import ROOT


def happen(*events: Event) -> list[Step]:
    """Fold events one after another."""
    steps: list[Step] = []
    for event in events:
        steps.append(fold(steps[-1].conversation if steps else None, event))
    return steps


def after(*events: Event) -> Conversation:
    """The conversation after these events."""
    return happen(*events)[-1].conversation


def said(key: int, intent: str = "inform", confidence: float = 0.9, **more: Any) -> UserSaid:
    return UserSaid(key, "a", float(key), "好", "web", intent, confidence, **more)


def slot(key: int, name: str, value: Any) -> SlotChanged:
    return SlotChanged(key, "a", float(key), name, value)


def test_the_first_event_begins_the_conversation() -> None:
    begun = after(SlotsReset(7, "a", 3.0))

    assert (begun.id, begun.sender_id, begun.started_at, begun.turns) == (7, "a", 3.0, 0)


def test_an_event_that_was_folded_changes_nothing() -> None:
    once = happen(said(1), BotSaid(2, "a", 2.0, "您好"))[-1].conversation

    assert fold(once, said(1)) == Step(once)
    assert fold(once, BotSaid(2, "a", 2.0, "您好")) == Step(once)


def test_messages_are_numbered_and_turns_counted() -> None:
    steps = happen(said(1), BotSaid(2, "a", 2.0, "您好", ["是"]), BotSaid(3, "a", 3.0, "在吗"), said(9))

    assert [step.message and step.message["number"] for step in steps] == [1, 2, 3, 4]
    assert steps[1].message and steps[1].message["quick_replies"] == ["是"]
    assert (steps[-1].conversation.turns, steps[-1].conversation.last_activity_at) == (2, 9.0)


def test_the_least_confidence_the_fallback_and_the_danger_stay() -> None:
    danger = said(3, "report_scam", entities=[{"entity": "safety", "value": "scam_victim"}])
    conversation = after(said(1, "nlu_fallback", 0.4), said(2), danger, said(4, "thank"))

    assert (conversation.lowest_confidence, conversation.had_fallback, conversation.safety) == (0.4, True, "scam_victim")
    assert conversation.intents == {"nlu_fallback", "inform", "report_scam", "thank"}


def test_a_message_without_an_intent_is_one_all_the_same() -> None:
    conversation = after(UserSaid(1, "a", 1.0, "/"))

    assert (conversation.turns, conversation.lowest_confidence, conversation.intents) == (1, None, frozenset())


def test_the_belief_belongs_to_the_turn_and_its_question() -> None:
    steps = happen(said(5), slot(6, "requested_slot", "limit_status"), slot(7, "belief", {"a": 1.0}), slot(8, "belief", None))

    assert steps[2].belief == {"message_id": 5, "conversation_id": 5, "belief": {"a": 1.0}, "question": "limit_status"}
    assert steps[3].belief is None


def test_a_belief_carried_into_a_new_session_belongs_to_no_turn() -> None:
    assert happen(said(1), SlotsReset(2, "a", 2.0), slot(3, "belief", {"a": 1.0}))[-1].belief is None


@pytest.mark.parametrize(
    ("events", "corrected"),
    [
        ([slot(1, "limit_status", "enough"), slot(2, "limit_status", "insufficient")], True),
        ([slot(1, "limit_status", "enough"), slot(2, "limit_status", "enough")], False),
        ([slot(1, "limit_status", "enough"), slot(2, "limit_status", None)], False),
        ([slot(1, "limit_status", "enough"), slot(2, "outcome", "solved"), slot(3, "limit_status", "insufficient")], False),
        ([slot(1, "limit_status", "enough"), SlotsReset(2, "a", 2.0), slot(3, "limit_status", "insufficient")], False),
        ([slot(1, "leading_cause", "a"), slot(2, "leading_cause", "b")], False),
    ],
)
def test_another_value_within_a_case_is_a_correction(events: list[Event], corrected: bool) -> None:
    assert after(*events).corrected is corrected


def test_the_last_diagnosis_and_the_reference_number_outlive_their_slots() -> None:
    conversation = after(
        slot(1, "diagnosed_cause", "limit_exhausted"),
        slot(2, "reference_number", "BY1"),
        slot(3, "diagnosed_cause", None),
        SlotsReset(4, "a", 4.0),
    )

    assert (conversation.diagnosed_cause, conversation.reference_number) == ("limit_exhausted", "BY1")
    assert conversation.slots == {}


def test_every_slot_of_the_domain_is_a_fact_or_known_by_name() -> None:
    """A new slot that is no fact belongs into STATE_SLOTS or OTHER_SLOTS."""
    slots = set(YAML(typ="safe").load(ROOT / "domain.yml")["slots"])

    assert slots - STATE_SLOTS - OTHER_SLOTS == set(load_knowledge().facts)
