"""Addresses: found by a road and its number, a building and its room or a village and its group, then followed to the
province before them and the door after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.masking.places import region_after, region_before
from review.masking.reading import Place, Reading
from review.masking.words import HAN, either, glue, no_unit, words

_LONGEST_NAME = 7
"""Characters of a road's or an estate's name before its 路 or 小区."""

_MOST_AREAS = 8
"""From the province to the estate; a text of nothing but places is not walked through from each of them."""

_NUMBER = r"(?:\d{1,5}(?:[\-~/]\d{1,4})?|[一二三四五六七八九十百零]{1,5}|[甲乙丙丁]|[东西南北中](?=单元|户))"
_BUILDING = rf"(?:(?:{_NUMBER}|[a-z]\d{{0,2}}) ?{either('building_units')})"
_UNIT = rf"(?:{_BUILDING}|\d{{1,2}} ?f(?![a-z0-9])|附?{_NUMBER} ?{either('other_units')}|[a-z] ?区)"
_ROOM = (
    rf"(?:(?<=[楼栋幢座元院层])(?:[ \-]?(?<!\d)\d{{3,4}}|[零一二三四五六七八九]{{3,4}})"
    rf"|(?<!\d)[a-z]?\d{{3,4}}|(?<!\d)\d{{1,3}}(?:-\d{{1,4}}){{1,3}})(?![\d.a-z]){no_unit()}"
)
_PHASE = r"(?:[一二三四五六七八九1-9]期)?"
_NO_ROAD = "".join(f"(?<!{word})" for word in words()["no_roads"])

_ROADS = rf"{either('roads')}{_NO_ROAD}(?:[一二三四五六七八九东南西北中]段)?"

_PLAIN = rf"(?:(?!{either('before_place', 'no_place_names')}){HAN})"
_ANCHOR = re.compile(
    rf"(?:{_ROADS} ?{_UNIT}"
    rf"|{either('estates')}{_PHASE} ?(?:{_UNIT}|{_ROOM})"
    rf"|{either('buildings')}{_PHASE} ?{_BUILDING}"
    rf"|(?<={HAN}{HAN})\d{{1,3}} ?{either('whole_buildings')}"
    rf"|(?<={HAN}[区园里苑村])(?:\d{{1,3}}-){{1,2}}\d{{3,4}}(?![\d-])"
    rf"|{either('villages')}(?:委会)? ?{_NUMBER} ?{either('village_units')}|(?<!农)村 ?\d{{1,4}}号)"
)
_ROOM_IN_BUILDING = re.compile(rf"(?<![\d.]){_BUILDING}[ \-]?(?:{_UNIT}|{_ROOM})")
_WITHIN_REGION = re.compile(
    rf"{_ROADS} ?\d{{1,4}}(?![\d.a-z]){no_unit()}"
    rf"|(?<=[区县]){HAN}{{1,5}}?{_ROADS}(?!{either('no_address_after')})"
    rf"|[镇乡]{HAN}{{1,6}}?{either('villages')}(?:{HAN}{{0,4}}组)?"
    rf"|{either('villages')} ?\d{{1,4}}号"
)
_AFTER = re.compile(
    rf"[ \-/]?{_UNIT}|,{_BUILDING}|{_ROOM}| \d{{1,3}}(?:-\d{{1,4}}){{2,3}}(?!\d)"
    rf"|{_PLAIN}{{1,7}}?(?:{either('spots')}|第{_NUMBER}[家户]|{_NUMBER}[楼层室])"
    rf"|{HAN}{{0,7}}?(?:{either('estates', 'buildings')}{_PHASE}|(?:{_ROADS}|{either('villages')}) ?{_UNIT})"
)
_FULL = re.compile(rf"(?:(?!{either('before_place')})(?:{HAN}|[a-z0-9\-/#()])){{2,60}}")
_REGION_END = re.compile("[市区县旗州]")
_SPOT = re.compile(rf"{_BUILDING}|{either('roads', 'estates', 'buildings', 'villages')}{_NO_ROAD}")
_LAST = re.compile(
    rf"{_BUILDING}|{either('roads', 'villages')}{_NO_ROAD}(?!{either('no_address_after')})"
    rf"|{either('estates', 'buildings', 'spots')}|[\d\-]{{2,}}{no_unit()}"
)
_LOCAL_AREA = re.compile(rf"{either('local_areas', 'roads', 'estates', 'buildings')}$")
_NOT_YET = re.compile(either("before_place"))
_NOT_YET_OR_WIDER = re.compile(either("before_place", "local_areas"))
_SAID = re.compile(either("address_words") + glue())
_SLOPPY = re.compile(
    rf"{_PLAIN}{{2,7}}?(?:"
    rf"{either('estates', 'villages', 'buildings', 'roads')}{_NO_ROAD}{_PHASE}{_PLAIN}{{0,6}}?{either('spots')}"
    rf"|{either('estates', 'villages')}{_NO_ROAD}{_PHASE})"
)
"""After a word that announces an address a gate, a shop or a parcel locker is as good as a number."""
_CLAUSE = re.compile(rf"(?:(?!{either('before_place')})[\u4e00-\u9fffa-z0-9\-/#()]){{0,80}}")


def addresses(reading: Reading) -> Iterator[Place]:
    """Places where somebody lives or gets parcels; cities and districts alone are none."""
    text = reading.text
    for pattern, start_of in (
        (_ANCHOR, _named_start),
        (_ROOM_IN_BUILDING, _start_with_name),
        (_WITHIN_REGION, _start_within_region),
    ):
        end = 0
        for match in pattern.finditer(text):
            start = start_of(text, match.start()) if match.start() >= end else None
            if start is not None:
                end = _door_end(text, match.end())
                yield start, end
    yield from _under_two_regions(text)
    for match in _SAID.finditer(text):
        said_end = _said_end(text, match.end()) or _sloppy_end(text, match.end())
        if said_end:
            yield match.end(), said_end


def _under_two_regions(text: str) -> Iterator[Place]:
    """What stands after two regions or more, up to the last of it that is part of an address or a number."""
    end = 0
    for match in _REGION_END.finditer(text):
        inner = region_before(text, match.end()) if match.start() >= end else None
        start = inner if inner is None else _area_start(text, inner)
        clause = _FULL.match(text, match.end())
        if clause and start is not None and inner is not None and start < inner:
            spots = [spot.end() for spot in _LAST.finditer(text, match.end(), clause.end())]
            if spots:
                end = _door_end(text, spots[-1])
                yield start, end


def _named_start(text: str, end: int) -> int | None:
    """Where the address begins whose road or estate has its name right before `end`; None without a name."""
    return _start_with_name(text, end) if _name_start(text, end) < end else None


def _start_with_name(text: str, end: int) -> int:
    """The same, but a name need not be there."""
    return _area_start(text, _name_start(text, end))


def _start_within_region(text: str, end: int) -> int | None:
    """The same, None also when no city or district stands before the name."""
    start = _named_start(text, end)
    return start if start is not None and start < _name_start(text, end) else None


def _name_start(text: str, end: int) -> int:
    """Where the name that ends here begins: after a region, after a word that belongs to no name, or at its longest."""
    start = end
    while start > max(0, end - _LONGEST_NAME) and re.match(HAN, text[start - 1]):
        start -= 1
    for place in range(end - 1, start + 1, -1):
        if region_before(text, place) is not None:
            return place
    wider = max((match.end() for match in _NOT_YET_OR_WIDER.finditer(text, start, end - 1)), default=None)
    return _unbroken_start(text, start) if wider is None else wider


def _unbroken_start(text: str, start: int) -> int:
    """The same place, or where the region begins in whose name it lies."""
    return next((place for place in range(max(0, start - 2), start) if (region_after(text, place) or 0) > start), start)


def _area_start(text: str, start: int) -> int:
    """Where the districts, cities and provinces begin that stand before an address."""
    for _ in range(_MOST_AREAS):
        end = start - 1 if text[start - 1 : start] in {" ", ",", "-", "/"} else start
        area = region_before(text, end)
        if area is None and end == start:
            area = _local_area_start(text, end)
        if area is None:
            return start
        start = area
    return start


def _local_area_start(text: str, end: int) -> int | None:
    """Where the name of a town, a village or an estate begins that ends here."""
    suffix = _LOCAL_AREA.search(text, max(0, end - 3), end)
    start = _name_start(text, suffix.start()) if suffix else end
    return start if suffix and start < suffix.start() else None


def _door_end(text: str, end: int) -> int:
    """Where the buildings, floors and rooms end that stand after an address."""
    while match := _AFTER.match(text, end):
        if _NOT_YET.search(match[0]) and not match[0][-1:].isdigit():
            return end
        end = match.end()
    return end


def _said_end(text: str, start: int) -> int | None:
    """Where the address that was announced before `start` ends; None when no more than a region is named."""
    region = region_after(text, start)
    clause = _CLAUSE.match(text, start)
    if region is None or clause is None:
        return None
    spots = [spot.end() for spot in _SPOT.finditer(text, region, clause.end())]
    return _door_end(text, spots[-1]) if spots else None


def _sloppy_end(text: str, start: int) -> int | None:
    """The same, for an address without a region and without numbers."""
    match = _SLOPPY.match(text, start)
    return _door_end(text, match.end()) if match else None
