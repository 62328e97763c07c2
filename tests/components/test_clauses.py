"""The clauses that a message falls into."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.clauses import clause_spans, strongest_clause

TYPED = st.text(st.sampled_from("备用金额度了嗯19,.，。！？;、～… \n😂x"), max_size=40)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("额度够的，都用不了", ["额度够的", "都用不了"]),
        ("昨天还好 今天不行！怎么回事？", ["昨天还好", "今天不行", "怎么回事"]),
        ("手机1,999元，额度800.50", ["手机1,999元", "额度800.50"]),
        ("嗯，没逾期过", ["嗯，没逾期过"]),
        ("没有逾期，嗯", ["没有逾期，嗯"]),
        ("额度 够 的", ["额度 够 的"]),
        ("嗯", ["嗯"]),
        ("，，嗯", ["嗯"]),
    ],
)
def test_a_message_falls_into_what_a_person_would_quote(text: str, clauses: list[str]) -> None:
    assert [text[start:end] for start, end in clause_spans(text)] == clauses


@pytest.mark.parametrize("text", ["", "，。！", "   "])
def test_a_message_without_words_is_one_clause(text: str) -> None:
    assert clause_spans(text) == [(0, len(text))]


@given(TYPED)
def test_clauses_stand_in_order_within_the_text(text: str) -> None:
    spans = clause_spans(text)
    assert spans
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(TYPED)
def test_no_word_is_left_out(text: str) -> None:
    covered = {place for start, end in clause_spans(text) for place in range(start, end)}
    assert all(place in covered for place, char in enumerate(text) if char.isalnum())


def test_the_clause_whose_characters_weigh_most_is_the_strongest() -> None:
    text = "额度够的，都用不了，急"
    weights = [0.1] * 4 + [9.0] + [1.0] * 4 + [0.0] * 2
    start, end = strongest_clause(text, weights)
    assert text[start:end].startswith("都用不了")


@given(TYPED, st.data())
def test_the_strongest_clause_is_one_of_the_clauses(text: str, data: st.DataObject) -> None:
    assume(text)
    weights = data.draw(st.lists(st.floats(-5, 5), min_size=len(text), max_size=len(text)))
    assert strongest_clause(text, weights) in clause_spans(text)


def test_the_strongest_clause_of_nothing_is_nothing() -> None:
    assert strongest_clause("", []) == (0, 0)
