"""How much the answer to a question is expected to tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diagnosis.belief import entropy, normalised
from diagnosis.model import DiagnosisModel, Evidence, Fact


def open_facts(model: DiagnosisModel, evidence: Evidence) -> list[Fact]:
    """The facts that are neither known nor answered with "not sure", in the order of the model."""
    return [fact for fact in model.facts.values() if fact.id not in evidence.facts and fact.id not in evidence.unsure]


def answers(model: DiagnosisModel, belief: Mapping[str, float], fact: Fact) -> Iterator[tuple[str, float, dict[str, float]]]:
    """Each possible answer: the value, its probability under `belief`, and the belief after it."""
    for value in fact.values:
        joint = {cause: p * model.causes[cause].likelihood[fact.id][value] for cause, p in belief.items()}
        yield value, sum(joint.values()), normalised(joint)


def expected_gain(model: DiagnosisModel, belief: Mapping[str, float], fact: Fact) -> float:
    """Expected drop in entropy about the cause, in bits, from the answer to `fact` (Lindley, 1956)."""
    after = sum(chance * entropy(belief_after.values()) for _, chance, belief_after in answers(model, belief, fact))
    return max(0.0, entropy(belief.values()) - after)
