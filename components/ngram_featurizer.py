"""Character n-grams as a Rasa featurizer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.message_features import NGRAM_SPANS, normalised_text
from components.ngrams import NgramVectorizer, Span


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """TF-IDF of character n-grams over the whole normalised sentence.

    Requires: ChineseTokenizer. Provides: sparse sentence features, and the places of the n-grams.

    Rasa's CountVectorsFeaturizer counts within words (char_wb) and has no idf; Chinese has no blanks between words, so
    n-grams here run over the whole sentence.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            **SparseFeaturizer.get_default_config(),
            # length of the n-grams in characters
            "shortest": 1,
            "longest": 4,
            # weight beside the features of other featurizers
            "weight": 1.0,
            # n-grams in fewer training sentences are left out
            "min_sentences": 2,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Tokenizer]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse lengths that make no n-grams."""
        if not 1 <= config["shortest"] <= config["longest"]:
            raise ValueError(f"{cls.__name__}: 1 <= shortest <= longest is needed, got {config}")

    def __init__(self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource) -> None:
        super().__init__(name, config)
        self._storage, self._resource = storage, resource
        self._vectorizer = NgramVectorizer({}, np.zeros(0, dtype=np.float32), config["shortest"], config["longest"])

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> NgramFeaturizer:
        """An untrained featurizer."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        """The featurizer of a trained model."""
        featurizer = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            grams = json.loads((folder / "ngrams.json").read_text(encoding="utf-8"))
            idf = np.load(folder / "idf.npy", allow_pickle=False)
        vocabulary = {gram: column for column, gram in enumerate(grams)}
        featurizer._vectorizer = NgramVectorizer(vocabulary, idf, config["shortest"], config["longest"])
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the n-grams of the training sentences."""
        texts = [self.units(message) for message in training_data.nlu_examples]
        config = self._config
        self._vectorizer = NgramVectorizer.fit(texts, config["shortest"], config["longest"], config["min_sentences"])
        with self._storage.write_to(self._resource) as folder:
            grams = json.dumps(list(self._vectorizer.vocabulary), ensure_ascii=False)
            (folder / "ngrams.json").write_text(grams, encoding="utf-8")
            np.save(folder / "idf.npy", self._vectorizer.idf)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training sentences; without places, which Rasa would take seconds to digest."""
        for message in training_data.nlu_examples:
            self._add_features(message, self._vectorizer.spans(self.units(message)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages, and the places of the n-grams."""
        for message in messages:
            spans = self._vectorizer.spans(self.units(message))
            self.remember(message, spans)
            self._add_features(message, spans)
        return messages

    def units(self, message: Message) -> Sequence[str]:
        """What the n-grams are made of: the characters of the normalised text."""
        return normalised_text(message).text

    def remember(self, message: Message, spans: list[Span]) -> None:
        """Leave the places of the n-grams for the component that quotes the evidence."""
        message.set(NGRAM_SPANS, spans)

    def _add_features(self, message: Message, spans: list[Span]) -> None:
        self.add_features_to_message(None, self._vectorizer.row(spans, self._config["weight"]), TEXT, message)
