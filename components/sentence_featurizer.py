"""RoFormer-sim sentence vectors as a Rasa featurizer."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.message_features import normalised_text
from components.sentence_encoder import shared_encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """What a sentence means as a whole, from a pretrained Chinese sentence encoder.

    Requires: ChineseTokenizer. Provides: dense sentence features (384 dimensions, unit length).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            **DenseFeaturizer.get_default_config(),
            # longer sentences are understood by their beginning
            "max_tokens": 96,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Tokenizer]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse a length that leaves no room for a character."""
        if config["max_tokens"] < 3:
            raise ValueError(f"SentenceFeaturizer: max_tokens must be at least 3, got {config['max_tokens']}")

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["onnxruntime", "tokenizers"]

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = shared_encoder(config["max_tokens"])

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SentenceFeaturizer:
        """The featurizer; there is nothing to train."""
        return cls(config, execution_context.node_name)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training sentences."""
        self.process(training_data.nlu_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages."""
        vectors = self._encoder.encode([normalised_text(message).text for message in messages])
        for message, vector in zip(messages, vectors):
            self.add_features_to_message(None, vector.reshape(1, -1), TEXT, message)
        return messages
