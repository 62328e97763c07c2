"""The belief is left as a slot after each turn of a case, for those who review the conversation."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answer_actions import ActionAnswerQuestion
from actions.diagnosis_actions import ActionDiagnose
from diagnosis import Evidence, posterior
from knowledge_base import Knowledge
from tests.actions.conftest import user
from tests.actions.test_actions import MakeTracker, Run


def rounded(knowledge: Knowledge, evidence: Evidence) -> dict[str, float]:
    return {cause: round(likely, 4) for cause, likely in posterior(knowledge.model, evidence).items()}


def test_a_turn_of_a_diagnosis_leaves_its_belief(run: Run, tracker: MakeTracker, knowledge: Knowledge) -> None:
    message = user("额度够 就是用不了", "ask_why_unavailable", ("limit_status", "enough"))

    _, _, slots = run(ActionDiagnose(), tracker(message))

    assert slots["belief"] == rounded(knowledge, Evidence({"limit_status": "enough"}))
    assert max(slots["belief"], key=slots["belief"].__getitem__) == slots["leading_cause"]


def test_something_else_in_between_leaves_the_belief_as_it_was(run: Run, tracker: MakeTracker, knowledge: Knowledge) -> None:
    under_way = {"limit_status": "enough", "requested_slot": "failure_scope", "question_stage": "asked"}

    _, _, slots = run(ActionAnswerQuestion(), tracker(user("利息多少", "ask_fee"), **under_way))

    assert slots["belief"] == rounded(knowledge, Evidence({"limit_status": "enough"}))


@pytest.mark.parametrize("known", [{}, {"diagnosed_cause": "limit_exhausted", "outcome": "solved"}])
def test_without_a_case_there_is_no_belief(run: Run, tracker: MakeTracker, known: dict[str, Any]) -> None:
    _, _, slots = run(ActionAnswerQuestion(), tracker(user("利息多少", "ask_fee"), **known))

    assert slots["belief"] is None


def test_the_belief_follows_the_question_that_it_led_to(run: Run, tracker: MakeTracker) -> None:
    _, _, slots = run(ActionDiagnose(), tracker(user("用不了", "ask_why_unavailable")))

    assert list(slots).index("requested_slot") < list(slots).index("belief")
