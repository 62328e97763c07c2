"""The scores on figures checked by hand, and what must hold for any readings."""

from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.nlu_scores import (
    Bin,
    Coverage,
    Judged,
    Outcome,
    Question,
    Reading,
    Tally,
    accuracy,
    calibration_error,
    confusion,
    coverage,
    coverage_curve,
    fact_tallies,
    intent_tallies,
    judged,
    macro_f1,
    micro_f1,
    reliability,
)

FACTS = ("overdue", "limit")

intents = st.sampled_from(["why", "fee", "greet", "nlu_fallback"])
facts = st.frozensets(st.tuples(st.sampled_from([*FACTS, "amount"]), st.sampled_from("ab")), max_size=3)
confidences = st.floats(0, 1)
guesses = st.lists(st.tuples(confidences, st.booleans()), max_size=30)
questions = st.builds(
    Question, st.just("text"), st.lists(intents, min_size=1, max_size=2, unique=True).map(tuple), facts, facts
)
readings = st.builds(Reading, intents, intents, confidences, facts)
outcomes_of_any_kind = st.lists(st.tuples(questions, readings), max_size=20)


def outcome(accepted: str, read: str, stated: str = "", found: str = "", optional: str = "") -> Outcome:
    """Intents and facts in short: "why fee" are two accepted intents, "overdue=none limit=zero" two facts."""

    def parts(text: str) -> frozenset[tuple[str, str]]:
        return frozenset((fact, value) for fact, _, value in (part.partition("=") for part in text.split()))

    return Question("text", tuple(accepted.split()), parts(stated), parts(optional)), Reading(read, read, 0.5, parts(found))


def test_three_of_four_intents_are_right() -> None:
    outcomes = [outcome("why", "why"), outcome("why", "fee"), outcome("fee", "fee"), outcome("greet", "greet")]

    assert accuracy(outcomes) == 0.75
    assert intent_tallies(outcomes) == {"why": Tally(1, 0, 1), "fee": Tally(1, 1, 0), "greet": Tally(1, 0, 0)}
    # F1 of why 2/3, of fee 2/3, of greet 1
    assert macro_f1(intent_tallies(outcomes)) == pytest.approx(7 / 9)


def test_any_accepted_intent_is_right_and_a_miss_counts_against_the_preferred_one() -> None:
    outcomes = [outcome("why fee", "fee"), outcome("why fee", "greet")]

    assert confusion(outcomes) == {("fee", "fee"): 1, ("why", "greet"): 1}
    assert intent_tallies(outcomes) == {"fee": Tally(1, 0, 0), "why": Tally(0, 0, 1), "greet": Tally(0, 1, 0)}


def test_an_intent_that_nobody_meant_is_left_out_of_the_macro_f1() -> None:
    assert macro_f1(intent_tallies([outcome("why", "why"), outcome("why", "greet")])) == pytest.approx(2 / 3)


def test_a_fact_with_another_value_is_both_missed_and_wrong() -> None:
    outcomes = [
        outcome("why", "why", stated="overdue=none", found="overdue=none"),
        outcome("why", "why", stated="overdue=none", found="overdue=current"),
        outcome("why", "why", stated="limit=zero"),
        outcome("why", "why", found="limit=zero"),
    ]

    tallies = fact_tallies(outcomes, FACTS)

    assert tallies == {"overdue": Tally(1, 1, 1), "limit": Tally(0, 1, 1)}
    # 2 * 1 / (2 * 1 + 2 + 2)
    assert micro_f1(tallies) == pytest.approx(1 / 3)


def test_an_optional_fact_is_neither_wanted_nor_wrong() -> None:
    found = outcome("why", "why", optional="limit=zero", found="limit=zero")
    missing = outcome("why", "why", optional="limit=zero")
    other = outcome("why", "why", optional="limit=zero", found="limit=enough")

    assert fact_tallies([found, missing], FACTS) == {}
    assert fact_tallies([other], FACTS) == {"limit": Tally(0, 1, 0)}


def test_entities_that_are_no_facts_do_not_count() -> None:
    stated, found = outcome("why", "why", stated="amount=800"), outcome("why", "why", found="amount=800")

    assert fact_tallies([stated, found], FACTS) == {}


def test_precision_recall_and_f1_of_a_tally() -> None:
    tally = Tally(right=6, wrong=2, missed=4)

    assert (tally.count, tally.precision, tally.recall, tally.f1) == (10, 0.75, 0.6, pytest.approx(2 / 3))
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_guesses_are_judged_as_if_there_were_no_fallback() -> None:
    asked = Question("text", ("why",), frozenset())

    assert judged([(asked, Reading("nlu_fallback", "why", 0.2, frozenset()))]) == [(0.2, True)]


