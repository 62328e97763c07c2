"""Conversations, what staff enter about them, cursors, audit, full text."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

NAME = sa.String(255)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Make everything."""
    _conversations()
    _messages()
    _entered_by_staff()
    _for_the_projector()
    _full_text()


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("sender_id", NAME, nullable=False, unique=True),
        sa.Column("channel", NAME),
        sa.Column("started_at", sa.Float, nullable=False),
        sa.Column("last_activity_at", sa.Float, nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("message_count", sa.Integer, nullable=False),
        sa.Column("leading_cause", NAME),
        sa.Column("diagnosed_cause", NAME),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("outcome_when_quiet", sa.String(16), nullable=False),
        sa.Column("reference_number", NAME),
        sa.Column("lowest_confidence", sa.Float),
        sa.Column("had_fallback", sa.Boolean, nullable=False),
        sa.Column("safety", NAME),
        sa.Column("corrected", sa.Boolean, nullable=False),
        sa.Column("slots", JSON, nullable=False),
        sa.Column("turn_id", NUMBER),
        sa.Column("last_event_id", NUMBER, nullable=False),
        sa.Column("rating_stars", sa.Integer),
        sa.Column("rating_comment", sa.Text),
        sa.Column("rated_at", sa.Float),
        sa.Column("status", sa.String(16), nullable=False, server_default="new"),
        sa.Column("assignee", NAME),
        sa.Column("real_cause", NAME),
    )
    filters = ("channel", "leading_cause", "diagnosed_cause", "outcome", "outcome_when_quiet", "safety", "rating_stars")
    for column in (*filters, "status", "assignee", "real_cause"):
        op.create_index(f"ix_conversations_{column}_last_activity_at", "conversations", [column, "last_activity_at"])
    for column in ("last_activity_at", "started_at", "lowest_confidence", "reference_number", "rated_at"):
        op.create_index(f"ix_conversations_{column}", "conversations", [column])
    op.create_table("conversation_intents", _of_conversation(primary_key=True), sa.Column("intent", NAME, primary_key=True))
    op.create_index("ix_conversation_intents_intent_conversation_id", "conversation_intents", ["intent", "conversation_id"])


def _messages() -> None:
    op.create_table(
        "messages",
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
        sa.Column("entities", JSON),
        sa.Column("quick_replies", JSON),
        sa.Column("card", JSON),
        sa.UniqueConstraint("conversation_id", "number"),
    )
    op.create_index("ix_messages_intent_confidence", "messages", ["intent", "confidence"])
    op.create_index("ix_messages_confidence", "messages", ["confidence"])
    op.create_index("ix_messages_at", "messages", ["at"])
    turn = sa.ForeignKey("messages.id", ondelete="CASCADE")
    op.create_table(
        "beliefs",
        sa.Column("message_id", NUMBER, turn, primary_key=True, autoincrement=False),
        _of_conversation(),
        sa.Column("belief", JSON, nullable=False),
        sa.Column("question", NAME),
    )
    op.create_index("ix_beliefs_conversation_id", "beliefs", ["conversation_id"])


def _entered_by_staff() -> None:
    op.create_table("tags", _of_conversation(primary_key=True), sa.Column("tag", NAME, primary_key=True))
    op.create_index("ix_tags_tag_conversation_id", "tags", ["tag", "conversation_id"])
    op.create_table(
        "notes",
        sa.Column("id", NUMBER, primary_key=True),
        _of_conversation(),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("author", NAME, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_notes_conversation_id", "notes", ["conversation_id"])
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("who", NAME, nullable=False),
        sa.Column("what", NAME, nullable=False),
        sa.Column("sender_hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_sender_hash", "audit", ["sender_hash"])


def _for_the_projector() -> None:
    cursors = op.create_table(
        "cursors",
        sa.Column("name", NAME, primary_key=True),
        sa.Column("last_id", NUMBER, nullable=False),
        sa.Column("settled_id", NUMBER, nullable=False),
        sa.Column("horizon_id", NUMBER),
        sa.Column("horizon_transaction", sa.BigInteger),
        sa.Column("generation", sa.Integer, nullable=False),
    )
    op.bulk_insert(cursors, [{"name": "events", "last_id": 0, "settled_id": 0, "generation": 0}])


def _full_text() -> None:
    """The tokenizer `ascii` takes every character beyond ASCII as part of a word: review/store/bigrams.py has cut them."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE conversation_words USING fts5 (words, tokenize = 'ascii')")
        return
    op.execute(
        "CREATE TABLE conversation_words (words tsvector NOT NULL,"
        " conversation_id bigint PRIMARY KEY REFERENCES conversations ON DELETE CASCADE)"
    )
    op.execute("CREATE INDEX ix_conversation_words_words ON conversation_words USING gin (words)")


def _of_conversation(primary_key: bool = False) -> sa.Column:
    key = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    return sa.Column("conversation_id", NUMBER, key, primary_key=primary_key, nullable=False)
