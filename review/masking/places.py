"""Names of provinces, cities and districts, from the list by which python-stdnum reads ID numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from review.masking.words import words

_SUFFIX = re.compile(r"(?:(?:[^省市区县]族|维吾尔)*自治[区州县旗]|特别行政区|地区|新区|林区|矿区|省|市|区|县|旗|盟)$")
_SHORTEST = 2


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Names as they are official and as they are spoken: 朝阳区, 朝阳; also of districts that were renamed or merged."""
    listing = (files("stdnum.cn") / "loc.dat").read_text(encoding="utf-8")
    names = set(re.findall(r"[\u4e00-\u9fff]+", re.sub(r"(?m)^#.*$", "", listing)))
    names |= {*words()["regions"]} | {_SUFFIX.sub("", name) for name in names}
    return frozenset(name for name in names if len(name) >= _SHORTEST)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, regions()))


@lru_cache(maxsize=1)
def _last_characters() -> frozenset[str]:
    return frozenset(name[-1] for name in regions())


def region_before(text: str, end: int) -> int | None:
    """Where the longest name of a region that ends here begins."""
    if text[end - 1 : end] not in _last_characters():
        return None
    starts = range(max(0, end - _longest()), end - _SHORTEST + 1)
    return next((start for start in starts if text[start:end] in regions()), None)


def region_after(text: str, start: int) -> int | None:
    """Where the longest name of a region that begins here ends."""
    ends = range(min(len(text), start + _longest()), start + _SHORTEST - 1, -1)
    return next((end for end in ends if text[start:end] in regions()), None)
