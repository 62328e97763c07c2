"""Numbers that belong to a person, known by their shape and check digit or by the word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from stdnum import luhn

from components.id_numbers import has_region_and_birth_date
from review.masking.reading import Place, Reading
from review.masking.words import GAP, either, glue, no_unit

_NAMED_ID = re.compile(
    rf"{either('id_card')}{glue()}(?P<number>[a-z]?\d(?:{GAP}[\dol]){{5,18}}{GAP}[x\d]?(?:\(\d\))?)(?![\da-z])"
    rf"|{either('id_card')}的?后[四六4-8]位(?:数字?)?{glue()}(?P<tail>\d{{3,7}}[x\d])(?![\da-z])"
)
"""Letters among the digits are mistyped ones; the last digits are asked for as a proof of who one is."""

_ID = re.compile(rf"(?<!\d)\d(?:{GAP}\d){{16}}{GAP}[x\d](?!\d)|(?<!\d)\d{{6}}{GAP}\d{{6}}{GAP}\d{{3}}(?!\d)")
_PERMIT = re.compile(
    rf"{either('permit')}{glue()}(?P<number>[a-z]{{0,3}}\d{{7,12}})(?![\da-z])|{either('permit')}[^\d,.;!?]{{0,10}}(?<![a-z])(?P<later>[a-z]{{1,3}}\d{{7,9}})(?![\da-z])"
)

_GROUPS = re.compile(rf"(?<!\d)\d(?:{GAP}\d){{14,}}(?!\d)")
_CARD_LENGTHS = range(15, 20)
_MISTYPED_CARD = (4, 4, 4, 4, 3)
"""Nobody parts anything else so, whatever its check digit."""
_NAMED_CARD = re.compile(
    rf"{either('bank_card')}{glue()}"
    rf"(?P<number>\d{{8,21}}|\d{{4}}(?:{GAP}\d{{3,4}}){{2,4}}|\d{{6}}{GAP}\d{{6,13}})(?!\d){no_unit()}"
)

_NAMED_ORDER = re.compile(
    rf"{either('order_number')}{glue()}"
    rf"(?P<number>[a-z]{{0,4}}-?(?:\d{{9,32}}|\d{{4,8}}(?:[ -]\d{{4,8}}){{2,6}}(?:[ -]\d{{1,3}})?"
    rf"|\d{{6,12}}(?:-\d{{3,8}}){{1,6}}))(?![\da-z]){no_unit()}"
)
_LONG = re.compile(
    r"(?<![\d.])(?<!0x)(?:(?:(?<![a-z])[a-z]{1,8})?\d{12,}x?|(?<![a-z])[a-z]{2,8}\d{9,}|\d(?: \d){9,}(?! ?\d))" + no_unit()
)
_TIMES = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


def id_cards(reading: Reading) -> Iterator[Place]:
    """ID numbers: named, or of a province and with a real birth date; a mistyped check digit hides nobody."""
    for text in reading.spellings:
        for match in _NAMED_ID.finditer(text):
            yield match.span("number" if match["number"] else "tail")
        for match in _ID.finditer(text):
            number = _compact(match[0])
            if has_region_and_birth_date(f"{number[:6]}19{number[6:]}0" if len(number) == 15 else number):
                yield match.span()


def permits(reading: Reading) -> Iterator[Place]:
    """Numbers of passports and permits, when they are called so."""
    for match in _PERMIT.finditer(reading.text):
        yield match.span(match.lastgroup or 0)


def named_orders(reading: Reading) -> Iterator[Place]:
    """Numbers of orders, parcels, payments and contracts, when they are called so."""
    for match in _NAMED_ORDER.finditer(reading.text):
        yield match.span("number")


def bank_cards(reading: Reading) -> Iterator[Place]:
    """Card numbers: named, or with a valid check digit."""
    for text in reading.spellings:
        for match in _NAMED_CARD.finditer(text):
            if not is_time(match["number"]):
                yield match.span("number")
        for match in _GROUPS.finditer(text):
            yield from _cards_among([group.span() for group in re.finditer(r"\d+", match[0])], match)


def _cards_among(groups: list[Place], match: re.Match[str]) -> Iterator[Place]:
    """Consecutive groups of digits that make up a card number together."""
    for i, (start, _) in enumerate(groups):
        sizes: tuple[int, ...] = ()
        for group_start, end in groups[i : i + _CARD_LENGTHS[-1]]:
            sizes += (end - group_start,)
            if sum(sizes) in _CARD_LENGTHS and _are_groups_of_card(sizes, match[0][start : start + 2] == "62"):
                number = _compact(match[0][start:end])
                if number[0] in "3456789" and (luhn.is_valid(number) or sizes == _MISTYPED_CARD):
                    yield match.start() + start, match.start() + end


def _are_groups_of_card(sizes: tuple[int, ...], is_union_pay: bool) -> bool:
    """Whether people part a card's number so; four prices of four digits seldom have its check digit."""
    return set(sizes[:-1]) <= {4} or set(sizes) == {1} or sizes[:-1] == (6,) or (is_union_pay and min(sizes[:-1]) > 2)


def long_numbers(reading: Reading) -> Iterator[Place]:
    """Numbers too long for an amount, and no time: whatever they are, they lead to an order or a person."""
    for match in _LONG.finditer(reading.text):
        if not is_time(match[0]):
            yield match.span()


def _compact(number: str) -> str:
    return re.sub(r"[^\da-z]", "", number)


def is_time(number: str) -> bool:
    """Whether these digits are a date of our days, with or without the time: 20251123."""
    try:
        return 2000 <= datetime.strptime(number, _TIMES[len(number)]).year < 2100
    except (KeyError, ValueError):
        return False
