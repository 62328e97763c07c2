"""The small network: learnt by scikit-learn, applied and stored without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from sklearn.neural_network import MLPClassifier

from components.dense_network import HIDDEN, PASSES, DenseNetwork

TWO, THREE = ["否", "是"], ["丙", "乙", "甲"]


def rows_and_labels(names: list[str]) -> tuple[npt.NDArray[np.float32], list[str]]:
    """Forty noisy rows of unit length a label, each label around a direction of its own."""
    noise = np.random.default_rng(3)
    labels = [name for name in names for _ in range(40)]
    rows = np.array([[float(label == name) for name in names] + [0.0] for label in labels])
    rows += noise.normal(0, 0.2, rows.shape)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32), labels


@pytest.mark.parametrize("names", [TWO, THREE])
def test_it_learns_what_tells_the_labels_apart(names: list[str]) -> None:
    rows, labels = rows_and_labels(names)
    network = DenseNetwork.fit(rows, labels)
    assert [network.labels[place] for place in network.probabilities(rows).argmax(axis=1)] == labels


@pytest.mark.parametrize("names", [TWO, THREE])
def test_probabilities_equal_those_of_scikit_learn(names: list[str]) -> None:
    rows, labels = rows_and_labels(names)
    theirs = MLPClassifier((HIDDEN,), alpha=1e-2, max_iter=PASSES, random_state=0).fit(rows * 10, labels)
    ours = DenseNetwork.fit(rows, labels)
    assert ours.labels == tuple(theirs.classes_)
    np.testing.assert_allclose(ours.probabilities(rows), theirs.predict_proba(rows * 10), atol=1e-4)


def test_probabilities_sum_to_one_however_far_out_the_row_lies() -> None:
    rows, labels = rows_and_labels(THREE)
    probabilities = DenseNetwork.fit(rows, labels).probabilities(np.vstack([rows * 1e4, rows * 0]).astype(np.float32))
    assert probabilities.shape == (2 * len(rows), 3)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, atol=1e-5)


def test_learning_twice_gives_the_same_network() -> None:
    rows, labels = rows_and_labels(THREE)
    one, other = DenseNetwork.fit(rows, labels), DenseNetwork.fit(rows, labels)
    np.testing.assert_array_equal(one.probabilities(rows), other.probabilities(rows))


@pytest.mark.parametrize("names", [TWO, THREE])
def test_a_stored_network_decides_like_the_trained_one(names: list[str], tmp_path: Path) -> None:
    rows, labels = rows_and_labels(names)
    network = DenseNetwork.fit(rows, labels)
    network.save(tmp_path / "network.npz")
    loaded = DenseNetwork.load(tmp_path / "network.npz")
    assert loaded.labels == network.labels
    np.testing.assert_allclose(loaded.probabilities(rows), network.probabilities(rows), atol=0.01)


def test_a_stored_network_holds_no_pickle(tmp_path: Path) -> None:
    rows, labels = rows_and_labels(TWO)
    DenseNetwork.fit(rows, labels).save(tmp_path / "network.npz")
    with np.load(tmp_path / "network.npz", allow_pickle=False) as stored:
        assert {stored[name].dtype.kind for name in stored.files} == {"U", "f"}
