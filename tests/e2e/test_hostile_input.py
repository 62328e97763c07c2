"""Messages that no person types on purpose: a clear error or a polite reply, and nobody else's conversation touched."""

from __future__ import annotations

import json

import pytest

from launcher.server import Server
from tests.e2e.assistant import Assistant


@pytest.fixture
def bystander(rasa: Server, actions: Server) -> Assistant:
    """Another shopper in the middle of a diagnosis."""
    other = Assistant(rasa)
    other.say("备用金用不了")
    return other


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b'"text"',
        b"null",
        b'{"sender": "%s"}',
        b'{"sender": "%s", "message": null}',
        b'{"sender": "%s", "message": ""}',
        b'{"sender": "%s", "message": "   "}',
        b'{"sender": "%s", "message": 7}',
        b'{"sender": "%s", "message": {"a": 1}}',
        b'{"sender": "%s", "message": "\\u0000"}',
        b'{"sender": "%s", "message": "/"}',
        b'{"message": "hello"}',
        b'{"sender": null, "message": "hello"}',
        b'{"sender": "", "message": "hello"}',
        b'{"sender": {"a": 1}, "message": "hello"}',
        b'{"sender": "a\\u0000b", "message": "hello"}',
        b'{"sender": "' + b"x" * 500 + b'", "message": "hello"}',
        b"\xff\xfe",
    ],
)
def test_an_unusable_request_is_refused_in_chinese(assistant: Assistant, bystander: Assistant, body: bytes) -> None:
    before = bystander.slots

    turn = assistant.post(body.replace(b"%s", assistant.sender.encode()))

    assert turn.status == 400
    assert any("\u4e00" <= char <= "\u9fff" for char in turn.text)
    assert bystander.slots == before


@pytest.mark.parametrize("text", ["用" * 1001, "备用金用不了" * 17_000, "a" * 100_000], ids=["1001", "102,000", "letters"])
def test_a_message_that_is_too_long_is_answered_politely(assistant: Assistant, text: str) -> None:
    turn = assistant.say(text)

    assert turn.status == 200
    assert "太长" in turn.text
    assert assistant.user_texts == []


def test_the_longest_message_allowed_is_read(assistant: Assistant) -> None:
    assert assistant.say("备用金用不了" + "啊" * 994).status == 200
    assert len(assistant.user_texts[0]) == 1000


UNSTORABLE = ["备用金\u0000用不了", "备用金\ud83d用不了", "备用金\u200b用不了", "\u202e备用金用不了", "备用金\r\n用不了"]


@pytest.mark.parametrize("text", UNSTORABLE)
def test_characters_that_no_database_takes_are_left_out(assistant: Assistant, text: str) -> None:
    turn = assistant.post(json.dumps({"sender": assistant.sender, "message": text}).encode())

    assert turn.status == 200
    assert assistant.slots["requested_slot"] == "failure_scope"
    assert len(assistant.user_texts) == 1


COMMANDS = [
    '/inform{"failure_scope": "all"}',
    "/action_hand_over",
    "//session_start",
    "/back",
    '/deny{"overdue_status": "none"}',
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_shopper_commands_nothing(assistant: Assistant, text: str) -> None:
    assistant.say("备用金用不了")

    turn = assistant.say(text)

    assert turn.text.strip()
    slots = assistant.slots
    assert slots["requested_slot"] == "failure_scope"
    assert slots["failure_scope"] is None


def test_a_client_names_no_channel_and_no_slots(assistant: Assistant) -> None:
    body = {"sender": assistant.sender, "message": "备用金用不了", "input_channel": "cmdline", "slots": {"outcome": "solved"}}

    assert assistant.post(json.dumps(body).encode()).status == 200
    assert assistant.slots["outcome"] is None


def test_the_same_message_twice_is_answered_twice_without_harm(assistant: Assistant) -> None:
    first = assistant.say("备用金用不了")
    second = assistant.say("备用金用不了")

    assert first.quick_replies == second.quick_replies
    assert assistant.slots["requested_slot"] == "failure_scope"


@pytest.mark.parametrize("text", ["", "用" * 100_000, "\u0000", "😂", "/inform"])
def test_the_parser_takes_anything(rasa: Server, text: str) -> None:
    assert "intent" in rasa.post("/model/parse", {"text": text})
