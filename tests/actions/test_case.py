"""A case survives the way through slots, and keeps its rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actions.case import Case
from actions.names import Outcome, Stage

FACTS = ("limit_status", "failure_scope")
VALUES = st.sampled_from(["enough", "insufficient"])


@given(
    facts=st.dictionaries(st.sampled_from(FACTS), VALUES),
    quotes=st.dictionaries(st.sampled_from(FACTS), st.text(min_size=1)),
    unsure=st.lists(st.sampled_from(FACTS), unique=True),
    hints=st.dictionaries(st.sampled_from(FACTS), st.tuples(VALUES, st.floats(0, 1))),
    failed=st.lists(st.sampled_from(["a", "b"]), unique=True),
    requested=st.none() | st.sampled_from(FACTS),
    stage=st.none() | st.sampled_from(Stage),
    outcome=st.none() | st.sampled_from(Outcome),
    amounts=st.tuples(st.none() | st.floats(1, 1e6), st.none() | st.floats(1, 1e6)),
    misunderstandings=st.integers(0, 3),
)
def test_slots_and_back_is_the_same_case(
    facts: dict[str, str],
    quotes: dict[str, str],
    unsure: list[str],
    hints: dict[str, tuple[str, float]],
    failed: list[str],
    requested: str | None,
    stage: Stage | None,
    outcome: Outcome | None,
    amounts: tuple[float | None, float | None],
    misunderstandings: int,
) -> None:
    case = Case(
        facts=facts,
        quotes=quotes,
        unsure=unsure,
        hints=hints,
        failed_causes=failed,
        requested=requested,
        stage=stage,
        outcome=outcome,
        available_limit=amounts[0],
        order_amount=amounts[1],
        misunderstandings=misunderstandings,
    )

    assert Case.from_slots(case.slots(FACTS), FACTS) == case


def test_a_fact_once_stated_needs_no_hint() -> None:
    case = Case(hints={"failure_scope": ("specific", 0.4), "overdue_status": ("current", 0.3)})
    case.state("failure_scope", "all", "都不行")

    assert case.hints == {"overdue_status": ("current", 0.3)}


def test_a_fact_said_again_is_no_correction() -> None:
    case = Case()

    assert not case.state("limit_status", "enough", "够的")
    assert not case.state("limit_status", "enough", "真的够")
    assert case.quotes["limit_status"] == "够的"


def test_another_value_is_a_correction_with_its_own_quote() -> None:
    case = Case()
    case.state("limit_status", "enough", "够的")

    assert case.state("limit_status", "insufficient", "看错了不够")
    assert case.facts == {"limit_status": "insufficient"}
    assert case.quotes["limit_status"] == "看错了不够"


def test_a_fact_told_after_not_sure_counts() -> None:
    case = Case(unsure=["limit_status"])
    case.state("limit_status", "enough", "")

    assert case.evidence.facts == {"limit_status": "enough"}
    assert case.evidence.unsure == frozenset()


def test_equal_amounts_are_enough() -> None:
    assert Case(available_limit=1999, order_amount=1999).compare_amounts() == ("limit_status", "enough")
    assert Case(available_limit=1998, order_amount=1999).compare_amounts() == ("limit_status", "insufficient")
    assert Case(available_limit=1998).compare_amounts() is None
