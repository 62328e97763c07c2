"""An action that left nothing behind is followed by an apology."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rasa.core.actions.action
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from components.action_failure_policy import ActionFailurePolicy, next_after_failure
from tests.components.pipeline import Workshop

APOLOGY = "utter_action_failed"
FAILED: list[Event] = [UserUttered("用不了"), ActionExecuted("action_answer")]


@pytest.mark.parametrize(
    "events",
    [
        FAILED,
        [*FAILED, UserUttered("在吗"), ActionExecuted("action_answer")],
        [UserUttered("用不了"), ActionExecutionRejected("action_answer")],
    ],
    ids=["nothing after the action", "failed again", "refused"],
)
def test_a_failed_action_is_followed_by_the_apology(events: list[Event]) -> None:
    assert next_after_failure(events, APOLOGY) == APOLOGY


@pytest.mark.parametrize("rest", [[], [BotUttered("抱歉")]], ids=["silent", "said"])
def test_the_apology_is_said_once_and_then_it_listens(rest: list[Event]) -> None:
    assert next_after_failure([*FAILED, ActionExecuted(APOLOGY), *rest], APOLOGY) == "action_listen"


@pytest.mark.parametrize(
    "events",
    [
        [],
        [UserUttered("用不了")],
        [*FAILED, BotUttered("好的")],
        [*FAILED, SlotSet("requested_slot", None)],
        [*FAILED, BotUttered("好的"), ActionExecuted("action_listen")],
        [ActionExecuted("action_session_start")],
        [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")],
        [ActionExecuted("action_restart")],
        [UserUttered("你好"), ActionExecuted("utter_greet")],
        [*FAILED, ActionExecuted(APOLOGY), BotUttered("抱歉"), ActionExecuted("action_listen"), UserUttered("在吗")],
    ],
    ids=[
        "no events",
        "only a message",
        "said something",
        "set a slot",
        "listening",
        "session start",
        "session started",
        "restart",
        "a response",
        "a message after the apology",
    ],
)
def test_nothing_is_called_for_when_nothing_failed(events: list[Event]) -> None:
    assert next_after_failure(events, APOLOGY) is None


@pytest.fixture
def rasa_timeout() -> Iterator[None]:
    """Puts back the constant of Rasa that the policy sets."""
    before = rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT
    yield
    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = before


@pytest.fixture
def domain() -> Domain:
    return Domain.from_yaml(
        "version: '3.1'\nintents: [greet]\nactions: [action_answer]\nresponses: {utter_action_failed: [{text: 抱歉}]}"
    )


def predicted(policy: ActionFailurePolicy, domain: Domain, events: list[Event]) -> str | None:
    """The action that the policy predicts; None without an opinion."""
    tracker = DialogueStateTracker.from_events("someone", events)
    probabilities = policy.predict_action_probabilities(tracker, domain).probabilities
    assert len(probabilities) == domain.num_actions
    return domain.action_names_or_texts[probabilities.index(1.0)] if 1.0 in probabilities else None


@pytest.mark.usefixtures("rasa_timeout")
def test_the_stored_policy_predicts_the_apology_and_then_listening(workshop: Workshop, domain: Domain) -> None:
    workshop.create(ActionFailurePolicy).train([], domain)
    policy = workshop.load(ActionFailurePolicy)
    assert predicted(policy, domain, FAILED) == APOLOGY
    assert predicted(policy, domain, [*FAILED, ActionExecuted(APOLOGY), BotUttered("抱歉")]) == "action_listen"
    assert predicted(policy, domain, [*FAILED, BotUttered("好的")]) is None


@pytest.mark.usefixtures("rasa_timeout")
def test_rasa_waits_for_the_action_server_as_long_as_is_set(workshop: Workshop) -> None:
    workshop.create(ActionFailurePolicy, timeout=2)
    assert rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT == 2


def test_the_apology_stands_in_the_domain_of_the_product() -> None:
    assert ActionFailurePolicy.get_default_config()["apology"] in Domain.from_path("domain.yml").responses


@pytest.mark.usefixtures("rasa_timeout")
def test_the_policy_outranks_the_rules(workshop: Workshop) -> None:
    assert workshop.create(ActionFailurePolicy).priority > RulePolicy.get_default_config()["priority"]
