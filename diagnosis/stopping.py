"""When to stop asking."""

from __future__ import annotations

from collections.abc import Mapping

from diagnosis.belief import normalised, posterior
from diagnosis.information import expected_gain, open_facts
from diagnosis.model import DiagnosisModel, Evidence


def nameable(belief: Mapping[str, float], evidence: Evidence) -> dict[str, float]:
    """Belief over the causes whose remedy has not failed yet, given that it is one of them; empty when all failed."""
    rest = {cause: p for cause, p in belief.items() if cause not in evidence.failed_remedies}
    return normalised(rest) if rest else {}


def should_stop(model: DiagnosisModel, evidence: Evidence) -> bool:
    """Whether one nameable cause is likely enough, or no open question is worth its cost; hints do not count.

    Raises:
        DiagnosisError: the evidence names something that the model does not have.
    """
    belief = posterior(model, evidence.firm)
    candidates = nameable(belief, evidence)
    if not candidates or max(candidates.values()) >= model.stop.enough:
        return True
    return not any(
        expected_gain(model, belief, fact) >= model.stop.least_gain * fact.cost for fact in open_facts(model, evidence)
    )