def test_bins_and_calibration_error_of_four_guesses() -> None:
    bins = reliability([(0.95, True), (0.91, False), (0.15, False), (1.0, True)])

    assert bins[0] == Bin(1, 0.15, 0)
    assert astuple(bins[1]) == pytest.approx((3, 2.86 / 3, 2 / 3))
    assert len(bins) == 2
    # (1 * 0.15 + 3 * (2.86 / 3 - 2 / 3)) / 4 = (0.15 + 0.86) / 4
    assert calibration_error(bins) == pytest.approx(0.2525)


def test_the_curve_of_four_guesses_two_of_them_as_sure() -> None:
    curve = coverage_curve([(0.9, True), (0.5, True), (0.5, False), (0.2, False)])

    assert curve == [Coverage(0.9, 0.25, 1.0), Coverage(0.5, 0.75, 2 / 3), Coverage(0.2, 1.0, 0.5)]


def test_a_guess_as_sure_as_the_threshold_is_answered() -> None:
    guesses = [(0.9, True), (0.5, False), (0.2, True)]

    assert coverage(guesses, 0.5) == Coverage(0.5, 2 / 3, 0.5)
    assert coverage(guesses, 0.95) == Coverage(0.95, 0, 0)


def test_nothing_read_scores_nothing() -> None:
    assert accuracy([]) == macro_f1({}) == micro_f1({}) == calibration_error([]) == 0
    assert reliability([]) == coverage_curve([]) == []


@given(outcomes_of_any_kind)
def test_every_message_is_in_the_confusion_once_and_the_diagonal_is_the_accuracy(outcomes: list[Outcome]) -> None:
    pairs = confusion(outcomes)

    assert sum(pairs.values()) == len(outcomes)
    assert sum(count for (wanted, read), count in pairs.items() if wanted == read) == sum(
        tally.right for tally in intent_tallies(outcomes).values()
    )
    assert accuracy(outcomes) * len(outcomes) == pytest.approx(sum(n for (wanted, read), n in pairs.items() if wanted == read))


@given(outcomes_of_any_kind)
def test_each_wrong_intent_is_missed_once_and_read_once(outcomes: list[Outcome]) -> None:
    tallies = intent_tallies(outcomes).values()

    assert sum(tally.wrong for tally in tallies) == sum(tally.missed for tally in tallies)
    assert sum(tally.count for tally in tallies) == len(outcomes)


@given(outcomes_of_any_kind)
def test_scores_are_shares(outcomes: list[Outcome]) -> None:
    facts_found = fact_tallies(outcomes, FACTS)

    assert set(facts_found) <= set(FACTS)
    for figure in (accuracy(outcomes), macro_f1(intent_tallies(outcomes)), micro_f1(facts_found)):
        assert 0 <= figure <= 1


@given(st.lists(questions, min_size=1, max_size=20))
def test_reading_what_was_meant_is_perfect(asked: list[Question]) -> None:
    outcomes = [(question, Reading(question.intents[0], question.intents[0], 1.0, question.facts)) for question in asked]
    facts_found = fact_tallies(outcomes, FACTS)

    assert accuracy(outcomes) == macro_f1(intent_tallies(outcomes)) == 1
    assert micro_f1(facts_found) == (1 if facts_found else 0)
    assert calibration_error(reliability(judged(outcomes))) == 0


@given(guesses, st.integers(1, 20))
def test_bins_hold_every_guess_once_and_their_means(found: list[Judged], count: int) -> None:
    bins = reliability(found, count)

    assert len(bins) <= count
    assert sum(one.count for one in bins) == len(found)
    assert sum(one.count * one.accuracy for one in bins) == pytest.approx(sum(right for _, right in found))
    assert sum(one.count * one.confidence for one in bins) == pytest.approx(sum(sure for sure, _ in found))
    assert 0 <= calibration_error(bins) <= 1


@given(guesses)
def test_a_lower_threshold_answers_more_and_the_lowest_all(found: list[Judged]) -> None:
    curve = coverage_curve(found)

    assert [place.threshold for place in curve] == sorted({sure for sure, _ in found}, reverse=True)
    assert all(before.share < after.share for before, after in pairwise(curve))
    if found:
        assert curve[-1].share == 1
        assert curve[-1].accuracy == pytest.approx(sum(right for _, right in found) / len(found))


@given(guesses)
def test_the_curve_says_what_each_threshold_does(found: list[Judged]) -> None:
    for place in coverage_curve(found):
        expected = coverage(found, place.threshold)
        assert (place.share, place.accuracy) == pytest.approx((expected.share, expected.accuracy))
