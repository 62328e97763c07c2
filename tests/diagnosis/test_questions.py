from __future__ import annotations

import pytest
from hypothesis import given

from diagnosis import Evidence, StopRule, posterior, rank_questions, should_stop
from diagnosis.information import answers, expected_gain, open_facts
from diagnosis.questions import SETTLED_BONUS
from tests.diagnosis.tables import Case, cases, table

NEVER_SETTLED = StopRule(enough=0.999, least_gain=0)


@given(cases())
def test_exactly_the_open_facts_are_ranked_best_first(case: Case) -> None:
    ranking = rank_questions(*case)
    assert sorted(question.fact for question in ranking) == sorted(fact.id for fact in open_facts(*case))
    values = [question.value_per_cost for question in ranking]
    assert values == sorted(values, reverse=True)


@given(cases())
def test_a_question_is_worth_its_gain_and_its_chance_to_settle_the_case_by_its_cost(case: Case) -> None:
    model, evidence = case
    belief = posterior(model, evidence)
    for question in rank_questions(model, evidence):
        fact = model.facts[question.fact]
        settling = sum(
            chance
            for value, chance, _ in answers(model, belief, fact)
            if should_stop(model, evidence.with_fact(fact.id, value))
        )
        assert question.gain == expected_gain(model, belief, fact)
        assert question.value_per_cost == pytest.approx((question.gain + SETTLED_BONUS * settling) / fact.cost)


def test_the_question_that_tells_the_causes_apart_comes_first() -> None:
    model = table({"a": {"vague": 0.6, "sharp": 0.9}, "b": {"vague": 0.4, "sharp": 0.1}}, stop=NEVER_SETTLED)
    assert [question.fact for question in rank_questions(model, Evidence())] == ["sharp", "vague"]


def test_an_easy_question_goes_before_an_equally_telling_hard_one() -> None:
    rows = {"a": {"hard": 0.9, "simple": 0.9}, "b": {"hard": 0.1, "simple": 0.1}}
    assert rank_questions(table(rows, costs={"hard": 1.5}), Evidence())[0].fact == "simple"
    assert rank_questions(table(rows, costs={"simple": 1.5}), Evidence())[0].fact == "hard"


def test_equal_questions_are_ranked_by_id_so_that_the_order_never_flickers() -> None:
    model = table({"a": {"z": 0.9, "m": 0.9, "k": 0.9}, "b": {"z": 0.1, "m": 0.1, "k": 0.1}})
    assert [question.fact for question in rank_questions(model, Evidence())] == ["k", "m", "z"]


def test_a_question_that_may_settle_the_case_goes_before_one_that_only_narrows() -> None:
    model = table(
        {"a": {"narrows": 0.8, "settles": 0.35}, "b": {"narrows": 0.2, "settles": 0.01}}, stop=StopRule(least_gain=0.01)
    )
    settles, narrows = rank_questions(model, Evidence())
    assert (settles.fact, narrows.fact) == ("settles", "narrows")
    assert settles.gain < narrows.gain


def test_what_is_known_decides_what_to_ask_next() -> None:
    """`first` leaves a and b, or c and d; each pair is told apart by a question of its own."""
    rows = {
        "a": {"first": 0.95, "ab": 0.95, "cd": 0.5},
        "b": {"first": 0.95, "ab": 0.05, "cd": 0.5},
        "c": {"first": 0.05, "ab": 0.5, "cd": 0.95},
        "d": {"first": 0.05, "ab": 0.5, "cd": 0.05},
    }
    model = table(rows)
    assert rank_questions(model, Evidence({"first": "yes"}))[0].fact == "ab"
    assert rank_questions(model, Evidence({"first": "no"}))[0].fact == "cd"
    assert rank_questions(model, Evidence(failed_remedies=frozenset({"a", "b"})))[0].fact == "cd"


def test_nothing_is_left_to_ask_when_everything_was_told_or_unsure() -> None:
    model = table({"a": {"f": 0.9, "g": 0.9}, "b": {"f": 0.1, "g": 0.1}})
    assert rank_questions(model, Evidence({"f": "yes"}, unsure=frozenset({"g"}))) == []
