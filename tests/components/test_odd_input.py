"""Every component, as a server loads it, on what nobody expects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from settings import ROOT
from tests.components.pipeline import STAGES, Pipeline, Workshop, loaded, sentences, trained

INTENTS = {"ask_why_unavailable", "ask_repayment", "inform", "greet", "out_of_scope", "nlu_fallback"}
GUARDED = {"financial_hardship", "report_scam", "seek_loan"}
ODD = {
    "empty": "",
    "blanks": " \t\n\u3000",
    "one character": "用",
    "one letter": "x",
    "one digit": "1",
    "punctuation": "？！…。",
    "emoji": "😂🤣👨‍👩‍👧🏽",
    "mixed scripts": "备用金 почему لا ใช้ไม่ได้ 안돼 かな why",
    "traditional": "備用金為什麼用不了，額度還剩８００，手機１９９９",
    "NUL": "备\x00用\x00金",
    "lone surrogate": "备用金\ud800用不了",
    "only a lone surrogate": "\udfff",
    "no words left": "\u200b\ufeff\ue000",
    "ligature": "ﷺ㍿㎏ŉ",
    "10,000 characters": "备用金用不了" * 1_700,
    "10,000 letters": "a" * 10_000,
    "10,000 digits": "1234567890" * 1_000,
    "10,000 emoji": "😂" * 10_000,
    "10,000 blanks": " " * 10_000,
    "markup": "<script>alert(1)</script>[逾期](overdue_status:none) {{用不了}} %s",
    "a command": "/restart",
    "marks of the encoder": "[CLS][PAD]备用金[SEP] [MASK] [UNK]",
    "private characters with a reading": "\ue815\ue816",
    "a rare character": "𠀀",
}


def check(message: Message, text: str) -> None:
    """What holds of every message that went through the pipeline."""
    assert message.get(TEXT) == text
    assert message.get(INTENT)["name"] in INTENTS | GUARDED
    assert 0 <= message.get(INTENT)["confidence"] <= 1.00001
    assert message.get(INTENT_RANKING_KEY)[0] == message.get(INTENT)
    assert all(0 <= token.start < token.end <= len(text) for token in message.get(TOKENS_NAMES[TEXT]))
    for entity in message.get(ENTITIES) or []:
        assert 0 <= entity["start"] <= entity["end"] <= len(text)
        assert entity["text"] in (text[entity["start"] : entity["end"]], "")
    json.dumps(message.as_dict(only_output_properties=True)[INTENT])


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_the_pipeline_takes_any_message(pipeline: Pipeline, text: str) -> None:
    check(pipeline.read(text), text)


@settings(max_examples=60)
@given(
    text=st.text(
        st.characters(exclude_categories=()) | st.sampled_from("备用金额度手机元剩不了逾期1980.,/ 万\x00"), max_size=50
    )
)
def test_the_pipeline_takes_any_text_at_all(pipeline: Pipeline, text: str) -> None:
    check(pipeline.read(text), text)


@pytest.mark.parametrize("kind", STAGES, ids=lambda kind: str(kind.__name__))
def test_each_component_takes_a_message_without_text(pipeline: Pipeline, kind: type) -> None:
    message = pipeline.until(kind).process(Message({}))
    assert pipeline.part(kind).process([message]) == [message]
    assert all(entity["start"] == entity["end"] == 0 for entity in message.get(ENTITIES) or [])


@pytest.mark.parametrize("kind", STAGES, ids=lambda kind: str(kind.__name__))
def test_each_component_takes_no_messages_at_all(pipeline: Pipeline, kind: type) -> None:
    assert pipeline.part(kind).process([]) == []


def test_the_stages_are_those_of_the_product() -> None:
    config = YAML(typ="safe").load(ROOT / "config.yml")
    names = [stage["name"] for stage in config["pipeline"]]
    assert [name for name in names if name.startswith("components.")] == [
        f"{kind.__module__}.{kind.__name__}" for kind in STAGES
    ]


def test_training_twice_gives_the_same_model(tmp_path: Path, pipeline: Pipeline) -> None:
    workshop = Workshop.at(tmp_path)
    trained(workshop, sentences())
    again = loaded(workshop)
    for text in ("备用金为什么用不了", "没有逾期 换了新手机", "额度800 手机1999"):
        one, other = pipeline.read(text), again.read(text)
        assert one.get(INTENT) == other.get(INTENT)
        assert one.get(ENTITIES) == other.get(ENTITIES)
