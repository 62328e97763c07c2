"""A small neural network over dense features, kept as plain arrays (see linear_model.py for why)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from components.linear_model import softmax

HIDDEN = 256
PASSES = 25
_SCALE = 10.0
"""Vectors of unit length in 384 dimensions have tiny components; this brings them to the size a network starts from."""


@dataclass(frozen=True)
class DenseNetwork:
    """One hidden layer: `hidden` (features, 256), `hidden_bias` (256,), `output` (256, labels), `output_bias` (labels,)."""

    labels: tuple[str, ...]
    hidden: npt.NDArray[np.float32]
    hidden_bias: npt.NDArray[np.float32]
    output: npt.NDArray[np.float32]
    output_bias: npt.NDArray[np.float32]

    @classmethod
    def fit(cls, features: npt.NDArray[np.float32], labels: list[str]) -> DenseNetwork:
        """Learn from rows of features and their labels, the same every time."""
        from sklearn.exceptions import ConvergenceWarning  # only training pays for the import
        from sklearn.neural_network import MLPClassifier

        learner = MLPClassifier((HIDDEN,), alpha=1e-2, max_iter=PASSES, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
            learner.fit(features * _SCALE, labels)
        (hidden, output), (hidden_bias, output_bias) = learner.coefs_, learner.intercepts_
        if output.shape[1] == 1:  # scikit-learn keeps one column for two labels
            output, output_bias = np.hstack([-output / 2, output / 2]), np.concatenate([-output_bias / 2, output_bias / 2])
        arrays = (array.astype(np.float32) for array in (hidden, hidden_bias, output, output_bias))
        return cls(tuple(learner.classes_), *arrays)

    def probabilities(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Probability of every label, shape (rows, labels)."""
        active = np.maximum(features * _SCALE @ self.hidden + self.hidden_bias, 0)
        return softmax(active @ self.output + self.output_bias)

    def save(self, path: Path) -> None:
        """Write the network to an .npz file."""
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            hidden=self.hidden.astype(np.float16),
            hidden_bias=self.hidden_bias,
            output=self.output.astype(np.float16),
            output_bias=self.output_bias,
        )

    @classmethod
    def load(cls, path: Path) -> DenseNetwork:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            names = ("hidden", "hidden_bias", "output", "output_bias")
            return cls(tuple(map(str, stored["labels"])), *(stored[name].astype(np.float32) for name in names))
