"""Running a network: every sentence gets its own answer, whatever stands beside it."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.encoder.pretrained import DIMENSIONS, VECTOR, network
from components.encoder.running import BATCH, TunedEncoder
from components.encoder.tokens import SentenceTokenizer
from components.normalisation import normalise
from tests.components.encoder.small_task import Published

TEXTS = ["额度还剩八百块可是手机要一千九百九十九", "", "备用金用不了", "你好", "oppo 😂", "用不了" * 40, "?"]


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> TunedEncoder:
    """A network in full precision, so that rounding cannot hide a mix-up."""
    path = tmp_path_factory.mktemp("exact") / "encoder.onnx"
    onnx.save(network(), str(path))
    return TunedEncoder(path)


def test_results_stand_in_the_order_of_the_sentences(
    exact: TunedEncoder, published: Published, tokenizer: SentenceTokenizer
) -> None:
    ids = tokenizer.ids(TEXTS)
    vectors = exact.probabilities(ids)[VECTOR]
    for row, vector in zip(ids, vectors):
        np.testing.assert_allclose(vector, published.vectors([row])[0], atol=1e-5)


def test_more_sentences_than_a_batch_keep_their_order(exact: TunedEncoder, tokenizer: SentenceTokenizer) -> None:
    ids = tokenizer.ids([f"第{number}台手机用不了备用金{'啊' * (number * 5 % 7)}" for number in range(BATCH + 10)])
    vectors = exact.probabilities(ids)[VECTOR]
    assert vectors.shape == (BATCH + 10, DIMENSIONS)
    for place in (0, BATCH - 1, BATCH, BATCH + 9):
        np.testing.assert_allclose(vectors[place], exact.probabilities([ids[place]])[VECTOR][0], atol=1e-5)


@settings(max_examples=10)
@given(order=st.permutations(range(len(TEXTS))))
def test_the_order_of_the_sentences_changes_no_answer(
    tuned_encoder: TunedEncoder, tokenizer: SentenceTokenizer, order: list[int]
) -> None:
    ids = tokenizer.ids(TEXTS)
    plain, shuffled = (tuned_encoder.probabilities([ids[place] for place in places]) for places in (range(len(ids)), order))
    for task, rows in plain.items():
        np.testing.assert_allclose(shuffled[task], rows[order], atol=1e-5)


def test_a_batch_gives_what_each_sentence_gives_alone(tuned_encoder: TunedEncoder, tokenizer: SentenceTokenizer) -> None:
    ids = tokenizer.ids(TEXTS)
    together = tuned_encoder.probabilities(ids)
    alone = [tuned_encoder.probabilities([row]) for row in ids]
    for task, rows in together.items():
        # in 8 bits, the scale of rounding depends a little on what stands beside
        np.testing.assert_allclose(np.vstack([found[task] for found in alone]), rows, atol=0.1)


def test_an_empty_sentence_has_an_answer(tuned_encoder: TunedEncoder, tokenizer: SentenceTokenizer) -> None:
    for rows in tuned_encoder.probabilities(tokenizer.ids([""])).values():
        assert rows.shape[0] == 1
        assert rows.sum() == pytest.approx(1.0, abs=1e-5)


@settings(max_examples=30)
@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_has_an_answer(tuned_encoder: TunedEncoder, tokenizer: SentenceTokenizer, text: str) -> None:
    for rows in tuned_encoder.probabilities(tokenizer.ids([normalise(text).text])).values():
        assert np.isfinite(rows).all()
        assert rows.sum() == pytest.approx(1.0, abs=1e-5)
