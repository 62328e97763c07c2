"""Syllable n-grams on Rasa messages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.message_features import ngram_spans, sentence_features
from components.pinyin_featurizer import PinyinFeaturizer
from tests.components.pipeline import Pipeline, Workshop, sentences


@pytest.fixture(scope="module")
def featurizer(pipeline: Pipeline) -> PinyinFeaturizer:
    return pipeline.part(PinyinFeaturizer)


def row(featurizer: PinyinFeaturizer, text: str) -> npt.NDArray[np.float32]:
    """The features that this featurizer gives on its own."""
    found: npt.NDArray[np.float32] = sentence_features(featurizer.process([Message({TEXT: text})])).toarray()[0]
    return found


@pytest.mark.parametrize(("typed", "meant"), [("备佣金用不了", "备用金用不了"), ("没有于期", "没有逾期"), ("還宽日", "还款日")])
def test_homophones_have_the_same_features(featurizer: PinyinFeaturizer, typed: str, meant: str) -> None:
    assert row(featurizer, meant).any()
    np.testing.assert_array_equal(row(featurizer, typed), row(featurizer, meant))


def test_different_sounds_have_different_features(featurizer: PinyinFeaturizer) -> None:
    assert not np.array_equal(row(featurizer, "备用金用不了"), row(featurizer, "备用金怎么还"))


@pytest.mark.parametrize("text", ["备用金为什么用不了", "還款日", "没见过的句子xyz", ""])
def test_features_are_the_same_after_loading(pipeline: Pipeline, trained_pipeline: Pipeline, text: str) -> None:
    before, after = (row(source.part(PinyinFeaturizer), text) for source in (trained_pipeline, pipeline))
    np.testing.assert_allclose(before, after, atol=1e-6)


def test_training_sentences_get_what_messages_get(featurizer: PinyinFeaturizer) -> None:
    examples = featurizer.process_training_data(sentences()).nlu_examples
    rows = np.vstack([row(featurizer, example.get(TEXT)) for example in examples])
    np.testing.assert_array_equal(sentence_features(examples).toarray(), rows)


def test_a_row_is_as_long_as_its_weight(workshop: Workshop, featurizer: PinyinFeaturizer) -> None:
    heavy = workshop.create(PinyinFeaturizer, weight=2.0)
    heavy.train(sentences())
    assert np.linalg.norm(row(heavy, "备用金用不了")) == pytest.approx(2.0, abs=1e-5)
    assert np.linalg.norm(row(featurizer, "备用金用不了")) == pytest.approx(0.7, abs=1e-5)


def test_syllables_count_for_less_than_characters() -> None:
    config = PinyinFeaturizer.get_default_config()
    assert config["weight"] < 1.0
    assert config["longest"] == 3


def test_evidence_is_quoted_from_the_characters_alone(pipeline: Pipeline) -> None:
    message = pipeline.until(PinyinFeaturizer).read("备用金")
    before = ngram_spans(message)
    pipeline.part(PinyinFeaturizer).process([message])
    assert before
    assert ngram_spans(message) == before


def test_lengths_that_make_no_ngrams_are_refused(workshop: Workshop) -> None:
    with pytest.raises(ValueError, match="shortest <= longest"):
        workshop.create(PinyinFeaturizer, shortest=4)
