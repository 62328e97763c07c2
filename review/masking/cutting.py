"""Chinese text cut into words, and which of its characters are given to people."""

from __future__ import annotations

import logging
import math
from collections import Counter
from functools import lru_cache

import jieba
import jieba.posseg

from review.masking.words import words

_NAME = len("张小明")
_LEAST_LIKELY = 0.5
"""Of the logarithm by which characters are likelier in names of people than elsewhere."""
_SEEN_AT_LEAST = (0.3, 300)
"""Added to counts of characters in names and elsewhere, for those that are in neither."""


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a Chinese text with jieba's tags of their parts of speech."""
    return tuple((part.word, part.flag) for part in _tagger().cut(text))


def is_new(word: str) -> bool:
    """Whether jieba's dictionary lacks the word."""
    return not _tagger().tokenizer.FREQ.get(word)


def is_given(characters: str) -> bool:
    """Whether these characters are likelier a given name than something else: 志强 is, 眼镜 is not."""
    scores, of_others = _scores()
    return sum(scores.get(char, of_others) for char in characters) > _LEAST_LIKELY


@lru_cache(maxsize=1)
def _scores() -> tuple[dict[str, float], float]:
    """How much likelier each character is in a given name than elsewhere, and those that jieba does not know."""
    given, other = _character_counts()
    in_names, elsewhere = _SEEN_AT_LEAST
    scale = math.log(other.total() / given.total())
    scores = {char: scale + math.log((given[char] + in_names) / (other[char] + elsewhere)) for char in {*given, *other}}
    return scores, scale + math.log(in_names / elsewhere)


def _character_counts() -> tuple[Counter[str], Counter[str]]:
    """How often characters stand in the given names and in the other words of jieba's dictionary."""
    given: Counter[str] = Counter()
    other: Counter[str] = Counter()
    frequencies = _tagger().tokenizer.FREQ
    for word, tag in _tagger().word_tag_tab.items():
        if not tag.startswith("nr"):
            other.update({char: frequencies.get(word, 0) for char in word})
        elif len(word) == _NAME and word[0] in words()["surnames"]:
            given.update(word[1:])
    return given, other


@lru_cache(maxsize=1)
def _tagger() -> jieba.posseg.POSTokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in words()["no_names"]:
        tokenizer.add_word(word, tag="n")
    tokenizer.initialize()
    return jieba.posseg.POSTokenizer(tokenizer)
