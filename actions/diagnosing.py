"""One turn of the diagnosis: what to say, given the case and what was just said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions import phrasing
from actions.cards import diagnosis_card
from actions.case import Case
from actions.message import Reply
from actions.names import Intent, Outcome, Stage
from actions.turn import Turn
from diagnosis import Ask, Conclude, Undetermined, decide, nameable, posterior, ranked
from knowledge_base import Knowledge

MOST_FAILED_REMEDIES = 2
"""After this many remedies that did not help, a person takes over."""

_PLAIN_YES = re.compile(r"(?:是|对|嗯*是)的?[了啊呀哦]*")
"""The yes that answers "did it help?"; 好的 and 嗯 only promise to try."""


class Diagnosing:
    """Speaks for one turn; afterwards `needs_person` tells whether a person should take over."""

    def __init__(self, knowledge: Knowledge, case: Case, turn: Turn, reply: Reply) -> None:
        self.knowledge, self.case, self.turn, self.reply = knowledge, case, turn, reply
        self.needs_person = False
        self._decided_on: Mapping[str, float] | None = None

    @property
    def belief(self) -> Mapping[str, float] | None:
        """The probability of each cause after this turn; None when no case is under way."""
        if self._decided_on is None and self.case.is_open:
            return posterior(self.knowledge.model, self.case.evidence)
        return self._decided_on

    def take_turn(self) -> None:
        """React to the message: feedback on a remedy first, then the open question, then whatever was volunteered."""
        told = self.turn.stated or self.turn.answered
        if self.turn.intent == Intent.REMEDY_WORKED and not told:
            self._close_as_solved()
        elif self.case.awaits_feedback and not told:
            self._hear_feedback()
        elif self.case.requested and self.turn.unsure:
            self._hear_unsure()
        elif self.case.requested and not told:
            self._hear_no_answer()
        else:
            self.go_on()

    def go_on(self) -> None:
        """Acknowledge what was said, then ask, conclude or own up."""
        self._acknowledge()
        previous = self.case.diagnosed_cause
        decision = decide(self.knowledge.model, self.case.evidence)
        leader = ranked(nameable(decision.belief, self.case.evidence))[:1]
        self.case.leading_cause = ranked(decision.belief)[0][0]
        self._decided_on = decision.belief
        if previous and leader and leader[0][0] == previous:
            # what a shopper adds after the diagnosis need not reach the threshold again
            self._keep_conclusion(previous)
        elif isinstance(decision, Ask):
            self._ask(decision.fact, changed=previous is not None)
        elif isinstance(decision, Conclude):
            self._conclude(decision, changed=previous is not None)
        else:
            self._own_up(decision)

    def repeat_question(self, wording: str, **details: str) -> None:
        """Say the open question again inside the given wording."""
        fact = self.knowledge.facts[self.case.requested or ""]
        asked = phrasing.question(fact, self.case.stage is Stage.NARROWED)
        self.reply.say(self._words(wording, question=asked, **details), fact.quick_replies)

    def ask_for_feedback(self) -> None:
        """Did it help?"""
        words = self.knowledge.wording
        replies = [words[f"feedback_{reply}"] for reply in ("solved", "failed", "why", "human")]
        self.reply.say(words["feedback"], replies)

    def _hear_feedback(self) -> None:
        """The answer to "did it help?"; the same complaint again means no."""
        text, words = self.turn.text, self.knowledge.wording
        if _PLAIN_YES.fullmatch(text) or text == words["feedback_solved"]:
            self._close_as_solved()
        elif (
            self.turn.intent in (Intent.REMEDY_FAILED, Intent.DENY, Intent.ASK_WHY_UNAVAILABLE)
            or text == words["feedback_failed"]
        ):
            self.case.remedy_failed()
            self._try_next()
        else:
            self.reply.say(words["take_your_time"])
            self.ask_for_feedback()

    def _close_as_solved(self) -> None:
        self.case.close_question()
        self.case.outcome = Outcome.SOLVED
        self.reply.say(self._words("solved"))

    def _try_next(self) -> None:
        if len(self.case.failed_causes) >= MOST_FAILED_REMEDIES:
            self.reply.say(self._words("handover_after_failures"))
            self.needs_person = True
        else:
            self.reply.lead(self._words("not_helped"))
            self.go_on()

    def _hear_unsure(self) -> None:
        """First tell where to look and ask once more; then go on without."""
        fact = self.knowledge.facts[self.case.requested or ""]
        if self.case.stage is not Stage.EXPLAINED_CHECK:
            self.case.stage = Stage.EXPLAINED_CHECK
            self.repeat_question("ask_once_more", how=fact.how_to_check)
        else:
            self._go_on_without("go_on_without")

    def _hear_no_answer(self) -> None:
        """A yes or no that does not decide is narrowed; the complaint again, or anything else, is asked over once."""
        fact = self.knowledge.facts[self.case.requested or ""]
        if self.case.stage in (Stage.NARROWED, Stage.REPEATED):
            self._go_on_without("skip")
        elif self.turn.intent in (Intent.AFFIRM, Intent.DENY) and fact.narrow:
            self.case.stage = Stage.NARROWED
            self.reply.say(fact.narrow, fact.quick_replies)
        else:
            self.case.stage = Stage.REPEATED
            complaint = self.turn.intent in (Intent.ASK_WHY_UNAVAILABLE, Intent.REMEDY_FAILED)
            self.repeat_question("still_looking" if complaint else "not_an_answer")

    def _go_on_without(self, wording: str) -> None:
        self.reply.lead(self._words(wording))
        self.case.give_up_question()
        self.go_on()

    def _acknowledge(self) -> None:
        first_turn = self.case.leading_cause is None
        if self.turn.corrected:
            self.reply.lead(phrasing.noted(self.knowledge, self.case, self.turn.corrected, "corrected"))
        elif self.turn.stated:
            wording = "noted_first" if first_turn else "noted"
            self.reply.lead(phrasing.noted(self.knowledge, self.case, self.turn.stated, wording))
        elif first_turn:
            self.reply.lead(self._words("opening"))

    def _ask(self, fact_id: str, changed: bool) -> None:
        self.case.diagnosed_cause = None
        self.case.ask(fact_id)
        if changed:
            self.reply.lead(self._words("diagnosis_changed"))
        fact = self.knowledge.facts[fact_id]
        self.reply.say(fact.question, fact.quick_replies)

    def _keep_conclusion(self, cause: str) -> None:
        self.reply.say(self._words("diagnosis_unchanged", cause=self.knowledge.causes[cause].title))
        self.ask_for_feedback()

    def _conclude(self, decision: Conclude, changed: bool) -> None:
        wording = "conclusion_changed" if changed else "conclusion_next" if self.case.failed_causes else "conclusion"
        if changed:
            self.reply.lead(self._words("diagnosis_changed"))
        conclusion = phrasing.conclusion(self.knowledge, self.case, decision, wording)
        # one bubble on the web, where the card takes its place; two on channels that part texts at blank lines
        told = f"{conclusion}\n\n{phrasing.remedy(self.knowledge, decision.cause)}"
        self.reply.say(told, card=diagnosis_card(self.knowledge, self.case, decision))
        self.case.diagnose(decision.cause)
        self.ask_for_feedback()

    def _own_up(self, decision: Undetermined) -> None:
        self.case.close_question()
        self.case.diagnosed_cause = None
        if self.case.failed_causes or not decision.candidates:
            self.reply.say(self._words("handover_after_failures"))
            self.needs_person = True
            return
        self.case.outcome = Outcome.UNDETERMINED
        self.reply.say(phrasing.self_check(self.knowledge, decision), [self._words("quick_reply_human")])

    def _words(self, key: str, **details: str) -> str:
        return self.knowledge.wording[key].format(**details)
