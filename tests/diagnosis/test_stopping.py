from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from diagnosis import DiagnosisModel, Evidence, StopRule, posterior, should_stop
from diagnosis.information import expected_gain, open_facts
from diagnosis.stopping import nameable
from tests.diagnosis.tables import Case, cases, models, table

TWO = {"a": {"f": 0.9, "g": 0.6}, "b": {"f": 0.1, "g": 0.4}}


@given(cases())
def test_asking_goes_on_exactly_while_no_cause_is_likely_enough_and_a_question_is_worth_it(case: Case) -> None:
    model, evidence = case
    belief = posterior(model, evidence)
    candidates = nameable(belief, evidence)
    worth_it = [f for f in open_facts(model, evidence) if expected_gain(model, belief, f) / f.cost >= model.stop.least_gain]
    settled = not candidates or max(candidates.values()) >= model.stop.enough
    assert should_stop(model, evidence) == (settled or not worth_it)


def test_asking_stops_as_soon_as_one_cause_is_likely_enough() -> None:
    told = Evidence({"f": "yes"})  # 0.9 for a, and g could still be asked
    assert should_stop(table(TWO, stop=StopRule(enough=0.89, least_gain=0)), told)
    assert not should_stop(table(TWO, stop=StopRule(enough=0.91, least_gain=0)), told)


def test_asking_stops_when_no_question_tells_enough_for_its_trouble() -> None:
    """The open question g promises 0.029 bits in the beginning."""
    assert should_stop(table(TWO, stop=StopRule(least_gain=0.03)), Evidence(unsure=frozenset({"f"})))
    assert not should_stop(table(TWO, stop=StopRule(least_gain=0.028)), Evidence(unsure=frozenset({"f"})))
    assert should_stop(table(TWO, stop=StopRule(least_gain=0.028), costs={"g": 1.1}), Evidence(unsure=frozenset({"f"})))


def test_one_question_worth_its_trouble_keeps_asking_though_the_others_are_not() -> None:
    assert not should_stop(table(TWO, stop=StopRule(least_gain=0.03)), Evidence())


@given(models(), st.data())
def test_asking_stops_at_the_latest_when_everything_was_asked(model: DiagnosisModel, data: st.DataObject) -> None:
    told = {f.id: data.draw(st.sampled_from(f.values)) for f in model.facts.values() if data.draw(st.booleans())}
    assert should_stop(model, Evidence(told, unsure=frozenset(model.facts) - set(told)))


def test_a_single_cause_needs_no_question() -> None:
    assert should_stop(table({"a": {"f": 0.9}}), Evidence())


def test_when_every_remedy_failed_there_is_nothing_to_ask_for() -> None:
    assert should_stop(table(TWO), Evidence(failed_remedies=frozenset({"a", "b"})))


@given(cases())
def test_the_nameable_causes_keep_their_odds_and_leave_out_failed_ones(case: Case) -> None:
    belief = posterior(*case)
    left = nameable(belief, case.evidence)
    assert set(left) == set(case.model.causes) - case.evidence.failed_remedies
    if left:
        assert math.isclose(sum(left.values()), 1, abs_tol=1e-12)
    for one in left:
        for other in left:
            assert math.isclose(left[one] * belief[other], left[other] * belief[one], rel_tol=1e-9)


def test_a_failed_cause_however_likely_does_not_stop_the_search_among_the_others() -> None:
    model = table({"a": {"f": 0.5}, "b": {"f": 0.9}, "c": {"f": 0.1}}, priors={"a": 1000}, stop=StopRule(least_gain=0))
    assert should_stop(model, Evidence())
    assert not should_stop(model, Evidence(failed_remedies=frozenset({"a"})))
