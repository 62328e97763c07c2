"""How entities come onto a message."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.entities import add_entity, has_entity


def message_with(*entities: dict[str, Any]) -> Message:
    return Message({TEXT: "额度还剩800", ENTITIES: list(entities)})


def test_an_entity_quotes_the_text_as_typed() -> None:
    message = message_with()
    add_entity(message, "available_limit", 800.0, (4, 7), 1.0, "Reader")
    assert message.get(ENTITIES) == [
        {
            "entity": "available_limit",
            "value": 800.0,
            "start": 4,
            "end": 7,
            "text": "800",
            "confidence_entity": 1.0,
            "extractor": "Reader",
        }
    ]


def test_an_entity_that_must_not_be_quoted_is_not() -> None:
    message = message_with()
    add_entity(message, "sensitive_data", "code", (4, 7), 1.0, "Reader", quoted=False)
    assert message.get(ENTITIES)[0]["text"] == ""


def test_entities_appear_in_the_answer_of_the_parser() -> None:
    message = message_with()
    add_entity(message, "available_limit", 800.0, (4, 7), 1.0, "Reader")
    assert [found["entity"] for found in message.as_dict(only_output_properties=True)[ENTITIES]] == ["available_limit"]


def test_earlier_entities_stay_and_their_list_is_not_changed() -> None:
    earlier: list[dict[str, Any]] = [{"entity": "script", "value": "latin"}]
    message = Message({TEXT: "额度还剩800", ENTITIES: earlier})
    add_entity(message, "available_limit", 800.0, (4, 7), 1.0, "Reader")
    assert [found["entity"] for found in message.get(ENTITIES)] == ["script", "available_limit"]
    assert len(earlier) == 1


def test_a_message_tells_which_entities_it_has() -> None:
    message = message_with({"entity": "script", "value": "latin"})
    assert has_entity(message, "script")
    assert not has_entity(message, "safety")
    assert not has_entity(Message({}), "script")
