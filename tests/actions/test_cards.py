"""What the web chat draws says the same as the text, in parts, and only what people read."""

from __future__ import annotations

import json
from typing import Any

from actions.cards import diagnosis_card, handover_card, known_facts
from actions.case import Case
from diagnosis import Conclude, decide
from knowledge_base import Knowledge

FACTS = {"frozen_notice": "yes", "overdue_status": "current"}


def diagnosed(knowledge: Knowledge) -> tuple[Case, Conclude]:
    case = Case(facts=dict(FACTS), quotes={"overdue_status": "欠着没还"})
    decision = decide(knowledge.model, case.evidence)
    assert isinstance(decision, Conclude)
    return case, decision


def test_the_diagnosis_card_has_cause_evidence_and_remedy(knowledge: Knowledge) -> None:
    case, decision = diagnosed(knowledge)
    card = diagnosis_card(knowledge, case, decision)
    cause = knowledge.causes[decision.cause]

    assert (card["cause"], card["summary"], card["avoid"]) == (cause.title, cause.summary, list(cause.avoid))
    assert [step["do"] for step in card["steps"]] == [step.do for step in cause.steps]
    assert any("欠着没还" in line for line in card["evidence"])


def test_cards_are_json_and_name_no_id(knowledge: Knowledge) -> None:
    case, decision = diagnosed(knowledge)
    cards: list[Any] = [
        diagnosis_card(knowledge, case, decision),
        handover_card("B-1", "已知：逾期\n可能：信用", "也可以打电话"),
    ]
    shown = json.dumps(cards, ensure_ascii=False)

    assert json.loads(shown) == cards
    assert not [name for name in (*knowledge.causes, *FACTS) if name in shown]


def test_what_is_known_comes_with_the_replies_that_would_correct_it(knowledge: Knowledge) -> None:
    case, _ = diagnosed(knowledge)
    known = {fact["fact"]: fact for fact in known_facts(knowledge, case)}

    assert set(known) == set(FACTS)
    assert known["overdue_status"]["title"] == knowledge.facts["overdue_status"].title
    assert known["overdue_status"]["choices"] == knowledge.facts["overdue_status"].quick_replies
    assert known_facts(knowledge, Case()) == []
