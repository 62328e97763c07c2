"""The networks that training and the server run, in 8 bits."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.encoder.fine_tuning import Hidden
from components.encoder.networks import hidden_states, save_tuned
from components.encoder.pretrained import DIMENSIONS, POOLER, POOLER_BIAS, network
from components.encoder.running import BATCH, TunedEncoder
from components.encoder.tokens import SentenceTokenizer
from components.linear_model import softmax
from tests.components.encoder.small_task import FIRST_LAYER, SENTENCES, TASKS, Published, Tuning, answers

LAYER = FIRST_LAYER - 1
UNSEEN = ["你好", "", "换了新手机怎么还款", "额度还剩八百块可是手机要一千九百九十九", "上个月逾期过", "oppo 😂"]


@pytest.fixture(scope="module")
def ids(tokenizer: SentenceTokenizer) -> list[list[int]]:
    """More sentences than a batch, the shorter ones not first."""
    return tokenizer.ids([*(f"第{number}台手机{'啊' * (number * 5 % 7)}" for number in range(BATCH)), *SENTENCES, *UNSEEN])


@pytest.fixture(scope="module")
def hidden(ids: list[list[int]]) -> Hidden:
    return hidden_states(network(), LAYER, ids)


# hidden states


def test_hidden_states_have_a_row_a_token_and_none_for_padding(ids: list[list[int]], hidden: Hidden) -> None:
    assert [rows.shape for rows in hidden] == [(len(row), DIMENSIONS) for row in ids]
    assert {rows.dtype for rows in hidden} == {np.dtype(np.float16)}


def test_each_sentence_has_its_own_hidden_states_close_to_full_precision(
    published: Published, ids: list[list[int]], hidden: Hidden
) -> None:
    for ours, theirs in zip(hidden, published.hidden(LAYER, ids)):
        one, other = ours.astype(np.float32), theirs.astype(np.float32)
        cosines = (one * other).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
        assert cosines.min() > 0.97


# the tuned network


def test_every_task_is_an_output_whose_probabilities_sum_to_one(
    tuned_encoder: TunedEncoder, tokenizer: SentenceTokenizer
) -> None:
    found = tuned_encoder.probabilities(tokenizer.ids(SENTENCES + UNSEEN))
    assert {task: rows.shape[1] for task, rows in found.items()} == {task: len(TASKS[task].labels) for task in TASKS}
    for rows in found.values():
        assert ((rows >= 0) & (rows <= 1)).all()
        np.testing.assert_allclose(rows.sum(axis=1), 1.0, atol=1e-5)


def test_the_stored_network_has_learnt_the_sentences(tuned_encoder: TunedEncoder, tokenizer: SentenceTokenizer) -> None:
    found = tuned_encoder.probabilities(tokenizer.ids(SENTENCES))
    for name, task in TASKS.items():
        np.testing.assert_array_equal(found[name].argmax(axis=1), task.targets)


def test_answers_in_eight_bits_are_close_to_those_in_full_precision(
    tuned_encoder: TunedEncoder, tuning: Tuning, published: Published, tokenizer: SentenceTokenizer
) -> None:
    ids = tokenizer.ids(SENTENCES + UNSEEN)
    exact = answers(tuning.layers, tuning.tuned, published.hidden(LAYER, ids))
    for task, rows in tuned_encoder.probabilities(ids).items():
        np.testing.assert_allclose(rows, exact[task], atol=0.1)
        assert np.abs(rows - exact[task]).mean() < 0.02


def test_the_stored_network_is_small(tuned_network: Path) -> None:
    assert tuned_network.stat().st_size < 20_000_000


def test_learnt_weights_replace_the_published_ones(tuning: Tuning, tokenizer: SentenceTokenizer, tmp_path: Path) -> None:
    silent = {**tuning.tuned.weights, POOLER: np.zeros((DIMENSIONS, DIMENSIONS), dtype=np.float32)}
    save_tuned(network(), replace(tuning.tuned, weights=silent), tmp_path / "silent.onnx")
    found = TunedEncoder(tmp_path / "silent.onnx").probabilities(tokenizer.ids(SENTENCES))
    bias = tuning.tuned.weights[POOLER_BIAS]
    for task, head in tuning.tuned.heads.items():
        expected = softmax((bias @ head.weights + head.bias)[None])
        np.testing.assert_allclose(found[task], np.repeat(expected, len(SENTENCES), axis=0), atol=0.01)


def test_writing_twice_gives_the_same_file_and_leaves_the_log_level(
    tuned_network: Path, tuning: Tuning, tmp_path: Path
) -> None:
    before = logging.root.level
    save_tuned(network(), tuning.tuned, tmp_path / "again.onnx")
    assert logging.root.level == before
    assert (tmp_path / "again.onnx").read_bytes() == tuned_network.read_bytes()
