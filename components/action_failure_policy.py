"""The shopper gets an apology instead of silence when the action server is down, slow or broken."""

from __future__ import annotations

from typing import Any, Optional

import rasa.core.actions.action
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, Event
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

_CUSTOM_ACTION = "action_"
_BUILT_IN = {ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, "action_restart", "action_default_fallback"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ActionFailurePolicy(Policy):
    """Predicts an apology after a custom action that left nothing behind.

    Rasa logs a failed action as executed, with no events, and carries on: the shopper sees nothing. Every custom
    action of this project leaves at least one event, so "executed and nothing after it" means that it failed. The
    apology is a response of the domain, spoken by the Rasa server itself.

    It also bounds how long Rasa waits for the action server: Rasa 3.6 has a constant of 300 seconds and no setting.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default values of the settings in config.yml."""
        return {
            # above RulePolicy (6), which would carry on as if the action had worked
            "priority": 7,
            # seconds to wait for the action server
            "timeout": 5,
            # response that apologises and shows a way on
            "apology": "utter_action_failed",
        }

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules and stories alike; nothing is learnt from either."""
        return SupportedData.ML_AND_RULE_DATA

    def __init__(self, config: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(config, *args, **kwargs)
        rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = config["timeout"]

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The apology after a failed action, then listening; no opinion otherwise."""
        following = next_after_failure(list(tracker.events), self.config["apology"])
        probabilities = self._default_predictions(domain)
        if following:
            probabilities[domain.index_for_action(following)] = 1.0
        return self._prediction(probabilities)


def next_after_failure(events: list[Event], apology: str) -> str | None:
    """The action that a failure calls for, or None when nothing failed."""
    if not events:
        return None
    last = events[-1]
    if isinstance(last, ActionExecutionRejected):
        return apology
    if isinstance(last, ActionExecuted) and _is_custom(last.action_name or ""):
        return apology
    executed = [event.action_name for event in events if isinstance(event, ActionExecuted)]
    return ACTION_LISTEN_NAME if executed and executed[-1] == apology else None


def _is_custom(action: str) -> bool:
    return action.startswith(_CUSTOM_ACTION) and action not in _BUILT_IN
