"""Messages that are not Chinese."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.script_guard import ScriptGuard
from tests.components.pipeline import Pipeline, Workshop, found


def guarded(workshop: Workshop, text: str) -> Message:
    """A message that a classifier took for a greeting."""
    intent = {"name": "greet", "confidence": 0.9}
    message = Message({TEXT: text, INTENT: intent, INTENT_RANKING_KEY: [intent]})
    workshop.create(ScriptGuard).process([message])
    return message


@pytest.mark.parametrize(
    "text", ["why can't I use it", "Hello how are you", "ＷＨＹ ＮＯＴ ＷＯＲＫＩＮＧ", "je ne comprends rien"]
)
def test_a_sentence_in_latin_script_is_out_of_scope(workshop: Workshop, text: str) -> None:
    message = guarded(workshop, text)
    assert message.get(INTENT) == {"name": "out_of_scope", "confidence": 1.0}
    assert [found["name"] for found in message.get(INTENT_RANKING_KEY)] == ["out_of_scope"]
    assert found(message) == {"script": "latin"}


@pytest.mark.parametrize("text", ["", " ", "😂😂", "？？？", "……", "\x00", "\ud800", "\u200b"])
def test_a_message_without_a_word_is_not_understood(workshop: Workshop, text: str) -> None:
    message = guarded(workshop, text)
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert found(message) == {"script": "no_words"}


@pytest.mark.parametrize("text", ["ok", "hi app", "1999", "备用金用不了", "my phone is broken 备用金", "why can't I 用 it"])
def test_a_word_or_two_and_anything_with_chinese_is_left_to_the_classifier(workshop: Workshop, text: str) -> None:
    message = guarded(workshop, text)
    assert message.get(INTENT)["name"] == "greet"
    assert found(message) == {}


@pytest.mark.parametrize("text", ["  why   can't   I   use   it  ", "😂\u200d\u200d 😂😂😂😂😂"])
def test_the_mark_covers_the_text_as_typed(workshop: Workshop, text: str) -> None:
    (entity,) = guarded(workshop, text).get(ENTITIES)
    assert entity["end"] <= len(text)
    assert entity["text"].startswith(text.strip()[0])
    assert text.strip().startswith(entity["text"])
    assert len(entity["text"]) > 2


def test_how_many_words_make_a_sentence_can_be_set(workshop: Workshop) -> None:
    message = Message({TEXT: "not working"})
    workshop.create(ScriptGuard, latin_words=2).process([message])
    assert message.get(INTENT)["name"] == "out_of_scope"


def test_the_whole_pipeline_heeds_the_guard(pipeline: Pipeline) -> None:
    assert pipeline.read("why can't I use it").get(INTENT)["name"] == "out_of_scope"
    assert pipeline.read("备用金用不了").get(INTENT)["name"] == "ask_why_unavailable"
