"""The yardstick itself, measured against every possible way to interview on tables small enough to try them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Optional

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.optimal_policy import OptimalPolicy
from diagnosis import DiagnosisModel, Evidence, StopRule, rank_questions, should_stop
from tests.diagnosis.tables import models, table

Policy = Callable[[Evidence], Optional[str]]
Answers = dict[str, Optional[str]]
"""What a shopper says to every question; None is "not sure"."""
Plan = Optional[tuple[str, dict[Optional[str], "Plan"]]]
"""The fact to ask and the plan after each answer; None at the end."""


def after(evidence: Evidence, fact: str, answer: str | None) -> Evidence:
    return evidence.with_unsure(fact) if answer is None else evidence.with_fact(fact, answer)


def plans(model: DiagnosisModel, evidence: Evidence) -> Iterator[Plan]:
    """Every interview that keeps to the stopping rule."""
    if should_stop(model, evidence):
        yield None
        return
    for fact in model.facts.values():
        if fact.id not in evidence.facts and fact.id not in evidence.unsure:
            outcomes = (*fact.values, None)
            for rest in product(*(list(plans(model, after(evidence, fact.id, outcome))) for outcome in outcomes)):
                yield fact.id, dict(zip(outcomes, rest))


def following(plan: Plan) -> Policy:
    """The plan as a policy."""

    def choose(evidence: Evidence) -> str | None:
        here = plan
        while here is not None and (here[0] in evidence.facts or here[0] in evidence.unsure):
            here = here[1][evidence.facts.get(here[0])]
        return here[0] if here else None

    return choose


def shoppers(model: DiagnosisModel, unsure: float) -> Iterator[tuple[Answers, float]]:
    """Every shopper there can be, with how likely they are."""
    for answers in product(*((*fact.values, None) for fact in model.facts.values())):
        told = dict(zip(model.facts, answers))
        chance = 0.0
        for cause in model.causes.values():
            weight = model.priors[cause.id]
            for fact, answer in told.items():
                weight *= unsure if answer is None else (1 - unsure) * cause.likelihood[fact][answer]
            chance += weight
        yield told, chance


def mean_cost(model: DiagnosisModel, unsure: float, policy: Policy) -> float:
    """What the questions cost on average, over every shopper there can be."""
    total = 0.0
    for told, chance in shoppers(model, unsure):
        evidence = Evidence()
        while (fact := policy(evidence)) is not None:
            assert fact not in evidence.facts
            assert fact not in evidence.unsure
            evidence = after(evidence, fact, told[fact])
            total += chance * model.facts[fact].cost
    return total


def greedy(model: DiagnosisModel) -> Policy:
    return lambda evidence: None if should_stop(model, evidence) else rank_questions(model, evidence)[0].fact


@settings(max_examples=40, deadline=None)
@given(
    models(min_causes=2, max_facts=3, max_values=2).filter(lambda model: not should_stop(model, Evidence())),
    st.floats(0.01, 0.5),
)
def test_no_way_to_interview_is_cheaper(model: DiagnosisModel, unsure: float) -> None:
    cheapest = min(mean_cost(model, unsure, following(plan)) for plan in plans(model, Evidence()))
    assert mean_cost(model, unsure, OptimalPolicy(model, unsure).choose) == pytest.approx(cheapest)


@settings(max_examples=40, deadline=None)
@given(models(min_causes=2), st.floats(0.01, 0.5))
def test_the_engine_is_never_cheaper(model: DiagnosisModel, unsure: float) -> None:
    optimal = mean_cost(model, unsure, OptimalPolicy(model, unsure).choose)
    assert optimal <= mean_cost(model, unsure, greedy(model)) + 1e-9


def test_it_stops_when_the_stopping_rule_says_so() -> None:
    model = table({"a": {"f": 0.97}, "b": {"f": 0.03}})
    policy = OptimalPolicy(model, unsure=0.1)
    assert policy.choose(Evidence()) == "f"
    assert policy.choose(Evidence({"f": "yes"})) is None


def test_it_looks_further_than_one_question() -> None:
    """Three questions narrow; `guide` tells little, but decides which of the other two will settle the case."""
    rows = {
        "a": {"guide": 0.99, "left": 0.99, "right": 0.5},
        "b": {"guide": 0.99, "left": 0.01, "right": 0.5},
        "c": {"guide": 0.01, "left": 0.5, "right": 0.99},
        "d": {"guide": 0.01, "left": 0.5, "right": 0.01},
    }
    policy = OptimalPolicy(table(rows, costs={"left": 2, "right": 2}, stop=StopRule(enough=0.9)), unsure=0.01)
    assert policy.choose(Evidence()) == "guide"
    assert policy.choose(Evidence({"guide": "yes"})) == "left"
    assert policy.choose(Evidence({"guide": "no"})) == "right"
