"""A request body becomes a clean message or a named error, whatever a client sends."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from channels.incoming import LONGEST_MESSAGE, LONGEST_SENDER, BadRequestError, Incoming, MessageTooLongError, read_incoming
from settings import ROOT

WORDS = {str(key): str(text) for key, text in YAML(typ="safe").load(ROOT / "channels" / "messages.yml").items()}
ANY_CHARACTER = st.characters(exclude_categories=()) | st.sampled_from("/ \t\n\x00\ud800\u3000备用金")
ANY_TEXT = st.text(ANY_CHARACTER, max_size=40)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["sender", "message", "metadata"]), inner),
    max_leaves=6,
)


def body(**changes: Any) -> dict[str, Any]:
    return {"sender": "shopper-1", "message": "备用金用不了", **changes}


def reason_against(anything: Any) -> str:
    with pytest.raises(BadRequestError) as refusal:
        read_incoming(anything)
    return refusal.value.reason


def test_a_good_request_is_taken_as_it_is() -> None:
    assert read_incoming(body(metadata={"page": "checkout"})) == Incoming("shopper-1", "备用金用不了", {"page": "checkout"})


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_becomes_clean_or_is_refused_as_empty(text: str) -> None:
    try:
        clean = read_incoming(body(message=text)).text
    except BadRequestError as refusal:
        assert refusal.reason == "no_message"
        assert not any(char.isalnum() for char in text)
    else:
        assert clean == clean.strip() != ""
        assert not clean.startswith("/")
        assert not {unicodedata.category(char) for char in clean} & {"Cc", "Cs"}
        assert clean.encode("utf-8")
        assert [char for char in clean if char.isalnum()] == [char for char in text if char.isalnum()]


@settings(deadline=None)
@given(ANY_JSON)
def test_anything_else_is_a_clean_message_or_a_named_error(anything: Any) -> None:
    try:
        incoming = read_incoming(anything)
    except BadRequestError as refusal:
        assert refusal.reason in WORDS
    else:
        assert incoming.sender.isprintable()
        assert incoming.text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/restart", "restart"),
        ("///greet", "greet"),
        (" /greet", "greet"),
        ("/ /greet", "greet"),
        ("/\t/ /greet", "greet"),
        ("\x00/greet", "greet"),
        ("/\ud800/greet", "greet"),
        ("1/2的额度", "1/2的额度"),
        ("24期/免息", "24期/免息"),
    ],
)
def test_leading_slashes_are_taken_away_and_no_others(typed: str, text: str) -> None:
    assert read_incoming(body(message=typed)).text == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  用不了\n", "用不了"),
        ("第一行\n第二行", "第一行 第二行"),
        ("备\x00用\x07金", "备用金"),
        ("备用金\ud800用不了", "备用金用不了"),
        ("用不了😂👨‍👩‍👧", "用不了😂👨‍👩‍👧"),
    ],
)
def test_what_no_database_takes_is_taken_out(typed: str, text: str) -> None:
    assert read_incoming(body(message=typed)).text == text


@pytest.mark.parametrize("message", [None, "", " ", "/", "/ / /", "\x00", "\ud800", 42, True, ["用不了"], {"text": "用不了"}])
def test_a_request_without_text_is_refused(message: Any) -> None:
    assert reason_against(body(message=message)) == "no_message"


@pytest.mark.parametrize("anything", [None, "用不了", 1, [], [body()]])
def test_what_is_no_json_object_is_refused(anything: Any) -> None:
    assert reason_against(anything) == "not_json"


@pytest.mark.parametrize(
    "sender", [None, "", " ", "   ", 7, ["a"], "a\nb", "a\x00", "\ud800", "a\u200bb", "x" * (LONGEST_SENDER + 1)]
)
def test_an_unusable_sender_is_refused(sender: Any) -> None:
    assert reason_against(body(sender=sender)) == "no_sender"


def test_a_request_without_a_sender_is_refused() -> None:
    assert reason_against({"message": "用不了"}) == "no_sender"


@pytest.mark.parametrize("sender", ["a", "会话-1", "9f1c", "shopper 1", "x" * LONGEST_SENDER])
def test_a_printable_sender_of_fair_length_is_taken(sender: str) -> None:
    assert read_incoming(body(sender=sender)).sender == sender


def test_a_message_is_taken_up_to_the_longest_and_refused_beyond() -> None:
    assert read_incoming(body(message="用" * LONGEST_MESSAGE)).text == "用" * LONGEST_MESSAGE
    with pytest.raises(MessageTooLongError) as refusal:
        read_incoming(body(message="用" * (LONGEST_MESSAGE + 1)))
    assert refusal.value.sender == "shopper-1"


def test_a_bad_sender_is_not_told_about_a_long_message() -> None:
    assert reason_against(body(sender="\x00", message="用" * (LONGEST_MESSAGE + 1))) == "no_sender"


@pytest.mark.parametrize("metadata", [None, "page", 3, ["page"]])
def test_metadata_that_is_no_object_is_left_out(metadata: Any) -> None:
    assert read_incoming(body(metadata=metadata)).metadata is None


def test_every_answer_to_a_bad_request_has_its_words() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "channels").rglob("*.py"))
    named = set(re.findall(r"(?:Error|Limit|text)\((?:[\w.]+, )?\"([a-z_]+)\"", code))
    assert set(WORDS) == named
    assert all(text.strip() for text in WORDS.values())
    assert str(LONGEST_MESSAGE) in WORDS["too_long"].format(limit=LONGEST_MESSAGE)
