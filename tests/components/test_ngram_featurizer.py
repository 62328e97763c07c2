"""Character n-grams on Rasa messages."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.message_features import ngram_spans
from components.ngram_featurizer import NgramFeaturizer
from components.pinyin_featurizer import PinyinFeaturizer
from tests.components.pipeline import Pipeline, Workshop, sentences


def row(message: Message) -> list[float]:
    """The sparse sentence features, without n-grams that were not learnt."""
    _, features = message.get_sparse_features(TEXT, [])
    return list(scipy.sparse.csr_matrix(features.features).toarray()[0])


def read(pipeline: Pipeline, text: str) -> Message:
    """The message before a second featurizer adds to it."""
    return pipeline.until(PinyinFeaturizer).read(text)


def test_features_are_the_same_after_loading(pipeline: Pipeline, trained_pipeline: Pipeline) -> None:
    for text in ("备用金为什么用不了", "還款日", "没见过的句子xyz"):
        np.testing.assert_allclose(row(read(pipeline, text)), row(read(trained_pipeline, text)), atol=1e-6)


def test_spellings_of_one_sentence_have_the_same_features(pipeline: Pipeline) -> None:
    assert row(read(pipeline, "备用金用不了")) == row(read(pipeline, "備用金 用 不 了"))


def test_the_places_of_the_ngrams_are_left_for_the_quotation(pipeline: Pipeline) -> None:
    message = read(pipeline, "备用金")
    assert (0, 3) in [(start, end) for _, start, end in ngram_spans(message)]
    assert len({column for column, _, _ in ngram_spans(message)}) == np.count_nonzero(row(message))


def test_an_unknown_sentence_has_no_features_but_the_same_width(pipeline: Pipeline) -> None:
    assert not any(row(read(pipeline, "жзй")))
    assert len(row(read(pipeline, "жзй"))) == len(row(read(pipeline, "备用金")))


def test_ngrams_of_one_sentence_alone_are_not_learnt(workshop: Workshop) -> None:
    data = TrainingData([Message.build(text, "ask") for text in ("备用金", "备用", "逾期")])
    featurizer = workshop.create(NgramFeaturizer, shortest=1, longest=2, min_sentences=2)
    featurizer.train(data)
    messages = [Message({TEXT: text}) for text in ("备用", "逾期")]
    featurizer.process(messages)
    assert [np.count_nonzero(row(message)) for message in messages] == [3, 0]


def test_units_are_the_characters_of_the_normalised_text(workshop: Workshop) -> None:
    assert list(workshop.create(NgramFeaturizer).units(Message({TEXT: "備用 金Ａ"}))) == ["备", "用", "金", "a"]


def test_training_sentences_get_what_messages_get_but_no_places(pipeline: Pipeline) -> None:
    data = sentences()
    pipeline.part(NgramFeaturizer).process_training_data(data)
    for example in data.nlu_examples:
        assert row(example) == row(read(pipeline, example.get(TEXT)))
        assert ngram_spans(example) == []


def test_a_row_is_as_long_as_its_weight(workshop: Workshop) -> None:
    featurizer = workshop.create(NgramFeaturizer, weight=0.3)
    featurizer.train(sentences())
    message = Message({TEXT: "备用金用不了"})
    featurizer.process([message])
    assert np.linalg.norm(row(message)) == pytest.approx(0.3, abs=1e-5)


@pytest.mark.parametrize(("shortest", "longest"), [(0, 4), (3, 2)])
def test_lengths_that_make_no_ngrams_are_refused(shortest: int, longest: int) -> None:
    with pytest.raises(ValueError, match="shortest <= longest"):
        NgramFeaturizer.validate_config({"shortest": shortest, "longest": longest})
