"""Bursts pass, floods do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.web.errors import TooManyError
from channels.web.limits import ConcurrencyLimit, Rate, RateLimit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def passes(limit: RateLimit, key: str = "a") -> bool:
    try:
        limit.take(key)
    except TooManyError:
        return False
    return True


def test_a_burst_passes_and_the_next_waits_its_turn() -> None:
    clock = Clock()
    limit = RateLimit(Rate(burst=3, per_second=0.5), "too_fast", clock)
    assert [passes(limit) for _ in range(4)] == [True, True, True, False]
    clock.now = 1.9
    assert not passes(limit)
    clock.now = 2.0
    assert passes(limit)
    assert not passes(limit)


def test_one_key_does_not_use_up_another() -> None:
    limit = RateLimit(Rate(burst=1, per_second=0.1), "too_fast", Clock())
    assert passes(limit, "a")
    assert passes(limit, "b")


@given(st.lists(st.floats(0, 30), max_size=60))
def test_no_pattern_of_sending_passes_more_than_burst_and_rate(pauses: list[float]) -> None:
    clock, rate = Clock(), Rate(burst=4, per_second=0.5)
    limit = RateLimit(rate, "too_fast", clock)
    passed = 0
    for pause in pauses:
        clock.now += pause
        passed += passes(limit)
    assert passed <= rate.burst + clock.now * rate.per_second + 1e-6


def test_keys_that_are_idle_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.web.limits._MOST_KEYS", 10)
    clock = Clock()
    limit = RateLimit(Rate(burst=2, per_second=1), "too_fast", clock)
    for key in range(10):
        limit.take(str(key))
    clock.now = 1
    limit.take("now")
    limit.take("now")
    assert set(limit._buckets) == {"now"}


def test_so_many_at_the_same_time_and_again_once_one_left() -> None:
    limit = ConcurrencyLimit(2, "too_many_tabs")
    limit.enter("a")
    limit.enter("a")
    with pytest.raises(TooManyError, match="too_many_tabs"):
        limit.enter("a")
    limit.enter("b")
    limit.leave("a")
    limit.enter("a")
