"""Amounts of money in Chinese text: what is left of the limit, and what the order costs."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cn2an

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_CHINESE = r"[一二两三四五六七八九十百千万零〇]+"
_MIXED = r"\d+(?:\.\d+)?[万千百](?:\d(?:[千百]\d?)?(?![\d个期号月天折%]))?"
_NUMBER = re.compile(rf"(?P<chinese>{_MIXED}|{_CHINESE})|(?P<digits>{_DIGITS})(?:\s*(?P<unit>万|千|百|w|k))?")
_NOT_MONEY_BEFORE = re.compile(r"(?:[ac-z]|(?<!rm)b|第|尾号|近|每|双|[打拨]|\d[-/:.+])$")
_RESOLUTION_OR_SALE = re.compile(r"[248]k\s?(?:超?高清|屏|电视|显示)|(?:618|1111|1212)(?![\d块元]|[.,]\d)")
_MODEL_BEFORE = re.compile(r"(?:小米|红米|苹果|华为|荣耀|三星|一加|[a-z])\s?$")
_NOT_MONEY_AFTER = re.compile(
    r"^(?:[-/:+]\d|多(?:个|天|年|次|件|期|小时|分钟)|个|[号日月天年点分秒期次台部张件折%g]|笔|小时|钟|星期|周|位|岁|倍|米|pro|plus|ultra|寸|英寸|像素|mah|活动|大促|屏|高清|[a-z])"
)
_MONEY_AFTER = re.compile(r"^(?:多|来|几)?(?:块|元|rmb|¥|多|出头|左右)")
_LEFT_BEFORE, _ENDS = re.compile(r"(?:剩|剩下|剩余|余额|可用)$"), re.compile(r"了|[^\w]|$")
"""只剩五十 is money, although nothing says so but what stands around it."""
_UNITS = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000, "百": 100, None: 1}
_LIMIT_CUE = re.compile(r"额度|可用|还剩|剩下|剩余|剩|余额|还有|只有|有备用金|备用金还?有")
_PRICE_CUE = re.compile(
    r"手机|电视|商品|东西|订单|价格|总价|要付|需要付|付款|应付|标价|售价|卖|买|这款|这个|那个|这台|那台|一台|一部|电脑|平板|空调|冰箱|洗衣机|耳机|才|也就|要"
)
_LIMIT_AFTER = re.compile(r"^[块元多]*的(?:可用|剩余)?额度")
_OTHER_CUE = re.compile(r"欠|从|账单|还款|还了|还清|月供|每期|每月|总额度|总共额度|利息|手续费|转账|工资|降到|最低还")
LEAST, LEAST_AFTER_BRAND = 10, 1_000
"""Smaller figures are counts or typing, not money; behind a brand they are the model (小米14, iphone 16)."""


@dataclass(frozen=True)
class Amount:
    """An amount in yuan and where it stands in the text."""

    value: float
    start: int
    end: int


@dataclass(frozen=True)
class StatedAmounts:
    """What the text says is left of the limit, and what the order costs; None where it does not say."""

    limit: Amount | None
    price: Amount | None


def find_amounts(text: str) -> list[Amount]:
    """Every amount of money in normalised text; dates, counts, terms and model names are none."""
    amounts = []
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        value = _value(match, before, after)
        if value is None or value < LEAST or _NOT_MONEY_BEFORE.search(before) or _NOT_MONEY_AFTER.match(after):
            continue
        if _RESOLUTION_OR_SALE.match(match[0] + after):
            continue
        if value < LEAST_AFTER_BRAND and _MODEL_BEFORE.search(before) and not _MONEY_AFTER.match(after):
            continue
        amounts.append(Amount(value, match.start(), match.end()))
    return amounts


def stated_amounts(text: str) -> StatedAmounts:
    """The amounts whose role the words around them tell; beside a limit, one amount without a cue is the price."""
    amounts = find_amounts(text)
    roles: dict[str | None, list[Amount]] = {}
    for place, amount in enumerate(amounts):
        left = amounts[place - 1].end if place else 0
        right = amounts[place + 1].start if place + 1 < len(amounts) else len(text)
        roles.setdefault(_role(text[left : amount.start], text[amount.end : right]), []).append(amount)
    limits, prices, unclear = roles.get("limit", []), roles.get("price", []), roles.get(None, [])
    if limits and not prices and len(unclear) == 1:
        prices = unclear
    return StatedAmounts(limits[0] if limits else None, prices[0] if prices else None)


def _value(match: re.Match[str], before: str, after: str) -> float | None:
    if match["digits"]:
        if len(match["digits"].split(".")[0].replace(",", "")) > 7:
            return None  # a phone, card or order number
        return float(match["digits"].replace(",", "")) * _UNITS[match["unit"]]
    is_money = _MONEY_AFTER.match(after) or (_LEFT_BEFORE.search(before) and _ENDS.match(after))
    if not re.search(r"[百千万]", match["chinese"]) and not is_money:
        return None
    try:
        return float(cn2an.cn2an(match["chinese"], "smart"))
    except (ValueError, KeyError):  # cn2an lets the latter out, as for 百十零
        return None


def _role(before: str, after: str) -> str | None:
    """The role of an amount: the nearest cue before it decides, else one right after it."""
    cues = [
        (match.end(), role)
        for role, cue in (("limit", _LIMIT_CUE), ("price", _PRICE_CUE), ("other", _OTHER_CUE))
        for match in cue.finditer(before)
    ]
    if cues:
        return max(cues)[1]
    if _PRICE_CUE.match(after.lstrip("块元多的rmb ")):
        return "price"
    return "limit" if _LIMIT_AFTER.match(after) else None
