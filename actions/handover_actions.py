"""The action that hands the case to a person."""

from __future__ import annotations

from actions.base import AssistantAction, Conversation


class ActionHandOver(AssistantAction):
    """Registers the case for a person at the shopper's wish."""

    answers_open_question_first = False

    def name(self) -> str:
        """Name in the domain."""
        return "action_hand_over"

    def respond(self, conversation: Conversation) -> None:
        """Reference number and summary."""
        conversation.hand_over("shopper_asked")
