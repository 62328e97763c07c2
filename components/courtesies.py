"""Where the matter of a message begins and ends, without the greeting before it and "please have a look" after it.

People greet in a hundred ways, none of which tells what is wrong; left in, they drown short questions. Thanks stay: they
tell the end of a conversation from its middle.
"""

from __future__ import annotations

import re

SHORTEST_MATTER = 4
"""When less than this many characters would remain, the courtesies are the message: 你好, 在吗亲."""

_GAP = r"[\s,.!?~:;]*"
_HELLO = r"[你您]好|大家好|(?:早上|上午|中午|下午|晚上)好|哈喽|(?:hello|hi)(?=[\s,.!?~]*[\u4e00-\u9fff])"
_HAIL = rf"{_HELLO}|在吗|在么|在不在|在嘛|有人吗|请问一下|请问|打扰一下|打扰了"
_PERSON = r"(?:客服|小二|亲亲?|老师|小姐姐)(?=[\s,.!?~]|你好|您好|在吗|在么)|亲(?=我|你|您|请|问|为|怎|这|备|能|有)"
_OPENING = re.compile(rf"(?:(?:{_HAIL}|{_PERSON})[呀啊哦呢哈]?{_GAP})+")
_REQUEST = re.compile(rf"{_GAP}(?:麻烦[您你]?(?:帮忙|给)?|帮忙)(?:看|查|处理)(?:一)?下{_GAP}$")


def matter(text: str) -> tuple[int, int]:
    """Start and end of what is left of normalised text without its courtesies; all of it when that is too little."""
    opening, request = _OPENING.match(text), _REQUEST.search(text)
    start = opening.end() if opening else 0
    end = request.start() if request else len(text)
    return (start, end) if end - start >= SHORTEST_MATTER else (0, len(text))
