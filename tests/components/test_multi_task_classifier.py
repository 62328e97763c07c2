"""The intent of a message and the facts that it states, from two views of the sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.calibration import cooled
from components.encoder.pretrained import vocabulary
from components.encoder.running import TunedEncoder
from components.encoder.tokens import SentenceTokenizer
from components.entities import HINT, add_entity
from components.linear_model import LinearModel
from components.message_features import normalised_text, sentence_features
from components.multi_task_classifier import MultiTaskClassifier
from components.ngram_featurizer import NgramFeaturizer
from tests.components.pipeline import SETTINGS, Pipeline, Workshop, found, sentences

INTENTS = {"ask_why_unavailable", "ask_repayment", "inform", "greet"}
FACTS = {"overdue_status", "failure_scope", "account_risk"}
RESOURCE = Resource(MultiTaskClassifier.__name__)


def facts(message: Message) -> list[dict[str, Any]]:
    """The facts that the classifier found stated, without those of exact wordings."""
    return [entity for entity in _by_classifier(message) if entity["entity"] != HINT]


def hints(message: Message) -> dict[str, float]:
    """The facts perhaps stated, and how likely."""
    return {entity["value"]: entity["confidence_entity"] for entity in _by_classifier(message) if entity["entity"] == HINT}


def _by_classifier(message: Message) -> list[dict[str, Any]]:
    return [entity for entity in message.get(ENTITIES) or [] if entity["extractor"] == MultiTaskClassifier.__name__]


def confidences(message: Message) -> dict[str, float]:
    return {ranked["name"]: ranked["confidence"] for ranked in message.get(INTENT_RANKING_KEY)}


def classified(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline, text: str, **config: Any) -> Message:
    """The message after a classifier that was loaded with other settings."""
    message = pipeline.until(MultiTaskClassifier).read(text)
    return trained_workshop[0].load(MultiTaskClassifier, **config).process([message])[0]


def trained_on(workshop: Workshop, data: TrainingData) -> Pipeline:
    """An n-gram view that stands alone."""
    featurizer = workshop.create(NgramFeaturizer)
    featurizer.train(data)
    featurizer.process_training_data(data)
    workshop.create(MultiTaskClassifier, linear_share=1.0).train(data)
    return Pipeline([featurizer, workshop.load(MultiTaskClassifier, linear_share=1.0)])


def files(workshop: Workshop) -> set[str]:
    with workshop.storage.read_from(RESOURCE) as folder:
        return {path.name for path in folder.iterdir()}


def stored_temperature(workshop: Workshop) -> float:
    with workshop.storage.read_from(RESOURCE) as folder:
        temperature: float = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))["temperature"]
    return temperature


# intents


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


@pytest.mark.parametrize(
    ("text", "intent"),
    [("备佣金为什么用不了", "ask_why_unavailable"), ("我从来没有于期", "inform"), ("还宽日是几号", "ask_repayment")],
)
def test_homophones_typed_by_mistake_are_understood(pipeline: Pipeline, text: str, intent: str) -> None:
    assert pipeline.read(text).get(INTENT)["name"] == intent


def test_words_that_no_training_sentence_has_are_understood_by_the_encoder(
    trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline
) -> None:
    for text, intent in (("哈喽", "greet"), ("嗨", "greet"), ("欠款怎么偿付", "ask_repayment")):
        assert classified(trained_workshop, pipeline, text, linear_share=0.0).get(INTENT)["name"] == intent, text


def test_spellings_of_one_sentence_are_understood_alike(pipeline: Pipeline) -> None:
    assert pipeline.read("备用金用不了").get(INTENT) == pipeline.read("備用金 用 不 了").get(INTENT)


def test_the_ranking_holds_every_intent_once_the_likeliest_first(pipeline: Pipeline) -> None:
    message = pipeline.read("备用金怎么还款")
    ranking = message.get(INTENT_RANKING_KEY)
    assert {ranked["name"] for ranked in ranking} == INTENTS
    assert len(ranking) == len(INTENTS)
    assert ranking[0] == message.get(INTENT)
    assert list(confidences(message).values()) == sorted(confidences(message).values(), reverse=True)


@pytest.mark.parametrize("text", ["备用金怎么还款", "今天天气不错", "ok", "备"])
def test_the_confidences_sum_to_one(pipeline: Pipeline, text: str) -> None:
    assert sum(confidences(pipeline.read(text)).values()) == pytest.approx(1.0, abs=1e-5)


def test_the_ranking_is_as_long_as_it_is_set(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline) -> None:
    assert len(classified(trained_workshop, pipeline, "你好", ranking_length=2).get(INTENT_RANKING_KEY)) == 2


def test_intent_and_ranking_appear_in_the_answer_of_the_parser(pipeline: Pipeline) -> None:
    assert {INTENT, INTENT_RANKING_KEY} <= set(pipeline.read("你好").as_dict(only_output_properties=True))


# facts


def test_the_facts_of_the_training_sentences_are_found(pipeline: Pipeline) -> None:
    wrong = {}
    for example in sentences().nlu_examples:
        stated = {entity["entity"]: entity["value"] for entity in example.get(ENTITIES) or []}
        read = {fact: value for fact, value in found(pipeline.read(example.get(TEXT))).items() if fact in FACTS}
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
    (fact,) = [entity for entity in facts(pipeline.read(text)) if entity["entity"] == "account_risk"]
    assert (fact["value"], fact["text"]) == ("yes", "換了新手機")
    assert text[fact["start"] : fact["end"]] == fact["text"]


def test_a_fact_is_stated_once_and_an_earlier_extractor_wins(pipeline: Pipeline) -> None:
    message = pipeline.until(MultiTaskClassifier).read("换了新手机")
    add_entity(message, "account_risk", "no", (0, 5), 1.0, "Earlier")
    pipeline.part(MultiTaskClassifier).process([message])
    assert [(entity["value"], entity["extractor"]) for entity in message.get(ENTITIES)] == [("no", "Earlier")]


def test_a_value_below_the_threshold_is_not_taken(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline) -> None:
    doubtful, likely = (
        classified(trained_workshop, pipeline, "换了新手机", threshold=threshold) for threshold in (0.9999, 0.5)
    )
    assert facts(doubtful) == []
    assert found(likely) == {"account_risk": "yes"}


def test_a_value_below_the_threshold_is_a_hint_as_long_as_it_is_likely_enough(
    trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline
) -> None:
    likely = facts(pipeline.read("换了新手机"))[0]["confidence_entity"]
    doubtful = classified(trained_workshop, pipeline, "换了新手机", threshold=0.9999)
    unlikely = classified(trained_workshop, pipeline, "换了新手机", threshold=0.9999, hint_threshold=0.999)
    assert hints(doubtful) == {"account_risk=yes": likely}
    assert hints(unlikely) == hints(pipeline.read("换了新手机")) == {}


def test_a_sentence_of_a_silent_intent_states_no_fact(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline) -> None:
    text = "没有逾期，也没换手机"
    intent = pipeline.read(text).get(INTENT)["name"]
    others = sorted(INTENTS - {intent})
    assert facts(classified(trained_workshop, pipeline, text, silent_intents=[intent])) == []
    assert found(classified(trained_workshop, pipeline, text, silent_intents=others)) == found(pipeline.read(text)) != {}


def test_confidence_is_a_probability_above_the_threshold(pipeline: Pipeline) -> None:
    (fact,) = facts(pipeline.read("换了新手机"))
    assert 0.5 <= fact["confidence_entity"] <= 1.0


# two views


def test_the_confidence_is_the_weighted_mean_of_both_views_at_the_stored_temperature(
    trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline
) -> None:
    message, share = pipeline.read("怎么我的备用金用不了"), SETTINGS[MultiTaskClassifier]["linear_share"]
    with trained_workshop[0].storage.read_from(RESOURCE) as folder:
        linear, encoder = LinearModel.load(folder / "linear" / "intent.npz"), TunedEncoder(folder / "encoder.onnx")
    ids = SentenceTokenizer(vocabulary(), 96).ids([normalised_text(message).text])
    mean = share * linear.probabilities(sentence_features([message])) + (1 - share) * encoder.probabilities(ids)[INTENT]
    expected = cooled(mean, stored_temperature(trained_workshop[0]))[0]
    assert confidences(message) == pytest.approx(dict(zip(linear.labels, map(float, expected))), abs=1e-5)


def test_a_long_sentence_is_read_by_its_beginning(trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline) -> None:
    beginning, whole = (
        classified(trained_workshop, pipeline, text, max_tokens=6, linear_share=0.0)
        for text in ("没有逾期", "没有逾期你好啊您好")
    )
    assert confidences(whole) == pytest.approx(confidences(beginning), abs=1e-5)


def test_without_the_encoder_nothing_of_it_is_stored(workshop: Workshop) -> None:
    trained_on(workshop, sentences())
    assert files(workshop) == {"linear", "calibration.json"}


def test_with_the_encoder_its_network_and_vocabulary_are_stored(trained_workshop: tuple[Workshop, Pipeline]) -> None:
    assert files(trained_workshop[0]) == {"linear", "calibration.json", "encoder.onnx", "vocabulary.txt"}


def test_the_ngrams_understand_alone(workshop: Workshop) -> None:
    alone = trained_on(workshop, sentences())
    assert alone.read("备用金为什么用不了").get(INTENT)["name"] == "ask_why_unavailable"
    assert found(alone.read("我没有逾期")) == {"overdue_status": "none"}


# calibration


def test_the_temperature_that_was_found_is_stored(trained_workshop: tuple[Workshop, Pipeline]) -> None:
    assert 0.4 <= stored_temperature(trained_workshop[0]) <= 2.5


def test_the_stored_temperature_makes_the_classifier_less_sure(workshop: Workshop) -> None:
    before = trained_on(workshop, sentences())
    with workshop.storage.write_to(RESOURCE) as folder:
        (folder / "calibration.json").write_text('{"temperature": 2.5}', encoding="utf-8")
    after = Pipeline([before.part(NgramFeaturizer), workshop.load(MultiTaskClassifier, linear_share=1.0)])
    sure, unsure = (confidences(source.read("备用金怎么还款")) for source in (before, after))
    assert list(unsure) == list(sure)
    assert max(unsure.values()) < max(sure.values())


def test_so_few_sentences_that_none_is_held_back_leave_the_confidence_as_it_is(workshop: Workshop) -> None:
    trained_on(workshop, TrainingData(sentences().nlu_examples[:19]))
    assert stored_temperature(workshop) == 1.0


# as a component


@pytest.mark.parametrize("text", ["备用金为什么用不了", "在哪还款", "今天天气不错", "都用不了 换了新手机", ""])
def test_the_stored_classifier_decides_like_the_trained_one(pipeline: Pipeline, trained_pipeline: Pipeline, text: str) -> None:
    before, after = trained_pipeline.read(text), pipeline.read(text)
    assert confidences(before) == pytest.approx(confidences(after), abs=0.02)
    assert [(fact["entity"], fact["value"], fact["text"]) for fact in facts(before)] == [
        (fact["entity"], fact["value"], fact["text"]) for fact in facts(after)
    ]


def test_a_message_is_understood_alone_as_in_a_batch(pipeline: Pipeline) -> None:
    texts = ("备用金用不了", "你好", "没有逾期 换了新手机", "怎么还款", "")
    batch = [Message({TEXT: text}) for text in texts]
    for component in pipeline.components:
        component.process(batch)
    for text, message in zip(texts, batch):
        alone = pipeline.read(text)
        assert confidences(message) == pytest.approx(confidences(alone), abs=0.02)
        assert found(message) == found(alone)


def test_an_untrained_classifier_says_nothing(workshop: Workshop) -> None:
    message = Message({TEXT: "你好"})
    assert workshop.create(MultiTaskClassifier).process([message]) == [message]
    assert message.get(INTENT) is None
    assert message.get(ENTITIES) is None


def test_no_messages_are_no_trouble(pipeline: Pipeline) -> None:
    assert pipeline.part(MultiTaskClassifier).process([]) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [("linear_share", -0.1), ("linear_share", 1.1), ("first_layer", 0), ("first_layer", 6), ("max_tokens", 2)],
)
def test_a_setting_that_leaves_nothing_to_learn_is_refused(workshop: Workshop, setting: str, value: float) -> None:
    with pytest.raises(ValueError, match=setting):
        workshop.create(MultiTaskClassifier, **{setting: value})


@pytest.mark.parametrize(
    ("setting", "value"), [("linear_share", 0), ("linear_share", 1), ("first_layer", 1), ("max_tokens", 3)]
)
def test_a_setting_at_its_limit_is_taken(workshop: Workshop, setting: str, value: float) -> None:
    assert workshop.create(MultiTaskClassifier, **{setting: value})


def test_facts_of_several_clauses_do_not_drown_one_another(pipeline: Pipeline) -> None:
    stated = found(pipeline.read("没有逾期，换了新手机，只有这款手机用不了"))
    assert stated["overdue_status"] == "none"
    assert stated["account_risk"] == "yes"


def test_a_fact_that_several_clauses_tell_keeps_the_value_of_the_whole(
    trained_workshop: tuple[Workshop, Pipeline], pipeline: Pipeline
) -> None:
    text = "没有逾期，换了新手机，只有这款手机用不了"
    whole = classified(trained_workshop, pipeline, text, told_across_clauses=["account_risk"])
    assert found(pipeline.read(text))["account_risk"] == "yes"
    assert found(whole).get("account_risk") != "yes"
