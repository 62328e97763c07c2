from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis import (
    Ask,
    Conclude,
    DiagnosisModel,
    Evidence,
    StopRule,
    Undetermined,
    decide,
    posterior,
    rank_questions,
    ranked,
    should_stop,
)
from diagnosis.stopping import nameable
from tests.diagnosis.tables import Case, cases, models, table

NO_QUESTION_IS_WORTH_IT = StopRule(least_gain=10)


def answer_at_random(evidence: Evidence, fact: str, model: DiagnosisModel, data: st.DataObject) -> Evidence:
    """A shopper who may say anything, "not sure" included."""
    value = data.draw(st.sampled_from([*model.facts[fact].values, "unsure"]), label=fact)
    return evidence.with_unsure(fact) if value == "unsure" else evidence.with_fact(fact, value)


@given(models(), st.data())
def test_an_interview_asks_no_fact_twice_and_ends_within_the_number_of_facts(
    model: DiagnosisModel, data: st.DataObject
) -> None:
    evidence, asked = Evidence(), []
    while isinstance(decision := decide(model, evidence), Ask):
        assert decision.fact not in asked
        asked.append(decision.fact)
        evidence = answer_at_random(evidence, decision.fact, model, data)
    assert len(asked) <= len(model.facts)


@given(models(), st.data())
def test_a_case_in_which_no_remedy_helps_names_no_cause_twice_and_ends_undetermined(
    model: DiagnosisModel, data: st.DataObject
) -> None:
    evidence, named, asked = Evidence(), [], []
    while not isinstance(decision := decide(model, evidence), Undetermined):
        if isinstance(decision, Ask):
            assert decision.fact not in asked
            asked.append(decision.fact)
            evidence = answer_at_random(evidence, decision.fact, model, data)
        else:
            assert decision.cause not in named
            named.append(decision.cause)
            evidence = replace(evidence, failed_remedies=evidence.failed_remedies | {decision.cause})


@given(cases())
def test_a_cause_whose_remedy_failed_is_never_named_again(case: Case) -> None:
    decision, failed = decide(*case), case.evidence.failed_remedies
    if isinstance(decision, Conclude):
        assert decision.cause not in failed
        assert decision.runner_up not in failed
    elif isinstance(decision, Undetermined):
        assert not failed & set(decision.candidates)


@given(cases())
def test_the_next_step_follows_from_the_stopping_rule_the_ranking_and_the_thresholds(case: Case) -> None:
    model, evidence = case
    decision = decide(model, evidence)
    assert decision.belief == posterior(model, evidence)
    assert isinstance(decision, Ask) == (not should_stop(model, evidence))
    candidates = ranked(nameable(decision.belief, evidence))
    if isinstance(decision, Ask):
        assert decision.fact == rank_questions(model, evidence)[0].fact
    elif isinstance(decision, Undetermined):
        assert not candidates or candidates[0][1] < model.stop.undetermined_below
        assert decision.candidates == tuple(cause for cause, _ in candidates[:3])
    else:
        assert (decision.cause, decision.probability) == candidates[0]
        assert decision.probability >= model.stop.undetermined_below
        lead = decision.probability - candidates[1][1] if len(candidates) > 1 else 1.0
        assert decision.runner_up == (candidates[1][0] if lead < model.stop.tie_within else None)


def test_nearly_tied_causes_are_named_together() -> None:
    model = table({"b": {"f": 0.5}, "a": {"f": 0.5}}, priors={"b": 0.52, "a": 0.48})
    assert decide(model, Evidence()) == Conclude("b", 0.52, "a", {"b": 0.52, "a": 0.48})


def test_a_clear_leader_is_named_alone() -> None:
    model = table({"a": {"f": 0.5}, "b": {"f": 0.5}}, priors={"a": 0.6, "b": 0.4})
    decision = decide(model, Evidence())
    assert isinstance(decision, Conclude)
    assert (decision.cause, decision.runner_up) == ("a", None)


def test_exactly_tied_causes_are_named_in_the_order_of_their_ids() -> None:
    decision = decide(table({"b": {"f": 0.5}, "a": {"f": 0.5}}), Evidence())
    assert isinstance(decision, Conclude)
    assert (decision.cause, decision.runner_up) == ("a", "b")


def test_a_leader_below_the_threshold_is_not_named_and_three_candidates_are_worth_checking() -> None:
    model = table({c: {"f": 0.5} for c in "dcba"}, priors={"d": 0.49, "c": 0.25, "b": 0.16, "a": 0.10})
    decision = decide(model, Evidence())
    assert isinstance(decision, Undetermined)
    assert decision.candidates == ("d", "c", "b")


def test_a_leader_at_the_threshold_is_named() -> None:
    decision = decide(table({c: {"f": 0.5} for c in "abc"}, priors={"a": 2, "b": 1, "c": 1}), Evidence())
    assert isinstance(decision, Conclude)
    assert (decision.cause, decision.probability) == ("a", 0.5)


def test_when_every_remedy_failed_the_case_is_undetermined_without_candidates() -> None:
    decision = decide(table({"a": {"f": 0.9}, "b": {"f": 0.1}}), Evidence(failed_remedies=frozenset({"a", "b"})))
    assert isinstance(decision, Undetermined)
    assert decision.candidates == ()


def test_the_others_are_weighed_among_themselves_after_a_failed_remedy() -> None:
    """c leads in belief even after its remedy failed; b has all of what is left besides."""
    model = table({"a": {"f": 0.5}, "b": {"f": 0.5}, "c": {"f": 0.5}}, priors={"a": 1, "b": 3, "c": 96})
    decision = decide(model, Evidence(failed_remedies=frozenset({"c"})))
    assert isinstance(decision, Conclude)
    assert max(decision.belief, key=lambda cause: decision.belief[cause]) == "c"
    assert (decision.cause, decision.probability) == ("b", pytest.approx(0.75))


def test_correcting_a_fact_corrects_the_conclusion() -> None:
    model = table({"a": {"f": 0.97}, "b": {"f": 0.03}})
    said = Evidence().with_fact("f", "yes")
    first, corrected = decide(model, said), decide(model, said.with_fact("f", "no"))
    assert isinstance(first, Conclude)
    assert isinstance(corrected, Conclude)
    assert (first.cause, corrected.cause) == ("a", "b")


def test_not_sure_leads_to_another_question() -> None:
    model = table({"a": {"f": 0.9, "g": 0.8}, "b": {"f": 0.1, "g": 0.2}})
    first = decide(model, Evidence())
    assert isinstance(first, Ask)
    second = decide(model, Evidence().with_unsure(first.fact))
    assert isinstance(second, Ask)
    assert (first.fact, second.fact) == ("f", "g")


def test_nothing_is_asked_when_no_question_is_worth_its_trouble() -> None:
    model = table({"a": {"f": 0.9}, "b": {"f": 0.1}}, priors={"a": 0.7, "b": 0.3}, stop=NO_QUESTION_IS_WORTH_IT)
    assert isinstance(decide(model, Evidence()), Conclude)
