"""Two tasks over a few sentences, and the published network in full precision to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx

from components.encoder.fine_tuning import Hidden, Schedule, Tuned
from components.encoder.pretrained import LAYERS, VECTOR, hidden_output, network, weights_of
from components.encoder.running import SEGMENTS, TOKENS, run, session
from components.encoder.upper_layers import UpperLayers
from components.linear_model import softmax
from components.tasks import ABSENT, Task

FIRST_LAYER = 5
"""One layer learns enough for these sentences, and fast."""
SCHEDULE = Schedule(passes=12, layers_rate=6e-4)

_ANSWERS = {
    "备用金怎么还款": ("repayment", ABSENT),
    "还款日是几号": ("repayment", ABSENT),
    "可以提前还款吗": ("repayment", ABSENT),
    "上个月的账单怎么还": ("repayment", "past"),
    "昨天的欠款还能分期还吗": ("repayment", "past"),
    "还": ("repayment", ABSENT),
    "换了新手机": ("device", ABSENT),
    "我没换过手机": ("device", ABSENT),
    "昨天换了手机号": ("device", "past"),
    "上个月刚刚才换的手机一直用到现在都是好好的": ("device", "past"),
    "手机坏了": ("device", ABSENT),
    "我的手机是新的": ("device", ABSENT),
}
SENTENCES = list(_ANSWERS)
TASKS = {
    "topic": Task.of([topic for topic, _ in _ANSWERS.values()]),
    "time": Task.of([time for _, time in _ANSWERS.values()]),
}


class Published:
    """The network as published, in full precision, with every layer's hidden states as outputs."""

    def __init__(self, folder: Path) -> None:
        model, path = network(), folder / "published.onnx"
        outputs = [*map(hidden_output, range(LAYERS)), VECTOR]
        onnx.save(onnx.utils.Extractor(model).extract_model([TOKENS, SEGMENTS], outputs), str(path))
        self.weights, self._network = weights_of(model), session(path, threads=0)

    def vectors(self, ids: list[list[int]]) -> npt.NDArray[np.float32]:
        """Sentence vectors, shape (sentences, 384)."""
        return run(self._network, [VECTOR], ids)[0]

    def hidden(self, layer: int, ids: list[list[int]]) -> Hidden:
        """What a layer hands on for each sentence, without padding, rounded to half precision only."""
        return [rows[: len(row)].astype(np.float16) for rows, row in zip(self.states(layer, ids), ids)]

    def states(self, layer: int, ids: list[list[int]]) -> npt.NDArray[np.float32]:
        """What a layer hands on, with padding, shape (sentences, tokens, 384)."""
        return run(self._network, [hidden_output(layer)], ids)[0]


@dataclass(frozen=True)
class Tuning:
    """Layers after they have learnt, from which hidden states, and what was learnt."""

    layers: UpperLayers
    hidden: Hidden
    tuned: Tuned


def mask(ids: list[list[int]]) -> npt.NDArray[np.float32]:
    """1 for tokens and 0 for padding."""
    lengths = np.array([len(row) for row in ids])
    return (np.arange(lengths.max())[None] < lengths[:, None]).astype(np.float32)


def answers(layers: UpperLayers, tuned: Tuned, hidden: Hidden) -> dict[str, npt.NDArray[np.float32]]:
    """Probabilities of each task in full precision, sentence by sentence."""
    vectors = np.vstack([layers.vectors(_float(rows), np.ones((1, len(rows)), np.float32), False).numpy() for rows in hidden])
    return {task: softmax(vectors @ head.weights + head.bias) for task, head in tuned.heads.items()}


def _float(rows: npt.NDArray[np.float16]) -> npt.NDArray[np.float32]:
    return rows[None].astype(np.float32)
