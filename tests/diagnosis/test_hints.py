"""A fact that was perhaps stated moves the belief by Pearl's virtual evidence, chooses questions, and decides nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis import DiagnosisModel, Evidence, UnknownFactError, UnknownValueError, decide, posterior, should_stop
from tests.diagnosis.tables import Case, cases, models, table

LIKELY = st.floats(0, 1)


def some_value(model: DiagnosisModel, data: st.DataObject) -> tuple[str, str]:
    fact = data.draw(st.sampled_from(sorted(model.facts)))
    return fact, data.draw(st.sampled_from(model.facts[fact].values))


@given(models(), LIKELY, st.data())
def test_the_belief_lies_between_not_knowing_and_knowing_as_likely_as_the_hint(
    model: DiagnosisModel, likely: float, data: st.DataObject
) -> None:
    fact, value = some_value(model, data)
    known = posterior(model, Evidence({fact: value}))
    mixed = {cause: likely * known[cause] + (1 - likely) * prior for cause, prior in model.priors.items()}
    assert posterior(model, Evidence(hints={fact: (value, likely)})) == pytest.approx(mixed)


@given(cases(), LIKELY, st.data())
def test_a_hint_of_what_is_known_changes_nothing(case: Case, likely: float, data: st.DataObject) -> None:
    model, evidence = case
    fact, value = some_value(model, data)
    known = evidence.with_fact(fact, value)
    other = data.draw(st.sampled_from(model.facts[fact].values))
    assert posterior(model, replace(known, hints={fact: (other, likely)})) == posterior(model, known)


@given(cases(), LIKELY, st.data())
def test_no_hint_ends_the_questions_or_changes_the_verdict(case: Case, likely: float, data: st.DataObject) -> None:
    model, evidence = case
    fact, value = some_value(model, data)
    hinted = replace(evidence, hints={fact: (value, likely)})
    assert should_stop(model, hinted) == should_stop(model, evidence)
    if should_stop(model, evidence):
        assert decide(model, hinted) == decide(model, evidence)


@pytest.mark.parametrize(("fact", "error"), [("colour", UnknownFactError), ("frozen", UnknownValueError)])
def test_a_hint_of_something_unknown_is_an_error(fact: str, error: type[Exception]) -> None:
    model = table({"limit": {"frozen": 0.1}, "risk": {"frozen": 0.8}})
    with pytest.raises(error):
        posterior(model, Evidence(hints={fact: ("perhaps", 0.3)}))
