"""The linear model: learnt by scikit-learn, applied and stored without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.linear_model import LogisticRegression

from components.linear_model import LinearModel
from components.tasks import Task

TWO, THREE = ["是", "否"], ["甲", "乙", "丙"]


def rows_and_task(names: list[str]) -> tuple[scipy.sparse.csr_matrix, Task]:
    """Ten noisy rows a label, each label with a column of its own and one column of noise."""
    noise = np.random.default_rng(3)
    labels = [name for name in names for _ in range(10)]
    rows = np.array([[float(label == name) for name in names] + [0.0] for label in labels])
    return scipy.sparse.csr_matrix(rows + noise.normal(0, 0.2, rows.shape)), Task.of(labels)


@pytest.mark.parametrize("names", [TWO, THREE])
def test_it_learns_what_tells_the_labels_apart(names: list[str]) -> None:
    rows, task = rows_and_task(names)
    np.testing.assert_array_equal(LinearModel.fit(rows, task, 10.0).probabilities(rows).argmax(axis=1), task.targets)


@pytest.mark.parametrize("names", [TWO, THREE])
def test_probabilities_equal_those_of_scikit_learn(names: list[str]) -> None:
    rows, task = rows_and_task(names)
    theirs = LogisticRegression(C=10.0, solver="saga", max_iter=8, random_state=0).fit(rows, task.targets)
    ours = LinearModel.fit(rows, task, 10.0)
    assert ours.labels == task.labels
    np.testing.assert_allclose(ours.probabilities(rows), theirs.predict_proba(rows), atol=1e-4)


@pytest.mark.parametrize("names", [TWO, THREE])
def test_there_is_one_column_of_weights_a_label(names: list[str]) -> None:
    rows, task = rows_and_task(names)
    model = LinearModel.fit(rows, task, 10.0)
    assert model.weights.shape == (rows.shape[1], len(names))
    assert model.bias.shape == (len(names),)


@given(arrays.arrays(np.float32, (4, 4), elements=st.floats(-1e4, 1e4, width=32)))
def test_probabilities_sum_to_one_however_far_out_the_row_lies(values: npt.NDArray[np.float32]) -> None:
    model = LinearModel(tuple(THREE), np.eye(4, 3, dtype=np.float32), np.zeros(3, dtype=np.float32))
    probabilities = model.probabilities(scipy.sparse.csr_matrix(values))
    assert probabilities.shape == (4, 3)
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, atol=1e-5)


def test_learning_twice_gives_the_same_model() -> None:
    rows, task = rows_and_task(THREE)
    one, other = LinearModel.fit(rows, task, 10.0), LinearModel.fit(rows, task, 10.0)
    np.testing.assert_array_equal(one.weights, other.weights)


def test_a_higher_strength_makes_a_surer_model() -> None:
    rows, task = rows_and_task(THREE)
    weak, strong = (LinearModel.fit(rows, task, strength).probabilities(rows).max(axis=1).mean() for strength in (0.01, 10.0))
    assert weak < strong


@pytest.mark.parametrize("names", [TWO, THREE])
def test_a_stored_model_decides_like_the_trained_one(names: list[str], tmp_path: Path) -> None:
    rows, task = rows_and_task(names)
    model = LinearModel.fit(rows, task, 10.0)
    model.save(tmp_path / "model.npz")
    loaded = LinearModel.load(tmp_path / "model.npz")
    assert loaded.labels == model.labels
    assert loaded.weights.dtype == np.float32
    assert loaded.weights.flags.c_contiguous  # else every message would copy the whole table
    np.testing.assert_allclose(loaded.probabilities(rows), model.probabilities(rows), atol=0.01)


def test_a_stored_model_holds_no_pickle(tmp_path: Path) -> None:
    rows, task = rows_and_task(TWO)
    LinearModel.fit(rows, task, 10.0).save(tmp_path / "model.npz")
    with np.load(tmp_path / "model.npz", allow_pickle=False) as stored:
        assert {name: stored[name].dtype.kind for name in stored.files} == {"labels": "U", "weights": "f", "bias": "f"}
