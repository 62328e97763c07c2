"""How components write entities onto a message: one value a fact, the first extractor to claim it wins."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

SAFETY = "safety"
"""The entity whose value names a danger."""
HINT = "hint"
"""The entity of a fact that was perhaps stated; its value is `fact=value`."""


def has_entity(message: Message, entity: str) -> bool:
    """Whether an earlier component already found this entity."""
    return any(found["entity"] == entity for found in message.get(ENTITIES) or [])


def add_entity(
    message: Message,
    entity: str,
    value: Any,
    span: tuple[int, int],
    confidence: float,
    extractor: str,
    quoted: bool = True,
) -> None:
    """Append one entity; `span` stands in the text as typed, which is repeated with it unless `quoted` is false."""
    start, end = span
    found = {
        "entity": entity,
        "value": value,
        "start": start,
        "end": end,
        "text": (message.get(TEXT) or "")[start:end] if quoted else "",
        "confidence_entity": confidence,
        "extractor": extractor,
    }
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), found], add_to_output=True)
