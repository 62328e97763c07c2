"""Normalised text has one spelling, and every character of it knows its place in the text as typed."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.normalisation import MAX_CHARACTERS, normalise

ODD = "备用金額度為什麼ＡQ１①㎏㍿ﷺ…。、「」 \u3000\t\n\x00\ud800\u200d\ufe0f😂🏽İß用用用用999"
ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from(ODD), max_size=60)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("备用金用不了", "备用金用不了"),
        ("ＡＢＣ１２３", "abc123"),
        ("额度８００，够吗？", "额度800,够吗?"),
        ("備用金為什麼用不了", "备用金为什么用不了"),
        ("備用金額度還剩８００", "备用金额度还剩800"),
        ("用 不\u3000了", "用不了"),
        ("额度 800  元", "额度 800 元"),
        ("ok  ok", "ok ok"),
        ("用不了\n\n为什么", "用不了为什么"),
        ("  备用金 ", "备用金"),
        ("OPPO手机", "oppo手机"),
        ("啊啊啊啊啊啊啊", "啊啊啊"),
        ("？？？？？！", "???!"),
        ("100000元", "100000元"),
        ("😂😂😂😂😂", "😂😂😂"),
        ("用不了😂", "用不了😂"),
        ("备用\x00金", "备用金"),
        ("备用\ud800金", "备用金"),
        ("备用\u200b金", "备用金"),
        ("①台", "1台"),
        ("好的。", "好的."),
        ("", ""),
        (" \t\n", ""),
        ("\x00\ud800\u200b", ""),
    ],
)
def test_what_people_type_gets_one_spelling(typed: str, normal: str) -> None:
    assert normalise(typed).text == normal


@pytest.mark.parametrize(
    ("typed", "part", "original"),
    [
        ("備用金　用不了", "用不了", "用不了"),
        ("我的備用金壞了", "备用金", "備用金"),
        ("用 不 了", "用不了", "用 不 了"),
        ("额度还剩８００元", "800", "８００"),
        ("重㎏啊", "kg", "㎏"),
        ("\ud800😂备\x00用金", "备用金", "备\x00用金"),
        ("OPPO手机", "oppo", "OPPO"),
    ],
)
def test_a_part_is_found_again_in_the_text_as_typed(typed: str, part: str, original: str) -> None:
    normalised = normalise(typed)
    start = normalised.text.index(part)
    first, last = normalised.original_span(start, start + len(part))
    assert typed[first:last] == original


@given(ANY_TEXT)
def test_offsets_lie_within_the_text_and_never_go_back(typed: str) -> None:
    normalised = normalise(typed)
    assert len(normalised.offsets) == len(normalised.text)
    assert all(0 <= place < len(typed) for place in normalised.offsets)
    assert list(normalised.offsets) == sorted(normalised.offsets)


@given(ANY_TEXT, st.integers(0, 60), st.integers(0, 60))
def test_the_original_span_covers_every_character_of_the_part(typed: str, one: int, other: int) -> None:
    normalised = normalise(typed)
    start, end = sorted((min(one, len(normalised.text)), min(other, len(normalised.text))))
    first, last = normalised.original_span(start, end)
    assert 0 <= first <= last <= len(typed)
    assert all(first <= place < last for place in normalised.offsets[start:end])


def test_an_empty_part_has_an_empty_span() -> None:
    assert normalise("备用金").original_span(1, 1) == (0, 0)
    assert normalise("").original_span(0, 5) == (0, 0)


def test_a_span_past_the_end_stops_at_the_end() -> None:
    assert normalise("备用金").original_span(1, 99) == (1, 3)


@given(ANY_TEXT.filter(lambda text: "薴" not in text))  # the one character that OpenCC simplifies in two steps
def test_normalising_twice_changes_nothing(typed: str) -> None:
    once = normalise(typed).text
    assert normalise(once).text == once


@given(ANY_TEXT)
def test_no_control_characters_and_no_lone_surrogates_are_left(typed: str) -> None:
    assert not {unicodedata.category(char) for char in normalise(typed).text} & {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(ANY_TEXT)
def test_blanks_stand_singly_and_never_at_the_ends(typed: str) -> None:
    text = normalise(typed).text
    assert text == text.strip()
    assert not any(char.isspace() and char != " " for char in text)
    assert "  " not in text


@given(ANY_TEXT)
def test_only_digits_stand_more_than_three_times_in_a_row(typed: str) -> None:
    runs = [(char, len(list(run))) for char, run in groupby(normalise(typed).text)]
    assert all(length <= 3 or char.isdigit() for char, length in runs)


@given(st.text("备用金额度为什么不能了吗的是", max_size=40).filter(lambda text: not any(char * 4 in text for char in text)))
def test_plain_chinese_stays_as_it_is(text: str) -> None:
    assert normalise(text).text == text
    assert normalise(text).offsets == tuple(range(len(text)))


@pytest.mark.parametrize("typed", ["额度" * 5_000, "😂" * 10_000, " " * 10_000, "1" * 10_000, "備 " * 5_000, "ﷺ" * 10_000])
def test_of_ten_thousand_characters_the_beginning_is_read(typed: str) -> None:
    normalised = normalise(typed)
    assert all(place < MAX_CHARACTERS for place in normalised.offsets)
    assert normalised.text == normalise(typed[:MAX_CHARACTERS]).text
