"""What the assistant promises about its questions, on simulated shoppers and the shipped knowledge."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import pytest

from benchmarks import diagnosis_policies
from benchmarks.diagnosis_policies import (
    NOISE,
    SEED,
    SHOPPERS,
    UNSURE,
    Score,
    Shopper,
    ask_everything,
    decision_times,
    draw_shoppers,
    engine,
    interview,
    remembered,
    score,
)
from benchmarks.optimal_policy import OptimalPolicy
from diagnosis import DiagnosisModel, Evidence
from knowledge_base import load_knowledge


@dataclass(frozen=True)
class Run:
    """One run of the benchmark, as `make bench-diagnosis` does it."""

    everything: Score
    engine: Score
    optimal: Score


@pytest.fixture(scope="module")
def model() -> DiagnosisModel:
    """The shipped table."""
    return load_knowledge().model


@pytest.fixture(scope="module")
def shoppers(model: DiagnosisModel) -> list[Shopper]:
    """The documented ten thousand."""
    return draw_shoppers(model, SHOPPERS, random.Random(SEED))


@pytest.fixture(scope="module")
def run(model: DiagnosisModel, shoppers: list[Shopper]) -> Run:
    """All three policies on the same shoppers."""
    return Run(
        score("everything", model, ask_everything(model), shoppers),
        score("engine", model, remembered(engine(model)), shoppers),
        score("optimal", model, OptimalPolicy(model, unsure=UNSURE).choose, shoppers),
    )


def test_stopping_early_costs_at_most_a_hundredth_of_accuracy(run: Run) -> None:
    assert run.everything.accuracy - run.engine.accuracy <= 0.01


def test_asking_costs_at_most_a_twentieth_more_than_under_the_optimal_policy(run: Run) -> None:
    assert run.engine.mean_cost <= 1.05 * run.optimal.mean_cost


def test_the_engine_asks_far_less_than_everything(run: Run, model: DiagnosisModel) -> None:
    assert run.everything.mean_questions == len(model.facts)
    assert run.everything.mean_cost == pytest.approx(sum(fact.cost for fact in model.facts.values()))
    assert run.engine.mean_questions < 0.7 * run.everything.mean_questions


def test_no_shopper_is_asked_anything_twice(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    policy = remembered(engine(model))
    for shopper in shoppers:
        _, asked = interview(policy, shopper)
        assert len(asked) == len(set(asked))


def test_the_same_seed_draws_the_same_shoppers(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    assert draw_shoppers(model, 50, random.Random(SEED)) == shoppers[:50]
    assert draw_shoppers(model, 50, random.Random(SEED + 1)) != shoppers[:50]


def test_shoppers_have_each_cause_as_often_as_its_prior_says(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    shares = Counter(shopper.cause for shopper in shoppers)
    assert {cause: shares[cause] / len(shoppers) for cause in model.causes} == pytest.approx(model.priors, abs=0.02)


def test_shoppers_are_unsure_as_often_as_documented(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    for fact in model.facts:
        unsure = sum(shopper.answers[fact] is None for shopper in shoppers)
        assert unsure / len(shoppers) == pytest.approx(UNSURE, abs=0.01)


def test_shoppers_answer_from_a_noisier_table_than_the_assistants(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    """For every fact, the share of the value that the cause makes most likely, over all shoppers who answered."""
    for fact in model.facts.values():
        expected = found = told = 0.0
        for shopper in shoppers:
            if (answer := shopper.answers[fact.id]) is not None:
                row = model.causes[shopper.cause].likelihood[fact.id]
                usual = max(row, key=lambda value: row[value])
                expected += (1 - NOISE) * row[usual] + NOISE / len(fact.values)
                found += answer == usual
                told += 1
        assert found / told == pytest.approx(expected / told, abs=0.015)


def test_a_score_counts_the_right_causes_the_cost_and_the_questions(model: DiagnosisModel) -> None:
    """A policy that asks one fact: a notice of maintenance points to maintenance, no notice to something else."""
    told: dict[str, str | None] = dict.fromkeys(model.facts)
    right = Shopper("system_maintenance", {**told, "system_notice": "yes"})
    wrong = Shopper("item_restriction", {**told, "system_notice": "yes"})

    def ask_for_a_notice(evidence: Evidence) -> str | None:
        return None if evidence.facts else "system_notice"

    found = score("notice", model, ask_for_a_notice, [right, right, right, wrong])
    assert found == Score("notice", 0.75, model.facts["system_notice"].cost, 1)


def test_everything_is_asked_in_the_order_of_the_table_whatever_is_answered(
    model: DiagnosisModel, shoppers: list[Shopper]
) -> None:
    for shopper in shoppers[:50]:
        evidence, asked = interview(ask_everything(model), shopper)
        assert asked == list(model.facts)
        assert evidence.facts == {fact: answer for fact, answer in shopper.answers.items() if answer is not None}
        assert evidence.unsure == {fact for fact, answer in shopper.answers.items() if answer is None}


def test_remembering_changes_no_question(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    policy, memory = engine(model), remembered(engine(model))
    for shopper in shoppers[:100]:
        assert interview(memory, shopper) == interview(policy, shopper)


def test_a_state_is_worked_out_once(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    worked_out: list[Evidence] = []

    def stop_at_once(evidence: Evidence) -> str | None:
        worked_out.append(evidence)
        return None

    memory = remembered(stop_at_once)
    for shopper in shoppers[:10]:
        interview(memory, shopper)
    assert worked_out == [Evidence()]


def test_every_decision_is_timed_the_last_one_too(model: DiagnosisModel, shoppers: list[Shopper]) -> None:
    asked = [interview(engine(model), shopper)[1] for shopper in shoppers[:20]]
    assert len(decision_times(model, shoppers[:20])) == sum(len(facts) + 1 for facts in asked)


def test_the_command_prints_each_policy_and_what_was_promised(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(diagnosis_policies, "SHOPPERS", 20)
    diagnosis_policies.main()
    printed = capsys.readouterr().out
    for part in ("20 shoppers", f"seed {SEED}", "every fact", "this engine", "optimal policy", "at most 0.01", "at most 1.05"):
        assert part in printed
