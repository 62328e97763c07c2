"""The two processes of the crash test: the assistant that goes on writing, and the projector that gets killed."""

from __future__ import annotations

import asyncio
import random
import threading
from multiprocessing.synchronize import Event as Flag

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from review.store import open_store
from tests.review.projections import projector
from tests.review.rasa_events import ANSWER_TURN, FIRST_TURN, SOLVED_TURN, Record, bot, user

WRITERS = 3
CONVERSATIONS = 40
START_OVER: list[Record] = [user("重新开始", "start_over"), bot("好的"), {"event": "restart"}, {"event": "session_started"}]
_TURNS = (FIRST_TURN, ANSWER_TURN, ANSWER_TURN, SOLVED_TURN, START_OVER)


def write_conversations(url: str, done: Flag) -> None:
    """Several conversations at once, through Rasa's own tracker store, until `done` is set."""
    threads = [threading.Thread(target=_write, args=(url, number, done)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def project_conversations(review: str, conversations: str, messages: str) -> None:
    """Follow the events as the real entry point does, until killed."""
    projector(open_store(review), conversations, messages).run(threading.Event())


def _write(url: str, number: int, done: Flag) -> None:
    """Turns of conversations that are this thread's alone, as Rasa's lock makes sure."""
    store = SQLTrackerStore(host=url)
    rng = random.Random(number)
    trackers = [DialogueStateTracker(f"shopper-{number}-{place}", []) for place in range(CONVERSATIONS)]
    while not done.is_set():
        tracker = rng.choice(trackers)
        for record in rng.choice(_TURNS):
            tracker.events.append(Event.from_parameters({"timestamp": None, **record}))
        asyncio.run(store.save(tracker))
        done.wait(rng.uniform(0, 0.3))
