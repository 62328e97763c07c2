"""What every action of the assistant does around its own business."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import phrasing
from actions.cards import handover_card, known_facts
from actions.case import Case
from actions.diagnosing import Diagnosing
from actions.handover_store import HandoverStore, HandoverStoreError
from actions.message import Reply
from actions.names import Intent, Outcome, Slot
from actions.turn import Turn, latest_intent, read_turn
from knowledge_base import Knowledge, load_knowledge
from settings import settings

logger = logging.getLogger(__name__)
FOLLOW_UP = "_follow_up"
"""Ending of the ids in knowledge/safety/ that say what follows a first reply."""
SURE = 0.8
"""Confidence from which a question about something else is taken to end a concern."""
BENEFIT_OF_DOUBT = 0.2
"""Confidence from which a possible complaint is looked into, although something else is likelier."""
_NEW_COMPLAINT = frozenset({Intent.ASK_WHY_UNAVAILABLE, Intent.INFORM, Intent.REMEDY_FAILED})
_ENDS_CONCERN = frozenset({Intent.ASK_WHY_UNAVAILABLE, "request_human"})


@lru_cache(maxsize=1)
def shared_knowledge() -> Knowledge:
    """The knowledge, read once a process: restart the action server after an edit."""
    return load_knowledge(settings().knowledge_folder)


class AssistantAction(Action, ABC):
    """Reads the turn, lets :meth:`respond` speak, gives the case back as slots.

    Whatever the intent, a message that answers the open question counts as its answer, and personal data in it is
    met with a reminder first.
    """

    answers_open_question_first = True
    """Whether an answer to the open question goes before what the action is for."""

    @abstractmethod
    def respond(self, conversation: Conversation) -> None:
        """Say what this action is for."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """One turn; always leaves slots, by which ActionFailurePolicy knows that the action worked."""
        conversation = Conversation(tracker, shared_knowledge())
        conversation.remind_of_sensitive_data()
        if conversation.concern_goes_on:
            conversation.stay_with_concern()
        elif self.answers_open_question_first and conversation.turn.answered:
            conversation.diagnose()
        else:
            self.respond(conversation)
        conversation.reply.known = known_facts(conversation.knowledge, conversation.case)
        conversation.reply.send(dispatcher)
        return [
            SlotSet(str(name.value if hasattr(name, "value") else name), value) for name, value in conversation.slots().items()
        ]


class Conversation:
    """One turn of one conversation: the case, the message, and the reply in the making."""

    def __init__(self, tracker: Tracker, knowledge: Knowledge) -> None:
        state = tracker.current_state()
        self.sender_id: str = tracker.sender_id
        self.knowledge = knowledge
        self.case = Case.from_slots(state["slots"], knowledge.facts)
        if self.case.outcome is Outcome.SOLVED and latest_intent(state) in _NEW_COMPLAINT:
            self.case.begin_anew()
        self.was_misunderstood = self.case.misunderstandings
        self.case.misunderstandings = 0  # an action that understood resets the count; action_clarify sets it again
        self.turn: Turn = read_turn(state, self.case, knowledge)
        self.reply = Reply()
        self.diagnosing = Diagnosing(knowledge, self.case, self.turn, self.reply)

    def words(self, key: str, **details: str) -> str:
        """A text of wording.yml, filled in."""
        return self.knowledge.wording[key].format(**details)

    @property
    def may_be_complaint(self) -> bool:
        """Whether "it cannot be used" is nearly as likely as what was understood, with nothing under way yet.

        A question too many costs little; a shopper whose problem is brushed off is lost.
        """
        share = {found["name"]: found["confidence"] for found in self.turn.intent_ranking}
        return not self.case.is_open and share.get(Intent.ASK_WHY_UNAVAILABLE, 0) >= BENEFIT_OF_DOUBT

    @property
    def usual_topics(self) -> list[str]:
        """Quick replies for a shopper who has not said yet what it is about."""
        topics = ("ask_why_unavailable", "ask_limit", "ask_repayment", "request_human")
        return [self.knowledge.choices[topic] for topic in topics]

    def slots(self) -> dict[str, Any]:
        """The case as slot values, and what it makes believe, to four digits: after the question that it led to."""
        belief = self.diagnosing.belief
        rounded = {cause: round(likely, 4) for cause, likely in belief.items()} if belief else None
        return {**self.case.slots(self.knowledge.facts), Slot.BELIEF: rounded}

    @property
    def concern_goes_on(self) -> bool:
        """Whether the shopper's safety still goes first: until something else is asked for clearly."""
        turn = self.turn
        if self.case.concern is None or turn.safety or turn.intent in _ENDS_CONCERN:
            return False
        return not (turn.intent.startswith("ask_") and turn.confidence >= SURE)

    def stay_with_concern(self) -> None:
        """A word that fits what was said before, whatever came now."""
        self.reply.say(self.knowledge.safety[f"{self.case.concern}{FOLLOW_UP}"].reply)

    def remind_of_sensitive_data(self) -> None:
        """Ask not to send such data, once for each kind."""
        for kind in dict.fromkeys(self.turn.sensitive_kinds):
            self.reply.say(self.knowledge.safety[f"sensitive_{kind}"].reply)

    def diagnose(self) -> None:
        """One turn of the diagnosis, with a person at the end of the road."""
        self.diagnosing.take_turn()
        if self.diagnosing.needs_person:
            self.hand_over("remedies_failed")

    def resume(self) -> None:
        """Back to the open question, or to "did it help?", after something else came up."""
        if self.case.requested:
            self.diagnosing.repeat_question("back_to_question")
        elif self.case.awaits_feedback:
            self.diagnosing.ask_for_feedback()

    def ask_to_rephrase(self) -> None:
        """The choices did not fit: let the shopper say it in other words, or call a person."""
        self.case.misunderstandings = self.was_misunderstood
        self.reply.say(self.words("rephrase"), [self.words("quick_reply_human")])

    def hand_over(self, reason: str) -> None:
        """Register the case for a person and tell the reference number."""
        summary = phrasing.case_summary(self.knowledge, self.case)
        earlier = self.case.reference_number
        self.case.close_question()
        try:
            store = HandoverStore(settings().handover_database)
            number = store.save(self.sender_id, reason, summary, _plain(self.slots()), earlier)
        except HandoverStoreError:
            logger.exception("The handover of %s could not be stored", self.sender_id)
            self.reply.say(self.words("handover_failed_to_store"))
            return
        self.case.reference_number, self.case.outcome = number, Outcome.HANDED_OVER
        if earlier and not self.turn.stated:
            self.reply.say(self.words("handover_waiting", reference=number))
        else:
            opening = self.words("handover_again" if earlier else "handover", reference=number)
            contact = self.words("handover_contact")
            self.reply.say("\n".join([opening, summary, contact]), card=handover_card(number, summary, contact))


def _plain(slots: dict[str, Any]) -> dict[str, Any]:
    return {str(getattr(name, "value", name)): value for name, value in slots.items() if value is not None}
