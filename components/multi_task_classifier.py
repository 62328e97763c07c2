"""Which intent a message has, and which facts it states."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.calibration import best_temperature, cooled
from components.clauses import clause_spans, strongest_clause
from components.encoder.running import Probabilities, TunedEncoder
from components.encoder.tokens import SentenceTokenizer
from components.entities import HINT, add_entity, has_entity
from components.linear_model import LinearModel
from components.message_features import ngram_spans, normalised_text, sentence_features
from components.tasks import ABSENT, INTENT_TASK, Task, tasks_of

_ENCODER, _VOCABULARY, _LINEAR, _CALIBRATION = "encoder.onnx", "vocabulary.txt", "linear", "calibration.json"
_HELD_BACK = 20
"""One training sentence in so many is not learnt from, but used to see how sure the classifier may be."""

_WEIGHT_OF_A_CLAUSE = 0.65
"""A clause alone lacks what stands around it: it has to speak clearly to count, and the whole sentence rather wins."""
_SURE = 0.85
"""A clause this sure of another value than the sentence is right: in 没逾期，换过手机号 the 没 is not about the number."""


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=True
)
class MultiTaskClassifier(IntentClassifier, GraphComponent):
    """One classifier a task (the intent, each fact), each the weighted mean of two views of the sentence.

    Requires: sparse sentence features, better from several featurizers. Provides: intent, intent_ranking, and entities, one
    at most for each fact.

    The views make different mistakes. A pretrained Chinese sentence encoder, its upper layers tuned to our sentences for
    all tasks at once, knows words that we never wrote. Logistic regression over n-grams holds on to what we did write.

    A sequence tagger would need a fact in one piece; people scatter it (上个月 忘了两天 … 早还了). So the sentence decides
    which value holds, and the clause whose n-grams spoke most for it is reported as the span.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # weight of the n-gram view; at 1 it stands alone and the encoder is not trained
            "linear_share": 0.35,
            # inverse of the L2 penalty of the n-gram view
            "strength": 10.0,
            # the lowest of the encoder's layers (0 to 5) that learns
            "first_layer": 4,
            # how often the encoder sees every sentence, and how fast it learns
            "passes": 3,
            "layers_rate": 8e-4,
            # longer sentences are read by their beginning
            "max_tokens": 96,
            # a fact this likely is taken as stated
            "threshold": 0.5,
            # one less likely than that, yet this likely, is a hint: it may choose the assistant's next question
            "hint_threshold": 0.2,
            # intents of sentences that are not about the shopper's own case, and so state no fact of it
            "silent_intents": [],
            # facts that several clauses tell together: in 逾期过，早还清了 each clause alone would be wrong
            "told_across_clauses": [],
            # how many intents the ranking lists
            "ranking_length": 10,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["onnx", "onnxruntime", "sklearn", "tensorflow", "tokenizers"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse settings that leave nothing to learn."""
        if not 0 <= config["linear_share"] <= 1:
            raise ValueError(f"MultiTaskClassifier: linear_share must be between 0 and 1, got {config['linear_share']}")
        if not 1 <= config["first_layer"] <= 5:
            raise ValueError(f"MultiTaskClassifier: first_layer must be between 1 and 5, got {config['first_layer']}")
        if config["max_tokens"] < 3:
            raise ValueError(f"MultiTaskClassifier: max_tokens must be at least 3, got {config['max_tokens']}")

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._linear: dict[str, LinearModel] = {}
        self._encoder: Optional[TunedEncoder] = None
        self._tokenizer: Optional[SentenceTokenizer] = None
        self._temperature = 1.0

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> MultiTaskClassifier:
        """An untrained classifier.

        Raises:
            ValueError: a setting leaves nothing to learn.
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
    ) -> MultiTaskClassifier:
        """The classifier of a trained model."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier._read(folder)
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Learn all tasks from the sentences that have an intent."""
        learnt, held_back = _split(training_data.intent_examples)
        tasks = tasks_of(learnt)
        with self._storage.write_to(self._resource) as folder:
            with ThreadPoolExecutor(max_workers=1) as beside:  # each leaves a core idle part of the time
                linear = beside.submit(self._train_linear, learnt, tasks, folder)
                if self._config["linear_share"] < 1:
                    self._train_encoder(learnt, tasks, folder)
                linear.result()
            self._read(folder, threads=0)
            self._temperature = self._calibrated(held_back)
            (folder / _CALIBRATION).write_text(json.dumps({"temperature": self._temperature}), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking on each message, and add the facts that it states."""
        if not messages or not self._linear:
            return messages
        probabilities = self._probabilities(messages)
        for place, message in enumerate(messages):
            self._rank(message, probabilities[INTENT_TASK][place])
            own_case = self._own_case(probabilities[INTENT_TASK][place])
            clauses = self._clauses(message, own_case * _WEIGHT_OF_A_CLAUSE)
            for fact in self._linear.keys() - {INTENT_TASK}:
                self._add_if_stated(message, fact, own_case * probabilities[fact][place], clauses)
        return messages

    def _train_linear(self, examples: list[Message], tasks: dict[str, Task], folder: Path) -> None:
        (folder / _LINEAR).mkdir()
        features = sentence_features(examples)
        for name, task in tasks.items():
            LinearModel.fit(features, task, self._config["strength"]).save(folder / _LINEAR / f"{name}.npz")

    def _train_encoder(self, examples: list[Message], tasks: dict[str, Task], folder: Path) -> None:
        # only training pays for these imports
        from components.encoder.fine_tuning import Schedule, fine_tune
        from components.encoder.networks import hidden_states, save_tuned
        from components.encoder.pretrained import network, vocabulary, weights_of
        from components.encoder.upper_layers import UpperLayers

        config, published = self._config, network()
        shutil.copy(vocabulary(), folder / _VOCABULARY)
        ids = SentenceTokenizer(vocabulary(), config["max_tokens"]).ids([normalised_text(example).text for example in examples])
        hidden = hidden_states(published, config["first_layer"] - 1, ids)
        layers = UpperLayers(weights_of(published), config["first_layer"])
        tuned = fine_tune(layers, hidden, tasks, Schedule(config["passes"], config["layers_rate"]))
        save_tuned(published, tuned, folder / _ENCODER)

    def _read(self, folder: Path, threads: int = 1) -> None:
        self._linear = {path.stem: LinearModel.load(path) for path in sorted((folder / _LINEAR).glob("*.npz"))}
        if (folder / _ENCODER).exists():
            self._encoder = TunedEncoder(folder / _ENCODER, threads)
            self._tokenizer = SentenceTokenizer(folder / _VOCABULARY, self._config["max_tokens"])
        if (folder / _CALIBRATION).exists():
            self._temperature = json.loads((folder / _CALIBRATION).read_text(encoding="utf-8"))["temperature"]

    def _calibrated(self, held_back: list[Message]) -> float:
        """The temperature that fits sentences which were not learnt from; 1 when there are none."""
        places = {label: place for place, label in enumerate(self._linear[INTENT_TASK].labels)}
        known = [example for example in held_back if example.get(INTENT) in places]
        if not known:
            return 1.0
        targets = np.array([places[example.get(INTENT)] for example in known], dtype=np.int32)
        return best_temperature(self._probabilities(known)[INTENT_TASK], targets)

    def _probabilities(self, messages: list[Message]) -> Probabilities:
        """Of each task: shape (messages, labels), the intent's at the calibrated temperature."""
        features = sentence_features(messages)
        views = {task: model.probabilities(features) for task, model in self._linear.items()}
        if self._encoder and self._tokenizer:
            share = self._config["linear_share"]
            second = self._encoder.probabilities(self._tokenizer.ids([normalised_text(message).text for message in messages]))
            views = {task: share * rows + (1 - share) * second[task] for task, rows in views.items()}
        return views | {INTENT_TASK: cooled(views[INTENT_TASK], self._temperature)}

    def _rank(self, message: Message, row: npt.NDArray[np.float32]) -> None:
        labels = self._linear[INTENT_TASK].labels
        order = row.argsort()[::-1][: self._config["ranking_length"]]
        ranking = [{INTENT_NAME_KEY: labels[place], PREDICTED_CONFIDENCE_KEY: float(row[place])} for place in order]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _own_case(self, row: npt.NDArray[np.float32]) -> float:
        """How likely the sentence is about the shopper's own case."""
        silent = self._config["silent_intents"]
        return 1 - sum(float(row[place]) for place, label in enumerate(self._linear[INTENT_TASK].labels) if label in silent)

    def _clauses(self, message: Message, weight: float) -> Optional[_Clauses]:
        """What the encoder says of each clause alone; None when there is but one."""
        spans = clause_spans(message.get(TEXT) or "")
        if len(spans) < 2 or not self._encoder or not self._tokenizer:
            return None
        text = normalised_text(message)
        ids = self._tokenizer.ids([text.within(*span) for span in spans])
        return _Clauses(spans, self._encoder.probabilities(ids), weight)

    def _add_if_stated(self, message: Message, fact: str, whole: npt.NDArray[np.float32], clauses: Optional[_Clauses]) -> None:
        """Add the fact, or a hint of it, if the sentence as a whole states it, or one of its clauses does so more clearly.

        In 被冻结了，我换过手机号，额度够 the facts drown one another.
        """
        model = self._linear[fact]
        value = self._value_meant(fact, whole, clauses)
        likely, span = float(whole[value]), None
        if clauses:
            stated = clauses.probabilities[fact][:, value] * clauses.weight
            clause = int(stated.argmax())
            if stated[clause] > likely:
                likely, span = float(stated[clause]), clauses.spans[clause]
        if likely < self._config["hint_threshold"] or has_entity(message, fact):
            return
        span = span or strongest_clause(message.get(TEXT) or "", _evidence(message, model, value))
        stated = likely >= self._config["threshold"]
        entity, meaning = (fact, model.labels[value]) if stated else (HINT, f"{fact}={model.labels[value]}")
        add_entity(message, entity, meaning, span, likely, type(self).__name__)

    def _value_meant(self, fact: str, whole: npt.NDArray[np.float32], clauses: Optional[_Clauses]) -> int:
        """Place of the value that the fact has, if it is stated at all."""
        values = [place for place, label in enumerate(self._linear[fact].labels) if label != ABSENT]
        value = max(values, key=lambda place: whole[place])
        if clauses is None or fact in self._config["told_across_clauses"]:
            return value
        loudest = clauses.probabilities[fact].max(axis=0)
        other = max(values, key=lambda place: loudest[place])
        return other if loudest[other] >= _SURE and loudest[value] < self._config["threshold"] else value


@dataclass(frozen=True)
class _Clauses:
    """Clauses of one message, as typed, of each task the probabilities, shape (clauses, labels), and what these weigh."""

    spans: list[tuple[int, int]]
    probabilities: Probabilities
    weight: float


def _split(examples: list[Message]) -> tuple[list[Message], list[Message]]:
    """Sentences to learn from, and some, of intents that have enough of them, to see how sure the classifier may be."""
    plenty = {intent for intent, count in Counter(example.get(INTENT) for example in examples).items() if count >= _HELD_BACK}
    order = np.random.default_rng(0).permutation(len(examples))
    held_back = {place for place in order[: len(examples) // _HELD_BACK] if examples[place].get(INTENT) in plenty}
    learnt = [example for place, example in enumerate(examples) if place not in held_back]
    return learnt, [examples[place] for place in sorted(held_back)]


def _evidence(message: Message, model: LinearModel, value: int) -> list[float]:
    """How much each character of the text as typed spoke for the value rather than for absence."""
    speaks = model.weights[:, value] - model.weights[:, model.labels.index(ABSENT)]
    weights = [0.0] * len(message.get(TEXT) or "")
    offsets = normalised_text(message).offsets
    for column, start, end in ngram_spans(message):
        for place in offsets[start:end]:
            weights[place] += float(speaks[column]) / (end - start)
    return weights
