"""Sentences as the encoder reads them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import BertWordPieceTokenizer

_LONG_NUMBER = re.compile(r"\d{8,}x?")
"""No amount is that long, and its many tokens would drown the words."""


class SentenceTokenizer:
    """Sentences to token ids.

    Args:
        vocabulary: the encoder's file of tokens.
        max_tokens: longer sentences are read by their beginning.
    """

    def __init__(self, vocabulary: Path, max_tokens: int) -> None:
        self._tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._tokenizer.enable_truncation(max_length=max_tokens)

    def ids(self, sentences: list[str]) -> list[list[int]]:
        """Token ids of each sentence, with the marks of beginning and end; ID, card and phone numbers are left out."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch([_LONG_NUMBER.sub("", text) for text in sentences])]


def padded(rows: list[list[int]]) -> npt.NDArray[np.float32]:
    """Token ids of shape (rows, longest row); the network masks token 0."""
    table = np.zeros((len(rows), max(map(len, rows))), dtype=np.float32)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table
