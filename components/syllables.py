"""How a sentence sounds: homophones written alike."""

from __future__ import annotations

from functools import lru_cache

import pypinyin


def syllables(text: str) -> list[str]:
    """One unit a character: a Chinese one as its syllable without tone, capitalised so that units can be joined."""
    return [_syllable(character) for character in text]


@lru_cache(maxsize=20_000)
def _syllable(character: str) -> str:
    sound = "".join(pypinyin.lazy_pinyin(character))
    return character if sound == character else sound.capitalize()


def syllables_of_word(word: str) -> list[str]:
    """The syllables of a word about money, in which 还 means to repay and reads huan; alone it mostly reads hai."""
    return ["Huan" if character == "还" else _syllable(character) for character in word]
