"""The tokenizer of this project with its normalisation taken out, to measure what that is worth."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.message_features import NORMALISED
from components.normalisation import MAX_CHARACTERS, NormalisedText
from components.tokenizer import ChineseTokenizer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class AsTypedTokenizer(ChineseTokenizer):
    """Cuts the text as typed, and hands it on as the normalised text that all later components read."""

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Words of the attribute's text; blanks are none."""
        text = message.get(attribute)[:MAX_CHARACTERS]
        if attribute == TEXT:
            message.set(NORMALISED, NormalisedText(text, tuple(range(len(text)))))
        return [Token(word, start, end) for word, start, end in self._segmenter.tokenize(text) if not word.isspace()]
