"""Numbers that belong to a person, known by their shape and check digit or by the word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from review.masking.reading import Place, Reading
from review.masking.words import either, glue, no_unit

_NAMED_ID = re.compile(
    rf"{either('id_card')}{glue()}(?P<number>[a-z]?\d(?:[ -]?[\dol]){{5,18}}[ -]?[x\d]?(?:\(\d\))?)(?![\da-z])"
    rf"|{either('id_card')}的?后[四六4-8]位(?:数字?)?{glue()}(?P<tail>\d{{3,7}}[x\d])(?![\da-z])"
)
"""Letters among the digits are mistyped ones; the last digits are asked for as a proof of who one is."""

_ID = re.compile(r"(?<!\d)\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[ -]?[x\d](?!\d)|(?<!\d)\d{15}(?!\d)")
_PERMIT = re.compile(rf"{either('permit')}{glue()}(?P<number>[a-z]{{0,3}}\d{{7,12}})(?![\da-z])")

_CARD = re.compile(
    r"(?<!\d)[3-9](?:\d{14,18}|\d{3}(?P<gap>[ -])(?:\d{4}(?P=gap)){2}\d{4}(?:(?P=gap)\d{1,3})?|\d{5}[ -]\d{9,13})(?!\d)"
)
_NAMED_CARD = re.compile(
    rf"{either('bank_card')}{glue()}"
    rf"(?P<number>\d{{8,21}}|\d{{4}}(?:[ -]\d{{3,4}}){{2,4}}|\d{{6}}[ -]\d{{6,13}})(?!\d){no_unit()}"
)

_NAMED_ORDER = re.compile(
    rf"{either('order_number')}{glue()}"
    rf"(?P<number>[a-z]{{0,4}}-?(?:\d{{9,32}}|\d{{4,8}}(?:[ -]\d{{4,8}}){{2,6}}))(?![\da-z]){no_unit()}"
)
_LONG = re.compile(r"(?<![\d.])(?<!0x)(?:(?<![a-z])[a-z]{1,8})?\d{12,}" + no_unit())
_TIMES = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


def id_cards(reading: Reading) -> Iterator[Place]:
    """ID numbers: named, or of a known region and a real birth date; a mistyped check digit hides nobody."""
    for match in _NAMED_ID.finditer(reading.text):
        yield match.span("number" if match["number"] else "tail")
    for match in _ID.finditer(reading.text):
        if _has_region_and_birth_date(re.sub(r"[ -]", "", match[0])):
            yield match.span()


def permits(reading: Reading) -> Iterator[Place]:
    """Numbers of passports and permits, when they are called so."""
    for match in _PERMIT.finditer(reading.text):
        yield match.span("number")


def named_orders(reading: Reading) -> Iterator[Place]:
    """Numbers of orders, parcels, payments and contracts, when they are called so."""
    for match in _NAMED_ORDER.finditer(reading.text):
        yield match.span("number")


def bank_cards(reading: Reading) -> Iterator[Place]:
    """Card numbers: named, or with a valid check digit."""
    for match in _NAMED_CARD.finditer(reading.text):
        if not is_time(match["number"]):
            yield match.span("number")
    for match in _CARD.finditer(reading.text):
        number = re.sub(r"[ -]", "", match[0])
        if luhn.is_valid(number):
            yield match.span()


def long_numbers(reading: Reading) -> Iterator[Place]:
    """Numbers too long for an amount, and no time: whatever they are, they lead to an order or a person."""
    for match in _LONG.finditer(reading.text):
        if not is_time(match[0]):
            yield match.span()


def _has_region_and_birth_date(number: str) -> bool:
    if len(number) == 15:
        number = f"{number[:6]}19{number[6:]}0"
    try:
        ric.get_birth_place(number)
    except (ValidationError, KeyError):  # the latter for a known province with an unknown district
        return False
    return number[6:8] in {"18", "19", "20"}


def is_time(number: str) -> bool:
    """Whether these digits are a date of our days, with or without the time: 20251123."""
    try:
        return 2000 <= datetime.strptime(number, _TIMES[len(number)]).year < 2100
    except (KeyError, ValueError):
        return False
