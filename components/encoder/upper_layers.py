"""The encoder's upper layers in TensorFlow, so that they can learn; the layers below stay as published.

Equal to the published network figure by figure (tests/components/encoder/). The last layer computes its first token
alone: only that one becomes the sentence vector, and it saves most of the layer's work.
Source: Su et al., "RoFormer: Enhanced Transformer with Rotary Position Embedding" (2021).
"""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from components.encoder.pretrained import (
    DIMENSIONS,
    HEADS,
    LAYERS,
    POOLER,
    POOLER_BIAS,
    ROTARY_FREQUENCIES,
    Weights,
    layer_weights,
)

_EPSILON = 1e-12
_FAR = -1e9
_HEAD = DIMENSIONS // HEADS
_DROPOUT = 0.1
"""Share of activations left out while training, as the encoder was trained."""


class UpperLayers:
    """Layers `first` to 5 and the pooler.

    Args:
        weights: arrays of the published network; those of the upper layers become variables of the same names.
        first: the lowest layer that learns.
    """

    def __init__(self, weights: Weights, first: int) -> None:
        self._first = first
        self._names = {layer: layer_weights(layer) for layer in range(first, LAYERS)}
        learned = [name for names in self._names.values() for name in names.values()] + [POOLER, POOLER_BIAS]
        self.variables = {name: tf.Variable(weights[name]) for name in learned}
        self._frequencies = tf.constant(weights[ROTARY_FREQUENCIES].reshape(-1))

    def vectors(self, hidden: tf.Tensor, mask: tf.Tensor, training: bool) -> tf.Tensor:
        """Sentence vectors, shape (sentences, 384).

        Args:
            hidden: what layer `first` - 1 hands on, shape (sentences, tokens, 384).
            mask: 1 for tokens and 0 for padding, shape (sentences, tokens).
            training: whether to drop out.
        """
        turns = self._rotation(tf.shape(hidden)[1])
        far = (1 - mask[:, None, None, :]) * _FAR
        for layer in range(self._first, LAYERS):
            asking = hidden[:, :1] if layer == LAYERS - 1 else hidden
            hidden = self._layer(layer, asking, hidden, turns, far, training)
        return _dropped(hidden[:, 0] @ self.variables[POOLER] + self.variables[POOLER_BIAS], training)

    def _layer(
        self,
        layer: int,
        asking: tf.Tensor,
        hidden: tf.Tensor,
        turns: tuple[tf.Tensor, tf.Tensor],
        far: tf.Tensor,
        training: bool,
    ) -> tf.Tensor:
        part = {key: self.variables[name] for key, name in self._names[layer].items()}
        query = _turned(_heads(_dense(asking, part, "q")), turns)
        key, value = _turned(_heads(_dense(hidden, part, "k")), turns), _heads(_dense(hidden, part, "v"))
        attention = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) / np.sqrt(_HEAD) + far)
        heard = tf.matmul(_dropped(attention, training), value)
        heard = tf.reshape(tf.transpose(heard, [0, 2, 1, 3]), [tf.shape(asking)[0], -1, DIMENSIONS])
        heard = _normed(asking + _dropped(_dense(heard, part, "o"), training), part, "norm_1")
        thought = _dense(tf.nn.gelu(_dense(heard, part, "up")), part, "down")
        return _normed(heard + _dropped(thought, training), part, "norm_2")

    def _rotation(self, tokens: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        angles = tf.cast(tf.range(tokens), tf.float32)[:, None] * self._frequencies[None]
        return tf.repeat(tf.sin(angles), 2, -1), tf.repeat(tf.cos(angles), 2, -1)


def _dropped(values: tf.Tensor, training: bool) -> tf.Tensor:
    return tf.nn.dropout(values, _DROPOUT) if training else values


def _dense(values: tf.Tensor, part: dict[str, tf.Variable], name: str) -> tf.Tensor:
    """A dense layer; flattened to rows first, since TensorFlow's gradient of a stacked product is five times as slow."""
    weights = part[name]
    rows = tf.reshape(values, [-1, weights.shape[0]]) @ weights + part[f"{name}_bias"]
    return tf.reshape(rows, tf.concat([tf.shape(values)[:-1], [weights.shape[1]]], 0))


def _heads(values: tf.Tensor) -> tf.Tensor:
    """(sentences, tokens, 384) to (sentences, heads, tokens, 64)."""
    shape = tf.shape(values)
    return tf.transpose(tf.reshape(values, [shape[0], shape[1], HEADS, _HEAD]), [0, 2, 1, 3])


def _turned(values: tf.Tensor, turns: tuple[tf.Tensor, tf.Tensor]) -> tf.Tensor:
    """Rotary positions: neighbouring dimensions turn by an angle that grows with the token's place.

    A product with a fixed matrix fetches the neighbours: TensorFlow's gradient of a slice with steps is far slower.
    """
    sine, cosine = (turn[: tf.shape(values)[2]] for turn in turns)
    crossed = tf.reshape(tf.reshape(values, [-1, _HEAD]) @ _crossing(), tf.shape(values))
    return values * cosine + crossed * sine


def _crossing() -> tf.Tensor:
    """Swaps the two dimensions of a pair and turns the sign of the first: (a, b) to (-b, a)."""
    return tf.constant(np.kron(np.eye(_HEAD // 2), [[0, 1], [-1, 0]]), tf.float32)


def _normed(values: tf.Tensor, part: dict[str, tf.Variable], name: str) -> tf.Tensor:
    centred = values - tf.reduce_mean(values, -1, keepdims=True)
    scale = tf.math.rsqrt(tf.reduce_mean(tf.square(centred), -1, keepdims=True) + _EPSILON)
    return centred * scale * part[name] + part[f"{name}_bias"]
