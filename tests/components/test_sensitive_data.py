"""Personal data in normalised text. Every number here is made up by its checksum rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from components.normalisation import normalise
from components.sensitive_data import find_sensitive_data


def kinds(text: str) -> list[str]:
    return [data.kind for data in find_sensitive_data(normalise(text).text)]


def id_card(order: int) -> str:
    """An ID number of a birth date that lies two centuries back: nobody has it."""
    number = f"1101011800{1 + order % 12:02}{1 + order % 28:02}{order % 1000:03}"
    return number + ric.calc_check_digit(f"{number}0")


def bank_card(body: int, length: int) -> str:
    number = f"62{body:017}"[: length - 1]
    return number + luhn.calc_check_digit(number)


def with_another_last_character(number: str) -> str:
    """The number with a check digit that is right for neither an ID nor a card."""
    valid = {number[-1].upper(), luhn.calc_check_digit(number[:-1])}
    return number[:-1] + next(digit for digit in "0123456789" if digit not in valid)


@given(st.integers(0, 335_999))
def test_an_id_number_counts_only_with_its_check_digit(order: int) -> None:
    number = id_card(order)
    assert kinds(f"我的身份证{number}能查吗") == ["id_card"]
    assert kinds(f"编号{with_another_last_character(number)}能查吗") == []


def test_an_id_number_may_end_in_x_of_either_case() -> None:
    number = next(number for number in map(id_card, range(100)) if number.endswith("X"))
    assert kinds(number) == kinds(number.lower()) == ["id_card"]


@given(st.integers(0, 10**17 - 1), st.sampled_from([16, 17, 19]))
def test_a_card_number_counts_only_with_its_check_digit(body: int, length: int) -> None:
    number = bank_card(body, length)
    assert kinds(f"卡号是{number}") == ["bank_card"]
    assert kinds(f"订单号是{with_another_last_character(number)}") == []


@pytest.mark.parametrize("gap", [" ", "-", "\u3000"])
def test_groups_of_four_are_one_number(gap: str) -> None:
    number = bank_card(1234567, 16)
    typed = gap.join(number[place : place + 4] for place in range(0, 16, 4))
    text = normalise(f"卡号 {typed} 绑不上").text
    (data,) = find_sensitive_data(text)
    assert data.kind == "bank_card"
    assert text[data.start : data.end].replace(" ", "").replace("-", "") == number
    assert text[data.start : data.end][-1].isdigit()


@pytest.mark.parametrize(("name", "kind"), [("身份证号", "id_card"), ("银行卡是", "bank_card"), ("卡号:", "bank_card")])
def test_a_long_number_that_is_called_so_counts_with_a_slip_in_it(name: str, kind: str) -> None:
    number = with_another_last_character(id_card(5))
    assert kinds(f"我的{name}{number}") == [kind]
    assert kinds(f"{name}忘了,订单{number}") == []


def test_a_valid_number_inside_a_longer_one_does_not_count() -> None:
    assert kinds("99" + bank_card(42, 19)) == []


@pytest.mark.parametrize(
    ("text", "kind", "secret"),
    [
        ("验证码是123456", "code", "123456"),
        ("验证码：８８６６２１", "code", "886621"),
        ("验证码 4821 帮我看看", "code", "4821"),
        ("4821是我的验证码", "code", "4821"),
        ("886621验证码", "code", "886621"),
        ("密码是abc123", "password", "abc123"),
        ("支付密码为135790", "password", "135790"),
        ("密码 Mi@2020! 登不上", "password", "mi@2020!"),
        ("password: q1w2e3", "password", "q1w2e3"),
    ],
)
def test_codes_and_passwords_count_when_they_are_called_so(text: str, kind: str, secret: str) -> None:
    normal = normalise(text).text
    (data,) = find_sensitive_data(normal)
    assert (data.kind, normal[data.start : data.end]) == (kind, secret)


@pytest.mark.parametrize(
    "text",
    [
        "手机1999 额度还剩800",
        "订单金额12999.00元",
        "收不到验证码，1999元的手机付不了",
        "验证码1999块的订单收不到",
        "付1999验证码一直收不到",
        "忘了支付密码，12999元付不了",
        "密码错了,2599的手机",
        "密码2024年设的",
        "验证码等了1000多秒",
        "验证码收不到",
        "密码输错3次",
        "支付密码6位",
        "密码忘了怎么办",
        "我手机号13800138000",
        "客服电话400-100-5678",
        "",
    ],
)
def test_ordinary_questions_and_order_amounts_hold_no_personal_data(text: str) -> None:
    assert kinds(text) == []


def test_everything_in_one_message_is_found() -> None:
    assert kinds(f"身份证{id_card(7)},卡{bank_card(99, 19)},验证码112233,密码abc123") == [
        "id_card",
        "bank_card",
        "code",
        "password",
    ]


@given(st.text(st.sampled_from("0123456789xX -.验证码密是为:abc元"), max_size=60))
def test_whatever_is_found_lies_within_the_text(text: str) -> None:
    for data in find_sensitive_data(text):
        assert 0 <= data.start < data.end <= len(text)
        assert text[data.start] != " " != text[data.end - 1]
