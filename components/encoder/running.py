"""Running a network; what a server needs, without the libraries that only training needs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from components.encoder.tokens import padded

TOKENS, SEGMENTS = "Input-Token", "Input-Segment"
"""The network's inputs, shape (sentences, tokens), as floats."""

Probabilities = dict[str, npt.NDArray[np.float32]]
"""Of each task: shape (sentences, labels of the task)."""

BATCH = 64


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """A network ready to run; 0 threads means one a core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(network: onnxruntime.InferenceSession, outputs: list[str], ids: list[list[int]]) -> list[npt.NDArray[np.float32]]:
    """The outputs of these names for one batch of token ids."""
    tokens = padded(ids)
    return list(network.run(outputs, {TOKENS: tokens, SEGMENTS: np.zeros_like(tokens)}))


class TunedEncoder:
    """A network written by :func:`components.encoder.networks.save_tuned`; one thread, so that a busy server stays fair.

    Training has the machine to itself and may take 0 threads, which means one a core.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._network = session(path, threads)
        self._tasks = [output.name for output in self._network.get_outputs()]

    def probabilities(self, ids: list[list[int]]) -> Probabilities:
        """What each task's head says of each sentence, in batches of like length."""
        by_length = sorted(range(len(ids)), key=lambda place: len(ids[place]))
        back = np.argsort(by_length)
        parts = [
            run(self._network, self._tasks, [ids[place] for place in by_length[first : first + BATCH]])
            for first in range(0, len(ids), BATCH)
        ]
        return {task: np.concatenate([part[place] for part in parts])[back] for place, task in enumerate(self._tasks)}
