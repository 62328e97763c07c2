"""Greetings before the matter and requests after it are left out; everything else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.courtesies import matter


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("你好,备用金用不了", "备用金用不了"),
        ("您好备用金用不了", "备用金用不了"),
        ("在吗,客服你好,备用金用不了", "备用金用不了"),
        ("亲,我的备用金用不了", "我的备用金用不了"),
        ("hi 备用金用不了", "备用金用不了"),
        ("备用金用不了,麻烦看下", "备用金用不了"),
        ("请问备用金怎么开通", "备用金怎么开通"),
    ],
)
def test_the_matter_is_what_is_left(text: str, left: str) -> None:
    start, end = matter(text)
    assert text[start:end] == left


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "在吗亲",
        "客服让我把验证码发给他",
        "亲戚的账号能用吗",
        "hello there",
        "谢谢你帮我",
        "备用金用不了谢谢",
        "history",
        "",
    ],
)
def test_what_is_no_mere_courtesy_stays_whole(text: str) -> None:
    assert matter(text) == (0, len(text))


@given(st.text(alphabet="你您好在吗亲客服请问备用金,. hi麻烦看下", max_size=30))
def test_the_matter_lies_within_the_text_and_is_never_empty(text: str) -> None:
    start, end = matter(text)
    assert 0 <= start <= end <= len(text)
    assert text == "" or start < end
