"""Exact wordings as entities, with spaCy's entity ruler."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Optional

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML
from spacy.tokens import Doc

from components.entities import SAFETY, add_entity, has_entity
from components.segmentation import segmenter

_FILE = "patterns.json"
_NEGATIONS = frozenset({"没", "没有", "没有过", "不是", "未", "并未", "无", "不会", "别", "从没", "从来没有"})
_REACH, _REACH_TO_DANGER = 3, 1
"""A negation this many words before a match turns it around; such a match is left to the classifier. It hardly reaches a
sign of danger: in 没钱了不想活了 it belongs to the money, and a danger is better heard once too often."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PatternExtractor(GraphComponent):
    """Finds wordings that leave no doubt, such as the mall's own error prompts.

    Requires: ChineseTokenizer; stands before MultiTaskClassifier, since an exact wording beats a likely one. Provides:
    entities. The patterns are YAML files with `entity`, `value`, and `phrases` (plain text) or `tokens` (patterns of
    spaCy's Matcher over jieba words). Of overlapping matches the longest wins; of two values of one entity the one that
    the files name first, so that 被骗了不想活了 is a crisis.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # pattern files: what staff keep of the mall's own prompts, then what we know of shoppers' wordings
            "patterns": ["knowledge/prompts.yml", "data/patterns/facts.yml", "data/patterns/safety.yml"],
            # jieba user dictionary that cuts the phrases; the same as the tokenizer's
            "dictionary": "data/dictionary.txt",
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["spacy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> Optional[str]:
        """A changed pattern or dictionary means training anew."""
        config = {**cls.get_default_config(), **config}
        files = [*config["patterns"], config["dictionary"]]
        return "\n".join(Path(file).read_text(encoding="utf-8") for file in files)

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, patterns: list[dict[str, Any]]
    ) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        nlp = spacy.blank("zh")
        self._vocab = nlp.vocab
        self._ruler = nlp.add_pipe("entity_ruler")
        self._ruler.add_patterns(patterns)
        self._labels = list(dict.fromkeys(pattern["label"] for pattern in patterns))

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> PatternExtractor:
        """An extractor for training, with the patterns of the project."""
        return cls(config, model_storage, resource, _read_patterns(config))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PatternExtractor:
        """The extractor of a trained model, with the patterns that it was trained with."""
        with model_storage.read_from(resource) as folder:
            patterns = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, patterns)

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the patterns with the model."""
        with self._storage.write_to(self._resource) as folder:
            patterns = json.dumps(_read_patterns(self._config), ensure_ascii=False)
            (folder / _FILE).write_text(patterns, encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what the patterns find in each message."""
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT]) or []
            if not tokens:
                continue
            doc = self._ruler(Doc(self._vocab, words=[token.text for token in tokens]))
            for found in sorted(doc.ents, key=lambda match: self._labels.index(match.label_)):
                entity, _, value = found.label_.partition("=")
                reach = _REACH_TO_DANGER if entity == SAFETY else _REACH
                before = {token.text for token in tokens[max(0, found.start - reach) : found.start]}
                if not before & _NEGATIONS and not has_entity(message, entity):
                    span = tokens[found.start].start, tokens[found.end - 1].end
                    add_entity(message, entity, value, span, 1.0, type(self).__name__)
        return messages


def _read_patterns(config: dict[str, Any]) -> list[dict[str, Any]]:
    """The pattern files as patterns of spaCy's entity ruler, phrases cut into words."""
    cut = segmenter(Path(config["dictionary"])).lcut
    patterns: list[dict[str, Any]] = []
    for file in config["patterns"]:
        for entry in YAML(typ="safe").load(Path(file))["patterns"]:
            label = f"{entry['entity']}={entry['value']}"
            for phrase in entry.get("phrases", []):
                patterns.append({"label": label, "pattern": [{"ORTH": word} for word in cut(phrase)]})
            patterns += [{"label": label, "pattern": tokens} for tokens in entry.get("tokens", [])]
    return patterns
