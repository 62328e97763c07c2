"""What components leave on a message for one another."""

from __future__ import annotations

import numpy as np
import scipy.sparse
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from components.message_features import NORMALISED, ngram_spans, normalised_text, sentence_features
from components.ngram_featurizer import NgramFeaturizer
from components.normalisation import normalise
from components.pinyin_featurizer import PinyinFeaturizer
from tests.components.pipeline import Pipeline


def test_the_text_that_the_tokenizer_normalised_is_used_again() -> None:
    normalised = normalise("别的")
    assert normalised_text(Message({TEXT: "ＡＢ", NORMALISED: normalised})) is normalised


def test_without_a_tokenizer_the_text_is_normalised_here() -> None:
    assert normalised_text(Message({TEXT: "ＡＢ"})).text == "ab"


def test_a_message_without_text_counts_as_empty() -> None:
    assert normalised_text(Message({})).text == ""
    assert ngram_spans(Message({})) == []


def width(*messages: Message) -> int:
    return int(sentence_features(list(messages)).shape[1])


def test_a_row_is_the_ngrams_and_then_the_syllables(pipeline: Pipeline) -> None:
    ngrams, syllables = Message({TEXT: "备用金用不了"}), Message({TEXT: "备用金用不了"})
    pipeline.part(NgramFeaturizer).process([ngrams])
    pipeline.part(PinyinFeaturizer).process([syllables])
    side_by_side = np.hstack([sentence_features([message]).toarray() for message in (ngrams, syllables)])
    np.testing.assert_array_equal(sentence_features([pipeline.read("备用金用不了")]).toarray(), side_by_side)


def test_there_is_one_row_a_message(pipeline: Pipeline) -> None:
    messages = [pipeline.read(text) for text in ("备用金用不了", "你好", "")]
    together = sentence_features(messages).toarray()
    assert together.shape[0] == 3
    np.testing.assert_allclose(together[1], sentence_features([messages[1]]).toarray()[0])


def test_rows_are_equally_wide_whatever_the_message(pipeline: Pipeline) -> None:
    assert len({width(pipeline.read(text)) for text in ("备用金用不了", "你好", "", "жзй")}) == 1


def test_features_of_words_and_dense_features_are_left_out(pipeline: Pipeline) -> None:
    plain, message = pipeline.read("你好"), pipeline.read("你好")
    table = np.ones((1, 5), dtype=np.float32)
    message.add_features(Features(table, FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    message.add_features(Features(scipy.sparse.coo_matrix(table), FEATURE_TYPE_SEQUENCE, TEXT, "words"))
    message.add_features(Features(scipy.sparse.coo_matrix(table), FEATURE_TYPE_SENTENCE, INTENT, "intent"))
    np.testing.assert_array_equal(sentence_features([message]).toarray(), sentence_features([plain]).toarray())
