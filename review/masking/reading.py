"""A text as the finders of personal data read it: one spelling, and blanked where data was found already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from components.normalisation import NormalisedText, fold
from review.masking.slips import put_right
from review.masking.words import either, label, words

Place = tuple[int, int]
"""Start and end in the reading's text."""

_FIRST_BLANK = 0xE000
"""Private characters: folding leaves none in what people type."""

_URL = re.compile(r"(?:https?://|www\.)[a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_PERSONAL_PARAMETER = re.compile(r"(?<=[?&#])(?:mobile|phone|tel|email|mail|id_?card|card_?no|password|passwd|pwd|code)=[^&#]*")
_LETTERS_AS_DIGITS = re.compile(r"(?<=\d{3})[oil]{1,3}(?=\d)")
_DIGIT_OF_LETTER = str.maketrans("oil", "011")
_PARTLY_MASKED = re.compile(r"[a-z0-9]{4}\*{4}[a-z0-9]{4}")


@dataclass(frozen=True)
class Reading:
    """Folded text in which each masked place is filled with its kind's blank; `offsets` lead back to what was typed."""

    text: str
    offsets: tuple[int, ...]

    @cached_property
    def digits(self) -> str:
        """The text with words for digits as digits, of the same length: 幺三八 is 138."""
        return _digits(self.text)

    @property
    def spellings(self) -> list[str]:
        """The text, and with words for digits as digits if it has any."""
        return list(dict.fromkeys((self.text, self.digits)))

    def without(self, kind: str, places: Iterable[Place]) -> Reading:
        """The reading with these places (in order, apart from each other) blanked."""
        parts, position = [], 0
        for start, end in places:
            parts += [self.text[position:start], blank(kind) * (end - start)]
            position = end
        return replace(self, text="".join(parts) + self.text[position:]) if parts else self

    def typed(self, place: Place) -> Place:
        """Where the place stands in the text as it was typed."""
        return self.offsets[place[0]], self.offsets[place[1] - 1] + 1


def read(text: str) -> Reading:
    """The text folded; labels of an earlier masking and addresses of web pages are blanked from the start."""
    reading = _counted_digits(fold(text))
    for kind in words()["labels"]:
        reading = reading.without(kind, (match.span() for match in re.finditer(re.escape(label(kind)), reading.text)))
    reading = reading.without("order_number", (match.span() for match in _PARTLY_MASKED.finditer(reading.text)))
    # the comma after a web address is a full-width one and no part of it, but looks like one when folded
    typed_so = "".join(char if text[place].isascii() else " " for char, place in zip(reading.text, reading.offsets))
    reading = reading.without("", _impersonal_parts(typed_so))
    return replace(reading, text=put_right(reading.text))


@lru_cache(maxsize=32)
def blank(kind: str) -> str:
    """The character that fills masked places of this kind; the empty kind is for what is not to be looked at."""
    return chr(_FIRST_BLANK + ["", *words()["labels"]].index(kind))


def _impersonal_parts(text: str) -> Iterator[Place]:
    """Web addresses without the parameters that say something of a person."""
    for url in _URL.finditer(text):
        start = url.start()
        for parameter in _PERSONAL_PARAMETER.finditer(text, url.start(), url.end()):
            yield start, parameter.start()
            start = parameter.end()
        yield start, url.end()


@lru_cache(maxsize=1)
def _digit_words() -> tuple[dict[str, str], re.Pattern[str]]:
    table = {word: digit for digit, spellings in words()["digit_words"].items() for word in spellings}
    return table, re.compile(f"(?!一[{words()['after_one']}])[{''.join(table)}]")


def _counted_digits(folded: NormalisedText) -> Reading:
    """The text with 六个8 as 888888, its digits coming from the first and the last character of what was typed."""
    parts, offsets, position = [], [], 0
    for match in _counted().finditer(folded.text):
        count = int(_digits(match["count"]))
        first, last = folded.offsets[match.start()], folded.offsets[match.end() - 1]
        parts += [folded.text[position : match.start()], _digits(match["digit"]) * count]
        offsets += [*folded.offsets[position : match.start()], *[first] * (count - 1), last]
        position = match.end()
    return Reading("".join(parts) + folded.text[position:], (*offsets, *folded.offsets[position:]))


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    spelt = f"[{''.join(words()['digit_words'].values())}]"
    digit = f"(?:[0-9]|{spelt})"
    count = f"(?P<count>(?<![0-9.])[2-9]|(?<!(?<!个){spelt})[两二三四五六七八九])"
    return re.compile(f"{count}个(?P<digit>{digit})(?!{digit}(?!个)|{either('units')}|[.十样下点])")


def _digits(text: str) -> str:
    table, pattern = _digit_words()
    spelt = pattern.sub(lambda match: table[match[0]], text)
    return _LETTERS_AS_DIGITS.sub(lambda match: match[0].translate(_DIGIT_OF_LETTER), spelt)
