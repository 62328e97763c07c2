"""Belief over causes: exact Bayes by enumeration, facts independent given the cause."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from diagnosis.model import DiagnosisModel, Evidence


def posterior(model: DiagnosisModel, evidence: Evidence) -> dict[str, float]:
    """Probability of every cause given the evidence; the values sum to 1.

    "Not sure" moves nothing. A remedy that did not help is evidence too: under its cause that happens with
    probability 1 - success_rate, under any other cause with certainty. A hint that a value was stated, of probability p,
    is virtual evidence with the likelihood 1 - p + p * P(value | cause) / P(value); source: Pearl, "Probabilistic Reasoning
    in Intelligent Systems" (1988), 2.2.2.

    Raises:
        DiagnosisError: the evidence names something that the model does not have.
    """
    model.check_evidence(evidence)
    weights = {}
    for cause in model.causes.values():
        weight = model.priors[cause.id]
        if cause.id in evidence.failed_remedies:
            weight *= 1 - cause.success_rate
        # A fixed order of facts makes the result the same to the last bit, whatever order they were told in.
        for fact in model.facts:
            if fact in evidence.facts:
                weight *= cause.likelihood[fact][evidence.facts[fact]]
            elif fact in evidence.hints:
                value, probability = evidence.hints[fact]
                weight *= 1 - probability + probability * cause.likelihood[fact][value] / _overall(model, fact, value)
        weights[cause.id] = weight
    return normalised(weights)


def _overall(model: DiagnosisModel, fact: str, value: str) -> float:
    """How often the fact has this value, whatever the cause."""
    return sum(model.priors[cause.id] * cause.likelihood[fact][value] for cause in model.causes.values())


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights scaled to sum to 1."""
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def entropy(probabilities: Iterable[float]) -> float:
    """Shannon entropy in bits."""
    return -sum(p * math.log2(p) for p in probabilities if p > 0)


def ranked(belief: Mapping[str, float]) -> list[tuple[str, float]]:
    """Causes with their probability, most likely first; equal ones by id, so that the order never flickers."""
    return sorted(belief.items(), key=lambda item: (-item[1], item[0]))
