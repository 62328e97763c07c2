"""The tokenizer of this project with its normalisation taken out, to measure what that is worth."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from components.normalisation import MAX_CHARACTERS, NormalisedText
from components.tokenizer import ChineseTokenizer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class AsTypedTokenizer(ChineseTokenizer):
    """Cuts the text as typed, and hands it on as such."""

    def normalised(self, text: str) -> NormalisedText:
        """The text as typed."""
        typed = text[:MAX_CHARACTERS]
        return NormalisedText(typed, tuple(range(len(typed))))
