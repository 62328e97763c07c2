"""What to do now: ask on, name the cause, or own up that it is undetermined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union

from diagnosis.belief import posterior, ranked
from diagnosis.model import DiagnosisModel, Evidence
from diagnosis.questions import rank_questions
from diagnosis.stopping import nameable, should_stop


@dataclass(frozen=True)
class Ask:
    """Ask for `fact` next."""

    fact: str
    belief: Mapping[str, float]


@dataclass(frozen=True)
class Conclude:
    """Name `cause`; `runner_up` too when the two are nearly tied."""

    cause: str
    probability: float
    runner_up: str | None
    belief: Mapping[str, float]


@dataclass(frozen=True)
class Undetermined:
    """No cause is likely enough to be named; `candidates` are worth checking, most likely first."""

    candidates: tuple[str, ...]
    belief: Mapping[str, float]


Decision = Union[Ask, Conclude, Undetermined]


def decide(model: DiagnosisModel, evidence: Evidence) -> Decision:
    """The next step for this evidence.

    A cause whose remedy already failed is never named again: the others are weighed among themselves.

    Raises:
        DiagnosisError: the evidence names something that the model does not have.
    """
    if not should_stop(model, evidence):
        return Ask(rank_questions(model, evidence)[0].fact, posterior(model, evidence))
    belief = posterior(model, evidence.firm)
    candidates = ranked(nameable(belief, evidence))
    if not candidates or candidates[0][1] < model.stop.undetermined_below:
        return Undetermined(tuple(cause for cause, _ in candidates[:3]), belief)
    (leader, probability), *rest = candidates
    tied = bool(rest) and probability - rest[0][1] < model.stop.tie_within
    return Conclude(leader, probability, rest[0][0] if tied else None, belief)
