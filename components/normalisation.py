"""One spelling for what people type in many: width, script, case, blanks, repeats.

Every character of the result remembers where it stood in the original, so that spans found in the normalised text can
be reported in the shopper's own words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import opencc

from components.courtesies import matter

MAX_CHARACTERS = 2_000
"""Longer messages are understood by their beginning: the channel refuses them anyway, /model/parse need not choke."""

_LONG_REPEAT = 3
_PUNCTUATION = str.maketrans({"。": ".", "、": ",", "「": '"', "」": '"', "“": '"', "”": '"', "…": "."})


@dataclass(frozen=True)
class NormalisedText:
    """Normalised text; `offsets[i]` is the place in the original that character i came from."""

    text: str
    offsets: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the normalised span [start, end) stands in the original text."""
        if not self.offsets or start >= end:
            return 0, 0
        return self.offsets[start], self.offsets[min(end, len(self.offsets)) - 1] + 1

    def within(self, start: int, end: int) -> str:
        """What the span [start, end) of the original text became."""
        return "".join(char for char, place in zip(self.text, self.offsets) if start <= place < end)


def normalise(text: str) -> NormalisedText:
    """Full-width to half-width, traditional to simplified, lower case, no blanks between Chinese characters,
    no control characters or lone surrogates, a character repeated more than three times cut to three, no courtesies
    before and after the matter.
    """
    pairs = _shorten_repeats(_drop_blanks(_folded(text[:MAX_CHARACTERS])))
    start, end = matter("".join(char for char, _ in pairs))
    return _joined(pairs[start:end])


def fold(text: str) -> NormalisedText:
    """Full-width to half-width, traditional to simplified, lower case, no control characters or lone surrogates; nothing
    that was typed on purpose is left out, and any length is read.
    """
    return _joined(_folded(text))


def _folded(text: str) -> list[tuple[str, int]]:
    return _simplify([(char, place) for place, original in enumerate(text) for char in _fold(original)])


def _joined(pairs: list[tuple[str, int]]) -> NormalisedText:
    return NormalisedText("".join(char for char, _ in pairs), tuple(place for _, place in pairs))


def _fold(char: str) -> str:
    """Compatibility forms folded, lower case; nothing for what no person types on purpose."""
    if unicodedata.category(char) in {"Cs", "Co", "Cn"}:
        return ""
    if unicodedata.category(char) in {"Cc", "Cf"}:
        return " " if char.isspace() else ""
    return unicodedata.normalize("NFKC", char).lower().translate(_PUNCTUATION)


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _simplify(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Traditional to simplified; by phrase where that keeps the length, else character by character."""
    text = "".join(char for char, _ in pairs)
    simplified = _converter().convert(text)
    if len(simplified) != len(text):
        simplified = "".join(_converter().convert(char)[:1] or char for char in text)
    return [(char, place) for char, (_, place) in zip(simplified, pairs)]


def _drop_blanks(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Blanks between Chinese characters carry no meaning; other runs of blanks become one."""
    text = "".join(" " if char.isspace() else char for char, _ in pairs)
    kept = []
    for i, (_, place) in enumerate(pairs):
        if text[i] != " ":
            kept.append((text[i], place))
        elif kept and kept[-1][0] != " " and not _is_cjk(kept[-1][0]):
            kept.append((" ", place))
        elif kept and _is_cjk(kept[-1][0]):
            following = text[i:].lstrip(" ")[:1]
            if following and not _is_cjk(following):
                kept.append((" ", place))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def _is_cjk(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _shorten_repeats(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    kept: list[tuple[str, int]] = []
    for char, place in pairs:
        if not (len(kept) >= _LONG_REPEAT and all(before == char for before, _ in kept[-_LONG_REPEAT:]) and not char.isdigit()):
            kept.append((char, place))
    return kept
