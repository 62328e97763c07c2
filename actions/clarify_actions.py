"""The action for messages that were not understood."""

from __future__ import annotations

from actions.base import AssistantAction, Conversation
from actions.names import REPLY_INTENTS

MOST_CHOICES = 3
LEAST_CONFIDENCE = 0.08
"""An intent less likely than this is no help as a choice."""


class ActionClarify(AssistantAction):
    """First offers choices in human words, then asks to rephrase, then calls a person."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_clarify"

    def respond(self, conversation: Conversation) -> None:
        """Facts that were understood all the same count; else clarify, each time in another way."""
        case, turn = conversation.case, conversation.turn
        answers = case.is_open and (turn.stated or turn.unsure or turn.intent in REPLY_INTENTS)
        if answers or (conversation.may_be_complaint and turn.stated):
            conversation.diagnose()
            return
        case.misunderstandings = conversation.was_misunderstood + 1
        choices = _choices(conversation)
        if case.misunderstandings > 2:
            case.misunderstandings = 0
            conversation.reply.say(conversation.words("handover_after_misunderstanding"))
            conversation.hand_over("not_understood")
        elif case.misunderstandings == 1 and case.requested:
            conversation.diagnosing.repeat_question("not_an_answer")
        elif case.misunderstandings == 1 and choices:
            conversation.reply.say(conversation.words("clarify"), [*choices, conversation.words("clarify_none")])
        else:
            conversation.reply.say(conversation.words("rephrase"), [conversation.words("quick_reply_human")])


def _choices(conversation: Conversation) -> list[str]:
    """The likeliest intents that have human words."""
    words = conversation.knowledge.choices
    likely = [
        found["name"]
        for found in conversation.turn.intent_ranking
        if found["confidence"] >= LEAST_CONFIDENCE and found["name"] in words
    ]
    return [words[intent] for intent in likely[:MOST_CHOICES]] if len(likely) >= 2 else []
