"""Words that announce personal data, typed with other characters of the same sound: 验正码, 身分证, 收获人."""

from __future__ import annotations

import re
from functools import lru_cache

from components.syllables import syllables
from review.masking.words import HAN, words

_ANNOUNCING = ("id_card", "bank_card", "phone", "order_number", "code", "password", "name_words")


def put_right(text: str) -> str:
    """The text, of the same length, with those words spelt right; a slip shares a character with the word."""
    sounds = syllables(text)
    right = list(text)
    for place, sound in enumerate(sounds):
        for its_sounds, word in _by_first_sound().get(sound, ()):
            end = place + len(word)
            if tuple(sounds[place:end]) == its_sounds and set(text[place:end]) & set(word):
                right[place:end] = word
                break
    return "".join(right)


@lru_cache(maxsize=1)
def _by_first_sound() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The words with their sounds, the longest first, by the sound that they begin with."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    chinese = {word for name in _ANNOUNCING for word in words()[name] if re.fullmatch(f"{HAN}{{2,}}", word)}
    for word in sorted(chinese, key=len, reverse=True):
        sounds = tuple(syllables(word))
        table.setdefault(sounds[0], []).append((sounds, word))
    return table
