"""Tables to reason with: small ones written down, and random ones for property tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hypothesis import strategies as st

from diagnosis import Cause, DiagnosisModel, Evidence, Fact, StopRule

YES_NO = ("yes", "no")


def table(
    causes: Mapping[str, Mapping[str, float]],
    *,
    priors: Mapping[str, float] | None = None,
    costs: Mapping[str, float] | None = None,
    stop: StopRule | None = None,
    success_rate: float = 0.8,
) -> DiagnosisModel:
    """A table of yes/no facts: for each cause and fact the probability of a yes. Causes are equally common if not said."""
    facts = [Fact(fact, YES_NO, (costs or {}).get(fact, 1.0)) for fact in next(iter(causes.values()))]
    rows = {cause: {fact: {"yes": p, "no": 1 - p} for fact, p in row.items()} for cause, row in causes.items()}
    return DiagnosisModel([Cause(c, (priors or {}).get(c, 1.0), row, success_rate) for c, row in rows.items()], facts, stop)


def row(values: tuple[str, ...], shares: Iterator[int]) -> dict[str, float]:
    """A likelihood row that adds up to 1, from the next bytes; none is so small that it would round away."""
    weights = [1 + next(shares) % 20 for _ in values]
    return {value: weight / sum(weights) for value, weight in zip(values, weights)}


@st.composite
def models(draw: st.DrawFn, min_causes: int = 1, max_facts: int = 4, max_values: int = 3) -> DiagnosisModel:
    """Any sound table: up to four causes, four facts of two or three values, any stopping rule."""
    count = draw(st.integers(min_causes, 4))
    sizes = draw(st.lists(st.integers(2, max_values), min_size=1, max_size=max_facts))
    facts = [
        Fact(f"fact_{n}", tuple(f"value_{v}" for v in range(size)), draw(st.floats(0.5, 3))) for n, size in enumerate(sizes)
    ]
    # All likelihoods in one draw, as hypothesis is slow at many small ones.
    shares = iter(draw(st.binary(min_size=count * sum(sizes), max_size=count * sum(sizes))))
    causes = [
        Cause(
            f"cause_{n}",
            prior=draw(st.floats(0.05, 2)),
            likelihood={fact.id: row(fact.values, shares) for fact in facts},
            success_rate=draw(st.floats(0.05, 0.95)),
        )
        for n in range(count)
    ]
    stop = StopRule(
        enough=draw(st.floats(0.5, 0.99)),
        least_gain=draw(st.floats(0, 0.3)),
        undetermined_below=draw(st.floats(0.2, 0.9)),
        tie_within=draw(st.floats(0.01, 0.3)),
    )
    return DiagnosisModel(causes, facts, stop)


@st.composite
def evidence_for(draw: st.DrawFn, model: DiagnosisModel) -> Evidence:
    """Any evidence: each fact told, unsure or open; any remedies failed."""
    told = {fact.id: draw(st.sampled_from([None, "unsure", *fact.values])) for fact in model.facts.values()}
    return Evidence(
        facts={fact: value for fact, value in told.items() if value not in (None, "unsure")},
        unsure=frozenset(fact for fact, value in told.items() if value == "unsure"),
        failed_remedies=draw(st.frozensets(st.sampled_from(sorted(model.causes)))),
    )


class Case(NamedTuple):
    """A table and what is known of one shopper."""

    model: DiagnosisModel
    evidence: Evidence


@st.composite
def cases(draw: st.DrawFn, min_causes: int = 1) -> Case:
    """Any table with any evidence for it."""
    model = draw(models(min_causes=min_causes))
    return Case(model, draw(evidence_for(model)))
