"""Names of people: after words that announce one, and beside a telephone number or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from review.masking.cutting import is_given, is_new, tagged
from review.masking.places import regions
from review.masking.reading import Place, Reading, blank
from review.masking.words import HAN, either, glue, words

_FUNCTION_WORDS = ("r", "p", "u", "c", "y", "m")
"""jieba's tags of pronouns, prepositions, particles and the like: 我叫 + 应 + 该 is a verb, no name."""

_WINDOW = 8
"""Characters that are cut into words to find a name's end."""

_FOREIGN = re.compile(rf"{HAN}{{1,8}}(?:·{HAN}{{1,8}})+|[a-z][a-z'.-]+(?: [a-z][a-z'.-]+){{0,2}}(?![a-z0-9])")
_SPACED = re.compile(f"{HAN}(?: {HAN}){{1,2}}(?! ?{HAN})")
_NAMED = re.compile(rf"{either('name_words')}(?P<glue>{glue()})")
_PROMISE = re.compile("[:=是为叫系写填成]")
_ALONE = re.compile(rf"(?<= ){HAN}{{2,4}}(?!{HAN})")
_RARE = "[^\x00-\u33ff\u4e00-\u9fd5\ue000-\uffef]"
"""What jieba takes for no character."""
_CALLED = re.compile(either("called") + "[ :]?")
_PERHAPS = re.compile(either("perhaps_called") + "[ :]?")
_CORRECTED = re.compile(rf"[^\ue000-\ue0ff]{{0,4}}?(?P<word>{either('corrections')}|不是)[ :,]?")
_MASKED = re.compile(f"{blank('name')}+")
_ENDED = re.compile(rf"(?!{HAN}|[a-z])")
_FULL_NAME = f"(?:[{words()['common_surnames']}]|{either('compound_surnames')}){HAN}{{2}}"
_STRETCH = re.compile(f"{HAN}{{3,50}}")
_WITH_RARE = re.compile(f"[{words()['common_surnames']}](?:{_RARE}{HAN}?|{HAN}{_RARE})")
_PERSONAL = f"[{blank('id_card')}{blank('mobile')}{blank('landline')}{blank('address')}]"
_BEFORE_DATA = re.compile(
    rf"(?:^|(?<=[\s,.;:|/]))(?P<name>{HAN}{{2,4}})(?=[\s,/|:]{{0,2}}(?:{either('phone')}[ :]{{0,2}})?{_PERSONAL})"
)
_AFTER_DATA = re.compile(rf"(?<={_PERSONAL})[\s,/|]{{0,2}}(?P<name>{HAN}{{2,4}})(?=$|[\s,./|]|{_PERSONAL})")


def names(reading: Reading) -> Iterator[Place]:
    """Names after 姓名: or 我叫, after 我是 or 本人 when jieba takes them for names, between other personal data, and full
    ones anywhere; after each the one that it is changed to.
    """
    text = reading.text
    for start, end in (*_announced(text), *_beside_data(text), *_anywhere(text)):
        yield start, end
        yield from _corrections(text, end)
    for match in _MASKED.finditer(text):
        yield from _corrections(text, match.end())


def _announced(text: str) -> Iterator[Place]:
    for start, sure in _announcements(text):
        end = _announced_end(text, start, sure)
        if end:
            yield start, end


def _beside_data(text: str) -> Iterator[Place]:
    for match in (*_BEFORE_DATA.finditer(text), *_AFTER_DATA.finditer(text)):
        start, end = match.span("name")
        if end in (_name_end(text, start, sure=False), _bounded_end(text, start, end)):
            yield start, end


def _corrections(text: str, end: int) -> Iterator[Place]:
    """The names that follow the one that ends here, each said to be right instead."""
    while match := _CORRECTED.match(text, end):
        name_end = _announced_end(text, match.end(), sure=match["word"] != "不是")
        if name_end is None:
            return
        yield match.end(), name_end
        end = name_end


def _anywhere(text: str) -> Iterator[Place]:
    """Names with a common surname and two characters more that jieba sees in the middle of a text."""
    for stretch in _STRETCH.finditer(text):
        place = stretch.start()
        parts = tagged(stretch[0]) if re.search(_FULL_NAME, stretch[0]) else ()
        for (word, flag), (following, its_flag) in zip(parts, (*parts[1:], ("", ""))):
            is_parted = _surname(word) == word and its_flag.startswith("nr")
            name = word + following if is_parted else word
            if (
                (is_parted or flag.startswith("nr"))
                and re.fullmatch(_FULL_NAME, name)
                and is_given(name[-2:])
                and not name.endswith(tuple(words()["titles"]))
            ):
                yield place, place + len(name)
            place += len(word)
    yield from (match.span() for match in _WITH_RARE.finditer(text))


def _bounded_end(text: str, start: int, end: int) -> int | None:
    """The end, when a surname and a given name that make no words stand between personal data and a border."""
    parts, given = tagged(text[start:end]), text[start + 1 : end]
    is_name = not any(flag.startswith((*_FUNCTION_WORDS, "v", "d")) for _, flag in parts) and _surname(text[start : start + 1])
    is_word = len(parts) == 1 if len(given) > 1 else not is_given(given) or text[start:end] in words()["no_names"]
    return end if len(given) < len("小明明") and is_name and not is_word else None


def _announcements(text: str) -> Iterator[tuple[int, bool]]:
    """Where names may begin, and whether the words before promise one: 姓名: does, 姓名 in 姓名能改吗 does not."""
    for match in _NAMED.finditer(text):
        yield match.end(), bool(_PROMISE.search(match["glue"]) or _ALONE.match(text, match.end()))
    for match in _CALLED.finditer(text):
        yield match.end(), True
    for match in _PERHAPS.finditer(text):
        yield match.end(), False


def _announced_end(text: str, start: int, sure: bool) -> int | None:
    """Where the name ends that the words before it announce; `sure`: they promise one."""
    spaced = _SPACED.match(text, start) if sure and _surname(text[start : start + 1]) else None
    foreign = spaced or (_FOREIGN.match(text, start) if sure else None)
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
        if not (flag.startswith("nr") or (sure and (is_new(word) or _ENDED.match(window, len(word))))):
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
    return [*tagged(text), ("", ""), ("", "")][:2]
