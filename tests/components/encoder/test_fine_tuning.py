"""What the upper layers learn, and how sentences are dealt out to them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.encoder.fine_tuning import Hidden, Schedule, Tuned, _batches, _padded, fine_tune
from components.encoder.pretrained import DIMENSIONS
from components.encoder.tokens import SentenceTokenizer
from components.encoder.upper_layers import UpperLayers
from tests.components.encoder.small_task import FIRST_LAYER, SCHEDULE, TASKS, Published, Tuning, answers

BATCH = 128


@pytest.fixture(scope="module")
def untaught(published: Published, tuning: Tuning) -> tuple[UpperLayers, Tuned]:
    """Layers and heads before the first pass."""
    layers = UpperLayers(published.weights, FIRST_LAYER)
    return layers, fine_tune(layers, tuning.hidden, TASKS, Schedule(passes=0, layers_rate=6e-4))


def losses(layers: UpperLayers, tuned: Tuned, hidden: Hidden) -> dict[str, float]:
    """Mean surprise at the right answers, task by task."""
    found, rows = answers(layers, tuned, hidden), np.arange(len(hidden))
    return {name: float(-np.log(found[name][rows, task.targets]).mean()) for name, task in TASKS.items()}


def test_the_loss_of_every_task_falls(tuning: Tuning, untaught: tuple[UpperLayers, Tuned]) -> None:
    before, after = losses(*untaught, tuning.hidden), losses(tuning.layers, tuning.tuned, tuning.hidden)
    assert {task for task in TASKS if after[task] > before[task] / 3} == set()


def test_the_sentences_that_were_learnt_are_told_apart(tuning: Tuning) -> None:
    found = answers(tuning.layers, tuning.tuned, tuning.hidden)
    for name, task in TASKS.items():
        np.testing.assert_array_equal(found[name].argmax(axis=1), task.targets)


@pytest.mark.parametrize(
    ("text", "topic"),
    [("怎样还钱", "repayment"), ("账单什么时候还", "repayment"), ("我买了部新手机", "device"), ("手机换啦", "device")],
)
def test_sentences_never_seen_are_told_apart(
    tuning: Tuning, published: Published, tokenizer: SentenceTokenizer, text: str, topic: str
) -> None:
    hidden = published.hidden(FIRST_LAYER - 1, tokenizer.ids([text]))
    (row,) = answers(tuning.layers, tuning.tuned, hidden)["topic"]
    assert TASKS["topic"].labels[row.argmax()] == topic


def test_learning_twice_gives_the_same_result(published: Published, tuning: Tuning) -> None:
    again = fine_tune(UpperLayers(published.weights, FIRST_LAYER), tuning.hidden, TASKS, SCHEDULE)
    for name, values in tuning.tuned.weights.items():
        np.testing.assert_allclose(values, again.weights[name], atol=1e-6, err_msg=name)
    for task, head in tuning.tuned.heads.items():
        np.testing.assert_allclose(head.weights, again.heads[task].weights, atol=1e-6)


def test_without_a_pass_the_layers_stay_as_published(published: Published, untaught: tuple[UpperLayers, Tuned]) -> None:
    for name, values in untaught[1].weights.items():
        np.testing.assert_array_equal(values, published.weights[name])


def test_all_that_may_learn_has_learnt(published: Published, tuning: Tuning) -> None:
    assert set(tuning.tuned.weights) == set(tuning.layers.variables)
    assert [name for name, values in tuning.tuned.weights.items() if np.array_equal(values, published.weights[name])] == []


def test_each_task_has_a_head_for_its_labels(tuning: Tuning) -> None:
    assert list(tuning.tuned.heads) == list(TASKS)
    for name, head in tuning.tuned.heads.items():
        assert head.labels == TASKS[name].labels
        assert head.weights.shape == (DIMENSIONS, len(head.labels))
        assert head.bias.shape == (len(head.labels),)


def dealt(sentences: int, seed: int) -> tuple[npt.NDArray[np.int64], list[npt.NDArray[np.int64]]]:
    """Lengths of so many sentences, and the batches of one pass over them."""
    random = np.random.default_rng(seed)
    lengths = random.integers(2, 97, sentences)
    return lengths, list(_batches(list(lengths), random))


@given(st.integers(0, 6_000), st.integers(0, 2**32))
def test_a_pass_covers_every_sentence_exactly_once(sentences: int, seed: int) -> None:
    _, batches = dealt(sentences, seed)
    assert sorted(place for batch in batches for place in batch) == list(range(sentences))


@given(st.integers(0, 6_000), st.integers(0, 2**32))
def test_a_pass_has_as_many_batches_as_the_falling_rate_reckons_with(sentences: int, seed: int) -> None:
    _, batches = dealt(sentences, seed)
    assert len(batches) == -(-sentences // BATCH)
    assert all(0 < len(batch) <= BATCH for batch in batches)


def test_sentences_of_a_batch_are_of_like_length() -> None:
    lengths, batches = dealt(2_560, 0)
    assert max(int(np.ptp(lengths[batch])) for batch in batches) <= 10


def test_batches_come_in_no_order_of_length_and_differ_from_pass_to_pass() -> None:
    lengths, first = dealt(2_560, 0)
    means = [float(lengths[batch].mean()) for batch in first]
    second = list(_batches(list(lengths), np.random.default_rng(1)))
    assert any(one > other for one, other in pairwise(means))
    assert any(one < other for one, other in pairwise(means))
    assert not np.array_equal(first[0], second[0])


@settings(max_examples=30)
@given(st.lists(st.integers(1, 20), min_size=1, max_size=8))
def test_padding_is_masked_and_everything_else_kept(lengths: list[int]) -> None:
    rows: Hidden = [np.full((length, DIMENSIONS), place + 1, dtype=np.float16) for place, length in enumerate(lengths)]
    table, tokens = _padded(rows)
    assert table.shape == (len(rows), max(lengths), DIMENSIONS)
    assert list(tokens.sum(axis=1)) == lengths
    for place, row in enumerate(rows):
        np.testing.assert_array_equal(table[place], (place + 1) * tokens[place][:, None] * np.ones(DIMENSIONS))
        assert tokens[place, : len(row)].all()
