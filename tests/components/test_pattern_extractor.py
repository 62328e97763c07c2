"""Exact wordings: those of the project, and how they are matched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from components.pattern_extractor import PatternExtractor
from components.tokenizer import ChineseTokenizer
from settings import ROOT
from tests.components.pipeline import Pipeline, Workshop, found, sentences

SHIPPED = [
    entry
    for file in PatternExtractor.get_default_config()["patterns"]
    for entry in YAML(typ="safe").load(ROOT / file)["patterns"]
]
PHRASES = [(phrase, entry["entity"], entry["value"]) for entry in SHIPPED for phrase in entry.get("phrases", [])]


@pytest.fixture
def shipped(workshop: Workshop) -> Pipeline:
    """Tokenizer and extractor with the patterns of the project."""
    return Pipeline([workshop.create(ChineseTokenizer), workshop.create(PatternExtractor)])


def with_patterns(workshop: Workshop, folder: Path, patterns: str) -> Pipeline:
    """Tokenizer and extractor with these patterns."""
    (folder / "some.yml").write_text(f"patterns: {patterns}", encoding="utf-8")
    extractor = workshop.create(PatternExtractor, patterns=[str(folder / "some.yml")])
    return Pipeline([workshop.create(ChineseTokenizer), extractor])


@pytest.mark.parametrize(("phrase", "entity", "value"), PHRASES, ids=[phrase for phrase, _, _ in PHRASES])
def test_every_shipped_phrase_is_found(shipped: Pipeline, phrase: str, entity: str, value: str) -> None:
    for text in (phrase, f"你好,{phrase}。怎么办", f"一直提示{phrase}"):
        assert found(shipped.read(text)) == {entity: value}, text


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("我逾期过一次后来还清了", {"overdue_status": "cleared"}),
        ("逾期都还完了", {"overdue_status": "cleared"}),
        ("逾期还没还清", {"overdue_status": "current"}),
        ("逾期了还没有还清了的钱", {"overdue_status": "current"}),
        ("逾期过，一直没还", {"overdue_status": "current"}),
        ("备用金逾期过现在不能用", {"overdue_status": "cleared"}),
        ("逾期三天已经还了", {"overdue_status": "cleared"}),
        ("从来没逾期过", {"overdue_status": "none"}),
        ("近期无逾期", {"overdue_status": "none"}),
        ("不知道有没有逾期", {}),
        ("我怎么没有备用金的额度", {"limit_status": "insufficient"}),
        ("额度突然没有了", {"limit_status": "insufficient"}),
        ("额度显示0", {"limit_status": "insufficient"}),
        ("额度有没有三千", {}),
        ("换了几家哪里都付不了", {"failure_scope": "all"}),
        ("逾期要是还清了能用吗", {}),
        ("逾期什么时候还清才能用", {}),
        ("客服让我把验证码发给他", {"safety": "code_request"}),
        ("有人打电话要我的密码", {"safety": "code_request"}),
        ("对方叫我共享屏幕", {"safety": "code_request"}),
        ("我想从这跳下去", {"safety": "crisis"}),
        ("想从六楼跳", {"safety": "crisis"}),
        ("想从桥上跳", {"safety": "crisis"}),
        ("从付款页面跳出来了", {}),
        ("付款从备用金跳到银行卡", {}),
        ("吃了一瓶安眠药", {"safety": "crisis"}),
        ("跳楼价的手机能分期吗", {}),
        ("我忘了密码", {}),
        ("收不到验证码怎么办", {}),
        ("備用金提示系統繁忙", {"system_notice": "yes"}),
        ("系 统 繁 忙", {"system_notice": "yes"}),
    ],
)
def test_shipped_patterns_follow_how_people_put_it(shipped: Pipeline, text: str, entities: dict[str, str]) -> None:
    assert found(shipped.read(text)) == entities


@pytest.mark.parametrize("text", ["没有提示系统繁忙", "没显示过系统繁忙", "不是额度不足", "没有被骗了", "我没有想死"])
def test_a_negated_wording_is_left_to_the_classifier(shipped: Pipeline, text: str) -> None:
    assert found(shipped.read(text)) == {}


@pytest.mark.parametrize("text", ["没有别的提示就是一直系统繁忙", "系统繁忙没有别的提示"])
def test_a_negation_out_of_reach_changes_nothing(shipped: Pipeline, text: str) -> None:
    assert found(shipped.read(text)) == {"system_notice": "yes"}


@pytest.mark.parametrize("text", ["没有钱了不想活了", "没办法了想死", "我没工作了想跳楼"])
def test_a_danger_is_heard_behind_a_negation_of_something_else(shipped: Pipeline, text: str) -> None:
    assert found(shipped.read(text)) == {"safety": "crisis"}


@pytest.mark.parametrize("text", ["被骗了不想活了", "不想活了,钱被骗走了", "黑户还不上了 不如死了"])
def test_a_crisis_outranks_every_other_danger(shipped: Pipeline, text: str) -> None:
    assert found(shipped.read(text)) == {"safety": "crisis"}


def test_of_overlapping_wordings_the_longest_wins(workshop: Workshop, tmp_path: Path) -> None:
    patterns = "[{entity: a, value: short, phrases: [想死]}, {entity: b, value: long, phrases: [想死你了]}]"
    assert found(with_patterns(workshop, tmp_path, patterns).read("想死你了")) == {"b": "long"}


def test_a_fact_is_stated_once_and_an_earlier_extractor_wins(shipped: Pipeline) -> None:
    message = shipped.components[0].process([Message({TEXT: "额度不足 额度不够"})])[0]
    message.set(ENTITIES, [{"entity": "limit_status", "value": "enough"}])
    shipped.components[1].process([message])
    assert [entity["value"] for entity in message.get(ENTITIES)] == ["enough"]


def test_the_wording_is_quoted_as_typed(shipped: Pipeline) -> None:
    (entity,) = shipped.read("　您好，顯示 系統 繁忙 啊").get(ENTITIES)
    assert entity["text"] == "系統 繁忙"


def test_a_model_keeps_the_patterns_that_it_was_trained_with(workshop: Workshop, tmp_path: Path) -> None:
    before = with_patterns(workshop, tmp_path, "[{entity: a, value: 'yes', phrases: [备用金用不了]}]")
    before.components[1].train(sentences())
    with_patterns(workshop, tmp_path, "[]")
    after = workshop.load(PatternExtractor, patterns=str(tmp_path / "patterns"))
    assert found(Pipeline([before.components[0], after]).read("备用金用不了")) == {"a": "yes"}


@pytest.mark.parametrize("changed", ["some.yml", "dictionary.txt"])
def test_a_changed_pattern_or_dictionary_calls_for_training(tmp_path: Path, changed: str) -> None:
    config: dict[str, Any] = {"patterns": [str(tmp_path / "some.yml")], "dictionary": str(tmp_path / "dictionary.txt")}
    for name in ("some.yml", "dictionary.txt"):
        (tmp_path / name).write_text("patterns: []", encoding="utf-8")
    before = PatternExtractor.fingerprint_addon(config)
    (tmp_path / changed).write_text("patterns: [{}]", encoding="utf-8")
    assert PatternExtractor.fingerprint_addon(config) != before
