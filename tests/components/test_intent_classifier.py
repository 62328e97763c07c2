"""Intents by logistic regression."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.dense_network import DenseNetwork
from components.intent_classifier import EnsembleIntentClassifier, prior_shift
from components.linear_model import LinearModel
from components.message_features import dense_features, sentence_features
from components.ngram_featurizer import NgramFeaturizer
from tests.components.pipeline import STAGES, Pipeline, Workshop, sentences

INTENTS = {"ask_why_unavailable", "ask_repayment", "inform", "greet"}


def test_the_training_sentences_are_understood(pipeline: Pipeline) -> None:
    wrong = {
        example.get(TEXT): intent
        for example in sentences().intent_examples
        if (intent := pipeline.read(example.get(TEXT)).get(INTENT)["name"]) != example.get(INTENT)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("怎么我的备用金用不了", "ask_why_unavailable"),
        ("備用金為什麼不能用", "ask_why_unavailable"),
        ("备用金怎样还款呢", "ask_repayment"),
        ("我从来没逾期", "inform"),
        ("你好呀", "greet"),
    ],
)
def test_sentences_never_seen_are_understood(pipeline: Pipeline, text: str, intent: str) -> None:
    assert pipeline.read(text).get(INTENT)["name"] == intent


def test_the_ranking_holds_every_intent_once_the_likeliest_first(pipeline: Pipeline) -> None:
    message = pipeline.read("备用金怎么还款")
    ranking = message.get(INTENT_RANKING_KEY)
    assert {found["name"] for found in ranking} == INTENTS
    assert len(ranking) == len(INTENTS)
    assert ranking[0] == message.get(INTENT)
    confidences = [found["confidence"] for found in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1.0, abs=1e-5)


def test_the_stored_model_decides_like_the_trained_one(pipeline: Pipeline, trained_pipeline: Pipeline) -> None:
    for text in ("备用金为什么用不了", "在哪还款", "今天天气不错", ""):
        before, after = (source.read(text).get(INTENT) for source in (trained_pipeline, pipeline))
        assert before["name"] == after["name"]
        assert before["confidence"] == pytest.approx(after["confidence"], abs=0.02)


def test_intent_and_ranking_appear_in_the_answer_of_the_parser(pipeline: Pipeline) -> None:
    assert {INTENT, INTENT_RANKING_KEY} <= set(pipeline.read("你好").as_dict(only_output_properties=True))


def test_the_ranking_is_as_long_as_it_is_set(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline) -> None:
    message = pipeline.until(EnsembleIntentClassifier).read("你好")
    trained_workshop[0].load(EnsembleIntentClassifier, ranking_length=2).process([message])
    assert len(message.get(INTENT_RANKING_KEY)) == 2


def test_an_untrained_classifier_says_nothing(workshop: Workshop) -> None:
    message = Message({TEXT: "你好"})
    assert workshop.create(EnsembleIntentClassifier).process([message]) == [message]
    assert message.get(INTENT) is None


def test_no_messages_are_no_trouble(pipeline: Pipeline) -> None:
    assert pipeline.part(EnsembleIntentClassifier).process([]) == []


def test_a_message_is_understood_alone_as_in_a_batch(pipeline: Pipeline) -> None:
    texts = ("备用金用不了", "你好", "怎么还款")
    batch = [Message({TEXT: text}) for text in texts]
    for component in pipeline.components:
        component.process(batch)
    assert len(pipeline.components) == len(STAGES)
    for text, message in zip(texts, batch):
        alone = pipeline.read(text).get(INTENT)
        assert message.get(INTENT)["name"] == alone["name"]
        assert message.get(INTENT)["confidence"] == pytest.approx(alone["confidence"], abs=1e-3)


def test_the_confidence_is_the_mean_of_both_views(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline) -> None:
    workshop, _ = trained_workshop
    with workshop.storage.read_from(Resource(EnsembleIntentClassifier.__name__)) as folder:
        linear, network = LinearModel.load(folder / "linear.npz"), DenseNetwork.load(folder / "network.npz")
    message = pipeline.read("怎么我的备用金用不了")
    vectors = dense_features([message])
    assert vectors is not None
    mean = (linear.probabilities(sentence_features([message])) + network.probabilities(vectors))[0] / 2
    place = linear.labels.index(message.get(INTENT)["name"])
    assert message.get(INTENT)["confidence"] == pytest.approx(float(mean[place]), abs=1e-5)


def test_without_sentence_vectors_the_linear_view_decides_alone(workshop: Workshop) -> None:
    data = sentences()
    featurizer = workshop.create(NgramFeaturizer)
    featurizer.train(data)
    featurizer.process_training_data(data)
    workshop.create(EnsembleIntentClassifier).train(data)
    message = Message({TEXT: "备用金为什么用不了"})
    featurizer.process([message])
    workshop.load(EnsembleIntentClassifier).process([message])
    assert message.get(INTENT)["name"] == "ask_why_unavailable"


def test_an_expected_share_moves_the_confidence(workshop: Workshop, pipeline: Pipeline) -> None:
    data = sentences()
    for component in pipeline.until(EnsembleIntentClassifier).components[:3]:
        component.process(data.nlu_examples)
    workshop.create(EnsembleIntentClassifier, expected_shares={"greet": 0.9}).train(data)
    shifted, plain = (pipeline.until(EnsembleIntentClassifier).read("今天天气不错") for _ in range(2))
    workshop.load(EnsembleIntentClassifier).process([shifted])
    pipeline.part(EnsembleIntentClassifier).process([plain])
    one, other = (
        {found["name"]: found["confidence"] for found in message.get(INTENT_RANKING_KEY)} for message in (shifted, plain)
    )
    assert one["greet"] > other["greet"]
    assert sum(one.values()) == pytest.approx(1.0, abs=1e-5)


def test_a_prior_shift_turns_the_shares_seen_into_those_expected() -> None:
    labels, seen = ("a", "b", "c"), ["a"] * 5 + ["b"] * 3 + ["c"] * 2
    shares = np.array([0.5, 0.3, 0.2]) * prior_shift(labels, seen, {"a": 0.2})
    np.testing.assert_allclose(shares, [0.2, 0.48, 0.32], atol=1e-6)


def test_without_an_expectation_nothing_shifts() -> None:
    np.testing.assert_allclose(prior_shift(("a", "b"), ["a", "b", "b"], {}), [1.0, 1.0])


@pytest.mark.parametrize("shares", [{"inform": 1.2}, {"inform": 0.6, "deny": 0.5}, {"inform": 0.0}, {"inform": -0.1}])
def test_expected_shares_leave_room_for_the_other_intents(shares: dict[str, float]) -> None:
    config = {**EnsembleIntentClassifier.get_default_config(), "expected_shares": shares}

    with pytest.raises(ValueError, match="expected_shares"):
        EnsembleIntentClassifier.validate_config(config)
