"""Actions that find the cause."""

from __future__ import annotations

from actions import phrasing
from actions.base import AssistantAction, Conversation
from actions.names import Intent, Stage


class ActionDiagnose(AssistantAction):
    """Takes what the shopper said as a step of the diagnosis."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_diagnose"

    def respond(self, conversation: Conversation) -> None:
        """One turn of the diagnosis; a yes, no or thanks with nothing open starts none."""
        turn, case = conversation.turn, conversation.case
        starts = turn.intent in (Intent.ASK_WHY_UNAVAILABLE, Intent.REMEDY_FAILED) or bool(turn.stated)
        if starts or case.is_open:
            if not case.is_open:
                _reopen(conversation)
            conversation.diagnose()
        elif turn.intent == Intent.DENY and conversation.was_misunderstood:
            conversation.ask_to_rephrase()
        else:
            _say_ready(conversation)


class ActionExplainQuestion(AssistantAction):
    """Says why the open question is asked, and asks it again."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_explain_question"

    def respond(self, conversation: Conversation) -> None:
        """The reason for the question; after a diagnosis, the reason behind the cause."""
        requested = conversation.case.requested
        if requested:
            conversation.diagnosing.repeat_question("explain_question", why=conversation.knowledge.facts[requested].why_asked)
        elif conversation.case.diagnosed_cause:
            conversation.reply.say(phrasing.explanation(conversation.knowledge, conversation.case.diagnosed_cause))
            conversation.resume()
        else:
            conversation.reply.say(conversation.words("nothing_asked"))


class ActionExplainCheck(AssistantAction):
    """Says where to look the open fact up."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_explain_check"

    def respond(self, conversation: Conversation) -> None:
        """As for "not sure": where to look, and the question once more. Asked again, it is told again."""
        case = conversation.case
        if not case.requested:
            _say_ready(conversation)
        else:
            case.stage = Stage.EXPLAINED_CHECK
            how = conversation.knowledge.facts[case.requested].how_to_check
            conversation.diagnosing.repeat_question("ask_once_more", how=how)


def _reopen(conversation: Conversation) -> None:
    """A complaint after an ended case that was not solved: what is known stays, the ending goes."""
    case = conversation.case
    case.outcome = case.diagnosed_cause = case.concern = None
    case.unsure = []


def _say_ready(conversation: Conversation) -> None:
    if conversation.turn.intent in (Intent.REMEDY_WORKED, Intent.DENY):
        conversation.reply.say(conversation.words("nothing_to_solve"))
    else:
        conversation.reply.say(conversation.words("ready"), conversation.usual_topics)
