"""Confidence that means what it says."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from components.calibration import best_temperature, cooled
from components.linear_model import softmax

PROBABILITIES = arrays.arrays(np.float32, (3, 4), elements=st.floats(-20, 20, width=32)).map(softmax)
TEMPERATURES = st.floats(0.4, 2.5)


def answers(confidence: float, right: int, wrong: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """As many sentences understood rightly and wrongly, all with the same confidence in the first of two labels."""
    probabilities = np.tile(np.array([confidence, 1 - confidence], dtype=np.float32), (right + wrong, 1))
    return probabilities, np.array([0] * right + [1] * wrong, dtype=np.int32)


@given(PROBABILITIES, TEMPERATURES)
def test_the_order_of_labels_stays(probabilities: npt.NDArray[np.float32], temperature: float) -> None:
    for before, after in zip(probabilities, cooled(probabilities, temperature)):
        assert (np.diff(after[before.argsort()]) >= 0).all()


@given(PROBABILITIES, TEMPERATURES)
def test_probabilities_still_sum_to_one(probabilities: npt.NDArray[np.float32], temperature: float) -> None:
    after = cooled(probabilities, temperature)
    assert ((after >= 0) & (after <= 1)).all()
    np.testing.assert_allclose(after.sum(axis=1), 1.0, atol=1e-5)


@given(PROBABILITIES)
def test_temperature_one_changes_nothing(probabilities: npt.NDArray[np.float32]) -> None:
    np.testing.assert_allclose(cooled(probabilities, 1.0), probabilities, atol=1e-5)


def test_below_one_they_grow_surer_and_above_one_less_sure() -> None:
    probabilities, _ = answers(0.8, 1, 0)
    surer, plain, less_sure = (cooled(probabilities, temperature)[0, 0] for temperature in (0.5, 1.0, 2.0))
    assert surer > plain > less_sure > 0.5


def test_certainty_of_one_label_stays_a_probability() -> None:
    assert np.isfinite(cooled(np.array([[1.0, 0.0]], dtype=np.float32), 0.4)).all()


def test_who_is_surer_than_right_is_cooled() -> None:
    assert best_temperature(*answers(0.95, right=6, wrong=4)) > 1


def test_who_is_right_more_often_than_sure_is_heated() -> None:
    assert best_temperature(*answers(0.6, right=95, wrong=5)) < 1


def test_who_is_as_sure_as_right_is_left_alone() -> None:
    assert best_temperature(*answers(0.8, right=8, wrong=2)) == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("wanted", [0.6, 0.8])
def test_afterwards_confidence_is_the_share_of_right_answers(wanted: float) -> None:
    probabilities, targets = answers(0.7, right=round(wanted * 100), wrong=round((1 - wanted) * 100))
    temperature = best_temperature(probabilities, targets)
    assert cooled(probabilities, temperature)[0, 0] == pytest.approx(wanted, abs=0.02)


@pytest.mark.parametrize(("right", "wrong"), [(1, 0), (0, 1)])
def test_a_single_answer_leads_to_no_extreme(right: int, wrong: int) -> None:
    assert 0.4 <= best_temperature(*answers(0.9, right, wrong)) <= 2.5 + 1e-9
