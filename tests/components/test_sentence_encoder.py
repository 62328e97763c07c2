"""Sentence vectors of the pretrained encoder."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.sentence_encoder import DIMENSIONS, SentenceEncoder, shared_encoder

SENTENCES = ["备用金用不了", "怎么还款", "你好", "", "😂", "abc 123", "额度还剩八百块可是手机要一千九百九十九"]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return shared_encoder(96)


def test_there_is_one_vector_of_unit_length_a_sentence(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (len(SENTENCES), DIMENSIONS)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_batch_gives_what_each_sentence_gives_alone(encoder: SentenceEncoder) -> None:
    alone = np.vstack([encoder.encode([sentence]) for sentence in SENTENCES])
    np.testing.assert_allclose(encoder.encode(SENTENCES), alone, atol=1e-4)


def test_more_sentences_than_a_batch_keep_their_order(encoder: SentenceEncoder) -> None:
    sentences = [f"第{number}台手机用不了备用金{'啊' * (number % 7)}" for number in range(70)]
    vectors = encoder.encode(sentences)
    for place in (0, 33, 69):
        np.testing.assert_allclose(vectors[place], encoder.encode([sentences[place]])[0], atol=1e-4)


def test_no_sentences_give_no_vectors(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_sentences_of_like_meaning_lie_closer_than_others(encoder: SentenceEncoder) -> None:
    one, like, other = encoder.encode(["备用金为什么用不了", "备用金怎么不能用", "今天天气真好"])
    assert one @ like > one @ other + 0.1


def test_a_long_sentence_is_read_by_its_beginning(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(["用不了" * 40, "用不了" * 40 + "你好" * 5_000])
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-5)


def test_the_encoder_is_loaded_once() -> None:
    assert shared_encoder(96) is shared_encoder(96)


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_any_text_has_a_vector_of_unit_length(text: str) -> None:
    assert np.linalg.norm(shared_encoder(96).encode([text])) == pytest.approx(1.0, abs=1e-4)
