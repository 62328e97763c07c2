"""Whatever a client sends is a message, or refused by name."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.web.errors import BadMessageError
from channels.web.requests import Rated, Said, read_after, read_rated, read_said

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def test_a_message() -> None:
    assert read_said({"id": "m-1", "text": " /你好\x00 "}) == Said("m-1", "你好")
    assert read_said({"id": "m-1", "text": "长" * 1000, "more": 1}).text == "长" * 1000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"id": "1", "text": ""}, "no_message"),
        ({"id": "1", "text": " \n"}, "no_message"),
        ({"id": "1", "text": "/"}, "no_message"),
        ({"id": "1", "text": None}, "no_message"),
        ({"id": "1"}, "no_message"),
        ({"id": "1", "text": "长" * 1001}, "too_long"),
        ({"text": "你好"}, "malformed"),
        ({"id": "", "text": "你好"}, "malformed"),
        ({"id": "1" * 65, "text": "你好"}, "malformed"),
        ({"id": "一", "text": "你好"}, "malformed"),
        ({"id": "1\n", "text": "你好"}, "malformed"),
        ({"id": 1, "text": "你好"}, "malformed"),
        (None, "malformed"),
        ("你好", "malformed"),
        (["1", "你好"], "malformed"),
    ],
)
def test_what_is_no_message_is_refused(data: Any, reason: str) -> None:
    with pytest.raises(BadMessageError, match=reason):
        read_said(data)


@pytest.mark.parametrize(
    ("data", "rated"),
    [
        ({"stars": 5}, Rated(5, "")),
        ({"stars": 1, "comment": "不 行"}, Rated(1, "不 行")),
        ({"stars": 3, "comment": " / "}, Rated(3, "")),
    ],
)
def test_a_rating(data: Any, rated: Rated) -> None:
    assert read_rated(data) == rated


@pytest.mark.parametrize(
    "data",
    [None, {}, {"stars": 0}, {"stars": 6}, {"stars": "5"}, {"stars": 4.5}, {"stars": True}, {"stars": 5, "comment": 1},
     {"stars": 5, "comment": "长" * 501}],
)  # fmt: skip
def test_what_is_no_rating_is_refused(data: Any) -> None:
    with pytest.raises(BadMessageError, match="malformed"):
        read_rated(data)


@pytest.mark.parametrize(
    ("auth", "number"),
    [({"after": 7}, 7), ({"after": -7}, 0), ({"after": "7"}, 0), ({"after": 7.5}, 0), ({"after": True}, 0), ({}, 0), (None, 0)],
)
def test_the_last_number_that_a_client_has(auth: Any, number: int) -> None:
    assert read_after(auth) == number


@given(JSON)
def test_nothing_is_too_odd(data: Any) -> None:
    for read in (read_said, read_rated):
        try:
            read(data)
        except BadMessageError:
            continue
    assert read_after(data) >= 0
