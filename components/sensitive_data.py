"""Personal data that must not be sent in a chat: ID numbers, bank cards, codes, passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric

from components.id_numbers import has_region_and_birth_date

_LONG_NUMBER = re.compile(r"(?<![\dx])\d(?:[ -]?\d){14,18}(?:[ -]?x)?(?![\dx])")
_NO_SECRET = r"(?!元|块|的|多|年|月|天|次|分钟|秒|小时)"
"""What follows an order amount or a date."""
_NAMED = re.compile(r"(?:身份证|卡号|银行卡|储蓄卡|信用卡)[^\d,.;!?]{0,6}$")
_CODE = re.compile(
    r"(?:验证码|校验码|动态码|短信码)(?:是|为|就是|:|[ ,])*(?P<after>\d{4,8})(?![.,]?\d)"
    + _NO_SECRET
    + r"|(?<!\d)(?P<before>\d{4,8}(?=就?是)|\d{6})(?:是|就是)?我?的?(?:验证码|校验码)"
)
_PASSWORD = re.compile(
    r"(?:密码|口令|password)(?:是|为|就是|:|[ ,])*"
    r"(?P<secret>(?=[a-z0-9@#$%&*._!-]*\d)[a-z0-9@#$%&*._!-]{4,32})(?![a-z0-9@#$%&*._!-])" + _NO_SECRET
)


@dataclass(frozen=True)
class SensitiveData:
    """Something that should not have been sent, and where it stands in the normalised text."""

    kind: str
    start: int
    end: int


def find_sensitive_data(text: str) -> Iterator[SensitiveData]:
    """ID numbers and cards with a valid check digit, and codes or passwords that are called so, in normalised text."""
    for match in _LONG_NUMBER.finditer(text):
        kind = _number_kind(re.sub(r"[ -]", "", match[0])) or _named_kind(text[: match.start()])
        if kind:
            yield SensitiveData(kind, *match.span())
    for match in _CODE.finditer(text):
        yield SensitiveData("code", *match.span("after" if match["after"] else "before"))
    for match in _PASSWORD.finditer(text):
        yield SensitiveData("password", *match.span("secret"))


def _named_kind(before: str) -> str | None:
    """What the words just before a long number call it; a slip of the finger breaks the check digit, not the secret."""
    named = _NAMED.search(before)
    if not named:
        return None
    return "id_card" if "身份" in named[0] else "bank_card"


def _number_kind(number: str) -> str | None:
    if has_region_and_birth_date(number) and number[-1].upper() == ric.calc_check_digit(number):
        return "id_card"
    if number.isdigit() and 15 <= len(number) <= 19 and luhn.is_valid(number):
        return "bank_card"
    return None
