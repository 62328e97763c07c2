"""The project's components built, trained, stored and loaded the way Rasa's graph does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.amount_comparator import AmountComparator
from components.multi_task_classifier import MultiTaskClassifier
from components.ngram_featurizer import NgramFeaturizer
from components.pattern_extractor import PatternExtractor
from components.pinyin_featurizer import PinyinFeaturizer
from components.safety_guard import SafetyGuard
from components.script_guard import ScriptGuard
from components.tokenizer import ChineseTokenizer

STAGES: tuple[type[Any], ...] = (
    ChineseTokenizer,
    NgramFeaturizer,
    PinyinFeaturizer,
    AmountComparator,
    PatternExtractor,
    MultiTaskClassifier,
    ScriptGuard,
    SafetyGuard,
)
"""The components of config.yml in their order; of Rasa's own, only FallbackClassifier is left out."""

SETTINGS: dict[type[Any], dict[str, Any]] = {MultiTaskClassifier: {"passes": 20, "first_layer": 5, "linear_share": 0.5}}
"""What sentences.yml asks for: all of it is one batch, so that a pass is one step; and one layer learns twice as fast."""

Component = TypeVar("Component", bound=GraphComponent)


def sentences() -> TrainingData:
    """The training sentences, fresh: featurizers write onto them."""
    return load_data(str(Path(__file__).with_name("sentences.yml")))


def found(message: Message) -> dict[str, Any]:
    """Entity to value, first come first."""
    values: dict[str, Any] = {}
    for entity in message.get(ENTITIES) or []:
        values.setdefault(entity["entity"], entity["value"])
    return values


@dataclass(frozen=True)
class Workshop:
    """One model folder in which components are made and from which they are loaded."""

    storage: ModelStorage

    @classmethod
    def at(cls, folder: Path) -> Workshop:
        """A workshop with an empty model in this folder."""
        return cls(LocalModelStorage.create(folder))

    def create(self, kind: type[Component], **config: Any) -> Component:
        """An untrained component; what `config` leaves out is as in SETTINGS, and else has its default."""
        return kind.create(*self._arguments(kind, config))

    def load(self, kind: type[Component], **config: Any) -> Component:
        """The component as a server finds it in the model."""
        return kind.load(*self._arguments(kind, config))

    def _arguments(self, kind: type[Component], config: dict[str, Any]) -> tuple[Any, ...]:
        name = kind.__name__
        context = ExecutionContext(GraphSchema({}), node_name=name)
        settings = {**kind.get_default_config(), **SETTINGS.get(kind, {}), **config}
        return settings, self.storage, Resource(name), context


@dataclass(frozen=True)
class Pipeline:
    """Components in a row."""

    components: Sequence[Any]

    def read(self, text: str) -> Message:
        """The message after all components."""
        return self.process(Message({TEXT: text}))

    def process(self, message: Message) -> Message:
        """Run all components over the message."""
        for component in self.components:
            component.process([message])
        return message

    def until(self, kind: type[Any]) -> Pipeline:
        """The components that stand before `kind`."""
        names = [type(component) for component in self.components]
        return Pipeline(self.components[: names.index(kind)])

    def part(self, kind: type[Component]) -> Component:
        """The component of this class."""
        return next(component for component in self.components if isinstance(component, kind))


def trained(workshop: Workshop, data: TrainingData) -> Pipeline:
    """All stages, trained on the data and stored, but not yet loaded anew."""
    components = []
    for kind in STAGES:
        component = workshop.create(kind)
        if hasattr(component, "train"):
            component.train(data)
        if hasattr(component, "process_training_data"):
            component.process_training_data(data)
        components.append(component)
    return Pipeline(components)


def loaded(workshop: Workshop) -> Pipeline:
    """All stages as a server loads them."""
    return Pipeline([workshop.load(kind) for kind in STAGES])
