"""Parts of the training sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.training_sample import Sentences, part, sentences, write

WHOLE = {"ask_fee": [f"- 第{place}句" for place in range(40)], "greet": ["- 你好", '- [在](script:x): "吗"']}

shares = st.floats(0.01, 1)


@given(shares)
def test_each_intent_keeps_its_share_and_at_least_two(share: float) -> None:
    sample = part(WHOLE, share)

    assert {intent: len(lines) for intent, lines in sample.items()} == {"ask_fee": max(2, round(share * 40)), "greet": 2}
    assert all(set(sample[intent]) <= set(WHOLE[intent]) for intent in WHOLE)


@given(shares, shares)
def test_less_lies_within_more(one: float, other: float) -> None:
    less, more = sorted((one, other))
    small, large = part(WHOLE, less), part(WHOLE, more)

    assert all(set(small[intent]) <= set(large[intent]) for intent in WHOLE)


def test_another_seed_draws_other_sentences() -> None:
    assert part(WHOLE, 0.5, seed=1) == part(WHOLE, 0.5, seed=1)
    assert part(WHOLE, 0.5, seed=1) != part(WHOLE, 0.5, seed=2)


@pytest.mark.parametrize("whole", [WHOLE, {"deny": ["- 不, 没有"]}])
def test_what_is_written_is_read_again(whole: Sentences, tmp_path: Path) -> None:
    write(whole, tmp_path / "nlu.yml")

    assert sentences(tmp_path) == whole
