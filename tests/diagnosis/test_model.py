from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis import (
    Cause,
    DiagnosisError,
    DiagnosisModel,
    Evidence,
    Fact,
    ModelError,
    UnknownCauseError,
    UnknownFactError,
    UnknownValueError,
    decide,
    posterior,
    rank_questions,
    should_stop,
    weights_of_evidence,
)
from tests.diagnosis.tables import YES_NO, Case, cases, table

FACT = Fact("notice", YES_NO)
CAUSE = Cause("outage", 1.0, {"notice": {"yes": 0.9, "no": 0.1}})


def test_priors_are_relative_and_scaled_to_one() -> None:
    model = table({"a": {"f": 0.5}, "b": {"f": 0.5}}, priors={"a": 3, "b": 1})
    assert model.priors == {"a": 0.75, "b": 0.25}


def test_a_model_needs_a_cause_and_a_fact() -> None:
    with pytest.raises(ModelError):
        DiagnosisModel([], [FACT])
    with pytest.raises(ModelError):
        DiagnosisModel([CAUSE], [])


def test_ids_are_unique() -> None:
    with pytest.raises(ModelError, match="unique"):
        DiagnosisModel([CAUSE, CAUSE], [FACT])
    with pytest.raises(ModelError, match="unique"):
        DiagnosisModel([CAUSE], [FACT, FACT])


@pytest.mark.parametrize("prior", [0.0, -1.0, math.nan, math.inf])
def test_a_prior_is_a_positive_number(prior: float) -> None:
    with pytest.raises(ModelError, match="outage"):
        DiagnosisModel([replace(CAUSE, prior=prior)], [FACT])


@pytest.mark.parametrize("rate", [0.0, 1.0, -0.1, 1.1, math.nan])
def test_a_success_rate_is_strictly_between_never_and_always(rate: float) -> None:
    with pytest.raises(ModelError, match="outage"):
        DiagnosisModel([replace(CAUSE, success_rate=rate)], [FACT])


@pytest.mark.parametrize("cost", [0.0, -1.0, math.nan, math.inf])
def test_a_cost_is_a_positive_number(cost: float) -> None:
    with pytest.raises(ModelError, match="notice"):
        DiagnosisModel([CAUSE], [replace(FACT, cost=cost)])


def test_a_fact_names_each_value_once() -> None:
    with pytest.raises(ModelError, match="notice"):
        DiagnosisModel([CAUSE], [Fact("notice", ("yes", "no", "no"))])


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"yes": 0.9, "no": 0.2}, id="more than one"),
        pytest.param({"yes": 0.9, "no": 0.09}, id="less than one"),
        pytest.param({"yes": 1.0, "no": 0.0}, id="an impossible value"),
        pytest.param({"yes": 1.5, "no": -0.5}, id="a negative likelihood"),
        pytest.param({"yes": math.nan, "no": 0.5}, id="not a number"),
        pytest.param({"yes": 1.0}, id="a missing value"),
        pytest.param({"yes": 0.5, "no": 0.25, "maybe": 0.25}, id="a value too many"),
    ],
)
def test_a_likelihood_row_covers_every_value_and_adds_up_to_one(row: dict[str, float]) -> None:
    with pytest.raises(ModelError, match=r"outage.*notice"):
        DiagnosisModel([replace(CAUSE, likelihood={"notice": row})], [FACT])


def test_every_cause_has_a_row_for_every_fact() -> None:
    with pytest.raises(ModelError, match=r"outage.*overdue"):
        DiagnosisModel([CAUSE], [FACT, Fact("overdue", YES_NO)])


def test_rounding_in_a_row_is_no_error() -> None:
    row = {"a": 0.3333333, "b": 0.3333333, "c": 0.3333333}
    DiagnosisModel([Cause("outage", 1, {"f": row})], [Fact("f", ("a", "b", "c"))])


@pytest.mark.parametrize(
    ("evidence", "error"),
    [
        pytest.param(Evidence({"weather": "yes"}), UnknownFactError, id="told"),
        pytest.param(Evidence(unsure=frozenset({"weather"})), UnknownFactError, id="unsure"),
        pytest.param(Evidence({"notice": "maybe"}), UnknownValueError, id="value"),
        pytest.param(Evidence(failed_remedies=frozenset({"ghost"})), UnknownCauseError, id="failed remedy"),
    ],
)
def test_evidence_that_the_model_does_not_know_is_an_error_everywhere(evidence: Evidence, error: type[DiagnosisError]) -> None:
    model = DiagnosisModel([CAUSE], [FACT])
    for function in (posterior, decide, rank_questions, should_stop):
        with pytest.raises(error):
            function(model, evidence)
    with pytest.raises(error):
        weights_of_evidence(model, evidence, "outage")


def test_the_error_names_what_is_unknown() -> None:
    model = DiagnosisModel([CAUSE], [FACT])
    with pytest.raises(UnknownValueError, match="notice=maybe"):
        model.check_evidence(Evidence({"notice": "maybe"}))
    with pytest.raises(UnknownFactError, match="weather"):
        model.check_evidence(Evidence({"weather": "yes"}))


@given(cases())
def test_evidence_of_the_model_passes_its_check(case: Case) -> None:
    case.model.check_evidence(case.evidence)


@given(cases(), st.data())
def test_a_corrected_fact_replaces_the_old_one(case: Case, data: st.DataObject) -> None:
    model, evidence = case
    fact = data.draw(st.sampled_from(list(model.facts.values())))
    first, second = data.draw(st.permutations(fact.values))[:2]
    corrected = evidence.with_fact(fact.id, first).with_fact(fact.id, second)
    assert corrected == evidence.with_fact(fact.id, second)
    assert corrected.facts[fact.id] == second


def test_telling_a_fact_ends_being_unsure_about_it_and_only_it() -> None:
    evidence = Evidence({"a": "yes"}, unsure=frozenset({"b", "c"}), failed_remedies=frozenset({"x"})).with_fact("b", "no")
    assert evidence == Evidence({"a": "yes", "b": "no"}, unsure=frozenset({"c"}), failed_remedies=frozenset({"x"}))


def test_being_unsure_keeps_everything_else() -> None:
    evidence = Evidence({"a": "yes"}, unsure=frozenset({"b"}), failed_remedies=frozenset({"x"})).with_unsure("c")
    assert evidence == Evidence({"a": "yes"}, unsure=frozenset({"b", "c"}), failed_remedies=frozenset({"x"}))


def test_new_evidence_leaves_the_old_evidence_as_it_was() -> None:
    before = Evidence({"a": "yes"})
    before.with_fact("a", "no")
    before.with_unsure("b")
    assert before == Evidence({"a": "yes"})
