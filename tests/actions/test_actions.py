"""What the actions leave behind, beyond what the conversation files show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from ruamel.yaml import YAML

import actions.answer_actions
import actions.clarify_actions
import actions.diagnosis_actions
import actions.handover_actions
import actions.safety_actions
from actions.base import AssistantAction
from actions.diagnosis_actions import ActionDiagnose
from actions.handover_actions import ActionHandOver
from actions.handover_store import HandoverStore
from actions.names import Slot
from settings import ROOT
from tests.actions.conftest import user

Run = Callable[[AssistantAction, Tracker], tuple[str, list[str], dict[str, Any]]]
MakeTracker = Callable[..., Tracker]
DOMAIN = YAML(typ="safe").load(ROOT / "domain.yml")
ACTIONS = [action() for action in AssistantAction.__subclasses__()]


def test_the_domain_lists_every_action_and_slot(knowledge: Any) -> None:
    assert sorted(action.name() for action in ACTIONS) == sorted(DOMAIN["actions"])
    assert {slot.value for slot in Slot} | set(knowledge.facts) == set(DOMAIN["slots"])


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name())
def test_every_action_leaves_events_whatever_it_is_asked(action: AssistantAction, run: Run, tracker: MakeTracker) -> None:
    intent = {"action_answer_question": "ask_fee", "action_safety_reply": "report_scam"}.get(action.name(), "inform")

    _, _, slots = run(action, tracker(user("嗯", intent)))

    assert "misunderstandings" in slots


def test_a_conclusion_names_no_id_and_leaves_no_placeholder(run: Run, tracker: MakeTracker) -> None:
    message = user("被冻结了 逾期没还", "ask_why_unavailable", ("frozen_notice", "yes"), ("overdue_status", "current"))

    text, _, slots = run(ActionDiagnose(), tracker(message))

    assert slots["diagnosed_cause"] == "credit_assessment"
    assert "{" not in text
    assert "_" not in text


def test_a_handover_is_stored_with_what_is_known(run: Run, tracker: MakeTracker, data_folder: Path) -> None:
    text, _, slots = run(ActionHandOver(), tracker(user("转人工", "request_human"), limit_status="enough"))

    found = HandoverStore(data_folder / "handovers.db").find(slots["reference_number"])
    assert found is not None
    assert found.sender_id == "shopper"
    assert found.case["limit_status"] == "enough"
    assert "额度是够的" in found.summary
    assert slots["reference_number"] in text


def test_a_store_that_cannot_be_written_is_owned_up_to(run: Run, tracker: MakeTracker, data_folder: Path) -> None:
    data_folder.parent.mkdir(exist_ok=True)
    data_folder.write_text("in the way")

    text, _, slots = run(ActionHandOver(), tracker(user("转人工", "request_human")))

    assert "400-100-5678" in text
    assert slots["reference_number"] is None
    assert slots["outcome"] is None


def test_choices_are_human_words(run: Run, tracker: MakeTracker) -> None:
    doubtful = user("利息 额度", "nlu_fallback", ranking=["nlu_fallback", "ask_fee", "ask_limit", "out_of_scope"])

    _, titles, slots = run(actions.clarify_actions.ActionClarify(), tracker(doubtful))

    assert titles == ["分期要多少利息", "我的额度怎么看", "都不是"]
    assert slots["misunderstandings"] == 1


def test_a_doubtful_message_that_states_a_fault_is_looked_into(run: Run, tracker: MakeTracker) -> None:
    ranking = ["nlu_fallback", "ask_account_change", "ask_why_unavailable"]
    bare = user("备用金怎么解除", "nlu_fallback", ranking=ranking)
    fault = user("备用金冻结怎么解除", "nlu_fallback", ("frozen_notice", "yes"), ranking=ranking)

    _, titles, asked = run(actions.clarify_actions.ActionClarify(), tracker(bare))
    _, _, looked_into = run(actions.clarify_actions.ActionClarify(), tracker(fault))

    assert titles[-1] == "都不是"
    assert (asked["frozen_notice"], asked["requested_slot"]) == (None, None)
    assert looked_into["frozen_notice"] == "yes"
    assert looked_into["requested_slot"] or looked_into["diagnosed_cause"]


def test_every_ask_intent_of_the_domain_has_an_answer_or_a_diagnosis(knowledge: Any) -> None:
    asked = {intent for intent in DOMAIN["intents"] if intent.startswith("ask_")}

    assert asked - set(knowledge.answers) == {"ask_why_unavailable", "ask_why_asked", "ask_where_to_check"}


def test_a_possible_complaint_is_looked_into(run: Run, tracker: MakeTracker) -> None:
    doubtful = user("怎么不能分十二期", "out_of_scope", ranking=["out_of_scope", "ask_why_unavailable"])

    _, _, slots = run(actions.answer_actions.ActionOutOfScope(), tracker(doubtful))

    assert slots["requested_slot"] == "failure_scope"
