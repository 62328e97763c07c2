from __future__ import annotations

import math

import pytest
from hypothesis import given

from diagnosis import Evidence, entropy, posterior
from diagnosis.information import answers, expected_gain, open_facts
from tests.diagnosis.tables import Case, cases, table


@given(cases())
def test_a_fact_is_open_until_it_is_told_or_answered_with_not_sure(case: Case) -> None:
    found = [fact.id for fact in open_facts(*case)]
    assert found == [f for f in case.model.facts if f not in case.evidence.facts and f not in case.evidence.unsure]


@given(cases())
def test_the_belief_after_an_answer_is_the_posterior_with_that_fact(case: Case) -> None:
    model, evidence = case
    belief = posterior(model, evidence)
    for fact in open_facts(model, evidence):
        for value, _, after in answers(model, belief, fact):
            assert after == pytest.approx(posterior(model, evidence.with_fact(fact.id, value)))


@given(cases())
def test_the_answers_to_a_question_cover_every_case_and_average_to_the_belief_before(case: Case) -> None:
    belief = posterior(*case)
    for fact in case.model.facts.values():
        told = list(answers(case.model, belief, fact))
        assert [value for value, _, _ in told] == list(fact.values)
        assert math.isclose(sum(chance for _, chance, _ in told), 1, abs_tol=1e-9)
        mean = {cause: sum(chance * after[cause] for _, chance, after in told) for cause in belief}
        assert mean == pytest.approx(belief)


@given(cases())
def test_a_question_tells_something_between_nothing_and_everything(case: Case) -> None:
    belief = posterior(*case)
    for fact in case.model.facts.values():
        most = min(entropy(belief.values()), math.log2(len(fact.values)))
        assert 0 <= expected_gain(case.model, belief, fact) <= most + 1e-9


def test_a_question_that_all_causes_answer_alike_tells_nothing() -> None:
    model = table({"a": {"f": 0.3}, "b": {"f": 0.3}})
    assert expected_gain(model, posterior(model, Evidence()), model.facts["f"]) == pytest.approx(0, abs=1e-12)


def test_the_gain_is_the_mutual_information_of_answer_and_cause() -> None:
    model = table({"a": {"f": 0.9}, "b": {"f": 0.1}})
    expected = 1 + 0.9 * math.log2(0.9) + 0.1 * math.log2(0.1)
    assert expected_gain(model, posterior(model, Evidence()), model.facts["f"]) == pytest.approx(expected)
