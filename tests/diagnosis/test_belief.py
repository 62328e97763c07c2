from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis import DiagnosisModel, Evidence, decide, entropy, posterior, rank_questions, ranked, weights_of_evidence
from tests.diagnosis.tables import Case, cases, models, table


def by_the_book(model: DiagnosisModel, evidence: Evidence) -> dict[str, Fraction]:
    """Bayes' rule in exact fractions, written out."""
    joint = {}
    for cause in model.causes.values():
        weight = Fraction(cause.prior)
        for fact, value in evidence.facts.items():
            weight *= Fraction(cause.likelihood[fact][value])
        joint[cause.id] = weight * (1 - Fraction(cause.success_rate)) if cause.id in evidence.failed_remedies else weight
    return {cause: weight / sum(joint.values()) for cause, weight in joint.items()}


@given(cases())
def test_the_posterior_sums_to_one(case: Case) -> None:
    belief = posterior(*case)
    assert set(belief) == set(case.model.causes)
    assert math.isclose(sum(belief.values()), 1, abs_tol=1e-12)
    assert all(0 < p <= 1 for p in belief.values())


@given(cases())
def test_the_posterior_is_bayes_rule(case: Case) -> None:
    assert posterior(*case) == pytest.approx({cause: float(p) for cause, p in by_the_book(*case).items()}, rel=1e-9)


@given(models())
def test_without_evidence_the_belief_is_the_prior(model: DiagnosisModel) -> None:
    assert posterior(model, Evidence()) == pytest.approx(model.priors)


@given(cases(), st.data())
def test_the_order_of_facts_changes_nothing_to_the_last_bit(case: Case, data: st.DataObject) -> None:
    model, evidence = case
    shuffled = replace(evidence, facts=dict(data.draw(st.permutations(list(evidence.facts.items())))))
    assert posterior(model, shuffled) == posterior(model, evidence)
    assert decide(model, shuffled) == decide(model, evidence)
    assert rank_questions(model, shuffled) == rank_questions(model, evidence)
    for cause in model.causes:
        assert weights_of_evidence(model, shuffled, cause) == weights_of_evidence(model, evidence, cause)


@given(cases(), st.data())
def test_not_sure_changes_nothing_in_the_belief(case: Case, data: st.DataObject) -> None:
    model, evidence = case
    fact = data.draw(st.sampled_from(sorted(model.facts)))
    assert posterior(model, evidence.with_unsure(fact)) == posterior(model, evidence)


@given(cases(min_causes=2), st.data())
def test_a_failed_remedy_lowers_its_cause_and_raises_the_others(case: Case, data: st.DataObject) -> None:
    model, evidence = case
    failed = data.draw(st.sampled_from(sorted(model.causes)))
    before = posterior(model, replace(evidence, failed_remedies=evidence.failed_remedies - {failed}))
    after = posterior(model, replace(evidence, failed_remedies=evidence.failed_remedies | {failed}))
    assert after[failed] < before[failed]
    assert all(after[cause] > before[cause] for cause in model.causes if cause != failed)


def test_a_surer_remedy_that_failed_lowers_its_cause_more() -> None:
    rows = {"a": {"f": 0.5}, "b": {"f": 0.5}}
    failed = Evidence(failed_remedies=frozenset({"a"}))
    assert posterior(table(rows, success_rate=0.5), failed)["a"] == pytest.approx(0.5 / 1.5)
    assert posterior(table(rows, success_rate=0.9), failed)["a"] == pytest.approx(0.1 / 1.1)


@given(cases(), st.data())
def test_a_fact_raises_the_cause_that_it_fits_best(case: Case, data: st.DataObject) -> None:
    model, evidence = case
    fact = data.draw(st.sampled_from(list(model.facts.values())))
    value = data.draw(st.sampled_from(fact.values))
    open_still = replace(evidence, facts={f: v for f, v in evidence.facts.items() if f != fact.id})
    best = max(model.causes.values(), key=lambda cause: cause.likelihood[fact.id][value]).id
    assert posterior(model, open_still.with_fact(fact.id, value))[best] >= posterior(model, open_still)[best] - 1e-12


def test_entropy_is_in_bits() -> None:
    assert entropy([0.25] * 4) == 2
    assert entropy([0.5, 0.5, 0.0]) == 1
    assert entropy([1.0]) == 0


def test_equal_causes_are_ranked_by_id_so_that_the_order_never_flickers() -> None:
    assert ranked({"b": 0.25, "c": 0.5, "a": 0.25}) == [("c", 0.5), ("a", 0.25), ("b", 0.25)]
