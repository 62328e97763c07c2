"""The folder as a whole: what is shipped, what staff change, and mistakes in several places at once."""

from __future__ import annotations

import shutil

import pytest

from diagnosis import Conclude, Evidence, decide, posterior
from knowledge_base import Answer, Knowledge
from tests.knowledge_base.knowledge_folder import KnowledgeFolder

CAUSE = "causes/limit_exhausted.yml"


def test_the_shipped_knowledge_has_the_causes_and_facts_that_others_rely_on(shipped: Knowledge) -> None:
    causes = {
        "system_maintenance",
        "credit_assessment",
        "limit_exhausted",
        "item_restriction",
        "account_security",
        "not_activated",
    }
    assert set(shipped.causes) == set(shipped.model.causes) == causes
    assert {fact.id: set(fact.values) for fact in shipped.model.facts.values()} == {
        "overdue_status": {"current", "cleared", "none"},
        "limit_status": {"enough", "insufficient"},
        "failure_scope": {"specific", "all"},
        "account_risk": {"yes", "no"},
        "system_notice": {"yes", "no"},
        "activation_status": {"active", "inactive"},
        "frozen_notice": {"yes", "no"},
    }


def test_the_words_for_a_fact_cover_its_values_in_the_order_of_the_table(shipped: Knowledge) -> None:
    assert list(shipped.facts) == list(shipped.model.facts)
    for fact in shipped.facts.values():
        assert tuple(fact.values) == shipped.model.facts[fact.id].values
        assert fact.quick_replies == [value.quick_reply for value in fact.values.values()] + [fact.unsure]


@pytest.mark.parametrize(
    "cause",
    ["system_maintenance", "credit_assessment", "limit_exhausted", "item_restriction", "account_security", "not_activated"],
)
def test_the_typical_case_of_each_cause_is_recognised(shipped: Knowledge, cause: str) -> None:
    table = shipped.model.causes[cause].likelihood
    decision = decide(shipped.model, Evidence({fact: max(row, key=lambda value: row[value]) for fact, row in table.items()}))
    assert isinstance(decision, Conclude)
    assert (decision.cause, decision.runner_up) == (cause, None)


def test_everything_offered_next_has_an_answer_or_is_handled_elsewhere(shipped: Knowledge) -> None:
    """A question that is no diagnosis and is offered as a quick reply must be answered by a file."""
    offered = {intent for answer in shipped.answers.values() for intent in answer.related}
    assert {intent for intent in offered if intent.startswith("ask_")} - {"ask_why_unavailable"} <= set(shipped.answers)


def test_texts_come_without_the_line_break_that_ends_a_yaml_block(folder: KnowledgeFolder) -> None:
    text = "您的额度在「分期/备用金」页面能看到，\n  付款时看「可用额度」那一项就好。\n"
    folder.write("answers/ask_limit.yml", f"id: ask_limit\nanswer: |\n  {text}related: [ask_repayment]\n")
    assert folder.load().answers["ask_limit"] == Answer(
        "ask_limit", text.replace("\n  ", "\n").strip(), related=("ask_repayment",)
    )


def test_a_step_without_a_place_has_an_empty_one(folder: KnowledgeFolder) -> None:
    folder.remove(CAUSE, "remedy:")
    remedy = "remedy:\n  success_rate: 0.5\n  steps:\n    - {do: 先等一会儿, who: 您, takes: 十分钟}\n"
    folder.write(CAUSE, folder.text(CAUSE).rstrip() + "\n" + remedy)
    knowledge = folder.load()
    assert [step.where for step in knowledge.causes["limit_exhausted"].steps] == [""]
    assert knowledge.model.causes["limit_exhausted"].success_rate == 0.5


def test_a_changed_likelihood_changes_the_belief(folder: KnowledgeFolder) -> None:
    evidence = Evidence({"frozen_notice": "yes"})
    before = posterior(folder.load().model, evidence)["limit_exhausted"]
    folder.replace_line(CAUSE, "  frozen_notice:", '  frozen_notice: {"yes": 0.7, "no": 0.3}')
    model = folder.load().model
    assert model.causes["limit_exhausted"].likelihood["frozen_notice"] == {"yes": 0.7, "no": 0.3}
    assert posterior(model, evidence)["limit_exhausted"] > 2 * before


def test_a_changed_prior_and_a_changed_cost_are_seen(folder: KnowledgeFolder) -> None:
    folder.replace_line(CAUSE, "prior:", "prior: 100")
    folder.replace_line("facts/limit_status.yml", "cost:", "cost: 2.5")
    model = folder.load().model
    assert model.priors["limit_exhausted"] > 0.98
    assert model.facts["limit_status"].cost == 2.5


