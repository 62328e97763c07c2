"""Actions for messages in which a person's safety or money is at stake."""

from __future__ import annotations

from actions.base import FOLLOW_UP, AssistantAction, Conversation
from actions.names import Intent

_REPLY_OF_INTENT = {
    Intent.FINANCIAL_HARDSHIP: "financial_hardship",
    Intent.REPORT_SCAM: "scam_question",
    Intent.SEEK_CASH_OUT: "cash_out",
    Intent.SEEK_LOAN: "seek_loan",
}


class ActionSafetyReply(AssistantAction):
    """Says what knowledge/safety/ has for the danger, and calls a person where it asks for one."""

    answers_open_question_first = False

    def name(self) -> str:
        """Name in the domain."""
        return "action_safety_reply"

    def respond(self, conversation: Conversation) -> None:
        """An exact sign in the message picks the reply, else the intent does."""
        turn = conversation.turn
        reply = conversation.knowledge.safety[turn.safety or _REPLY_OF_INTENT[Intent(turn.intent)]]
        conversation.reply.say(reply.reply)
        if f"{reply.id}{FOLLOW_UP}" in conversation.knowledge.safety:
            conversation.case.concern = reply.id
        if reply.offer_human:
            conversation.hand_over(reply.id)
        elif reply.resume:
            conversation.resume()
