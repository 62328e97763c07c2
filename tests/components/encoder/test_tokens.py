"""Sentences as the encoder reads them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.encoder.pretrained import vocabulary
from components.encoder.tokens import SentenceTokenizer, padded
from components.normalisation import normalise

TOKENS = vocabulary().read_text(encoding="utf-8").splitlines()
BEGINNING, END, PADDING = TOKENS.index("[CLS]"), TOKENS.index("[SEP]"), 0
ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("备用金额度 Aa1[PAD]\x00\ud800😂"), max_size=150)


def words(tokenizer: SentenceTokenizer, sentence: str) -> list[str]:
    """The tokens between the two marks."""
    (ids,) = tokenizer.ids([sentence])
    assert (ids[0], ids[-1]) == (BEGINNING, END)
    return [TOKENS[token] for token in ids[1:-1]]


def test_a_chinese_sentence_is_read_character_by_character(tokenizer: SentenceTokenizer) -> None:
    assert words(tokenizer, "用不了") == ["用", "不", "了"]


def test_case_does_not_matter(tokenizer: SentenceTokenizer) -> None:
    assert tokenizer.ids(["OPPO手机"]) == tokenizer.ids(["oppo手机"])


def test_an_unknown_character_is_a_token_of_its_own(tokenizer: SentenceTokenizer) -> None:
    assert words(tokenizer, "用\U0001f9ff了") == ["用", "[UNK]", "了"]


def test_an_empty_sentence_has_its_two_marks(tokenizer: SentenceTokenizer) -> None:
    assert tokenizer.ids([""]) == [[BEGINNING, END]]


def test_no_sentences_have_no_tokens(tokenizer: SentenceTokenizer) -> None:
    assert tokenizer.ids([]) == []


@pytest.mark.parametrize("max_tokens", [3, 5, 96])
def test_a_long_sentence_is_read_by_its_beginning(max_tokens: int) -> None:
    (ids,) = SentenceTokenizer(vocabulary(), max_tokens).ids(["备用金" * 4_000])
    assert len(ids) == max_tokens
    assert (ids[0], ids[-1]) == (BEGINNING, END)
    assert [TOKENS[token] for token in ids[1:-1]] == list("备用金" * max_tokens)[: max_tokens - 2]


@given(text=ANY_TEXT)
def test_any_normalised_text_has_tokens_of_which_none_is_padding(tokenizer: SentenceTokenizer, text: str) -> None:
    (ids,) = tokenizer.ids([normalise(text).text])
    assert 2 <= len(ids) <= 96
    assert all(0 < token < len(TOKENS) for token in ids)


@given(st.lists(st.lists(st.integers(1, 20_000), min_size=1, max_size=10), min_size=1, max_size=10))
def test_padding_fills_rows_up_to_the_longest(rows: list[list[int]]) -> None:
    table = padded(rows)
    assert table.shape == (len(rows), max(map(len, rows)))
    assert table.dtype == np.float32
    for row, filled in zip(rows, table):
        assert list(filled[: len(row)]) == row
        assert not filled[len(row) :].any()
