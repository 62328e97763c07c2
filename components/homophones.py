"""Words of the domain typed with other characters of the same sound: 备佣金, 于期, 动结."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.syllables import syllables, syllables_of_word


class Homophones:
    """Puts right what an input method got wrong.

    A run of characters counts as a slip when it sounds like a word of the domain, shares a character with it, begins and
    ends where the text was cut, and is no word itself: two characters have to be cut apart. So 于/期 becomes 逾期, but
    与其 stays, and so does 还/宽限 (which begins like 还款).

    Args:
        words: the words of the domain.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        # 还 alone reads hai, in 还款 huan: a slip may be made from either
        self._by_sound = {
            sound: word for word in self._words for sound in (tuple(syllables(word)), tuple(syllables_of_word(word)))
        }
        self._sizes = sorted({len(word) for word in self._words}, reverse=True)

    def corrected(self, cut: Sequence[str]) -> str:
        """The text with slips put right, as long as it was.

        Args:
            cut: the text as the words that it was cut into.
        """
        text, sounds = "".join(cut), syllables("".join(cut))
        borders = _borders(cut)
        place = 0
        while place < len(text):
            size, word = self._slip(text, sounds, borders, place)
            text = text[:place] + word + text[place + size :]
            place += size
        return text

    def _slip(self, text: str, sounds: list[str], borders: set[int], start: int) -> tuple[int, str]:
        """How many characters from `start` on belong together, and what was meant by them."""
        for size in self._sizes:
            end = start + size
            typed, meant = text[start:end], self._by_sound.get(tuple(sounds[start:end]))
            if not meant or not {start, end} <= borders:
                continue
            if typed in self._words:
                return size, typed
            if set(typed) & set(meant) and (size > 2 or start + 1 in borders):
                return size, meant
        return 1, text[start]


def _borders(cut: Sequence[str]) -> set[int]:
    """The places between words."""
    borders, end = {0}, 0
    for word in cut:
        end += len(word)
        borders.add(end)
    return borders