def test_changed_words_are_seen(folder: KnowledgeFolder) -> None:
    folder.replace_line(CAUSE, "title:", "title: 额度用光了")
    folder.replace_line("facts/limit_status.yml", "question:", "question: 额度还够用吗？")
    folder.replace_line("choices.yml", "  ask_limit:", "  ask_limit: 额度还有多少")
    folder.replace_line("wording.yml", "opening:", "opening: 好的，我来看看。")
    folder.replace_line("safety/cash_out.yml", "offer_human:", "offer_human: true")
    knowledge = folder.load()
    assert knowledge.causes["limit_exhausted"].title == "额度用光了"
    assert knowledge.facts["limit_status"].question == "额度还够用吗？"
    assert knowledge.choices["ask_limit"] == "额度还有多少"
    assert knowledge.wording["opening"] == "好的，我来看看。"
    assert knowledge.safety["cash_out"].offer_human is True


def test_mistakes_in_several_files_are_all_told_at_once(folder: KnowledgeFolder) -> None:
    """A file that is no YAML, one that departs from its schema, and mistakes that only show between files."""
    folder.write("facts/limit_status.yml", "id: [limit_status\n")
    title = folder.replace_line("causes/not_activated.yml", "title:", "title: 没")
    related = folder.replace_line("answers/ask_limit.yml", "related:", "related: [ask_weather]")
    noted = folder.replace_line("wording.yml", "noted:", "noted: 好的，{fact}")
    (folder.path / "safety/crisis.yml").unlink()
    assert {(file, key): line for file, line, key in folder.places()} == {
        ("facts/limit_status.yml", ""): 2,
        ("causes/not_activated.yml", "title"): title,
        ("answers/ask_limit.yml", "related.0"): related,
        ("wording.yml", "noted"): noted,
        ("safety/crisis.yml", ""): 1,
    }


def test_several_mistakes_in_one_file_are_all_told_at_once(folder: KnowledgeFolder) -> None:
    overdue = folder.replace_line(CAUSE, "  overdue_status:", "  overdue_status: {current: 0.5, cleared: 0.5, none: 0.5}")
    scope = folder.replace_line(CAUSE, "  failure_scope:", "  failure_scope: {specific: 0.5, everything: 0.5}")
    folder.replace_line("causes/not_activated.yml", "  frozen_notice:", '  frozen_notice: {"yes": 0.5, "no": 0.6}')
    places = folder.places()
    assert [place for place in places if place[0] == CAUSE] == [
        (CAUSE, overdue, "likelihood.overdue_status"),
        (CAUSE, scope, "likelihood.failure_scope"),
    ]
    assert len(places) == 3


def test_a_broken_file_is_the_only_one_blamed_for_what_depends_on_it(folder: KnowledgeFolder) -> None:
    """Six causes refer to the fact and many answers to the choices; none of them is wrong."""
    folder.replace_line("facts/limit_status.yml", "cost:", "cost: 很多")
    folder.remove("choices.yml", "choices:")
    folder.replace_line("safety/crisis.yml", "resume:", "resume: 不")
    assert {file for file, _, _ in folder.places()} == {"facts/limit_status.yml", "choices.yml", "safety/crisis.yml"}


@pytest.mark.parametrize("name", ["choices.yml", "wording.yml"])
def test_a_missing_file_is_told(folder: KnowledgeFolder, name: str) -> None:
    (folder.path / name).unlink()
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / name, 1, "")
    assert "找不到" in problem.problem


@pytest.mark.parametrize("name", ["causes", "facts", "answers", "safety"])
def test_a_missing_or_empty_folder_is_told(folder: KnowledgeFolder, name: str) -> None:
    shutil.rmtree(folder.path / name)
    assert folder.only_problem().file == folder.path / name
    (folder.path / name).mkdir()
    assert folder.only_problem().file == folder.path / name


def test_a_folder_that_is_not_there_is_told(folder: KnowledgeFolder) -> None:
    shutil.rmtree(folder.path)
    assert {file for file, _, _ in folder.places()} == {
        "causes",
        "facts",
        "answers",
        "safety",
        "choices.yml",
        "prompts.yml",
        "wording.yml",
    }


def test_a_file_that_would_be_passed_over_for_its_name_is_told(folder: KnowledgeFolder) -> None:
    shutil.copy(folder.path / CAUSE, folder.path / "causes/name_unverified.yaml")
    problem = folder.only_problem()
    assert problem.file == folder.path / "causes/name_unverified.yaml"
    assert ".yml" in problem.remedy
