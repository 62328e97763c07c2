"""Facts that a sentence states as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.entities import add_entity
from components.fact_classifier import FactClassifier
from tests.components.pipeline import Pipeline, Workshop, found, sentences

TRAINED_FACTS = {"overdue_status", "failure_scope", "account_risk"}


def facts(message: Message) -> list[dict[str, Any]]:
    return [entity for entity in message.get(ENTITIES) or [] if entity["extractor"] == FactClassifier.__name__]


def test_the_facts_of_the_training_sentences_are_found(pipeline: Pipeline) -> None:
    wrong = {}
    for example in sentences().nlu_examples:
        stated = {entity["entity"]: entity["value"] for entity in example.get(ENTITIES) or []}
        read = {fact: value for fact, value in found(pipeline.read(example.get(TEXT))).items() if fact in TRAINED_FACTS}
        if read != stated:
            wrong[example.get(TEXT)] = read
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("我从来没逾期过呀", "overdue_status", "none"),
        ("逾期过两天,早还清了", "overdue_status", "cleared"),
        ("我刚换了新手机", "account_risk", "yes"),
        ("没换手机", "account_risk", "no"),
    ],
)
def test_sentences_never_seen_state_their_fact(pipeline: Pipeline, text: str, fact: str, value: str) -> None:
    assert found(pipeline.read(text))[fact] == value


@pytest.mark.parametrize("text", ["你好", "还款日是几号", "今天天气不错", ""])
def test_a_sentence_that_states_nothing_gets_no_fact(pipeline: Pipeline, text: str) -> None:
    assert facts(pipeline.read(text)) == []


def test_the_clause_that_spoke_for_the_fact_is_quoted(pipeline: Pipeline) -> None:
    text = "　　　　　　　　你好啊，我昨天 換了新手機，早上好"
    (fact,) = [found for found in facts(pipeline.read(text)) if found["entity"] == "account_risk"]
    assert (fact["value"], fact["text"]) == ("yes", "換了新手機")
    assert text[fact["start"] : fact["end"]] == fact["text"]


def test_a_fact_is_stated_once_and_an_earlier_extractor_wins(pipeline: Pipeline) -> None:
    message = pipeline.until(FactClassifier).read("没有逾期")
    add_entity(message, "overdue_status", "current", (0, 4), 1.0, "Earlier")
    pipeline.part(FactClassifier).process([message])
    assert [(entity["value"], entity["extractor"]) for entity in message.get(ENTITIES)] == [("current", "Earlier")]


def test_a_value_below_the_threshold_is_not_taken(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline) -> None:
    doubtful, likely = (
        trained_workshop[0].load(FactClassifier, threshold=threshold).process([pipeline.until(FactClassifier).read("没有逾期")])
        for threshold in (1.0, 0.5)
    )
    assert facts(doubtful[0]) == []
    assert found(likely[0]) == {"overdue_status": "none"}


def test_confidence_is_a_probability_above_the_threshold(pipeline: Pipeline) -> None:
    (fact,) = facts(pipeline.read("没有逾期"))
    assert 0.5 <= fact["confidence_entity"] <= 1.0


def test_the_stored_classifiers_decide_like_the_trained_ones(pipeline: Pipeline, trained_pipeline: Pipeline) -> None:
    for text in ("没有逾期", "都用不了 换了新手机", "只有这款手机用不了", "你好"):
        before, after = facts(trained_pipeline.read(text)), facts(pipeline.read(text))
        assert [(fact["entity"], fact["value"], fact["text"]) for fact in before] == [
            (fact["entity"], fact["value"], fact["text"]) for fact in after
        ]


def test_no_messages_are_no_trouble(pipeline: Pipeline) -> None:
    assert pipeline.part(FactClassifier).process([]) == []
