"""How few questions, how right: the engine beside asking everything and beside the exact optimal policy.

Ten thousand simulated shoppers, the same ones for every policy. Each has a true cause drawn from the priors; the
answers come from a noisier table than the assistant's own, and one answer in ten is "not sure".
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

from benchmarks.optimal_policy import OptimalPolicy
from diagnosis import DiagnosisModel, Evidence, posterior, rank_questions, ranked, should_stop
from knowledge_base import load_knowledge

SHOPPERS = 10_000
NOISE = 0.10
"""Share of each likelihood row that is replaced by an even spread over its values."""
UNSURE = 0.10
SEED = 20240527

Policy = Callable[[Evidence], Optional[str]]
"""The fact to ask next, or None to stop."""


@dataclass(frozen=True)
class Shopper:
    """A simulated case: the true cause, and the answer to every question (None is "not sure")."""

    cause: str
    answers: dict[str, str | None]


@dataclass(frozen=True)
class Score:
    """What one policy reached over all shoppers."""

    name: str
    accuracy: float
    mean_cost: float
    mean_questions: float


def draw_shoppers(model: DiagnosisModel, count: int, rng: random.Random) -> list[Shopper]:
    """Shoppers with answers from the noisier table."""
    shoppers = []
    for _ in range(count):
        cause = rng.choices(list(model.priors), list(model.priors.values()))[0]
        answers: dict[str, str | None] = {}
        for fact in model.facts.values():
            row = model.causes[cause].likelihood[fact.id]
            noisy = [(1 - NOISE) * row[value] + NOISE / len(fact.values) for value in fact.values]
            told = rng.choices(fact.values, noisy)[0]
            answers[fact.id] = None if rng.random() < UNSURE else told
        shoppers.append(Shopper(cause, answers))
    return shoppers


def ask_everything(model: DiagnosisModel) -> Policy:
    """Every fact in the fixed order of the table."""

    def choose(evidence: Evidence) -> str | None:
        return next((f for f in model.facts if f not in evidence.facts and f not in evidence.unsure), None)

    return choose


def engine(model: DiagnosisModel) -> Policy:
    """The assistant's own policy."""

    def choose(evidence: Evidence) -> str | None:
        return None if should_stop(model, evidence) else rank_questions(model, evidence)[0].fact

    return choose


def remembered(policy: Policy) -> Policy:
    """The same policy, each state worked out once: the shoppers of one run meet the same states again and again."""
    seen: dict[tuple[frozenset[tuple[str, str]], frozenset[str]], str | None] = {}

    def choose(evidence: Evidence) -> str | None:
        key = (frozenset(evidence.facts.items()), evidence.unsure)
        if key not in seen:
            seen[key] = policy(evidence)
        return seen[key]

    return choose


def interview(policy: Policy, shopper: Shopper) -> tuple[Evidence, list[str]]:
    """Ask one shopper until the policy stops; the evidence and the facts asked."""
    evidence, asked = Evidence(), []
    while (fact := policy(evidence)) is not None:
        answer = shopper.answers[fact]
        evidence = evidence.with_unsure(fact) if answer is None else evidence.with_fact(fact, answer)
        asked.append(fact)
    return evidence, asked


def score(name: str, model: DiagnosisModel, policy: Policy, shoppers: list[Shopper]) -> Score:
    """Share of shoppers whose most likely cause is the true one, and what asking cost them."""
    right, costs, questions = 0, [], []
    for shopper in shoppers:
        evidence, asked = interview(policy, shopper)
        right += ranked(posterior(model, evidence))[0][0] == shopper.cause
        costs.append(sum(model.facts[fact].cost for fact in asked))
        questions.append(len(asked))
    return Score(name, right / len(shoppers), statistics.mean(costs), statistics.mean(questions))


def decision_times(model: DiagnosisModel, shoppers: list[Shopper]) -> list[float]:
    """Milliseconds of each decision on the way through the interviews, nothing remembered."""
    times, policy = [], engine(model)

    def timed(evidence: Evidence) -> str | None:
        start = time.perf_counter()
        fact = policy(evidence)
        times.append((time.perf_counter() - start) * 1000)
        return fact

    for shopper in shoppers:
        interview(timed, shopper)
    return times


def main() -> None:
    """Print the table."""
    model = load_knowledge().model
    shoppers = draw_shoppers(model, SHOPPERS, random.Random(SEED))
    optimal = OptimalPolicy(model, unsure=UNSURE)
    everything = score("every fact, fixed order", model, ask_everything(model), shoppers)
    ours = score("this engine", model, remembered(engine(model)), shoppers)
    best = score("optimal policy (dynamic programming)", model, optimal.choose, shoppers)
    print(f"{SHOPPERS} shoppers, noise {NOISE:.0%}, not sure {UNSURE:.0%}, seed {SEED}")
    print(f"{'policy':38} {'accuracy':>8} {'mean cost':>9} {'questions':>9}")
    for row in (everything, ours, best):
        print(f"{row.name:38} {row.accuracy:8.4f} {row.mean_cost:9.3f} {row.mean_questions:9.3f}")
    times = sorted(decision_times(model, shoppers[:500]))
    print(f"accuracy behind asking everything: {everything.accuracy - ours.accuracy:+.4f} (at most 0.01)")
    print(f"mean cost over the optimal policy: {ours.mean_cost / best.mean_cost:.3f} (at most 1.05)")
    print(f"decision time p50 {times[len(times) // 2]:.3f} ms, p95 {times[int(len(times) * 0.95)]:.3f} ms (p50 under 1 ms)")


if __name__ == "__main__":
    main()
