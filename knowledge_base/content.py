"""What the knowledge files say, as typed objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diagnosis import DiagnosisModel


@dataclass(frozen=True)
class RemedyStep:
    """One step of a remedy: what to do, who does it, where to tap (may be empty), how long until it works."""

    do: str
    who: str
    where: str
    takes: str


@dataclass(frozen=True)
class CauseText:
    """What the shopper is told about a cause."""

    id: str
    title: str
    summary: str
    why: str
    steps: tuple[RemedyStep, ...]
    avoid: tuple[str, ...]
    handover_when: tuple[str, ...]


@dataclass(frozen=True)
class FactValue:
    """One value of a fact: the quick reply for it, and how the assistant says it back."""

    id: str
    quick_reply: str
    phrase: str


@dataclass(frozen=True)
class FactText:
    """How a fact is asked for. `affirm` and `deny` are the values of a bare yes and no, None where it does not decide."""

    id: str
    title: str
    question: str
    values: Mapping[str, FactValue]
    unsure: str
    affirm: str | None
    deny: str | None
    narrow: str | None
    why_asked: str
    how_to_check: str

    @property
    def quick_replies(self) -> list[str]:
        """The quick replies in the order shown: one a value, then "not sure"."""
        return [*(value.quick_reply for value in self.values.values()), self.unsure]

    def value_of(self, reply: str | None) -> str | None:
        """The value that a quick reply stands for; None for "not sure", and for what is no quick reply."""
        return next((value.id for value in self.values.values() if value.quick_reply == reply), None)


@dataclass(frozen=True)
class Answer:
    """The answer to a question that is no diagnosis, and the intents offered next."""

    id: str
    answer: str
    related: tuple[str, ...]


@dataclass(frozen=True)
class SafetyReply:
    """The reply to a message in which a person's safety or money is at stake."""

    id: str
    reply: str
    offer_human: bool
    resume: bool


@dataclass(frozen=True)
class Knowledge:
    """Everything that support staff can edit. `wording` maps a key to a text with {placeholders}."""

    model: DiagnosisModel
    causes: Mapping[str, CauseText]
    facts: Mapping[str, FactText]
    answers: Mapping[str, Answer]
    safety: Mapping[str, SafetyReply]
    choices: Mapping[str, str]
    wording: Mapping[str, str]
