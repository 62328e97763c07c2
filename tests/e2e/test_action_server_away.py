"""The action server is down, slow or broken: the shopper gets an apology and a way on, and goes on when it is back."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from launcher.server import Server
from tests.e2e.assistant import Assistant

APOLOGY = "暂时没有响应"
WAY_ON = "400-100-5678"


@pytest.fixture
def without_actions(actions: Server) -> Iterator[Server]:
    """The action server stopped, and up again afterwards."""
    actions.stop()
    yield actions
    if not actions.running:
        actions.start()
        actions.wait_until_ready(60)


class BrokenActions(BaseHTTPRequestHandler):
    """Answers every call in a way that no action server should."""

    answer = (500, b"")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, body = type(self).answer
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep the test output clean."""


def test_a_stopped_action_server_is_apologised_for_once(assistant: Assistant, without_actions: Server) -> None:
    turn = assistant.say("备用金怎么用不了")

    assert turn.status == 200
    assert turn.text.count(APOLOGY) == 1
    assert WAY_ON in turn.text


def test_greetings_need_no_action_server(assistant: Assistant, without_actions: Server) -> None:
    assert "您好" in assistant.say("你好").text


def test_what_was_said_meanwhile_is_not_lost(assistant: Assistant, without_actions: Server) -> None:
    assistant.say("备用金怎么用不了，所有商品都不行")
    assistant.say("额度还剩8000 手机1999")
    without_actions.start()
    without_actions.wait_until_ready(60)
    assistant.say("备用金还是用不了")

    slots = assistant.slots
    assert slots["failure_scope"] == "all"
    assert slots["limit_status"] == "enough"
    assert slots["requested_slot"] not in (None, "failure_scope", "limit_status")


def test_a_conversation_goes_on_where_it_was(assistant: Assistant, without_actions: Server) -> None:
    without_actions.start()
    without_actions.wait_until_ready(60)
    assistant.say("备用金怎么用不了")
    without_actions.stop()
    assert APOLOGY in assistant.say("问这个干嘛").text
    without_actions.start()
    without_actions.wait_until_ready(60)

    assert assistant.slots["requested_slot"] == "failure_scope"
    assistant.say("都不行")
    assert assistant.slots["failure_scope"] == "all"


def test_a_hanging_action_server_is_not_waited_for(assistant: Assistant, actions: Server) -> None:
    actions.signal(signal.SIGSTOP)
    try:
        turn = assistant.say("备用金怎么用不了")
    finally:
        actions.signal(signal.SIGCONT)

    assert APOLOGY in turn.text
    assert assistant.say("备用金怎么用不了").quick_replies


BROKEN_ANSWERS = {
    "error 500": (500, b'{"error": "boom"}'),
    "rejection 400": (400, b'{"error": "no", "action_name": "action_diagnose"}'),
    "no JSON": (200, b"<html>"),
    "wrong JSON": (200, b'{"events": 7}'),
}


@pytest.mark.parametrize("answer", BROKEN_ANSWERS.values(), ids=BROKEN_ANSWERS.keys())
def test_a_broken_answer_is_apologised_for(assistant: Assistant, without_actions: Server, answer: tuple[int, bytes]) -> None:
    handler = type("Handler", (BrokenActions,), {"answer": answer})
    impostor = ThreadingHTTPServer(("127.0.0.1", without_actions.port), handler)
    threading.Thread(target=impostor.serve_forever, daemon=True).start()
    try:
        turn = assistant.say("备用金怎么用不了")
    finally:
        impostor.shutdown()
        impostor.server_close()

    assert turn.text.count(APOLOGY) == 1
