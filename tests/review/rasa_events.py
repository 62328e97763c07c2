"""A tracker store as Rasa makes it, and turns of conversations as Rasa writes them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.engine import Connection, Engine

EVENTS = SQLTrackerStore.Base.metadata.tables["events"]
WEB = sa.MetaData()
RATINGS = sa.Table(
    "web_ratings",
    WEB,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("stars", sa.Integer, nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
)
MESSAGES = sa.Table(
    "web_messages",
    WEB,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("sender", sa.String(4), nullable=False),
    sa.Column("client_id", sa.String(64)),
    sa.Column("content", sa.Text, nullable=False),
)
START = 1_800_000_000.0
Record = dict[str, Any]
"""An event as Rasa's `as_dict` gives it, without its time."""


def tracker_store(url: str) -> Engine:
    """A database with Rasa's table of events, empty."""
    engine = sa.create_engine(url, future=True)
    EVENTS.metadata.create_all(engine)
    return engine


def user(text: str, intent: str = "inform", confidence: float = 0.9, channel: str = "web", **more: Any) -> Record:
    """A message of the shopper."""
    ranking = [{"name": intent, "confidence": confidence}, {"name": "deny", "confidence": 0.05}]
    parsed = {"intent": ranking[0], "entities": more.get("entities", []), "text": text, "intent_ranking": ranking}
    return {"event": "user", "text": text, "parse_data": parsed, "input_channel": channel}


def bot(text: str, *quick_replies: str, card: Record | None = None) -> Record:
    """A message of the assistant."""
    buttons = [{"title": reply, "payload": reply} for reply in quick_replies] or None
    return {"event": "bot", "text": text, "data": {"buttons": buttons}, "metadata": {"card": card} if card else {}}


def slots(**values: Any) -> list[Record]:
    """Slots in the order given."""
    return [{"event": "slot", "name": name, "value": value} for name, value in values.items()]


def begun() -> list[Record]:
    """What Rasa writes before a conversation's first message."""
    listen = {"event": "action", "name": "action_listen"}
    return [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}, listen]


class Clock:
    """Seconds that go by as events happen."""

    def __init__(self) -> None:
        self._seconds: Iterator[int] = itertools.count()

    def __call__(self) -> float:
        return START + next(self._seconds)


def save(connection: Connection, sender: str, records: Iterable[Record], clock: Clock) -> list[int]:
    """Write events as Rasa's tracker store does; their ids."""
    return [_save(connection, sender, record, clock()) for record in records]


def _save(connection: Connection, sender: str, record: Record, at: float) -> int:
    row = {
        "sender_id": sender,
        "type_name": record["event"],
        "timestamp": at,
        "intent_name": record.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": record.get("name"),
        "data": json.dumps({**record, "timestamp": at}),
    }
    key: int = connection.execute(EVENTS.insert().values(row)).inserted_primary_key[0]
    return key


BELIEF = {"credit_assessment": 0.7, "limit_exhausted": 0.3}
FIRST_TURN = [
    *begun(),
    user("备用金用不了 我手机13800000000", "ask_why_unavailable"),
    bot("明白，是只有这款用不了，还是都不行？", "只有这款", "都不行"),
    *slots(limit_status=None, failure_scope=None, requested_slot="failure_scope", leading_cause="credit_assessment"),
    *slots(diagnosed_cause=None, reference_number=None, outcome=None, belief=BELIEF),
]
ANSWER_TURN = [
    user("都不行", confidence=0.6),
    bot("找到最可能的原因了", card={"type": "diagnosis", "evidence": ["您说的是「13800000000」"]}),
    bot("问题解决了吗？", "解决了", "还是不行"),
    *slots(failure_scope="all", requested_slot=None, leading_cause="credit_assessment"),
    *slots(diagnosed_cause="credit_assessment", outcome=None, belief={"credit_assessment": 0.95, "limit_exhausted": 0.05}),
]
SOLVED_TURN = [
    user("解决了", "remedy_worked"),
    bot("太好了"),
    *slots(failure_scope="all", requested_slot=None, diagnosed_cause="credit_assessment", outcome="solved", belief=None),
]
