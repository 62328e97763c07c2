"""Which intent a message has."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.dense_network import DenseNetwork
from components.linear_model import LinearModel
from components.message_features import dense_features, sentence_features

_LINEAR, _NETWORK, _SHIFT = "linear.npz", "network.npz", "shift.npy"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EnsembleIntentClassifier(IntentClassifier, GraphComponent):
    """The mean of two views: logistic regression over all sentence features, a small network over the sentence vector.

    Requires: sparse or dense sentence features; without dense ones the first view decides alone. Provides: intent and
    intent_ranking. The two make different mistakes: words mislead the one, likeness of meaning the other.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # inverse of the L2 penalty: higher trusts the training sentences more
            "strength": 10.0,
            # expected share of intents in real traffic, where the training sentences have another on purpose
            "expected_shares": {},
            # how many intents the ranking lists
            "ranking_length": 10,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Featurizer]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse shares that leave nothing for the other intents."""
        shares = config["expected_shares"]
        if any(not 0 < share < 1 for share in shares.values()) or sum(shares.values()) >= 1:
            raise ValueError(f"expected_shares must be between 0 and 1 and add up to less than 1, got {shares}")

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        linear: Optional[LinearModel] = None,
        network: Optional[DenseNetwork] = None,
        shift: Optional[npt.NDArray[np.float32]] = None,
    ) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._linear, self._network, self._shift = linear, network, shift

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> EnsembleIntentClassifier:
        """An untrained classifier.

        Raises:
            ValueError: the expected shares leave nothing for the other intents.
        """
        cls.validate_config(config)
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EnsembleIntentClassifier:
        """The classifier of a trained model."""
        with model_storage.read_from(resource) as folder:
            network = DenseNetwork.load(folder / _NETWORK) if (folder / _NETWORK).exists() else None
            shift = np.load(folder / _SHIFT, allow_pickle=False)
            return cls(config, model_storage, resource, LinearModel.load(folder / _LINEAR), network, shift)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the sentences that have an intent."""
        examples = training_data.intent_examples
        labels = [example.get(INTENT) for example in examples]
        dense = dense_features(examples)
        self._linear = LinearModel.fit(sentence_features(examples), labels, self._config["strength"])
        self._network = None if dense is None else DenseNetwork.fit(dense, labels)
        self._shift = prior_shift(self._linear.labels, labels, self._config["expected_shares"])
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / _SHIFT, self._shift)
            self._linear.save(folder / _LINEAR)
            if self._network:
                self._network.save(folder / _NETWORK)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking on each message."""
        if not messages or self._linear is None:
            return messages
        for message, row in zip(messages, self._probabilities(messages, self._linear)):
            order = row.argsort()[::-1][: self._config["ranking_length"]]
            ranking = [
                {INTENT_NAME_KEY: self._linear.labels[place], PREDICTED_CONFIDENCE_KEY: float(row[place])} for place in order
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _probabilities(self, messages: list[Message], linear: LinearModel) -> npt.NDArray[np.float32]:
        """Shape (messages, labels)."""
        mean = linear.probabilities(sentence_features(messages))
        dense = dense_features(messages)
        if self._network is not None and dense is not None:
            mean = (mean + self._network.probabilities(dense)) / 2
        shifted = mean * (1 if self._shift is None else self._shift)
        return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def prior_shift(labels: tuple[str, ...], seen: list[str], expected: dict[str, float]) -> npt.NDArray[np.float32]:
    """Factor of each label that turns training shares into expected ones, shape (labels,).

    Labels without an expectation keep their shares among themselves. Source: Saerens, Latinne and Decaestecker,
    "Adjusting the Outputs of a Classifier to New a Priori Probabilities" (2002).
    """
    share = {label: seen.count(label) / len(seen) for label in labels}
    rest_expected = 1 - sum(expected.values())
    rest_seen = 1 - sum(share.get(label, 0.0) for label in expected)
    factors = [expected[label] / share[label] if label in expected else rest_expected / rest_seen for label in labels]
    return np.array(factors, dtype=np.float32)
