"""Amounts as entities, and the limit compared with the price."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.amount_comparator import AmountComparator
from tests.components.pipeline import Pipeline, Workshop, found


def read(workshop: Workshop, text: str) -> Message:
    return Pipeline([workshop.create(AmountComparator)]).read(text)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("额度还剩800，手机1999", {"available_limit": 800, "order_amount": 1999, "limit_status": "insufficient"}),
        ("手机才1999，额度还有3000多", {"available_limit": 3000, "order_amount": 1999, "limit_status": "enough"}),
        ("额度刚好剩1999，手机1999", {"available_limit": 1999, "order_amount": 1999, "limit_status": "enough"}),
        ("额度兩萬三，電視一萬二", {"available_limit": 23000, "order_amount": 12000, "limit_status": "enough"}),
        ("额度还剩800", {"available_limit": 800}),
        ("手机1999元", {"order_amount": 1999}),
        ("都用不了", {}),
        ("", {}),
    ],
)
def test_what_is_told_becomes_an_entity(workshop: Workshop, text: str, entities: dict[str, Any]) -> None:
    assert found(read(workshop, text)) == entities


def test_each_amount_is_quoted_as_typed(workshop: Workshop) -> None:
    quoted = {
        entity["entity"]: entity["text"] for entity in read(workshop, "我的額度還剩８００元 手機１，９９９").get(ENTITIES)
    }
    assert quoted["available_limit"] == "８００"
    assert quoted["order_amount"] == "１，９９９"


def test_the_comparison_is_quoted_with_both_amounts(workshop: Workshop) -> None:
    for text in ("好吧，额度还剩800，手机1999，怎么办", "好吧，手机1999，额度还剩800，怎么办"):
        (status,) = [entity for entity in read(workshop, text).get(ENTITIES) if entity["entity"] == "limit_status"]
        assert "800" in status["text"]
        assert "1999" in status["text"]
        assert text[status["start"] : status["end"]] == status["text"]


def test_figures_beat_words(pipeline: Pipeline) -> None:
    message = pipeline.read("提示额度不足 可是额度有5000 手机1999")
    assert [entity["value"] for entity in message.get(ENTITIES) if entity["entity"] == "limit_status"] == ["enough"]


def test_a_message_without_text_states_no_amount(workshop: Workshop) -> None:
    message = Message({})
    workshop.create(AmountComparator).process([message])
    assert message.get(ENTITIES) is None
    assert message.get(TEXT) is None
