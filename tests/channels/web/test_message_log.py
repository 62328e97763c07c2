"""Messages are numbered without gaps, and none is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from channels.web.message_log import BOT, USER, MessageLog


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/log/messages.db"


@pytest.fixture
def log(url: str) -> Iterator[MessageLog]:
    log = MessageLog(url)
    yield log
    log.close()


def test_messages_of_a_session_are_numbered_from_one(log: MessageLog) -> None:
    log.add_user("a", "1", "你好")
    log.add_user("b", "1", "在吗")
    log.add_bot("a", {"text": "您好", "quick_replies": ["是"]})

    assert [(entry.number, entry.sender, entry.content) for entry in log.after("a", 0)] == [
        (1, USER, {"text": "你好"}),
        (2, BOT, {"text": "您好", "quick_replies": ["是"]}),
    ]
    assert [entry.number for entry in log.after("b", 0)] == [1]


@pytest.mark.parametrize(("after", "numbers"), [(0, [1, 2, 3]), (2, [3]), (3, []), (99, []), (-1, [1, 2, 3])])
def test_what_came_after_a_number(log: MessageLog, after: int, numbers: list[int]) -> None:
    for text in "一二三":
        log.add_bot("a", {"text": text})
    assert [entry.number for entry in log.after("a", after)] == numbers


def test_a_message_sent_twice_counts_once(log: MessageLog) -> None:
    first, new = log.add_user("a", "same", "你好")
    log.add_bot("a", {"text": "您好"})
    second, again = log.add_user("a", "same", "你好")
    assert (new, again) == (True, False)
    assert first == second
    assert len(log.after("a", 0)) == 2


def test_the_same_id_of_two_shoppers_is_two_messages(log: MessageLog) -> None:
    assert log.add_user("a", "1", "你好")[1]
    assert log.add_user("b", "1", "你好")[1]


def test_it_is_all_there_after_a_restart(log: MessageLog, url: str) -> None:
    log.add_user("a", "1", "😀 繁體 \\ \" ' --")
    again = MessageLog(url)
    assert again.after("a", 0) == log.after("a", 0)
    again.close()


def test_two_processes_at_once_leave_no_gap_and_no_double(url: str) -> None:
    logs = [MessageLog(url), MessageLog(url)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: logs[n % 2].add_bot("a", {"text": str(n)}), range(80)))
    entries = logs[0].after("a", 0)
    assert [entry.number for entry in entries] == list(range(1, 81))
    assert {entry.content["text"] for entry in entries} == {str(n) for n in range(80)}
    for log in logs:
        log.close()


def test_what_was_said_since_the_assistant_last_spoke_is_unanswered(log: MessageLog) -> None:
    assert log.unanswered("a") == []
    log.add_user("a", "1", "你好")
    log.add_bot("a", {"text": "您好"})
    assert log.unanswered("a") == []
    log.add_user("a", "2", "用不了")
    log.add_user("a", "3", "急")
    assert [entry.content["text"] for entry in log.unanswered("a")] == ["用不了", "急"]


def test_a_rating_belongs_to_the_conversation_as_it_stood(log: MessageLog) -> None:
    assert log.rating("a") is None
    log.add_bot("a", {"text": "您好"})
    log.rate("a", 2, "慢")
    log.rate("a", 3, "")
    log.add_bot("a", {"text": "好了吗"})
    log.rate("a", 5, "解决了")
    assert log.rating("a") == (5, "解决了")
    assert log.rating("b") is None
