"""What components leave on a message for one another."""

from __future__ import annotations

import numpy as np
import scipy.sparse
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.message_features import (
    DENSE_SCALE,
    NORMALISED,
    dense_features,
    ngram_spans,
    normalised_text,
    sentence_features,
)
from components.ngram_featurizer import NgramFeaturizer
from components.normalisation import normalise
from components.sentence_encoder import DIMENSIONS
from components.sentence_featurizer import SentenceFeaturizer
from tests.components.pipeline import Pipeline


def test_the_text_that_the_tokenizer_normalised_is_used_again() -> None:
    normalised = normalise("别的")
    assert normalised_text(Message({TEXT: "ＡＢ", NORMALISED: normalised})) is normalised


def test_without_a_tokenizer_the_text_is_normalised_here() -> None:
    assert normalised_text(Message({TEXT: "ＡＢ"})).text == "ab"


def test_a_message_without_text_counts_as_empty() -> None:
    assert normalised_text(Message({})).text == ""
    assert ngram_spans(Message({})) == []


def test_a_row_is_the_ngrams_and_then_the_scaled_sentence_vector(pipeline: Pipeline) -> None:
    message = pipeline.read("备用金用不了")
    ngrams = scipy.sparse.csr_matrix(message.get_sparse_features(TEXT, [])[1].features).toarray()[0]
    vector = message.get_dense_features(TEXT, [])[1].features[0]
    row = sentence_features([message]).toarray()[0]
    assert len(row) == len(ngrams) + DIMENSIONS
    np.testing.assert_allclose(row[: len(ngrams)], ngrams, atol=1e-6)
    np.testing.assert_allclose(row[len(ngrams) :], vector * DENSE_SCALE, atol=1e-6)


def test_there_is_one_row_a_message(pipeline: Pipeline) -> None:
    messages = [pipeline.read(text) for text in ("备用金用不了", "你好", "")]
    together = sentence_features(messages).toarray()
    assert together.shape[0] == 3
    np.testing.assert_allclose(together[1], sentence_features([messages[1]]).toarray()[0])


def test_either_kind_of_features_is_enough(pipeline: Pipeline) -> None:
    sparse, dense = Message({TEXT: "备用金用不了"}), Message({TEXT: "备用金用不了"})
    pipeline.part(NgramFeaturizer).process([sparse])
    pipeline.part(SentenceFeaturizer).process([dense])
    assert sentence_features([dense]).shape == (1, DIMENSIONS)
    assert sentence_features([sparse]).shape[1] + DIMENSIONS == sentence_features([pipeline.read("备用金用不了")]).shape[1]


def test_dense_features_are_one_sentence_vector_a_message(pipeline: Pipeline) -> None:
    messages = [pipeline.read(text) for text in ("备用金用不了", "你好")]
    vectors = dense_features(messages)
    assert vectors is not None
    assert vectors.shape == (2, DIMENSIONS)
    np.testing.assert_allclose(vectors[1], messages[1].get_dense_features(TEXT, [])[1].features[0])


def test_there_are_no_dense_features_when_one_message_lacks_them(pipeline: Pipeline) -> None:
    assert dense_features([pipeline.read("你好"), Message({TEXT: "你好"})]) is None
