"""From Rasa's events to the review database.

python -m review.projection             follows the events until it is ended by SIGTERM or SIGINT
python -m review.projection --rebuild   makes everything that comes from events anew, keeps what staff entered, and ends
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from threading import Event

from review.errors import ReviewError, StoreAwayError
from review.masking import mask
from review.projection.database import SourceDatabase
from review.projection.projector import Projector, Sources
from review.projection.rebuild import clear
from review.projection.source import Cursor, EventSource
from review.store import Store, open_store
from settings import SettingError, Settings, settings

logger = logging.getLogger(__name__)
_RETRY = 5.0
"""Seconds until a review database that is away at the start is tried again."""


def main() -> int:
    """Follow or rebuild; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m review.projection", description="From Rasa's events to the review.")
    parser.add_argument("--rebuild", action="store_true", help="make everything that comes from events anew, and end")
    rebuild = parser.parse_args().rebuild
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        now = settings()
        return _rebuild(now) if rebuild else _follow(now)
    except (ReviewError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1


def _follow(now: Settings) -> int:
    stop = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    if store := _opened(now.review_url, stop):
        logger.info("Following %s", now.conversation_database)
        Projector(store, _sources(now), mask).run(stop)
    return 0


def _rebuild(now: Settings) -> int:
    store, sources = open_store(now.review_url), _sources(now)
    EventSource(sources.conversations).read(Cursor(), 1)  # when Rasa's database is away, before anything is taken away
    clear(store)
    count = Projector(store, sources, mask).catch_up()
    print(f"The review database was made anew from {count} events.")
    return 0


def _opened(url: str, stop: Event) -> Store | None:
    """The store, waited for; None when told to end meanwhile."""
    while not stop.is_set():
        try:
            return open_store(url)
        except StoreAwayError as error:
            logger.warning("The review database is away, next try in %.0f s: %s", _RETRY, error)
            stop.wait(_RETRY)
    return None


def _sources(now: Settings) -> Sources:
    files = now.conversation_database, now.message_database
    return Sources(*(SourceDatabase(f"sqlite:///{file}") for file in files))


if __name__ == "__main__":
    sys.exit(main())
