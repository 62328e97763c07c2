"""Codes, passwords and accounts, known by the word before them; mail addresses and licence plates by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.masking.reading import Place, Reading, blank
from review.masking.words import HAN, either, glue, no_unit

_DOT = r"(?:\.| ?点 ?)"
_AT = r"(?: ?@ ?| at | ?艾特 ?|\(at\)|\[at\])"
_PROVIDERS = "qq|163|126|139|189|gmail|outlook|hotmail|foxmail|sina|yeah|icloud"
_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+-])[a-z0-9_](?:[a-z0-9._%+-]|点|下划线){{0,63}}{_AT}(?:(?:[a-z0-9-]{{1,63}}{_DOT}){{1,4}}[a-z]{{2,12}}|(?:{_PROVIDERS})(?![a-z0-9]))"
)

_CODE = re.compile(
    rf"{either('code')}{glue()},?{glue()}"
    rf"(?P<after>\d{{4,8}}|\d{{3}}[ -]\d{{3}}|\d{{1,3}}-\d{{1,3}}-\d{{3,5}}|\d(?: \d){{3,7}})(?!\d|\.\d|,\d{{3}}){no_unit()}"
    rf"|{either('code', 'perhaps_code')}(?:(?!{either('other_numbers')})[^\d\ue000-\ue0ff]){{1,15}}"
    rf"(?P<later>\d{{6}}|\d{{3}}[ -]\d{{3}})(?!\d|[.,]\d){no_unit()}"
    rf"|(?<!\d)(?P<before>\d{{4,8}}(?=就?是)|\d{{6}})(?:就?是)?(?:我|刚|收到|这个)?的?{either('code')}"
)
_SAID = r"(?: ?[:=] ?|是|为|成了?)"
_SECRET = r"[a-z0-9@#$%&*._!?^~+-]"
_PASSWORD = re.compile(
    rf"{either('password')}{glue()}(?:[{blank('mobile')}{blank('email')}]+[ /,]+)?"
    rf"(?:(?P<mixed>(?={_SECRET}{{0,127}}\d){_SECRET}{{4,128}})|(?<=[:=是为成])(?P<word>{_SECRET}{{4,128}}))"
    rf"(?<![.!?])(?!{_SECRET}*[a-z0-9]){no_unit()}"
)
_FAR_PASSWORD = re.compile(rf"{either('password')}(?P<after>(?:(?!{either('other_numbers')})[^.;!?]|{_SECRET}){{1,40}})")
_CHOSEN = re.compile(
    rf"(?:{either('set_to')}{HAN}{{0,9}}|或者?|和)[ :]?"
    rf"(?P<secret>(?={_SECRET}*?[a-z])(?=(?:{_SECRET}*?\d){{3}}){_SECRET}{{5,32}})(?!{_SECRET})"
)
_PIN = re.compile(
    rf"{either('password')}(?:(?!{either('other_numbers')})(?:{HAN}|\d)){{1,8}}?(?<!\d)(?P<pin>\d{{6,12}})(?![\d.]){no_unit()}"
)
_HANDLE = r"(?P<{}>(?:[a-z][a-z0-9_.-]{{5,19}}|\d{{5,11}}|\d(?: \d){{4,10}}))"
_ACCOUNT = re.compile(
    rf"(?:邮箱{glue()}(?P<mailbox>(?=[a-z_.-]*\d)[a-z0-9][a-z0-9_.-]{{4,19}})|{either('account')}{glue()}{_HANDLE.format('named')}|{either('account_if_said')}{_SAID}{_HANDLE.format('said')}"
    rf"|{either('account_if_said')}(?P<plain>[a-z][a-z0-9-]{{0,18}}_[a-z0-9_-]{{1,18}}))(?![a-z0-9_-]){no_unit()}"
)
_REGIONS = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"{either('plate')}{glue()}(?P<named>[{_REGIONS}新][a-z][ ·.-]?[a-z0-9]{{5,6}})(?![a-z0-9])"
    rf"|(?P<shaped>[{_REGIONS}新][a-z]·[a-z0-9]{{5,6}}|[{_REGIONS}][a-z](?:\d{{4}}[a-z\d]|[a-z]\d{{4}}|[df][a-z\d]\d{{4}}|[a-z]\d[a-z]\d\d))"
    r"(?![a-z0-9])"
)
"""新R9000P is a new notebook."""


def emails(reading: Reading) -> Iterator[Place]:
    """Mail addresses, also with 艾特 and 点, or without the end that everybody knows."""
    return (match.span() for match in _EMAIL.finditer(reading.text))


def codes(reading: Reading) -> Iterator[Place]:
    """Verification codes, before or after the word for them."""
    for text in reading.spellings:
        for match in _CODE.finditer(text):
            yield match.span(match.lastgroup or 0)


def passwords(reading: Reading) -> Iterator[Place]:
    """What stands after a word for password and has a digit, or is said to be one."""
    for text in reading.spellings:
        for match in _PASSWORD.finditer(text):
            yield match.span(match.lastgroup or 0)
        for match in _FAR_PASSWORD.finditer(text):
            for chosen in _CHOSEN.finditer(text, *match.span("after")):
                yield chosen.span("secret")
        for match in _PIN.finditer(text):
            yield match.span("pin")


def accounts(reading: Reading) -> Iterator[Place]:
    """Names in WeChat, QQ and the like."""
    for text in reading.spellings:
        for match in _ACCOUNT.finditer(text):
            yield match.span(match.lastgroup or 0)


def plates(reading: Reading) -> Iterator[Place]:
    """Licence plates."""
    for match in _PLATE.finditer(reading.text):
        yield match.span(match.lastgroup or 0)
