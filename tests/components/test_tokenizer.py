"""Words whose text is normalised and whose place is that in the text as typed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.message_features import NORMALISED
from components.normalisation import normalise
from components.tokenizer import ChineseTokenizer
from tests.components.pipeline import Pipeline, Workshop, sentences

ANY_TEXT = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("備用金额度用不了ＡQ１ \u3000\x00\ud800㎏😂,。"), max_size=40
)


@pytest.fixture(scope="module")
def tokenizer(pipeline: Pipeline) -> ChineseTokenizer:
    return pipeline.part(ChineseTokenizer)


def tokens(tokenizer: ChineseTokenizer, text: str) -> list[Token]:
    return tokenizer.tokenize(Message({TEXT: text}), TEXT)


@pytest.mark.parametrize(
    ("typed", "words", "pieces"),
    [
        ("备用金用不了", ["备用金", "用不了"], ["备用金", "用不了"]),
        ("備用金 用 不 了", ["备用金", "用不了"], ["備用金", "用 不 了"]),
        ("ＯＰＰＯ手机", ["oppo", "手机"], ["ＯＰＰＯ", "手机"]),
        ("ok ok", ["ok", "ok"], ["ok", "ok"]),
        ("😂备\x00用金", ["😂", "备用金"], ["😂", "备\x00用金"]),
    ],
)
def test_each_word_maps_back_to_the_text_as_typed(
    tokenizer: ChineseTokenizer, typed: str, words: list[str], pieces: list[str]
) -> None:
    found = tokens(tokenizer, typed)
    assert [token.text for token in found] == words
    assert [typed[token.start : token.end] for token in found] == pieces


@given(text=ANY_TEXT)
def test_words_of_any_text_stand_in_order_within_it(tokenizer: ChineseTokenizer, text: str) -> None:
    found = tokens(tokenizer, text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(found))


@given(text=ANY_TEXT)
def test_nothing_but_blanks_is_lost(tokenizer: ChineseTokenizer, text: str) -> None:
    assert "".join(token.text for token in tokens(tokenizer, text)) == normalise(text).text.replace(" ", "")


def test_the_normalised_text_is_left_for_the_next_components(tokenizer: ChineseTokenizer) -> None:
    message = Message({TEXT: "備用金"})
    tokenizer.process([message])
    assert message.get(NORMALISED) == normalise("備用金")
    assert [token.text for token in message.get(TOKENS_NAMES[TEXT])] == ["备用金"]


def test_an_intent_is_not_cut(tokenizer: ChineseTokenizer) -> None:
    message = Message({TEXT: "你好", INTENT: "ask_why_unavailable"})
    tokenizer.process([message])
    assert [token.text for token in message.get(TOKENS_NAMES[INTENT])] == ["ask_why_unavailable"]


def test_a_model_keeps_the_dictionary_that_it_was_trained_with(workshop: Workshop, tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text("金用不", encoding="utf-8")
    workshop.create(ChineseTokenizer, dictionary=str(dictionary)).train(sentences())
    dictionary.unlink()
    loaded = workshop.load(ChineseTokenizer, dictionary=str(dictionary))
    assert "金用不" in [token.text for token in tokens(loaded, "备金用不了")]


def test_a_changed_dictionary_calls_for_training(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text("备用金", encoding="utf-8")
    before = ChineseTokenizer.fingerprint_addon({"dictionary": str(dictionary)})
    dictionary.write_text("备用金\n用不了", encoding="utf-8")
    assert ChineseTokenizer.fingerprint_addon({"dictionary": str(dictionary)}) != before
