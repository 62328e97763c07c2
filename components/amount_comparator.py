"""Amounts of money as entities, and whether the limit covers the order."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.training_data.message import Message

from components.amounts import Amount, stated_amounts
from components.entities import add_entity
from components.message_features import normalised_text
from components.normalisation import NormalisedText

AVAILABLE_LIMIT, ORDER_AMOUNT, LIMIT_STATUS = "available_limit", "order_amount", "limit_status"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class AmountComparator(GraphComponent):
    """Reads 额度还剩800 and 手机1999 as amounts, and compares them when both are told.

    Requires: ChineseTokenizer; stands before MultiTaskClassifier, since figures beat words. Provides: the entities
    available_limit and order_amount (yuan), and limit_status when the text states both.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Tokenizer]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> AmountComparator:
        """The comparator; there is nothing to train."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the amounts that each message states."""
        for message in messages:
            text = normalised_text(message)
            stated = stated_amounts(text.text)
            self._add(message, text, AVAILABLE_LIMIT, stated.limit)
            self._add(message, text, ORDER_AMOUNT, stated.price)
            if stated.limit and stated.price:
                value = "enough" if stated.limit.value >= stated.price.value else "insufficient"
                first, last = sorted((stated.limit, stated.price), key=lambda amount: amount.start)
                start = max(0, first.start - 4)
                add_entity(message, LIMIT_STATUS, value, text.original_span(start, last.end), 1.0, type(self).__name__)
        return messages

    def _add(self, message: Message, text: NormalisedText, entity: str, amount: Amount | None) -> None:
        if amount:
            span = text.original_span(amount.start, amount.end)
            add_entity(message, entity, amount.value, span, 1.0, type(self).__name__)
