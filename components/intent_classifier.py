"""Which intent a message has."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.linear_model import LinearModel
from components.message_features import sentence_features

_FILE = "intents.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Multinomial logistic regression over all sentence features.

    Requires: sparse or dense sentence features. Provides: intent and intent_ranking.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # inverse of the L2 penalty: higher trusts the training sentences more
            "strength": 10.0,
            # how many intents the ranking lists
            "ranking_length": 10,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Featurizer]

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Optional[LinearModel] = None
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> LinearIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        """The classifier of a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the sentences that have an intent."""
        examples = training_data.intent_examples
        labels = [example.get(INTENT) for example in examples]
        self._model = LinearModel.fit(sentence_features(examples), labels, self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking on each message."""
        if not messages or self._model is None:
            return messages
        for message, row in zip(messages, self._model.probabilities(sentence_features(messages))):
            order = row.argsort()[::-1][: self._config["ranking_length"]]
            ranking = [
                {INTENT_NAME_KEY: self._model.labels[place], PREDICTED_CONFIDENCE_KEY: float(row[place])} for place in order
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages
