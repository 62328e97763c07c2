"""Names of people: after words that announce one, and beside a telephone number or an address."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache

import jieba
import jieba.posseg

from review.masking.places import regions
from review.masking.reading import Place, Reading, blank
from review.masking.words import HAN, either, glue, words

_FUNCTION_WORDS = ("r", "p", "u", "c", "y", "m")
"""jieba's tags of pronouns, prepositions, particles and the like: 我叫 + 应 + 该 is a verb, no name."""

_WINDOW = 8
"""Characters that are cut into words to find a name's end."""

_FOREIGN = re.compile(rf"{HAN}{{1,8}}(?:·{HAN}{{1,8}})+|[a-z][a-z'.-]+(?: [a-z][a-z'.-]+){{0,2}}(?![a-z0-9])")
_NAMED = re.compile(rf"{either('name_words')}(?P<glue>{glue()})")
_PROMISE = re.compile("[:=是为叫系写填成]")
_ALONE = re.compile(rf"(?<= ){HAN}{{2,4}}(?!{HAN})")
_CALLED = re.compile(either("called"))
_PERHAPS = re.compile(either("perhaps_called") + "[ :]?")
_CORRECTED = re.compile(rf"{blank('name')}[^\ue000-\ue0ff]{{0,4}}?(?P<word>{either('corrections')}|不是)[ :,]?")
_ENDED = re.compile(rf"(?!{HAN}|[a-z])")
_PERSONAL = f"[{blank('id_card')}{blank('mobile')}{blank('landline')}{blank('address')}]"
_BEFORE_DATA = re.compile(rf"(?:^|(?<=[\s,.;:|/])){HAN}{{2,4}}(?=[\s,/|:]{{0,2}}{_PERSONAL})")
_AFTER_DATA = re.compile(rf"(?<={_PERSONAL})[\s,/|]{{0,2}}(?P<name>{HAN}{{2,4}})(?=$|[\s,./|]|{_PERSONAL})")


def names(reading: Reading) -> Iterator[Place]:
    """Names after 姓名: or 我叫, after 我是 or 本人 when jieba takes them for names, and between other personal data."""
    text = reading.text
    for start, sure in _announcements(text):
        end = _announced_end(text, start, sure)
        if end:
            yield start, end
    for match in _BEFORE_DATA.finditer(text):
        if _name_end(text, match.start(), sure=False) == match.end():
            yield match.span()
    for match in _AFTER_DATA.finditer(text):
        if _name_end(text, match.start("name"), sure=False) == match.end("name"):
            yield match.span("name")


def _announcements(text: str) -> Iterator[tuple[int, bool]]:
    """Where names may begin, and whether the words before promise one: 姓名: does, 姓名 in 姓名能改吗 does not."""
    for match in _NAMED.finditer(text):
        yield match.end(), bool(_PROMISE.search(match["glue"]) or _ALONE.match(text, match.end()))
    for match in _CALLED.finditer(text):
        yield match.end(), True
    for match in _PERHAPS.finditer(text):
        yield match.end(), False
    for match in _CORRECTED.finditer(text):
        yield match.end(), match["word"] != "不是"


def _announced_end(text: str, start: int, sure: bool) -> int | None:
    """Where the name ends that the words before it announce; `sure`: they promise one."""
    foreign = _FOREIGN.match(text, start) if sure else None
    return foreign.end() if foreign else _name_end(text, start, sure)


def _name_end(text: str, start: int, sure: bool) -> int | None:
    """Where the Chinese name that begins here ends, if one does."""
    surname = _surname(text[start : start + 2])
    if not surname:
        return None
    length = _length(text[start : start + _WINDOW], surname, sure)
    return start + length if length else None


def _surname(beginning: str) -> str | None:
    if beginning in words()["compound_surnames"]:
        return beginning
    return beginning[:1] if beginning and beginning[0] in words()["surnames"] else None


@lru_cache(maxsize=4096)
def _length(window: str, surname: str, sure: bool) -> int | None:
    """Length of the name at the window's beginning."""
    (word, flag), (following, its_flag) = _parts(window)
    is_ended = bool(_ENDED.match(window, len(word + following)))
    if word.endswith(tuple(words()["titles"])) or (not sure and word in regions()):
        return None
    if len(surname) < len(word) <= len(surname) + 2:
        if not (flag.startswith("nr") or (sure and (_is_new(word) or _ENDED.match(window, len(word))))):
            return None
        return len(word + following) if len(word + following) == len(surname) + 2 and is_ended else len(word)
    if word != surname or len(following) not in (1, 2):
        return None
    if sure or (is_ended and len(following) == 1 and not flag.startswith("v")):
        may_be_given = not its_flag.startswith(_FUNCTION_WORDS)
    else:
        may_be_given = its_flag.startswith("nr") or flag == "nr"
    return len(word + following) if may_be_given else None


def _parts(window: str) -> list[tuple[str, str]]:
    """The first two words of the Chinese text that the window begins with, and their parts of speech."""
    (text,) = re.findall(f"^{HAN}*", window)
    parts = [(part.word, part.flag) for part in _tagger().cut(text)]
    return [*parts, ("", ""), ("", "")][:2]


def _is_new(word: str) -> bool:
    return not _tagger().tokenizer.FREQ.get(word)


@lru_cache(maxsize=1)
def _tagger() -> jieba.posseg.POSTokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in words()["no_names"]:
        tokenizer.add_word(word, tag="n")
    return jieba.posseg.POSTokenizer(tokenizer)
