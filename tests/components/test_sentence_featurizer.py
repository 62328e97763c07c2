"""Sentence vectors on Rasa messages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.sentence_encoder import DIMENSIONS
from components.sentence_featurizer import SentenceFeaturizer
from tests.components.pipeline import Pipeline, Workshop, sentences


def vector(message: Message) -> npt.NDArray[np.float32]:
    """The dense sentence features."""
    _, features = message.get_dense_features(TEXT, [])
    found: npt.NDArray[np.float32] = features.features
    return found


def test_each_message_gets_one_vector_of_unit_length(workshop: Workshop) -> None:
    messages = [Message({TEXT: text}) for text in ("备用金用不了", "你好", "")]
    workshop.create(SentenceFeaturizer).process(messages)
    assert [vector(message).shape for message in messages] == [(1, DIMENSIONS)] * 3
    assert [float(np.linalg.norm(vector(message))) for message in messages] == pytest.approx([1, 1, 1], abs=1e-4)


def test_spellings_of_one_sentence_have_the_same_vector(pipeline: Pipeline) -> None:
    np.testing.assert_allclose(vector(pipeline.read("备用金用不了")), vector(pipeline.read("備用金 用 不 了")), atol=1e-6)


def test_training_sentences_get_what_messages_get(workshop: Workshop) -> None:
    featurizer = workshop.create(SentenceFeaturizer)
    example = featurizer.process_training_data(sentences()).nlu_examples[0]
    message = Message({TEXT: example.get(TEXT)})
    featurizer.process([message])
    np.testing.assert_allclose(vector(example), vector(message), atol=1e-4)


def test_a_sentence_is_read_as_far_as_max_tokens(workshop: Workshop) -> None:
    short = workshop.create(SentenceFeaturizer, max_tokens=5)
    messages = [Message({TEXT: text}) for text in ("备用金", "备用金用不了")]
    short.process(messages)
    np.testing.assert_allclose(vector(messages[0]), vector(messages[1]), atol=1e-5)


def test_a_length_without_room_for_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        SentenceFeaturizer.validate_config({"max_tokens": 2})


def test_no_messages_are_no_trouble(workshop: Workshop) -> None:
    assert workshop.create(SentenceFeaturizer).process([]) == []
