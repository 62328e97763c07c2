"""Rasa's events as the review needs them: what was said and which slots changed, personal data masked."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from review.projection.source import Row

logger = logging.getLogger(__name__)
Mask = Callable[[str], str]
"""Puts labels in the place of personal data: review.masking.mask."""

STATE_SLOTS = frozenset(
    {"requested_slot", "leading_cause", "diagnosed_cause", "outcome", "reference_number", "failed_causes", "belief"}
)
"""Slots that tell where a case stands."""
OTHER_SLOTS = frozenset(
    {
        "quotes",
        "hints",
        "unsure_facts",
        "available_limit",
        "order_amount",
        "question_stage",
        "misunderstandings",
        "concern",
        "session_started_metadata",
    }
)
"""Slots that the review does not keep, the shopper's words among them. Every other slot is a fact."""

_CUT_OFF = re.compile(r"[0-9A-Za-z]{4,}…")
"""How the assistant ends a long quotation: half a telephone number looks like none, and is still half of one."""


@dataclass(frozen=True)
class Event:
    """Something that happened in a conversation: `id` is Rasa's, `at` is in seconds since 1970."""

    id: int
    sender_id: str
    at: float


@dataclass(frozen=True)
class SlotsReset(Event):
    """A session began, or the shopper started over: nothing is known any more."""


@dataclass(frozen=True)
class SlotChanged(Event):
    """A slot was set, perhaps to the value that it had."""

    name: str
    value: Any


@dataclass(frozen=True)
class UserSaid(Event):
    """A message of the shopper, as it was understood."""

    text: str
    channel: Optional[str] = None
    intent: Optional[str] = None
    confidence: Optional[float] = None
    runner_up: Optional[str] = None
    runner_up_confidence: Optional[float] = None
    entities: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class BotSaid(Event):
    """A message of the assistant."""

    text: str
    quick_replies: list[str] = field(default_factory=list)
    card: Optional[Mapping[str, Any]] = None


def read_event(row: Row, mask: Mask) -> Event | None:
    """The event in a row; None when it says nothing to the review, or cannot be read."""
    if row.type_name not in _READERS or (row.type_name == "slot" and row.name in OTHER_SLOTS):
        return None
    try:
        return _READERS[row.type_name](row, json.loads(row.data), mask)
    except (ValueError, TypeError, KeyError, AttributeError):
        logger.exception("Event %s of the type %s cannot be read and is left out", row.id, row.type_name)
        return None


def _reset(row: Row, data: Mapping[str, Any], mask: Mask) -> Event:
    return SlotsReset(row.id, row.sender_id, row.timestamp)


def _slot(row: Row, data: Mapping[str, Any], mask: Mask) -> Event:
    name, value = data["name"], data["value"]
    return SlotChanged(row.id, row.sender_id, row.timestamp, name, value if name in STATE_SLOTS else masked(value, mask))


def _user(row: Row, data: Mapping[str, Any], mask: Mask) -> Event:
    parsed = data.get("parse_data") or {}
    intent = parsed.get("intent") or {}
    others = (found for found in parsed.get("intent_ranking") or [] if found["name"] != intent.get("name"))
    runner_up: Mapping[str, Any] = next(others, {})
    text = masked(str(data.get("text") or ""), mask)
    return UserSaid(
        row.id,
        row.sender_id,
        row.timestamp,
        text,
        data.get("input_channel"),
        intent.get("name"),
        intent.get("confidence"),
        runner_up.get("name"),
        runner_up.get("confidence"),
        [_entity(found, text, mask) for found in parsed.get("entities") or []],
    )


def _bot(row: Row, data: Mapping[str, Any], mask: Mask) -> Event:
    """Its texts are masked too: the assistant quotes the shopper."""

    def mask_quoted(text: str) -> str:
        return mask(_CUT_OFF.sub("…", text))

    buttons = (data.get("data") or {}).get("buttons") or []
    return BotSaid(
        row.id,
        row.sender_id,
        row.timestamp,
        masked(str(data.get("text") or ""), mask_quoted),
        [masked(button["title"], mask_quoted) for button in buttons],
        masked((data.get("metadata") or {}).get("card"), mask_quoted),
    )


_READERS: dict[str, Callable[[Row, Mapping[str, Any], Mask], Event]] = {
    "session_started": _reset,
    "restart": _reset,
    "slot": _slot,
    "user": _user,
    "bot": _bot,
}


def masked(value: Any, mask: Mask) -> Any:
    """A JSON value with every text in it masked, and without what databases refuse: NUL and halves of a character."""
    if isinstance(value, str):
        return mask(value.replace("\0", "").encode("utf-8", "replace").decode("utf-8"))
    if isinstance(value, list):
        return [masked(item, mask) for item in value]
    if isinstance(value, dict):
        return {key: masked(item, mask) for key, item in value.items()}
    return value


def _entity(found: Mapping[str, Any], text: str, mask: Mask) -> dict[str, Any]:
    """An entity; its place is that in the masked text, and None when the mask has covered it."""
    quote = masked(found.get("text") or "", mask)
    start = found.get("start")
    if start is not None and text[start : start + len(quote)] != quote:
        start = text.find(quote)
    return {
        "entity": found["entity"],
        "value": masked(found["value"], mask),
        "text": quote,
        "start": start if quote and start is not None and start >= 0 else None,
        "confidence": found.get("confidence_entity"),
    }
