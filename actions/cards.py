"""What the web chat draws, put together from the knowledge; docs/web-channel.md describes each."""

from __future__ import annotations

from dataclasses import asdict

from actions import phrasing
from actions.case import Case
from actions.message import Card
from diagnosis import Conclude
from knowledge_base import Knowledge


def diagnosis_card(knowledge: Knowledge, case: Case, decision: Conclude) -> Card:
    """The cause, the evidence and the remedy as steps."""
    cause = knowledge.causes[decision.cause]
    return {
        "type": "diagnosis",
        "cause": cause.title,
        "confidence": phrasing.confidence(knowledge, decision),
        "summary": cause.summary,
        "evidence": phrasing.evidence(knowledge, case, decision.cause),
        "steps": [asdict(step) for step in cause.steps],
        "avoid": list(cause.avoid),
        "runner_up": knowledge.causes[decision.runner_up].title if decision.runner_up else None,
    }


def handover_card(reference: str, summary: str, contact: str) -> Card:
    """The reference number, what the staff will read, and how to reach them sooner."""
    return {"type": "handover", "reference": reference, "summary": summary.splitlines(), "contact": contact}


def known_facts(knowledge: Knowledge, case: Case) -> list[Card]:
    """What is known so far, each with the replies that would correct it; the client sends `title：reply`."""
    return [
        {
            "fact": fact,
            "title": text.title,
            "value": phrasing.phrase(knowledge, case, fact),
            "choices": text.quick_replies,
        }
        for fact, text in knowledge.facts.items()
        if fact in case.facts
    ]
