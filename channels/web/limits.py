"""How much one session, and one address, may send. Token buckets: short bursts pass, floods do not."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from channels.web.errors import TooManyError

_MOST_KEYS = 20_000
"""Full buckets are forgotten once there are this many."""


@dataclass(frozen=True)
class Rate:
    """At most `burst` at once, and `per_second` in the long run."""

    burst: int
    per_second: float


@dataclass
class RateLimit:
    """One bucket for each key."""

    rate: Rate
    reason: str
    """Key of messages.yml for who is over the limit."""
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    _look_at: int = 0

    def take(self, key: str) -> None:
        """Count one use.

        Raises:
            TooManyError: the bucket of this key is empty.
        """
        now = self.clock()
        if len(self._buckets) >= max(_MOST_KEYS, self._look_at):
            self._forget_full(now)
            self._look_at = 2 * len(self._buckets)  # else a flood of addresses would have all looked through for each message
        left = self._left(key, now)
        if left < 1:
            raise TooManyError(self.reason)
        self._buckets[key] = left - 1, now

    def _left(self, key: str, now: float) -> float:
        left, then = self._buckets.get(key, (float(self.rate.burst), now))
        return min(self.rate.burst, left + (now - then) * self.rate.per_second)

    def _forget_full(self, now: float) -> None:
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if self._left(key, now) < self.rate.burst}


@dataclass
class ConcurrencyLimit:
    """How many of something each key may have at the same time."""

    most: int
    reason: str
    _held: Counter[str] = field(default_factory=Counter)

    def enter(self, key: str) -> None:
        """Count one more.

        Raises:
            TooManyError: there are `most` already.
        """
        if self._held[key] >= self.most:
            raise TooManyError(self.reason)
        self._held[key] += 1

    def leave(self, key: str) -> None:
        """Count one less."""
        self._held[key] -= 1
        if self._held[key] <= 0:
            del self._held[key]
