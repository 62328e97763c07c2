"""Messages that are not Chinese at all: a classifier that only ever saw Chinese would guess."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from components.entities import add_entity
from components.message_features import normalised_text
from components.normalisation import NormalisedText

SCRIPT, LATIN, NO_WORDS = "script", "latin", "no_words"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[a-z]{2,}")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ScriptGuard(GraphComponent):
    """Calls a sentence in Latin script out of scope, and a message without any word not understood.

    Requires: an intent classifier. Provides: the entity `script` (latin or no_words) and the intent that goes with it.
    A word or two of Latin script (ok, hi, app) is left to the classifier.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # this many Latin words and no Chinese character make a sentence in another language
            "latin_words": 3,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [IntentClassifier]

    def __init__(self, config: dict[str, Any]) -> None:
        self._latin_words: int = config["latin_words"]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> ScriptGuard:
        """The guard; there is nothing to train."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark the messages that are not Chinese."""
        for message in messages:
            text = normalised_text(message)
            if _CHINESE.search(text.text):
                continue
            if len(_LATIN_WORD.findall(text.text)) >= self._latin_words:
                self._mark(message, text, LATIN, "out_of_scope")
            elif not any(char.isalnum() for char in text.text):
                self._mark(message, text, NO_WORDS, DEFAULT_NLU_FALLBACK_INTENT_NAME)
        return messages

    def _mark(self, message: Message, text: NormalisedText, script: str, intent: str) -> None:
        certain = {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}
        message.set(INTENT, certain, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [certain], add_to_output=True)
        span = text.original_span(0, len(text.text))
        add_entity(message, SCRIPT, script, span, 1.0, type(self).__name__)
