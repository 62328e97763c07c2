"""The tables of the review database; times are seconds since 1970 in UTC.

A conversation's id is the id of its first event and a message's id that of its event, so that a rebuild gives both the same
ids as before.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from review.names import Status

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)
NAME = sa.String(255)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _of_conversation(primary_key: bool = False) -> sa.Column:
    """The conversation that a row belongs to, and goes with."""
    key = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    return sa.Column("conversation_id", NUMBER, key, primary_key=primary_key, nullable=False)


conversations = sa.Table(
    "conversations",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("sender_id", NAME, nullable=False, unique=True),
    sa.Column("channel", NAME),
    sa.Column("started_at", sa.Float, nullable=False),
    sa.Column("last_activity_at", sa.Float, nullable=False),
    sa.Column("turns", sa.Integer, nullable=False),
    sa.Column("message_count", sa.Integer, nullable=False),
    sa.Column("leading_cause", NAME),
    # the last diagnosis that was given, also when the search went on after it
    sa.Column("diagnosed_cause", NAME),
    # what holds while the shopper may still write, and after a while of silence: see review/store/outcomes.py
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("outcome_when_quiet", sa.String(16), nullable=False),
    sa.Column("reference_number", NAME),
    sa.Column("lowest_confidence", sa.Float),
    sa.Column("had_fallback", sa.Boolean, nullable=False),
    # the kind of danger that came up
    sa.Column("safety", NAME),
    # whether the shopper put another value in the place of one told before
    sa.Column("corrected", sa.Boolean, nullable=False),
    # what is known of the case now: facts, the open question and the like
    sa.Column("slots", JSON, nullable=False),
    # the last message of the shopper, and the last event that is in this row
    sa.Column("turn_id", NUMBER),
    sa.Column("last_event_id", NUMBER, nullable=False),
    sa.Column("rating_stars", sa.Integer),
    sa.Column("rating_comment", sa.Text),
    sa.Column("rated_at", sa.Float),
    # entered by staff: a rebuild leaves these alone
    sa.Column("status", sa.String(16), nullable=False, server_default=Status.NEW.value),
    sa.Column("assignee", NAME),
    sa.Column("real_cause", NAME),
)
for _filter in (
    "channel",
    "leading_cause",
    "diagnosed_cause",
    "outcome",
    "outcome_when_quiet",
    "safety",
    "rating_stars",
    "status",
    "assignee",
    "real_cause",
):
    sa.Index(None, conversations.c[_filter], conversations.c.last_activity_at)
for _sought in ("last_activity_at", "started_at", "lowest_confidence", "reference_number", "rated_at"):
    sa.Index(None, conversations.c[_sought])

messages = sa.Table(
    "messages",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
    _of_conversation(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("sender", sa.String(4), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("intent", NAME),
    sa.Column("confidence", sa.Float),
    sa.Column("runner_up", NAME),
    sa.Column("runner_up_confidence", sa.Float),
    # [{"entity", "value", "text", "start", "confidence"}], `start` in the masked text
    sa.Column("entities", JSON),
    sa.Column("quick_replies", JSON),
    sa.Column("card", JSON),
    sa.UniqueConstraint("conversation_id", "number"),
)
sa.Index(None, messages.c.intent, messages.c.confidence)
sa.Index(None, messages.c.confidence)
sa.Index(None, messages.c.at)

beliefs = sa.Table(
    "beliefs",
    METADATA,
    # the shopper's message whose turn it was
    sa.Column("message_id", NUMBER, sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _of_conversation(),
    # cause -> probability
    sa.Column("belief", JSON, nullable=False),
    # the fact asked for at the end of the turn
    sa.Column("question", NAME),
)
sa.Index(None, beliefs.c.conversation_id)

conversation_intents = sa.Table(
    "conversation_intents",
    METADATA,
    _of_conversation(primary_key=True),
    sa.Column("intent", NAME, primary_key=True),
)
sa.Index(None, conversation_intents.c.intent, conversation_intents.c.conversation_id)

tags = sa.Table(
    "tags",
    METADATA,
    _of_conversation(primary_key=True),
    sa.Column("tag", NAME, primary_key=True),
)
sa.Index(None, tags.c.tag, tags.c.conversation_id)

notes = sa.Table(
    "notes",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True),
    _of_conversation(),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("author", NAME, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
sa.Index(None, notes.c.conversation_id)

cursors = sa.Table(
    "cursors",
    METADATA,
    sa.Column("name", NAME, primary_key=True),
    # review/projection/source.py says what these mean
    sa.Column("last_id", NUMBER, nullable=False),
    sa.Column("settled_id", NUMBER, nullable=False),
    sa.Column("horizon_id", NUMBER),
    sa.Column("horizon_transaction", sa.BigInteger),
    # grows when rows are taken away, so that what a projector read before that is not written after it
    sa.Column("generation", sa.Integer, nullable=False),
)

audit = sa.Table(
    "audit",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("who", NAME, nullable=False),
    sa.Column("what", NAME, nullable=False),
    sa.Column("sender_hash", sa.String(64), nullable=False),
)
sa.Index(None, audit.c.sender_hash)
