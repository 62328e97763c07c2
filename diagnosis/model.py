"""The table that the reasoning runs on, and the evidence of one case."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from diagnosis.errors import ModelError, UnknownCauseError, UnknownFactError, UnknownValueError


@dataclass(frozen=True)
class Fact:
    """Something that can be asked: its values, and what asking costs the shopper (1 is an easy question)."""

    id: str
    values: tuple[str, ...]
    cost: float = 1.0


@dataclass(frozen=True)
class Cause:
    """One possible cause: how common, how its facts usually look, how often its remedy helps."""

    id: str
    prior: float
    likelihood: Mapping[str, Mapping[str, float]]
    success_rate: float = 0.8


@dataclass(frozen=True)
class StopRule:
    """When to stop asking. All figures are probabilities, except `least_gain` in bits per unit of cost."""

    enough: float = 0.91
    """The leading cause is this likely: conclude."""
    least_gain: float = 0.1
    """No open question promises more than this: asking on is not worth the shopper's time."""
    undetermined_below: float = 0.5
    """A leading cause less likely than this at the end is not named as the cause."""
    tie_within: float = 0.1
    """Two leading causes closer than this at the end are named together."""


@dataclass(frozen=True)
class Evidence:
    """What is known of one case.

    `facts` maps fact id to value; a corrected fact simply replaces the old one. `unsure` holds facts that were asked
    and that the shopper cannot tell: they move no belief and are not asked again. `failed_remedies` holds causes whose
    remedy was tried and did not help. `hints` maps facts that were perhaps stated to the value and the probability that
    it was: a fact that is known drops its hint, and a hint may choose the next question but never the verdict.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    failed_remedies: frozenset[str] = frozenset()
    hints: Mapping[str, tuple[str, float]] = field(default_factory=dict)

    @property
    def firm(self) -> Evidence:
        """This evidence without its hints."""
        return replace(self, hints={})

    def with_fact(self, fact: str, value: str) -> Evidence:
        """This evidence with `fact` set or corrected to `value`."""
        return replace(self, facts={**self.facts, fact: value}, unsure=self.unsure - {fact})

    def with_unsure(self, fact: str) -> Evidence:
        """This evidence after "not sure" to the question for `fact`."""
        return replace(self, unsure=self.unsure | {fact})


class DiagnosisModel:
    """Causes and facts, checked once so that the reasoning need not check again.

    Raises:
        ModelError: no causes or facts, duplicate ids or values, a cost or prior that is not a positive number, a
            likelihood row that is missing, names an unknown value or does not add up to 1.
    """

    def __init__(self, causes: list[Cause], facts: list[Fact], stop: StopRule | None = None) -> None:
        self.causes = {cause.id: cause for cause in causes}
        self.facts = {fact.id: fact for fact in facts}
        self.stop = stop or StopRule()
        if not causes or not facts:
            raise ModelError("a model needs at least one cause and one fact")
        if len(self.causes) != len(causes) or len(self.facts) != len(facts):
            raise ModelError("cause and fact ids must be unique")
        for fact in facts:
            if len(set(fact.values)) != len(fact.values) or not 0 < fact.cost < math.inf:
                raise ModelError(f"{fact.id}: the values must be unique and the cost positive")
        for cause in causes:
            self._check(cause)
        total = sum(cause.prior for cause in causes)
        self.priors = {cause.id: cause.prior / total for cause in causes}

    def _check(self, cause: Cause) -> None:
        if not 0 < cause.prior < math.inf or not 0 < cause.success_rate < 1:
            raise ModelError(f"{cause.id}: the prior must be positive and the success rate between 0 and 1")
        for fact in self.facts.values():
            row = cause.likelihood.get(fact.id)
            if row is None or set(row) != set(fact.values):
                raise ModelError(f"{cause.id}: the likelihood of {fact.id} must have exactly the values {fact.values}")
            if any(not p > 0 for p in row.values()) or not math.isclose(sum(row.values()), 1, abs_tol=1e-6):
                raise ModelError(f"{cause.id}: the likelihoods of {fact.id} must be positive and add up to 1")

    def check_evidence(self, evidence: Evidence) -> None:
        """Raise the fitting :class:`DiagnosisError` when `evidence` names something that this model does not have."""
        hinted = ((fact, value) for fact, (value, _) in evidence.hints.items())
        for fact, value in itertools.chain(evidence.facts.items(), hinted):
            if fact not in self.facts:
                raise UnknownFactError(fact)
            if value not in self.facts[fact].values:
                raise UnknownValueError(f"{fact}={value}")
        for fact in evidence.unsure:
            if fact not in self.facts:
                raise UnknownFactError(fact)
        for cause in evidence.failed_remedies:
            if cause not in self.causes:
                raise UnknownCauseError(cause)
