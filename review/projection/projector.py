"""Keeps the review database behind Rasa's events: reads a batch, folds it, writes it, until told to end."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from functools import lru_cache
from threading import Event as Flag

from review.errors import ReviewError, SourceAwayError
from review.projection.database import SourceDatabase
from review.projection.events import Mask, read_event
from review.projection.ratings import copy_ratings
from review.projection.source import Cursor, EventSource
from review.projection.writer import CursorMovedError, load_cursor, write
from review.store import Store

logger = logging.getLogger(__name__)
_BATCH = 1000
"""Events read and written at once: some tens of turns, some tenths of a second."""
_IDLE = 0.5
"""Seconds between two looks when there was nothing."""
_RATINGS_EVERY = 5.0
"""Seconds between two looks at the ratings, which have no index by time."""
_LONGEST_PAUSE = 30.0
"""Seconds at most until a database that is away is tried again."""
_TEXTS_KEPT = 4096
"""Texts whose masked form is remembered: the assistant says the same again and again."""


@dataclass(frozen=True)
class Sources:
    """The assistant's databases: Rasa's tracker store, and the web chat's messages with their ratings."""

    conversations: SourceDatabase
    messages: SourceDatabase


class Projector:
    """One projection; two at once on the same database do no harm, only work for nothing.

    Args:
        mask: puts labels in the place of personal data, always the same ones in the same text.
    """

    def __init__(self, store: Store, sources: Sources, mask: Mask) -> None:
        self._store, self._mask = store, lru_cache(_TEXTS_KEPT)(mask)
        self._events, self._ratings = EventSource(sources.conversations), sources.messages
        self._cursor = Cursor()
        self._ratings_due = 0.0

    def run(self, stop: Flag) -> None:
        """Follow the events until `stop` is set; a database that is away is waited for."""
        pause = 0.0
        while not stop.wait(pause):
            try:
                pause = 0.0 if self.step() or self.follow_ratings() else _IDLE
            except ReviewError as error:
                pause = min(max(1.0, 2 * pause), _LONGEST_PAUSE)
                logger.warning("A database is away, next try in %.0f s: %s", pause, error)

    def catch_up(self) -> int:
        """Read all events that there are, then the ratings; the number of events.

        Raises:
            ReviewError: a database is away.
        """
        total = 0
        while count := self.step():
            total += count
        self.follow_ratings()
        return total

    def step(self) -> int:
        """Read, fold and write one batch; the number of events read.

        Raises:
            ReviewError: a database is away; the next call goes on from what was written.
        """
        before = self._position()
        rows, after = self._events.read(before, _BATCH)
        events = [event for row in rows if (event := read_event(row, self._mask))]
        if after != before:
            try:
                write(self._store, events, before, after)
            except CursorMovedError:
                return 1  # not idle: begin again at once, where the other writer is
        self._cursor = after
        return len(rows)

    def follow_ratings(self) -> int:
        """Take over new ratings, when it is time; how many. Without them the conversations go on.

        Raises:
            StoreAwayError: the review database is away.
        """
        if time.monotonic() < self._ratings_due:
            return 0
        self._ratings_due = time.monotonic() + _RATINGS_EVERY
        try:
            return copy_ratings(self._store, self._ratings, self._mask)
        except SourceAwayError as error:
            logger.info("There are no ratings to read: %s", error)
            return 0

    def _position(self) -> Cursor:
        """Where the database is: our own cursor, which knows more, unless somebody else moved it."""
        with self._store.reading() as connection:
            stored = load_cursor(connection)
        return self._cursor if self._cursor == stored else stored
