"""One event more: the conversation after it, and the rows that it brings. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import singledispatch
from typing import Any, Optional

from review.names import Sender
from review.projection.events import STATE_SLOTS, BotSaid, Event, SlotChanged, SlotsReset, UserSaid
from review.projection.outcome import FALLBACK, outcome_now, outcome_when_quiet

SAFETY = "safety"
"""The entity whose value names a danger."""
_SAFETY_INTENTS = frozenset({"report_scam", "seek_cash_out", "seek_loan", "financial_hardship"})


@dataclass(frozen=True)
class Conversation:
    """What a conversation is after its last event; review/store/tables.py says what each field means."""

    id: int
    sender_id: str
    started_at: float
    last_activity_at: float
    channel: Optional[str] = None
    turns: int = 0
    message_count: int = 0
    leading_cause: Optional[str] = None
    diagnosed_cause: Optional[str] = None
    reference_number: Optional[str] = None
    lowest_confidence: Optional[float] = None
    had_fallback: bool = False
    safety: Optional[str] = None
    corrected: bool = False
    slots: Mapping[str, Any] = field(default_factory=dict)
    turn_id: Optional[int] = None
    last_event_id: int = 0
    intents: frozenset[str] = frozenset()

    @property
    def row(self) -> dict[str, Any]:
        """The columns of `conversations` that come from events."""
        row = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "intents"}
        now = outcome_now(self.slots, self.reference_number)
        when_quiet = outcome_when_quiet(self.slots, self.reference_number, self.intents)
        return {**row, "outcome": now.value, "outcome_when_quiet": when_quiet.value}


@dataclass(frozen=True)
class Step:
    """The conversation after an event, and a row of `messages` or of `beliefs` that the event brings."""

    conversation: Conversation
    message: Optional[dict[str, Any]] = None
    belief: Optional[dict[str, Any]] = None


def fold(before: Optional[Conversation], event: Event) -> Step:
    """What an event makes of a conversation; None stands for one that has just begun.

    An event that is in it already changes nothing: those of one conversation come in order of their ids.
    """
    conversation = before or Conversation(event.id, event.sender_id, started_at=event.at, last_activity_at=event.at)
    if event.id <= conversation.last_event_id:
        return Step(conversation)
    return _fold(event, replace(conversation, last_event_id=event.id))


@singledispatch
def _fold(event: Event, conversation: Conversation) -> Step:
    raise NotImplementedError(type(event).__name__)


@_fold.register
def _(event: SlotsReset, conversation: Conversation) -> Step:
    """Slots that outlive a session are set anew by Rasa, before the shopper's next turn: they belong to no turn."""
    return Step(replace(conversation, slots={}, turn_id=None))


@_fold.register
def _(event: UserSaid, conversation: Conversation) -> Step:
    known = [value for value in (conversation.lowest_confidence, event.confidence) if value is not None]
    after = replace(
        conversation,
        channel=conversation.channel or event.channel,
        last_activity_at=event.at,
        turns=conversation.turns + 1,
        message_count=conversation.message_count + 1,
        lowest_confidence=min(known, default=None),
        had_fallback=conversation.had_fallback or event.intent == FALLBACK,
        safety=_danger(event) or conversation.safety,
        turn_id=event.id,
        intents=conversation.intents | ({event.intent} if event.intent else set()),
    )
    understood = {
        "intent": event.intent,
        "confidence": event.confidence,
        "runner_up": event.runner_up,
        "runner_up_confidence": event.runner_up_confidence,
        "entities": event.entities,
    }
    return Step(after, message=_message(event, after, Sender.USER, event.text, understood))


@_fold.register
def _(event: BotSaid, conversation: Conversation) -> Step:
    after = replace(conversation, last_activity_at=event.at, message_count=conversation.message_count + 1)
    drawn = {"quick_replies": event.quick_replies, "card": event.card}
    return Step(after, message=_message(event, after, Sender.BOT, event.text, drawn))


@_fold.register
def _(event: SlotChanged, conversation: Conversation) -> Step:
    if event.name == "belief":
        return Step(conversation, belief=_belief(event, conversation))
    slots = {name: value for name, value in conversation.slots.items() if name != event.name}
    if event.value is not None:
        slots[event.name] = event.value
    after = replace(conversation, slots=slots, corrected=conversation.corrected or _corrects(event, conversation))
    if event.name in ("leading_cause", "diagnosed_cause", "reference_number") and event.value is not None:
        after = replace(after, **{event.name: event.value})
    return Step(after)


def _belief(event: SlotChanged, conversation: Conversation) -> Optional[dict[str, Any]]:
    """The belief after a turn; the action sets it after the slot of the question that it led to."""
    if event.value is None or conversation.turn_id is None:
        return None
    return {
        "message_id": conversation.turn_id,
        "conversation_id": conversation.id,
        "belief": event.value,
        "question": conversation.slots.get("requested_slot"),
    }


def _corrects(event: SlotChanged, conversation: Conversation) -> bool:
    """Whether a fact gets another value within a case: after a solved one a new case may begin with the same fact."""
    if event.name in STATE_SLOTS or event.value is None or conversation.slots.get("outcome") == "solved":
        return False
    return conversation.slots.get(event.name) not in (None, event.value)


def _danger(event: UserSaid) -> Optional[str]:
    """The exact sign of a danger, else the intent that is about one."""
    sign = next((found["value"] for found in event.entities if found["entity"] == SAFETY), None)
    return sign or (event.intent if event.intent in _SAFETY_INTENTS else None)


def _message(event: Event, conversation: Conversation, sender: Sender, text: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `messages` with every column, so that many can be written at once."""
    columns = ("intent", "confidence", "runner_up", "runner_up_confidence", "entities", "quick_replies", "card")
    return {
        "id": event.id,
        "conversation_id": conversation.id,
        "number": conversation.message_count,
        "at": event.at,
        "sender": sender.value,
        "text": text,
        **{name: more.get(name) for name in columns},
    }
