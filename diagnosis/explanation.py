"""Why this cause: the facts that moved the belief most."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from diagnosis.belief import posterior
from diagnosis.errors import UnknownCauseError
from diagnosis.model import DiagnosisModel, Evidence


@dataclass(frozen=True)
class FactWeight:
    """How much one fact speaks for a cause, in bits; negative when it speaks against it."""

    fact: str
    value: str
    bits: float


def weights_of_evidence(model: DiagnosisModel, evidence: Evidence, cause: str) -> list[FactWeight]:
    """The known facts with their weight for `cause`, strongest for it first.

    Good's weight of evidence is log2 P(value | cause) / P(value | not cause). Here "not cause" is the mixture of the
    other causes as believed without this fact, so a fact that rules out today's real rival counts more than one that
    rules out a cause nobody believes in.

    Raises:
        UnknownCauseError: the model does not have `cause`.
        DiagnosisError: the evidence names something that the model does not have.
    """
    if cause not in model.causes:
        raise UnknownCauseError(cause)
    model.check_evidence(evidence)
    weights = []
    for fact, value in evidence.facts.items():
        others = {key: v for key, v in evidence.facts.items() if key != fact}
        belief = posterior(model, replace(evidence.firm, facts=others))
        rivals = {c: p for c, p in belief.items() if c != cause}
        total = sum(rivals.values())
        if not total:
            continue  # a model of one cause: nothing to weigh against
        against = sum(p * model.causes[c].likelihood[fact][value] for c, p in rivals.items()) / total
        weights.append(FactWeight(fact, value, math.log2(model.causes[cause].likelihood[fact][value] / against)))
    return sorted(weights, key=lambda weight: (-weight.bits, weight.fact))
