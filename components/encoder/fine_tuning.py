"""Teaching the encoder's upper layers several tasks at once.

All tasks share the sentence vector and add up their losses, so that what tells intents apart also helps the facts and the
other way round. Source: Caruana, "Multitask Learning" (1997).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from components.encoder.pretrained import DIMENSIONS, Weights
from components.encoder.upper_layers import UpperLayers
from components.tasks import Task

Hidden = list[npt.NDArray[np.float16]]
"""One array a sentence, shape (its tokens, 384)."""

_WINDOW = 20
"""Batches are cut from this many batches' worth of shuffled sentences, sorted by length: little padding, still mixed."""
_BATCH = 128
_HEADS_RATE = 2e-3
"""Heads start from nothing and learn faster than layers that know Chinese already."""
_LONGEST_STEP = 1.0
_SPREAD = 0.02
_SEED = 0


@dataclass(frozen=True)
class Head:
    """Scores of a task's labels from the sentence vector: `weights` (384, labels), `bias` (labels,)."""

    labels: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Tuned:
    """What was learnt: the upper layers' arrays by name, and a head for each task."""

    weights: Weights
    heads: dict[str, Head]


@dataclass(frozen=True)
class Schedule:
    """How often over all sentences, and the layers' learning rate at the start."""

    passes: int
    layers_rate: float


def fine_tune(layers: UpperLayers, hidden: Hidden, tasks: dict[str, Task], schedule: Schedule) -> Tuned:
    """Learn all tasks; the learning rates fall to zero in a straight line.

    Args:
        layers: the upper layers as published; they are changed.
        hidden: what the layers below hand on, for each sentence.
        tasks: by name; every task answers for every sentence.
    """
    tf.keras.utils.set_random_seed(_SEED)
    # half precision in matrix products, where the processor knows how: a third less time, the same accuracy
    tf.config.optimizer.set_experimental_options({"auto_mixed_precision_onednn_bfloat16": True})
    heads = {name: _new_head(len(task.labels)) for name, task in tasks.items()}
    steps = schedule.passes * -(-len(hidden) // _BATCH)
    learn = _step(layers, heads, schedule, steps)
    order = np.random.default_rng(_SEED)
    for _ in range(schedule.passes):
        for places in _batches([len(rows) for rows in hidden], order):
            targets = np.stack([task.targets[places] for task in tasks.values()], axis=1)
            learn(*_padded([hidden[place] for place in places]), targets)
    return Tuned(
        {name: variable.numpy() for name, variable in layers.variables.items()},
        {name: Head(task.labels, *(part.numpy() for part in heads[name])) for name, task in tasks.items()},
    )


def _new_head(labels: int) -> tuple[tf.Variable, tf.Variable]:
    return tf.Variable(tf.random.normal([DIMENSIONS, labels], stddev=_SPREAD)), tf.Variable(tf.zeros([labels]))


def _step(
    layers: UpperLayers, heads: dict[str, tuple[tf.Variable, tf.Variable]], schedule: Schedule, steps: int
) -> Callable[..., None]:
    """One update from a batch."""
    body, tops = list(layers.variables.values()), [part for head in heads.values() for part in head]
    slow, fast = (
        tf.keras.optimizers.Adam(tf.keras.optimizers.schedules.PolynomialDecay(rate, steps, 0.0))
        for rate in (schedule.layers_rate, _HEADS_RATE)
    )

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None, DIMENSIONS], tf.float32),
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None, len(heads)], tf.int32),
        ]
    )
    def learn(hidden: tf.Tensor, mask: tf.Tensor, targets: tf.Tensor) -> None:
        with tf.GradientTape() as tape:
            vectors = layers.vectors(hidden, mask, training=True)
            loss = 0.0
            for place, (weights, bias) in enumerate(heads.values()):
                scores = vectors @ weights + bias
                loss += tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(targets[:, place], scores))
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, body + tops), _LONGEST_STEP)
        slow.apply_gradients(zip(slopes[: len(body)], body))
        fast.apply_gradients(zip(slopes[len(body) :], tops))

    return learn


def _batches(lengths: list[int], order: np.random.Generator) -> Iterator[npt.NDArray[np.int64]]:
    """Places of the sentences of each batch, every sentence once."""
    shuffled = order.permutation(len(lengths))
    batches = []
    for start in range(0, len(shuffled), _BATCH * _WINDOW):
        window = shuffled[start : start + _BATCH * _WINDOW]
        window = window[np.argsort(np.array(lengths)[window], kind="stable")]
        batches += [window[first : first + _BATCH] for first in range(0, len(window), _BATCH)]
    yield from (batches[place] for place in order.permutation(len(batches)))


def _padded(rows: Hidden) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Hidden states of shape (rows, longest row, 384), and a mask of shape (rows, longest row)."""
    longest = max(len(row) for row in rows)
    table = np.zeros((len(rows), longest, DIMENSIONS), dtype=np.float32)
    mask = np.zeros((len(rows), longest), dtype=np.float32)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return table, mask
