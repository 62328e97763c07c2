"""Actions that answer something else and come back to the open question."""

from __future__ import annotations

from actions.base import AssistantAction, Conversation


class ActionAnswerQuestion(AssistantAction):
    """Answers a question about the reserve fund from knowledge/answers/."""

    answers_open_question_first = False

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_question"

    def respond(self, conversation: Conversation) -> None:
        """The answer; then back to the diagnosis, or related questions when none is open."""
        answer = conversation.knowledge.answers[conversation.turn.intent]
        if conversation.case.is_open or conversation.turn.answered:
            conversation.reply.say(answer.answer)
            _go_on_or_resume(conversation)
        elif conversation.may_be_complaint:
            conversation.reply.say(answer.answer)
            conversation.diagnose()
        else:
            related = [conversation.knowledge.choices[intent] for intent in answer.related]
            conversation.reply.say(answer.answer, related)


class ActionOutOfScope(AssistantAction):
    """Says kindly what the assistant is for."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_out_of_scope"

    def respond(self, conversation: Conversation) -> None:
        """What the assistant can do; then back to the open question."""
        case = conversation.case
        if conversation.may_be_complaint:
            conversation.diagnose()
            return
        if conversation.turn.script == "latin":
            conversation.reply.say(conversation.words("chinese_only"))
        else:
            conversation.reply.say(conversation.words("out_of_scope_busy" if case.is_open else "out_of_scope"))
        if case.is_open:
            conversation.resume()
        else:
            conversation.reply.quick_replies = conversation.usual_topics


class ActionResume(AssistantAction):
    """Comes back to the open question after small talk that the Rasa server answered."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_resume"

    def respond(self, conversation: Conversation) -> None:
        """The open question again."""
        conversation.resume()


def _go_on_or_resume(conversation: Conversation) -> None:
    if conversation.turn.answered or (conversation.turn.stated and conversation.case.requested is None):
        conversation.diagnose()
    else:
        conversation.resume()
