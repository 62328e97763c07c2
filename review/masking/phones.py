"""Telephone numbers, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from review.masking.numbers import is_time
from review.masking.reading import Place, Reading
from review.masking.words import GAP, either, glue, no_unit

_PAUSE = rf"(?:,?{either('pauses')}是?,?|{GAP})"
_MOBILE = re.compile(rf"(?<!\d)(?P<prefix>\(?(?:\+|00)?86\)?{GAP})?(?P<number>1{GAP}[3-9](?:{_PAUSE}\d){{9}})(?!\d)")
_MOBILE_GROUPS = {
    (11,), (3, 8), (7, 4), (5, 6), (6, 5),
    (3, 4, 4), (3, 3, 5), (3, 5, 3), (3, 4, 2, 2), (2, 3, 3, 3), (3, 2, 2, 2, 2), (1,) * 11,
}  # fmt: skip
"""Where a mobile number is parted; 1999 2999 399 are prices."""

_MOBILE_HEAD = 3
_OTHER_GROUPS = {(4, 4), (3, 4), (3, 3, 4), (4, 3, 3), (2, 4, 4), (4, 4, 4), (4, 8), (4, 7)}
_EXTENSION = r"(?: ?(?:转|-|分机|ext\.?|#) ?\d{1,6}(?!\d))?"
_LANDLINE = re.compile(rf"(?<![\d.])(?P<number>\(?0\d{{2,3}}\)?{GAP}\d{{3,4}}[ -]?\d{{4}}){_EXTENSION}(?!\d)")
_FOREIGN = re.compile(r"(?<![\da-z+])(?P<number>\(?(?:(?:\+|00)\d{1,3}|852|853|886)\)?(?:[ \-()]{0,2}\d){6,12})(?!\d)")
_TAIWANESE = re.compile(r"(?<!\d)09\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)")
_NAMED = re.compile(
    rf"{either('phone')}{glue()}(?P<all>(?!400|800)(?P<number>[\d(](?:[ \-./,()]?\d){{6,14}}){_EXTENSION})(?!\d){no_unit()}"
)
_PRICES = re.compile(rf"{either('price_words')}[^\d]{{0,6}}$")
_PRICES_REACH = 12
_MONEY = re.compile(" ?(?:元|块|rmb|¥)")
_LATER = re.compile(
    rf"{either('phone')}(?:(?!{either('other_numbers')})[^\d,.;!?\ue000-\ue0ff]){{1,12}}(?P<later>\d{{6,12}})(?![\d.]){no_unit()}"
)
_NEIGHBOURS = {852, 853, 886}
"""Hong Kong, Macao, Taiwan: their numbers count even from ranges not given out yet."""


def mobiles(reading: Reading) -> Iterator[Place]:
    """Mainland mobile numbers, also in words, in groups and with the country's prefix."""
    for text in reading.spellings:
        for match in _MOBILE.finditer(text):
            groups = _groups(match["number"])
            if match["prefix"] or (_is_mobile(groups) and not _are_prices(text, match, groups)):
                yield match.span()


def landlines(reading: Reading) -> Iterator[Place]:
    """Numbers with an area code, numbers of other countries with theirs, and any others that are called so."""
    for text in reading.spellings:
        yield from _landlines(text)


def _landlines(text: str) -> Iterator[Place]:
    for match in _LANDLINE.finditer(text):
        if _is_valid(match["number"]):
            yield match.span()
    for match in _FOREIGN.finditer(text):
        if _is_valid(match["number"]) or _is_valid("+" + match["number"]):
            yield match.span()
    for match in _TAIWANESE.finditer(text):
        if _is_valid(match[0], "TW"):
            yield match.span()
    for match in _NAMED.finditer(text):
        groups = _groups(match["number"])
        if groups in _OTHER_GROUPS | _MOBILE_GROUPS or (len(groups) == 1 and not is_time(match["number"])):
            yield match.span("all")
    for match in _LATER.finditer(text):
        if not is_time(match["later"]):
            yield match.span("later")


def _are_prices(text: str, match: re.Match[str], groups: tuple[int, ...]) -> bool:
    """Whether a number in groups is rather a list of prices: 价格分别是139 1999 2999, or has the commas of one amount."""
    named = _PRICES.search(text, max(0, match.start() - _PRICES_REACH), match.start())
    followed = _MONEY.match(text, match.end())
    return len(groups) > 1 and bool(named or followed or ("," in match[0] and set(groups[1:]) == {3}))


def _is_mobile(groups: tuple[int, ...]) -> bool:
    """Whether a number in groups of these sizes looks like one number; 199 299 399 59 and 1999 2999 399 do not."""
    return groups in _MOBILE_GROUPS or (groups[0] == _MOBILE_HEAD and max(groups) > _MOBILE_HEAD) or max(groups) < _MOBILE_HEAD


def _groups(number: str) -> tuple[int, ...]:
    return tuple(len(group) for group in re.findall(r"\d+", number))


@lru_cache(maxsize=1024)
def _is_valid(number: str, country: str = "CN") -> bool:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    if parsed.country_code in _NEIGHBOURS:
        return phonenumbers.is_possible_number(parsed)
    return phonenumbers.is_valid_number(parsed)
