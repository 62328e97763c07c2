"""What must be heard before everything else."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from components.entities import SAFETY, add_entity
from components.message_features import normalised_text
from components.sensitive_data import find_sensitive_data

SENSITIVE_DATA = "sensitive_data"

_SURE = 0.8
"""Confidence from which a fact beside personal data is believed."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyGuard(GraphComponent):
    """Lets an exact sign of danger overrule the intent, and marks personal data.

    Requires: an intent classifier and PatternExtractor, whose entity `safety` names the danger. Provides: the intent
    of that danger with confidence 1, and the entity `sensitive_data` with the kind of data (never the data itself).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # intent that each value of the entity `safety` stands for
            "intents": {
                "crisis": "financial_hardship",
                "crisis_other": "financial_hardship",
                "collection_threat": "financial_hardship",
                "code_request": "report_scam",
                "scam_victim": "report_scam",
                "risky_loan": "seek_loan",
            }
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [IntentClassifier]

    def __init__(self, config: dict[str, Any]) -> None:
        self._intents: dict[str, str] = config["intents"]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SafetyGuard:
        """The guard; there is nothing to train."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrule intents where needed and mark personal data."""
        for message in messages:
            text = normalised_text(message)
            personal = list(find_sensitive_data(text.text))
            if personal:
                _forget_doubtful(message)
            for data in personal:
                span = text.original_span(data.start, data.end)
                add_entity(message, SENSITIVE_DATA, data.kind, span, 1.0, type(self).__name__, quoted=False)
            dangers = [found["value"] for found in message.get(ENTITIES) or [] if found["entity"] == SAFETY]
            if dangers and dangers[0] in self._intents:
                self._overrule(message, self._intents[dangers[0]])
        return messages

    def _overrule(self, message: Message, intent: str) -> None:
        certain = {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}
        others = [found for found in message.get(INTENT_RANKING_KEY) or [] if found[INTENT_NAME_KEY] != intent]
        message.set(INTENT, certain, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [certain, *others], add_to_output=True)


def _forget_doubtful(message: Message) -> None:
    """Drop facts that were not read for sure: 身份证号, said to hand it over, is taken for trouble with it.

    A sign of danger stays however unsure: it is better heard once too often.
    """
    found = message.get(ENTITIES) or []
    kept = [entity for entity in found if entity.get("confidence_entity", 1.0) >= _SURE or entity["entity"] == SAFETY]
    message.set(ENTITIES, kept, add_to_output=True)
