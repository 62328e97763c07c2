"""Which facts a message states."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.clauses import strongest_clause
from components.entities import add_entity, has_entity
from components.linear_model import LinearModel
from components.message_features import ngram_spans, normalised_text, sentence_features

ABSENT = "-"
"""Label of a sentence that does not state the fact."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FactClassifier(GraphComponent):
    """One classifier a fact over the whole sentence: absent, or one of its values.

    Requires: sparse n-gram features, better with dense ones too. Provides: entities, one at most for each fact.

    A sequence tagger needs the fact in one piece; people scatter it (上个月 忘了两天 … 早还了). So the sentence decides
    which value holds, and the clause whose n-grams spoke most for it is reported as the span.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # inverse of the L2 penalty
            "strength": 10.0,
            # a value this likely is taken as stated
            "threshold": 0.5,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Featurizer]

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        models: Optional[dict[str, LinearModel]] = None,
    ) -> None:
        self._config, self._storage, self._resource, self._models = config, storage, resource, models or {}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> FactClassifier:
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
    ) -> FactClassifier:
        """The classifiers of a trained model."""
        with model_storage.read_from(resource) as folder:
            models = {path.stem: LinearModel.load(path) for path in sorted(Path(folder).glob("*.npz"))}
        return cls(config, model_storage, resource, models)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn each fact from the sentences annotated with it, all others being absent."""
        examples = training_data.nlu_examples
        features = sentence_features(examples)
        stated = [{found["entity"]: found["value"] for found in example.get(ENTITIES) or []} for example in examples]
        for fact in sorted({fact for row in stated for fact in row}):
            labels = [row.get(fact, ABSENT) for row in stated]
            self._models[fact] = LinearModel.fit(features, labels, self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            for fact, model in self._models.items():
                model.save(folder / f"{fact}.npz")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the facts that each message states."""
        if not messages:
            return messages
        features = sentence_features(messages)
        for fact, model in self._models.items():
            for message, row in zip(messages, model.probabilities(features)):
                self._add_if_stated(message, fact, model, row)
        return messages

    def _add_if_stated(self, message: Message, fact: str, model: LinearModel, row: npt.NDArray[np.float32]) -> None:
        values = [place for place, label in enumerate(model.labels) if label != ABSENT]
        best = max(values, key=lambda place: row[place])
        if row[best] < self._config["threshold"] or has_entity(message, fact):
            return
        span = strongest_clause(message.get(TEXT) or "", _evidence(message, model, best))
        add_entity(message, fact, model.labels[best], span, float(row[best]), type(self).__name__)


def _evidence(message: Message, model: LinearModel, value: int) -> list[float]:
    """How much each character of the text as typed spoke for the value rather than for absence."""
    speaks = model.weights[:, value] - model.weights[:, model.labels.index(ABSENT)]
    weights = [0.0] * len(message.get(TEXT) or "")
    offsets = normalised_text(message).offsets
    for column, start, end in ngram_spans(message):
        for place in offsets[start:end]:
            weights[place] += float(speaks[column]) / (end - start)
    return weights
