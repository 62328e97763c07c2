"""The cheapest way to ask under the engine's own table and stopping rule, by dynamic programming.

Far too slow for a shop (every reachable state is worked out), but exact: a yardstick for the greedy engine.
"""

from __future__ import annotations

from diagnosis import DiagnosisModel, Evidence, posterior, should_stop

State = tuple[frozenset[tuple[str, str]], frozenset[str]]


class OptimalPolicy:
    """Least expected cost until the stopping rule says stop.

    Args:
        model: the table, its costs and its stopping rule.
        unsure: probability that an answer is "not sure".
    """

    def __init__(self, model: DiagnosisModel, unsure: float) -> None:
        self._model = model
        self._unsure = unsure
        self._solved: dict[State, tuple[float, str | None]] = {}

    def choose(self, evidence: Evidence) -> str | None:
        """The fact whose question starts the cheapest way to the end, or None to stop."""
        return self._solve(evidence)[1]

    def _solve(self, evidence: Evidence) -> tuple[float, str | None]:
        state = (frozenset(evidence.facts.items()), evidence.unsure)
        if state not in self._solved:
            self._solved[state] = self._best(evidence)
        return self._solved[state]

    def _best(self, evidence: Evidence) -> tuple[float, str | None]:
        if should_stop(self._model, evidence):
            return 0.0, None
        return min((self._cost_of_asking(fact, evidence), fact) for fact in self._open(evidence))

    def _open(self, evidence: Evidence) -> list[str]:
        return [fact for fact in self._model.facts if fact not in evidence.facts and fact not in evidence.unsure]

    def _cost_of_asking(self, fact_id: str, evidence: Evidence) -> float:
        fact, belief = self._model.facts[fact_id], posterior(self._model, evidence)
        cost = fact.cost + self._unsure * self._solve(evidence.with_unsure(fact_id))[0]
        for value in fact.values:
            chance = sum(p * self._model.causes[cause].likelihood[fact_id][value] for cause, p in belief.items())
            cost += (1 - self._unsure) * chance * self._solve(evidence.with_fact(fact_id, value))[0]
        return cost
