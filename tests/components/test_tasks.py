"""What there is to learn about a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

from components.tasks import ABSENT, INTENT_TASK, Task, tasks_of
from tests.components.pipeline import sentences


def answers(task: Task) -> list[str]:
    return [task.labels[target] for target in task.targets]


def example(intent: str, **facts: str) -> Message:
    return Message({INTENT: intent, ENTITIES: [{"entity": fact, "value": value} for fact, value in facts.items()]})


@given(st.lists(st.text(max_size=3), min_size=1))
def test_targets_point_at_the_answers(given_answers: list[str]) -> None:
    task = Task.of(given_answers)
    assert answers(task) == given_answers
    assert task.labels == tuple(sorted(set(given_answers)))


def test_the_intent_and_every_fact_are_one_task_each() -> None:
    tasks = tasks_of([example("inform", overdue="none"), example("greet"), example("inform", overdue="cleared", risk="yes")])
    assert {name: answers(task) for name, task in tasks.items()} == {
        INTENT_TASK: ["inform", "greet", "inform"],
        "overdue": ["none", ABSENT, "cleared"],
        "risk": [ABSENT, ABSENT, "yes"],
    }


def test_the_intent_comes_first_and_the_facts_in_alphabetical_order() -> None:
    assert list(tasks_of([example("inform", risk="yes", overdue="none")])) == [INTENT_TASK, "overdue", "risk"]


def test_sentences_without_any_fact_have_the_intent_to_learn() -> None:
    assert list(tasks_of([Message({INTENT: "greet"})])) == [INTENT_TASK]


def test_every_task_answers_for_every_training_sentence() -> None:
    examples = sentences().intent_examples
    tasks = tasks_of(examples)
    assert set(tasks) == {INTENT_TASK, "overdue_status", "failure_scope", "account_risk"}
    assert {len(task.targets) for task in tasks.values()} == {len(examples)}
