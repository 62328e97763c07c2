"""What no schema can say: sums, duplicates, and references from file to file."""

from __future__ import annotations

import shutil

import pytest

from knowledge_base import Knowledge
from knowledge_base.checks import REQUIRED_SAFETY
from tests.knowledge_base.knowledge_folder import KnowledgeFolder

CAUSE = "causes/limit_exhausted.yml"
FACT = "facts/limit_status.yml"
ANSWER = "answers/ask_limit.yml"


@pytest.mark.parametrize(
    ("name", "start", "becomes", "at", "key", "says"),
    [
        pytest.param(
            CAUSE,
            "  frozen_notice:",
            'LINE\n  weather: {"yes": 0.5, "no": 0.5}',
            "  weather:",
            "likelihood.weather",
            "「weather」",
            id="unknown fact",
        ),
        pytest.param(
            CAUSE,
            "  overdue_status:",
            "  overdue_status: {current: 0.5, cleared: 0.3, none: 0.3}",
            "  overdue_status:",
            "likelihood.overdue_status",
            "1.1",
            id="likelihoods above one",
        ),
        pytest.param(
            CAUSE,
            "  overdue_status:",
            "  overdue_status: {current: 0.5, cleared: 0.3, none: 0.19}",
            "  overdue_status:",
            "likelihood.overdue_status",
            "0.99",
            id="likelihoods below one",
        ),
        pytest.param(
            CAUSE,
            "  limit_status:",
            "  limit_status: {enough: 0.5, plenty: 0.5}",
            "  limit_status:",
            "likelihood.limit_status",
            "plenty",
            id="value that the fact does not have",
        ),
        pytest.param(
            CAUSE,
            "  overdue_status:",
            "  overdue_status: {current: 0.5, none: 0.5}",
            "  overdue_status:",
            "likelihood.overdue_status",
            "cleared",
            id="value left out",
        ),
        pytest.param(CAUSE, "id:", "id: limit_gone", "id:", "id", "limit_gone", id="id that is not the file name"),
        pytest.param(FACT, "affirm:", "affirm: plenty", "affirm:", "affirm", "plenty", id="yes that stands for no value"),
        pytest.param(FACT, "deny:", "deny: plenty", "deny:", "deny", "plenty", id="no that stands for no value"),
        pytest.param(
            ANSWER,
            "related:",
            "related: [ask_repayment, ask_weather]",
            "related:",
            "related.1",
            "ask_weather",
            id="unknown intent",
        ),
        pytest.param("wording.yml", "noted:", "noted: 好的，{fact}", "noted:", "noted", "fact", id="unknown placeholder"),
        pytest.param(
            "wording.yml", "opening:", "opening: 你好，{name}", "opening:", "opening", "name", id="placeholder where none is"
        ),
        pytest.param("wording.yml", "noted:", "noted: 好的，{facts", "noted:", "noted", "{facts", id="brace left open"),
        pytest.param("wording.yml", "noted:", "noted: 好的，{}", "noted:", "noted", "花括号", id="empty braces"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(
    folder: KnowledgeFolder, name: str, start: str, becomes: str, at: str, key: str, says: str
) -> None:
    folder.replace_line(name, start, becomes)
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / name, folder.line_at(name, at), key)
    assert says in problem.problem


def test_a_fact_that_a_cause_leaves_out_is_told_at_its_table(folder: KnowledgeFolder) -> None:
    folder.remove(CAUSE, "  frozen_notice:")
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (
        folder.path / CAUSE,
        folder.line_at(CAUSE, "likelihood:"),
        "likelihood",
    )
    assert "frozen_notice" in problem.problem


def test_rounding_in_a_row_is_no_mistake(folder: KnowledgeFolder) -> None:
    folder.replace_line(
        CAUSE, "  overdue_status:", "  overdue_status: {current: 0.3333333, cleared: 0.3333333, none: 0.3333333}"
    )
    folder.load()


def test_an_id_given_twice_is_told_with_the_file_that_has_it_already(folder: KnowledgeFolder) -> None:
    shutil.copy(folder.path / CAUSE, folder.path / "causes/limit_more.yml")
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / "causes/limit_more.yml", 1, "id")
    assert "limit_exhausted.yml" in problem.problem


def test_a_cause_and_a_fact_may_share_an_id(folder: KnowledgeFolder) -> None:
    """Ids are unique within their folder; nothing mixes causes with facts."""
    text = folder.text(CAUSE).replace("id: limit_exhausted", "id: limit_status", 1)
    folder.write("causes/limit_status.yml", text)
    assert "limit_status" in folder.load().causes


def test_a_quick_reply_stands_for_one_value_of_one_fact(folder: KnowledgeFolder, shipped: Knowledge) -> None:
    taken = shipped.facts["failure_scope"].values["all"].quick_reply
    own = shipped.facts["limit_status"].values["enough"].quick_reply
    line = folder.replace_line(FACT, f"    quick_reply: {own}", f"    quick_reply: {taken}")
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / FACT, line, "values.enough.quick_reply")
    assert taken in problem.problem
    assert "failure_scope.yml all" in problem.problem


def test_facts_may_share_their_words_for_not_sure(folder: KnowledgeFolder) -> None:
    for name in (FACT, "facts/failure_scope.yml"):
        folder.replace_line(name, "unsure:", "unsure: 说不准")
    assert {folder.load().facts[fact].unsure for fact in ("limit_status", "failure_scope")} == {"说不准"}


def test_a_fact_that_a_bare_yes_does_not_decide_needs_a_question_that_narrows(folder: KnowledgeFolder) -> None:
    folder.remove("facts/failure_scope.yml", "narrow:")
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / "facts/failure_scope.yml", 1, "id")
    assert "narrow" in problem.remedy


@pytest.mark.parametrize("key", ["affirm:", "deny:"])
def test_half_a_bare_answer_needs_a_question_that_narrows_too(folder: KnowledgeFolder, key: str) -> None:
    folder.remove(FACT, key)
    assert folder.places() == [(FACT, 1, "id")]


@pytest.mark.parametrize("missing", REQUIRED_SAFETY)
def test_no_safety_reply_can_be_left_out(folder: KnowledgeFolder, missing: str) -> None:
    (folder.path / f"safety/{missing}.yml").unlink()
    problem = folder.only_problem()
    assert (problem.file, problem.line) == (folder.path / f"safety/{missing}.yml", 1)
    assert missing in problem.problem
