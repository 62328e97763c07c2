"""Networks made from the published one for training and for the trained model.

Weights are kept as 8-bit integers: a quarter of the size, half of the time, and nearly the same answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from components.encoder.fine_tuning import Head, Hidden, Tuned
from components.encoder.pretrained import VECTOR, hidden_output
from components.encoder.running import BATCH, SEGMENTS, TOKENS, run, session


def hidden_states(model: onnx.ModelProto, layer: int, ids: list[list[int]]) -> Hidden:
    """What a layer hands on for each sentence, in half precision: many sentences have to stay in memory."""
    lower = onnx.utils.Extractor(model).extract_model([TOKENS, SEGMENTS], [hidden_output(layer)])
    with TemporaryDirectory() as folder:
        lower_layers = session(quantised(lower, Path(folder) / "lower.onnx"), threads=0)
        hidden: Hidden = [np.zeros(0, dtype=np.float16)] * len(ids)
        by_length = sorted(range(len(ids)), key=lambda place: len(ids[place]))
        for first in range(0, len(by_length), BATCH):
            places = by_length[first : first + BATCH]
            (states,) = run(lower_layers, [hidden_output(layer)], [ids[place] for place in places])
            for place, rows in zip(places, states):
                hidden[place] = rows[: len(ids[place])].astype(np.float16)
    return hidden


def save_tuned(model: onnx.ModelProto, tuned: Tuned, path: Path) -> None:
    """Write the network with the tuned layers; each task's probabilities are an output of the task's name.

    `model` is changed: read it anew before using it for something else.
    """
    graph = model.graph
    for stored in graph.initializer:
        if stored.name in tuned.weights:
            stored.CopyFrom(numpy_helper.from_array(tuned.weights[stored.name], stored.name))
    del graph.output[:]
    for task, head in tuned.heads.items():
        _add_head(graph, task, head)
    quantised(model, path, full_precision=[f"{task}/scores" for task in tuned.heads])


def quantised(model: onnx.ModelProto, path: Path, full_precision: list[str] | None = None) -> Path:
    """Write the network with 8-bit weights, but for the nodes named in `full_precision`; the path."""
    with _without_advice():
        quantize_dynamic(model, path, weight_type=QuantType.QInt8, nodes_to_exclude=full_precision or [])
    return path


def _add_head(graph: onnx.GraphProto, task: str, head: Head) -> None:
    weights, bias, scores = f"{task}/weights", f"{task}/bias", f"{task}/scores"
    graph.initializer.append(numpy_helper.from_array(head.weights, weights))
    graph.initializer.append(numpy_helper.from_array(head.bias, bias))
    graph.node.append(helper.make_node("Gemm", [VECTOR, weights, bias], [scores], name=scores))
    graph.node.append(helper.make_node("Softmax", [scores], [task], name=task, axis=1))
    graph.output.append(helper.make_tensor_value_info(task, TensorProto.FLOAT, [None, len(head.labels)]))


@contextmanager
def _without_advice() -> Iterator[None]:
    """The quantiser logs, on the root logger, advice that does not fit this network."""
    level = logging.root.level
    logging.root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logging.root.setLevel(level)
