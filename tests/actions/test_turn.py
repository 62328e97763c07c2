"""A message is read against the open question."""

from __future__ import annotations

import pytest

from actions.case import Case
from actions.names import Stage
from actions.turn import read_turn
from knowledge_base import Knowledge
from tests.actions.conftest import user


def read(knowledge: Knowledge, case: Case, *messages: dict[str, object]) -> object:
    return read_turn({"events": list(messages), "latest_message": messages[-1]}, case, knowledge)


@pytest.mark.parametrize(
    ("text", "intent", "value"),
    [
        ("没有", "deny", "no"),
        ("有的", "affirm", "yes"),
        ("账号没变动", "out_of_scope", "no"),
        ("1", "out_of_scope", "yes"),
        ("账号有变动。", "inform", "yes"),
    ],
)
def test_an_answer_to_the_open_question(knowledge: Knowledge, text: str, intent: str, value: str) -> None:
    case = Case(requested="account_risk", stage=Stage.ASKED)
    turn = read(knowledge, case, user(text, intent))

    assert case.facts == {"account_risk": value}
    assert turn.answered == "account_risk"  # type: ignore[attr-defined]
    assert case.requested is None


def test_a_bare_yes_does_not_decide_whether_an_overdue_bill_is_repaid(knowledge: Knowledge) -> None:
    case = Case(requested="overdue_status", stage=Stage.ASKED)
    read(knowledge, case, user("有", "affirm"))

    assert case.facts == {}
    assert case.requested == "overdue_status"


def test_after_the_narrowing_question_a_bare_no_is_not_read_as_never(knowledge: Knowledge) -> None:
    case = Case(requested="overdue_status", stage=Stage.NARROWED)
    read(knowledge, case, user("没有", "deny"))

    assert case.facts == {}


def test_a_general_question_states_nothing_about_the_shopper(knowledge: Knowledge) -> None:
    case = Case()
    read(knowledge, case, user("逾期一天会怎样", "ask_overdue", ("overdue_status", "current")))

    assert case.facts == {}


def test_a_fact_perhaps_stated_is_a_hint_while_nothing_firm_is_known(knowledge: Knowledge) -> None:
    case = Case(facts={"limit_status": "enough"})
    told = [("hint", "failure_scope=specific"), ("hint", "limit_status=insufficient"), ("hint", "failure_scope=blue")]
    turn = read(knowledge, case, user("扫码怎么付不了", "ask_why_unavailable", *told))

    assert case.hints == {"failure_scope": ("specific", 0.4)}
    assert turn.stated == []  # type: ignore[attr-defined]


def test_a_general_question_gives_no_hint(knowledge: Knowledge) -> None:
    case = Case()
    read(knowledge, case, user("逾期一天会怎样", "ask_overdue", ("hint", "overdue_status=current")))

    assert case.hints == {}


@pytest.mark.parametrize("intent", ["inform", "ask_overdue", "out_of_scope", "nlu_fallback"])
def test_a_known_fact_chosen_and_told_anew_is_corrected_whatever_the_intent(knowledge: Knowledge, intent: str) -> None:
    case = Case(facts={"overdue_status": "current"}, requested="failure_scope", stage=Stage.ASKED)
    turn = read(knowledge, case, user("逾期情况：没有逾期", intent))

    assert case.facts == {"overdue_status": "none"}
    assert (turn.answered, turn.corrected) == ("overdue_status", ["overdue_status"])  # type: ignore[attr-defined]
    assert case.requested == "failure_scope"


def test_a_known_fact_can_be_taken_back(knowledge: Knowledge) -> None:
    case = Case(facts={"overdue_status": "current"}, quotes={"overdue_status": "欠着"})
    turn = read(knowledge, case, user("逾期情况：不清楚", "unsure"))

    assert (case.facts, case.quotes, case.unsure) == ({}, {}, ["overdue_status"])
    assert turn.answered == "overdue_status"  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["逾期情况：昨天", "天气：没有逾期", "逾期情况", "逾期情况没有逾期", "："])
def test_what_only_looks_like_a_correction_is_read_as_a_message(knowledge: Knowledge, text: str) -> None:
    case = Case(facts={"overdue_status": "current"})
    read(knowledge, case, user(text, "out_of_scope"))

    assert case.facts == {"overdue_status": "current"}


def test_messages_that_no_action_heard_are_made_up_for(knowledge: Knowledge) -> None:
    case = Case()
    heard = {"event": "slot", "name": "misunderstandings", "value": 0}
    old = user("都不行", "inform", ("failure_scope", "all"))
    missed = user("没逾期", "inform", ("overdue_status", "none"))
    now = user("额度够", "inform", ("limit_status", "enough"))
    read(knowledge, case, old, heard, missed, now)

    assert case.facts == {"overdue_status": "none", "limit_status": "enough"}


def test_amounts_of_two_messages_are_compared(knowledge: Knowledge) -> None:
    case = Case(available_limit=500.0)
    read(knowledge, case, user("手机1999", "inform", ("order_amount", 1999)))

    assert case.facts == {"limit_status": "insufficient"}


def test_unknown_entities_and_values_are_left_alone(knowledge: Knowledge) -> None:
    case = Case()
    read(knowledge, case, user("x", "inform", ("failure_scope", "sometimes"), ("colour", "red")))

    assert case.facts == {}


def test_a_long_quote_is_shortened(knowledge: Knowledge) -> None:
    case = Case()
    read(knowledge, case, user("额度够" * 20, "inform", ("limit_status", "enough")))

    assert len(case.quotes["limit_status"]) == 24


def test_a_doubtful_reply_is_read_as_the_likeliest_reply_while_one_is_awaited(knowledge: Knowledge) -> None:
    doubtful = user("好像没有吧", "nlu_fallback", ranking=["nlu_fallback", "deny", "unsure"])

    case = Case(requested="account_risk", stage=Stage.ASKED)
    read(knowledge, case, doubtful)
    assert case.facts == {"account_risk": "no"}

    case = Case()
    assert read(knowledge, case, doubtful).intent == "nlu_fallback"  # type: ignore[attr-defined]
