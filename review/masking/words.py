"""The Chinese words of masking, read from masking.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HAN = "[\u3400-\u9fff\U00020000-\U000323af]"
"""A Chinese character, in a pattern."""

GAP = r"[ \t.,/*_~·\-\u2010-\u2027\u2190-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff]{0,3}"
"""What people put between the digits of a number: blanks, dashes, commas, emoji."""

_FILE = Path(__file__).with_name("masking.yml")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Everything in masking.yml."""
    content: dict[str, Any] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return content


def label(kind: str) -> str:
    """What is written where data of this kind stood: [手机号]."""
    return f"[{words()['labels'][kind]}]"


def either(*lists: str) -> str:
    """A pattern for any word of these lists, the longest first."""
    found = {word for name in lists for word in words()[name]}
    return "(?:" + "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True)) + ")"


def glue() -> str:
    """A pattern for what may stand between the word that names something and the thing: 是, a colon, a blank."""
    return rf"(?:{either('glue')}|[ :=#\"'()\]】]){{0,6}}"


def no_unit() -> str:
    """A pattern that refuses a number before 元, 天, 次: that is no secret."""
    return rf"(?!{either('units')}| ?[元块])"
