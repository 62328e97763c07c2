"""One shopper's case: what the tracker knows, and what changes in this turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.names import LIMIT_ENOUGH, LIMIT_INSUFFICIENT, LIMIT_STATUS, Outcome, Slot, Stage
from diagnosis import Evidence


@dataclass
class Case:
    """Mutable state of a case; :meth:`slots` gives it back as slot values."""

    facts: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)
    hints: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Facts that were perhaps stated: the value, and how likely it was."""
    failed_causes: list[str] = field(default_factory=list)
    requested: str | None = None
    stage: Stage | None = None
    leading_cause: str | None = None
    diagnosed_cause: str | None = None
    available_limit: float | None = None
    order_amount: float | None = None
    misunderstandings: int = 0
    reference_number: str | None = None
    outcome: Outcome | None = None
    concern: str | None = None
    """The danger (an id of knowledge/safety/) that the last replies were about; it goes before everything else."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any], facts: Iterable[str]) -> Case:
        """The case as the slots have it; `facts` are the fact ids of the knowledge."""
        stage, outcome = slots.get(Slot.QUESTION_STAGE), slots.get(Slot.OUTCOME)
        return cls(
            facts={fact: slots[fact] for fact in facts if slots.get(fact)},
            quotes=dict(slots.get(Slot.QUOTES) or {}),
            unsure=list(slots.get(Slot.UNSURE_FACTS) or []),
            hints={fact: (value, likely) for fact, (value, likely) in (slots.get(Slot.HINTS) or {}).items()},
            failed_causes=list(slots.get(Slot.FAILED_CAUSES) or []),
            requested=slots.get(Slot.REQUESTED),
            stage=Stage(stage) if stage else None,
            leading_cause=slots.get(Slot.LEADING_CAUSE),
            diagnosed_cause=slots.get(Slot.DIAGNOSED_CAUSE),
            available_limit=slots.get(Slot.AVAILABLE_LIMIT),
            order_amount=slots.get(Slot.ORDER_AMOUNT),
            misunderstandings=int(slots.get(Slot.MISUNDERSTANDINGS) or 0),
            reference_number=slots.get(Slot.REFERENCE_NUMBER),
            outcome=Outcome(outcome) if outcome else None,
            concern=slots.get(Slot.CONCERN),
        )

    def slots(self, facts: Iterable[str]) -> dict[str, Any]:
        """Every slot with its value now."""
        return {
            **{fact: self.facts.get(fact) for fact in facts},
            Slot.QUOTES: self.quotes or None,
            Slot.UNSURE_FACTS: self.unsure or None,
            Slot.HINTS: {fact: list(hint) for fact, hint in self.hints.items()} or None,
            Slot.FAILED_CAUSES: self.failed_causes or None,
            Slot.REQUESTED: self.requested,
            Slot.QUESTION_STAGE: self.stage.value if self.stage else None,
            Slot.LEADING_CAUSE: self.leading_cause,
            Slot.DIAGNOSED_CAUSE: self.diagnosed_cause,
            Slot.AVAILABLE_LIMIT: self.available_limit,
            Slot.ORDER_AMOUNT: self.order_amount,
            Slot.MISUNDERSTANDINGS: self.misunderstandings,
            Slot.REFERENCE_NUMBER: self.reference_number,
            Slot.OUTCOME: self.outcome.value if self.outcome else None,
            Slot.CONCERN: self.concern,
        }

    @property
    def evidence(self) -> Evidence:
        """What the reasoning may use."""
        unsure = frozenset(self.unsure) - frozenset(self.facts)
        return Evidence(dict(self.facts), unsure, frozenset(self.failed_causes), dict(self.hints))

    @property
    def awaits_feedback(self) -> bool:
        """Whether a remedy was given and nobody has said yet whether it helped."""
        return self.diagnosed_cause is not None and self.outcome is None

    @property
    def is_open(self) -> bool:
        """Whether a diagnosis is under way or waits for feedback."""
        return self.requested is not None or self.awaits_feedback

    def state(self, fact: str, value: str, quote: str) -> bool:
        """Record a fact; True when it corrects a different earlier value."""
        corrected = self.facts.get(fact) not in (None, value)
        if self.facts.get(fact) != value:
            self.quotes[fact] = quote
        self.facts[fact] = value
        self.unsure = [other for other in self.unsure if other != fact]
        self.hints.pop(fact, None)
        return corrected

    def retract(self, fact: str) -> None:
        """The shopper cannot tell after all."""
        self.facts.pop(fact, None)
        self.quotes.pop(fact, None)
        self.hints.pop(fact, None)
        if fact not in self.unsure:
            self.unsure.append(fact)

    def compare_amounts(self) -> tuple[str, str] | None:
        """The fact that the two amounts of money tell, once both are known."""
        if self.available_limit is None or self.order_amount is None:
            return None
        return LIMIT_STATUS, LIMIT_ENOUGH if self.available_limit >= self.order_amount else LIMIT_INSUFFICIENT

    def ask(self, fact: str) -> None:
        """Open the question for `fact`."""
        self.requested, self.stage = fact, Stage.ASKED

    def close_question(self) -> None:
        """No question is open any more."""
        self.requested, self.stage = None, None

    def give_up_question(self) -> None:
        """The shopper cannot tell: go on without the open fact."""
        if self.requested and self.requested not in self.unsure:
            self.unsure.append(self.requested)
        self.close_question()

    def diagnose(self, cause: str) -> None:
        """A remedy for `cause` is given now."""
        self.close_question()
        self.diagnosed_cause, self.outcome = cause, None

    def begin_anew(self) -> None:
        """A new complaint after a solved one: what was known belonged to the old one."""
        fresh = Case(reference_number=self.reference_number)
        self.__dict__.update(fresh.__dict__)

    def remedy_failed(self) -> None:
        """The remedy of the diagnosed cause did not help."""
        if self.diagnosed_cause and self.diagnosed_cause not in self.failed_causes:
            self.failed_causes.append(self.diagnosed_cause)
        self.diagnosed_cause = None
