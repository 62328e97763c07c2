"""A sign of danger overrules the intent; a figure of speech does not."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from stdnum import luhn

from components.safety_guard import SafetyGuard
from tests.components.pipeline import Pipeline, Workshop, found

CARD = "622200001234567" + luhn.calc_check_digit("622200001234567")


def guarded(workshop: Workshop, text: str, *dangers: str) -> Message:
    """A message understood as a greeting, in which these dangers were found."""
    intent = {"name": "greet", "confidence": 0.9}
    entities = [{"entity": "safety", "value": danger} for danger in dangers]
    message = Message({TEXT: text, INTENT: intent, INTENT_RANKING_KEY: [intent], ENTITIES: entities})
    workshop.create(SafetyGuard).process([message])
    return message


@pytest.mark.parametrize(
    "text",
    [
        "不想活了",
        "我真的不想活了",
        "還不上錢 不想活了",
        "不 想 活 了",
        "备用金用不了，我都想跳楼了",
        "欠这么多还不如死了",
        "活着没意思",
        "没钱了只想自杀",
        "你好，我想结束自己的生命",
        "被骗了五千 想死",
    ],
)
def test_a_crisis_is_heard_whatever_else_the_message_says(pipeline: Pipeline, text: str) -> None:
    message = pipeline.read(text)
    assert message.get(INTENT) == {"name": "financial_hardship", "confidence": 1.0}
    assert found(message)["safety"] == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "想死你了",
        "想死我了",
        "卡死了",
        "急死我了",
        "笑死",
        "笑死我了",
        "烦死了",
        "这页面卡得要死",
        "你们客服真是气死人",
        "我没有想死",
    ],
)
def test_a_figure_of_speech_is_no_crisis(pipeline: Pipeline, text: str) -> None:
    message = pipeline.read(text)
    assert message.get(INTENT)["name"] != "financial_hardship"
    assert "safety" not in found(message)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("客服让我把验证码发给他", "report_scam"),
        ("我的钱被骗走了", "report_scam"),
        ("黑户能用备用金吗", "seek_loan"),
    ],
)
def test_other_dangers_overrule_the_intent_too(pipeline: Pipeline, text: str, intent: str) -> None:
    assert pipeline.read(text).get(INTENT)["name"] == intent


def test_the_intent_that_was_overruled_stays_in_the_ranking(workshop: Workshop) -> None:
    ranking = guarded(workshop, "在吗", "crisis").get(INTENT_RANKING_KEY)
    assert [found["name"] for found in ranking] == ["financial_hardship", "greet"]


def test_the_intent_of_the_danger_stands_in_the_ranking_once(workshop: Workshop) -> None:
    message = guarded(workshop, "在吗", "crisis")
    workshop.create(SafetyGuard).process([message])
    assert [found["name"] for found in message.get(INTENT_RANKING_KEY)] == ["financial_hardship", "greet"]


@pytest.mark.parametrize("dangers", [(), ("never heard of",)])
def test_without_a_known_danger_the_intent_stays(workshop: Workshop, dangers: tuple[str, ...]) -> None:
    assert guarded(workshop, "在吗", *dangers).get(INTENT) == {"name": "greet", "confidence": 0.9}


@pytest.mark.parametrize(
    ("text", "kind", "typed"),
    [
        (f"我的卡 {CARD} 绑不上", "bank_card", CARD),
        ("验证码：８８６６２１", "code", "８８６６２１"),
        ("密码是Abc123", "password", "Abc123"),
    ],
)
def test_personal_data_is_marked_but_not_repeated(workshop: Workshop, text: str, kind: str, typed: str) -> None:
    (entity,) = guarded(workshop, text).get(ENTITIES)
    assert (entity["entity"], entity["value"]) == ("sensitive_data", kind)
    assert text[entity["start"] : entity["end"]] == typed
    assert typed not in map(str, entity.values())


def test_order_amounts_are_not_marked(pipeline: Pipeline) -> None:
    assert "sensitive_data" not in found(pipeline.read("额度还剩800 手机12999元 付款收不到验证码"))


@pytest.mark.parametrize(("entity", "stays"), [("account_risk", False), ("safety", True)])
def test_beside_personal_data_a_doubtful_fact_is_dropped_but_never_a_danger(
    workshop: Workshop, entity: str, stays: bool
) -> None:
    doubtful = {"entity": entity, "value": "crisis" if stays else "yes", "start": 0, "end": 5, "confidence_entity": 0.6}
    intent = {"name": "inform", "confidence": 0.9}
    text = f"不想再这样下去 我的卡 {CARD}"
    message = Message({TEXT: text, INTENT: intent, INTENT_RANKING_KEY: [intent], ENTITIES: [doubtful]})
    workshop.create(SafetyGuard).process([message])
    assert (doubtful in message.get(ENTITIES)) is stays
    assert "sensitive_data" in found(message)
    assert (message.get(INTENT)["name"] == "financial_hardship") is stays
