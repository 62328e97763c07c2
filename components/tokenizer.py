"""Chinese words, whatever way they were typed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Optional

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.homophones import Homophones
from components.message_features import NORMALISED
from components.normalisation import NormalisedText, normalise
from components.segmentation import segmenter

_WORD_LISTS = ("dictionary", "homophones")
"""Settings that name a file, which is kept with the model."""


class Word(Token):
    """A token that is fingerprinted once; training fingerprints every sentence anew after every component."""

    _fingerprint: Optional[str] = None

    def fingerprint(self) -> str:
        """A stable hash, as Rasa's cache wants it."""
        if self._fingerprint is None:
            self._fingerprint = super().fingerprint()
        return self._fingerprint


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class ChineseTokenizer(Tokenizer):
    """Normalises the text, then cuts it into words with jieba and the domain dictionary.

    Puts right words of the domain that were typed with other characters of the same sound.

    Requires: nothing. Provides: tokens, and the normalised text for the featurizers after it.

    A token's text is normalised; its start and end stand in the text as typed, so that entities can be reported in the
    shopper's own words. Unlike Rasa's JiebaTokenizer it keeps no blanks as tokens, and two models in one process cannot mix
    their dictionaries.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # jieba user dictionary: one word a line, optionally with frequency and tag
            "dictionary": "data/dictionary.txt",
            # words that are put right when typed with other characters of the same sound: one a line
            "homophones": "data/homophones.txt",
            # settings that Rasa's Tokenizer reads; intents are not cut
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @staticmethod
    def supported_languages() -> list[str]:
        """Chinese only."""
        return ["zh"]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["jieba", "opencc", "pypinyin"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> Optional[str]:
        """A changed word list means training anew."""
        config = {**cls.get_default_config(), **config}
        return "\n".join(Path(config[key]).read_text(encoding="utf-8") for key in _WORD_LISTS)

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, dictionary: Path, homophones: Path
    ) -> None:
        super().__init__(config)
        self._storage, self._resource = storage, resource
        self._segmenter = segmenter(dictionary)
        self._homophones = Homophones(homophones.read_text(encoding="utf-8").split())

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> ChineseTokenizer:
        """A tokenizer for training, with the word lists of the project."""
        return cls(config, model_storage, resource, *(Path(config[key]) for key in _WORD_LISTS))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChineseTokenizer:
        """The tokenizer of a trained model, with the word lists that it was trained with."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, *(folder / f"{key}.txt" for key in _WORD_LISTS))

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the word lists with the model."""
        with self._storage.write_to(self._resource) as folder:
            for key in _WORD_LISTS:
                shutil.copy(self._config[key], folder / f"{key}.txt")
        return self._resource

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Words of the attribute's text; blanks are none."""
        normalised = self.normalised(message.get(attribute))
        if attribute == TEXT:
            message.set(NORMALISED, normalised)
        tokens = []
        for word, start, end in self._segmenter.tokenize(normalised.text):
            if not word.isspace():
                tokens.append(Word(word, *normalised.original_span(start, end)))
        return tokens

    def normalised(self, text: str) -> NormalisedText:
        """What is cut, and what all later components read: the text normalised, slips of the input method put right."""
        plain = normalise(text)
        # no guessed words: jieba takes 于期 for a name
        cut = self._segmenter.lcut(plain.text, HMM=False)
        return NormalisedText(self._homophones.corrected(cut), plain.offsets)
