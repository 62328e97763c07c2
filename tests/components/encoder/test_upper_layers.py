"""The layers that learn compute what the published network computes."""

from __future__ import annotations

import numpy as np
import pytest

from components.encoder.pretrained import DIMENSIONS, LAYERS, POOLER, POOLER_BIAS, layer_weights
from components.encoder.tokens import SentenceTokenizer
from components.encoder.upper_layers import UpperLayers
from tests.components.encoder.small_task import Published, mask

TEXTS = ["备用金用不了", "你好", "", "额度还剩八百块可是手机要一千九百九十九", "oppo 手机 😂", "用不了" * 30]


@pytest.fixture(scope="module")
def ids(tokenizer: SentenceTokenizer) -> list[list[int]]:
    """Sentences of different length."""
    return tokenizer.ids(TEXTS)


@pytest.mark.parametrize("first", range(1, LAYERS))
def test_vectors_equal_those_of_the_published_network(published: Published, ids: list[list[int]], first: int) -> None:
    vectors = UpperLayers(published.weights, first).vectors(published.states(first - 1, ids), mask(ids), training=False)
    np.testing.assert_allclose(vectors.numpy(), published.vectors(ids), atol=1e-5)


def test_a_sentence_alone_has_the_vector_that_it_has_among_longer_ones(published: Published, ids: list[list[int]]) -> None:
    layers = UpperLayers(published.weights, 4)
    together = layers.vectors(published.states(3, ids), mask(ids), training=False).numpy()
    for row, vector in zip(ids, together):
        alone = layers.vectors(published.states(3, [row]), mask([row]), training=False).numpy()
        np.testing.assert_allclose(alone[0], vector, atol=1e-5)


def test_what_stands_in_the_padding_does_not_matter(published: Published, ids: list[list[int]]) -> None:
    layers, states, tokens = UpperLayers(published.weights, 4), published.states(3, ids), mask(ids)
    littered = np.where(tokens[..., None] == 1, states, np.float32(7))
    one, other = (layers.vectors(table, tokens, training=False).numpy() for table in (states, littered))
    np.testing.assert_allclose(one, other, atol=1e-5)


def test_the_order_of_words_matters(published: Published, tokenizer: SentenceTokenizer) -> None:
    ids = tokenizer.ids(["我还你", "你还我"])
    one, other = UpperLayers(published.weights, 1).vectors(published.states(0, ids), mask(ids), training=False).numpy()
    assert np.abs(one - other).max() > 0.01


def test_activations_are_left_out_in_training_only(published: Published, ids: list[list[int]]) -> None:
    layers, states, tokens = UpperLayers(published.weights, 5), published.states(4, ids), mask(ids)
    calm, again = (layers.vectors(states, tokens, training=False).numpy() for _ in range(2))
    learning = layers.vectors(states, tokens, training=True).numpy()
    np.testing.assert_array_equal(calm, again)
    assert learning.shape == calm.shape == (len(TEXTS), DIMENSIONS)
    assert not np.allclose(learning, calm, atol=1e-3)


@pytest.mark.parametrize("first", [1, 4, 5])
def test_the_upper_layers_and_the_pooler_learn_and_nothing_below(published: Published, first: int) -> None:
    upper = {name for layer in range(first, LAYERS) for name in layer_weights(layer).values()}
    assert set(UpperLayers(published.weights, first).variables) == upper | {POOLER, POOLER_BIAS}
