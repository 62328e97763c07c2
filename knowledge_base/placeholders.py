"""Which {placeholders} each text of knowledge/wording.yml may use."""

from __future__ import annotations

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "noted_first": frozenset({"facts"}),
    "noted": frozenset({"facts"}),
    "back_to_question": frozenset({"question"}),
    "ask_once_more": frozenset({"how", "question"}),
    "still_looking": frozenset({"question"}),
    "explain_question": frozenset({"question", "why"}),
    "not_an_answer": frozenset({"question"}),
    "corrected": frozenset({"facts"}),
    "diagnosis_unchanged": frozenset({"cause"}),
    "conclusion": frozenset({"cause", "confidence", "summary"}),
    "conclusion_changed": frozenset({"cause", "confidence", "summary"}),
    "conclusion_next": frozenset({"cause", "confidence", "summary"}),
    "runner_up": frozenset({"cause"}),
    "evidence": frozenset({"phrase"}),
    "evidence_quoted": frozenset({"phrase", "quote"}),
    "step": frozenset({"do", "number", "takes", "who"}),
    "step_where": frozenset({"do", "number", "takes", "where", "who"}),
    "listed": frozenset({"text"}),
    "self_check": frozenset({"do", "number", "title"}),
    "handover": frozenset({"reference"}),
    "handover_again": frozenset({"reference"}),
    "handover_waiting": frozenset({"reference"}),
    "handover_facts": frozenset({"facts"}),
    "handover_cause": frozenset({"cause"}),
    "handover_failed": frozenset({"causes"}),
}
