from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis import DiagnosisModel, Evidence, UnknownCauseError, posterior, weights_of_evidence
from tests.diagnosis.tables import Case, cases, table


def log_odds(model: DiagnosisModel, evidence: Evidence, cause: str) -> float:
    """Bits for the cause against all others together."""
    belief = posterior(model, evidence)
    return math.log2(belief[cause] / sum(p for other, p in belief.items() if other != cause))


def without(evidence: Evidence, fact: str) -> Evidence:
    """The evidence as if `fact` had not been told."""
    return replace(evidence, facts={key: value for key, value in evidence.facts.items() if key != fact})


@given(cases(min_causes=2), st.data())
def test_the_weight_of_a_fact_is_what_it_added_to_the_log_odds(case: Case, data: st.DataObject) -> None:
    model, evidence = case
    cause = data.draw(st.sampled_from(sorted(model.causes)))
    for weight in weights_of_evidence(model, evidence, cause):
        added = log_odds(model, evidence, cause) - log_odds(model, without(evidence, weight.fact), cause)
        assert weight.bits == pytest.approx(added, abs=1e-6)


@given(cases(min_causes=2), st.data())
def test_a_fact_weighs_for_a_cause_exactly_when_it_makes_the_cause_more_likely(case: Case, data: st.DataObject) -> None:
    model, evidence = case
    cause = data.draw(st.sampled_from(sorted(model.causes)))
    for weight in weights_of_evidence(model, evidence, cause):
        rise = posterior(model, evidence)[cause] - posterior(model, without(evidence, weight.fact))[cause]
        if abs(weight.bits) > 1e-6:
            assert (weight.bits > 0) == (rise > 0)


@given(cases(min_causes=2), st.data())
def test_every_told_fact_is_weighed_once_strongest_first(case: Case, data: st.DataObject) -> None:
    weights = weights_of_evidence(*case, data.draw(st.sampled_from(sorted(case.model.causes))))
    assert {weight.fact: weight.value for weight in weights} == dict(case.evidence.facts)
    assert len(weights) == len(case.evidence.facts)
    assert [weight.bits for weight in weights] == sorted((weight.bits for weight in weights), reverse=True)


def test_a_fact_speaks_for_one_of_two_causes_and_as_much_against_the_other() -> None:
    model = table({"a": {"f": 0.8}, "b": {"f": 0.2}})
    [for_a] = weights_of_evidence(model, Evidence({"f": "yes"}), "a")
    [for_b] = weights_of_evidence(model, Evidence({"f": "yes"}), "b")
    assert (for_a.bits, for_b.bits) == (pytest.approx(2), pytest.approx(-2))


def test_a_fact_that_fits_every_cause_alike_weighs_nothing() -> None:
    [weight] = weights_of_evidence(table({"a": {"f": 0.3}, "b": {"f": 0.3}}), Evidence({"f": "yes"}), "a")
    assert weight.bits == pytest.approx(0, abs=1e-12)


def test_a_fact_that_rules_out_the_present_rival_counts_more_than_one_that_rules_out_an_unlikely_one() -> None:
    rows = {"a": {"not_b": 0.9, "not_c": 0.9}, "b": {"not_b": 0.1, "not_c": 0.9}, "c": {"not_b": 0.9, "not_c": 0.1}}
    model = table(rows, priors={"a": 10, "b": 10, "c": 0.1})
    first, second = weights_of_evidence(model, Evidence({"not_c": "yes", "not_b": "yes"}), "a")
    assert (first.fact, second.fact) == ("not_b", "not_c")
    assert first.bits > 3 * second.bits


def test_a_rival_whose_remedy_failed_weighs_less() -> None:
    rows = {"a": {"f": 0.9}, "b": {"f": 0.1}, "c": {"f": 0.9}}
    [before] = weights_of_evidence(table(rows), Evidence({"f": "yes"}), "a")
    [after] = weights_of_evidence(table(rows), Evidence({"f": "yes"}, failed_remedies=frozenset({"b"})), "a")
    assert after.bits < before.bits


def test_equal_weights_are_ordered_by_fact_so_that_the_order_never_flickers() -> None:
    model = table({"a": {"z": 0.9, "k": 0.9}, "b": {"z": 0.1, "k": 0.1}})
    assert [w.fact for w in weights_of_evidence(model, Evidence({"z": "yes", "k": "yes"}), "a")] == ["k", "z"]


def test_not_sure_is_no_evidence() -> None:
    model = table({"a": {"f": 0.9, "g": 0.9}, "b": {"f": 0.1, "g": 0.1}})
    weights = weights_of_evidence(model, Evidence({"f": "yes"}, unsure=frozenset({"g"})), "a")
    assert [weight.fact for weight in weights] == ["f"]


def test_with_a_single_cause_there_is_nothing_to_weigh_against() -> None:
    assert weights_of_evidence(table({"a": {"f": 0.9}}), Evidence({"f": "yes"}), "a") == []


def test_a_cause_that_the_model_does_not_have_is_an_error() -> None:
    with pytest.raises(UnknownCauseError, match="ghost"):
        weights_of_evidence(table({"a": {"f": 0.9}}), Evidence(), "ghost")
