"""Names that the domain and the actions share, each written once."""

from __future__ import annotations

from enum import Enum


class Slot(str, Enum):
    """Slots that hold where a conversation stands; each fact has a slot of its own name besides."""

    REQUESTED = "requested_slot"
    LEADING_CAUSE = "leading_cause"
    DIAGNOSED_CAUSE = "diagnosed_cause"
    QUESTION_STAGE = "question_stage"
    UNSURE_FACTS = "unsure_facts"
    FAILED_CAUSES = "failed_causes"
    QUOTES = "quotes"
    AVAILABLE_LIMIT = "available_limit"
    ORDER_AMOUNT = "order_amount"
    MISUNDERSTANDINGS = "misunderstandings"
    REFERENCE_NUMBER = "reference_number"
    OUTCOME = "outcome"
    CONCERN = "concern"
    HINTS = "hints"
    BELIEF = "belief"


class Stage(str, Enum):
    """What was already said about the open question."""

    ASKED = "asked"
    EXPLAINED_CHECK = "explained_check"
    REPEATED = "repeated"
    NARROWED = "narrowed"


class Outcome(str, Enum):
    """How a case ended."""

    SOLVED = "solved"
    HANDED_OVER = "handed_over"
    UNDETERMINED = "undetermined"


class Intent(str, Enum):
    """Intents that an action looks at; the domain lists them all."""

    ASK_WHY_UNAVAILABLE = "ask_why_unavailable"
    INFORM = "inform"
    AFFIRM = "affirm"
    DENY = "deny"
    UNSURE = "unsure"
    ASK_WHERE_TO_CHECK = "ask_where_to_check"
    REMEDY_WORKED = "remedy_worked"
    REMEDY_FAILED = "remedy_failed"
    REPORT_SCAM = "report_scam"
    SEEK_CASH_OUT = "seek_cash_out"
    SEEK_LOAN = "seek_loan"
    FINANCIAL_HARDSHIP = "financial_hardship"


FACTS_NOT_STATED_BY = frozenset(
    {
        "ask_overdue",
        "ask_credit_record",
        "ask_where_usable",
        "ask_definition",
        "ask_how_to_use",
        "ask_fee",
        "ask_refund",
        "ask_account_change",
        "report_scam",
        "seek_cash_out",
        "seek_loan",
        "financial_hardship",
        "out_of_scope",
    }
)
"""Intents that talk about a condition in general (逾期一天会怎样): their facts say nothing about why it
cannot be used. Dangers are here too: a swindle tells no overdue bill."""

FALLBACK = "nlu_fallback"
REPLY_INTENTS = frozenset(
    {
        Intent.ASK_WHY_UNAVAILABLE,
        Intent.INFORM,
        Intent.AFFIRM,
        Intent.DENY,
        Intent.UNSURE,
        Intent.REMEDY_WORKED,
        Intent.REMEDY_FAILED,
    }
)
"""What a reply to the assistant's own question can be."""

LIMIT_STATUS, LIMIT_ENOUGH, LIMIT_INSUFFICIENT = "limit_status", "enough", "insufficient"
SENSITIVE_DATA, SAFETY, SCRIPT, HINT = "sensitive_data", "safety", "script", "hint"
