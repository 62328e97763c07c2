"""Pinyin n-grams as a Rasa featurizer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from components.message_features import normalised_text
from components.ngram_featurizer import NgramFeaturizer
from components.ngrams import Span
from components.syllables import syllables


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class PinyinFeaturizer(NgramFeaturizer):
    """TF-IDF of syllable n-grams, so that 备佣金 and 于期 read like 备用金 and 逾期.

    Requires: ChineseTokenizer, NgramFeaturizer. Provides: sparse sentence features.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            **NgramFeaturizer.get_default_config(),
            # length of the n-grams in syllables
            "longest": 3,
            # beside the characters, which carry more
            "weight": 0.7,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [NgramFeaturizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["pypinyin"]

    def units(self, message: Message) -> Sequence[str]:
        """The syllables of the normalised text."""
        return syllables(normalised_text(message).text)

    def remember(self, message: Message, spans: list[Span]) -> None:
        """Evidence is quoted from the characters alone."""
