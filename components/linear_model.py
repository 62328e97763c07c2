"""Multinomial logistic regression, kept as plain arrays.

Trained by scikit-learn, applied and stored by numpy alone: no pickle in the model file, and none of the 10 seconds that
Rasa's own scikit-learn classifiers need at start-up to read theirs.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse

from components.tasks import Task

_PASSES = 8


def softmax(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Scores to probabilities, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class LinearModel:
    """`weights` has the shape (features, labels), `bias` (labels,)."""

    labels: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    @classmethod
    def fit(cls, features: scipy.sparse.csr_matrix, task: Task, strength: float) -> LinearModel:
        """Learn a task from rows of features; `strength` is the inverse of the L2 penalty.

        Few passes on purpose: stopping early is as good against overfitting as a smaller strength, and takes two seconds.
        """
        from sklearn.exceptions import ConvergenceWarning  # only training pays for the import
        from sklearn.linear_model import LogisticRegression

        learner = LogisticRegression(C=strength, solver="saga", max_iter=_PASSES, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            learner.fit(features, task.targets)
        weights, bias = learner.coef_, learner.intercept_
        if len(learner.classes_) == 2:  # scikit-learn keeps one row for two labels
            weights, bias = np.vstack([-weights / 2, weights / 2]), np.concatenate([-bias / 2, bias / 2])
        return cls(task.labels, _row_by_row(weights.T), bias.astype(np.float32))

    def probabilities(self, features: scipy.sparse.csr_matrix) -> npt.NDArray[np.float32]:
        """Probability of every label, shape (rows, labels)."""
        return softmax(features @ self.weights + self.bias)

    def save(self, path: Path) -> None:
        """Write the model to an .npz file; half precision is enough for the weights and halves the size."""
        np.savez_compressed(path, labels=np.array(self.labels), weights=self.weights.astype(np.float16), bias=self.bias)

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(tuple(map(str, stored["labels"])), _row_by_row(stored["weights"]), stored["bias"])


def _row_by_row(weights: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """The weights as scipy multiplies them; column by column it would copy the whole table for every message."""
    return np.ascontiguousarray(weights, dtype=np.float32)
