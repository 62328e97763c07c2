"""Amounts of money, and which of them is the limit and which the price."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.amounts import find_amounts, stated_amounts
from components.normalisation import normalise


def values(text: str) -> list[float]:
    return [amount.value for amount in find_amounts(normalise(text).text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1999", 1999),
        ("1999元", 1999),
        ("1,999元", 1999),
        ("12,999.50", 12999.5),
        ("12345.67元", 12345.67),
        ("１９９９块", 1999),
        ("￥1999", 1999),
        ("rmb1999", 1999),
        ("3k", 3000),
        ("2.5w", 25000),
        ("3千", 3000),
        ("1.5万", 15000),
        ("1万2", 12000),
        ("2千5", 2500),
        ("两万三", 23000),
        ("一千九", 1900),
        ("三千五百", 3500),
        ("一万零五百", 10500),
        ("两千零五十", 2050),
        ("五百块", 500),
        ("十块", 10),
        ("一百多块", 100),
        ("两千多", 2000),
        ("3000多", 3000),
        ("2300左右", 2300),
        ("小米1999", 1999),
        ("只剩五十", 50),
        ("额度就剩三十八了怎么买", 38),
    ],
)
def test_an_amount_is_read_however_it_is_written(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2024年买的",
        "2024-05-01下的单",
        "2024/5/11",
        "10月18号",
        "15号还款",
        "每月20日",
        "早上10点半",
        "10:30付的",
        "等了30分钟",
        "3-15天",
        "30天没恢复",
        "两百天",
        "还剩二十多天",
        "只剩三十分钟",
        "12期免息",
        "24个月",
        "13800138000",
        "打400-100-5678",
        "打10086",
        "尾号1234",
        "第12次",
        "双11",
        "618活动",
        "小米14",
        "小米 15",
        "iphone16",
        "iphone 16",
        "红米k70",
        "note13pro",
        "荣耀100",
        "16+512的",
        "256g",
        "75寸",
        "2k屏",
        "4k电视",
        "5000mah",
        "8折",
        "100%",
        "百分之百",
        "千万别点",
        "万一不行",
        "百货",
        "一五一十",
        "几百块",
        "百十零块",
        "三四百块",
        "才5块",
        "",
    ],
)
def test_dates_phones_counts_and_model_names_are_no_money(text: str) -> None:
    assert values(text) == []


def test_two_figures_parted_by_a_comma_are_two_amounts() -> None:
    assert values("额度800,1999买不了") == [800, 1999]


@pytest.mark.parametrize(
    ("text", "limit", "price"),
    [
        ("额度还剩800，手机1999", 800, 1999),
        ("手机1999 额度还剩800", 800, 1999),
        ("我额度还有3000多 手机才1999", 3000, 1999),
        ("可用额度两万三,买个五百块的耳机", 23000, 500),
        ("备用金有5k,电视要3999", 5000, 3999),
        ("1999的手机,额度1000", 1000, 1999),
        ("我有2000的额度,想买1999的手机", 2000, 1999),
        ("还剩12345.67,订单1,999元", 12345.67, 1999),
        ("额度只有800,2599付不了", 800, 2599),
        ("额度1万2 这台空调8千", 12000, 8000),
        ("买小米14 3999 额度800", 800, 3999),
        ("额度还剩800", 800, None),
        ("想买个1999的手机", None, 1999),
        ("1999元", None, None),
        ("总额度5000,还剩300,手机1999", 300, 1999),
        ("总额度5000", None, None),
        ("我欠500", None, None),
        ("账单还了2000", None, None),
        ("额度从5000降到2000", None, None),
        ("分12期每期300", None, None),
        ("额度够,所有商品都用不了", None, None),
        ("额度还剩800,买1999的手机,每期166", 800, 1999),
        ("", None, None),
    ],
)
def test_the_words_around_an_amount_tell_its_role(text: str, limit: float | None, price: float | None) -> None:
    stated = stated_amounts(normalise(text).text)
    assert (stated.limit and stated.limit.value, stated.price and stated.price.value) == (limit, price)


def test_of_two_amounts_without_a_cue_neither_is_taken_for_the_price() -> None:
    assert stated_amounts("额度800,1999,2999").price is None


def test_an_amount_knows_where_it_stands() -> None:
    text = "额度还剩1,800元"
    (amount,) = find_amounts(text)
    assert text[amount.start : amount.end] == "1,800"


@given(st.integers(10, 9_999_999))
@example(618_000)
@example(1_111)
def test_every_plain_figure_in_yuan_is_an_amount(yuan: int) -> None:
    assert values(f"{yuan}元") == [yuan]
    assert values(f"{yuan:,}元") == [yuan]
    assert values(f"{yuan}.50元") == [yuan + 0.5]


@given(st.integers(10**7, 10**19))
def test_phone_card_and_order_numbers_are_no_money(number: int) -> None:
    assert values(f"{number:011}") == []


@given(st.text(st.sampled_from("0123456789.,万千百十两三零〇wk元块期额度剩手机-/:+ a"), max_size=40))
def test_amounts_of_any_text_stand_in_order_within_it(text: str) -> None:
    amounts = find_amounts(text)
    assert all(amount.value >= 10 and 0 <= amount.start < amount.end <= len(text) for amount in amounts)
    assert all(one.end <= other.start for one, other in pairwise(amounts))
    stated = stated_amounts(text)
    assert {stated.limit, stated.price} - {None} <= set(amounts)
