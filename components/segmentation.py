"""jieba with the domain dictionary, loaded once a process for each dictionary."""

from __future__ import annotations

import io
import logging
from functools import lru_cache
from pathlib import Path

import jieba


def segmenter(dictionary: Path) -> jieba.Tokenizer:
    """A jieba of its own with this user dictionary (one word a line, optionally with frequency and tag)."""
    return _segmenter(dictionary.read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _segmenter(words: str) -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.load_userdict(io.StringIO(words))
    return tokenizer
