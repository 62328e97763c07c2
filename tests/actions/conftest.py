"""The actions without servers: a real rasa_sdk tracker and dispatcher, the shipped knowledge, a store of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import AssistantAction
from knowledge_base import Knowledge, load_knowledge
from settings import settings


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Handovers go to a folder of the test."""
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "var"))
    settings.cache_clear()
    yield tmp_path / "var"
    settings.cache_clear()


def user(text: str, intent: str, *entities: tuple[str, Any], ranking: list[str] | None = None) -> dict[str, Any]:
    """A user event as Rasa sends it."""
    names = ranking or [intent]
    return {
        "event": "user",
        "text": text,
        "parse_data": {
            "intent": {"name": intent, "confidence": 0.9},
            "intent_ranking": [{"name": name, "confidence": 0.4} for name in names],
            "entities": [{"entity": name, "value": value, "text": text, "confidence_entity": 0.4} for name, value in entities],
        },
    }


@pytest.fixture
def tracker() -> Callable[..., Tracker]:
    """Makes a tracker whose last events are the given user messages."""

    def make(*messages: dict[str, Any], **slots: Any) -> Tracker:
        return Tracker("shopper", slots, messages[-1], list(messages), False, None, {}, "action_listen")

    return make


@pytest.fixture
def run() -> Callable[..., Any]:
    """Runs an action; texts, quick replies and slots that it left."""

    async def execute(action: AssistantAction, tracker: Tracker) -> tuple[str, list[str], dict[str, Any]]:
        dispatcher = CollectingDispatcher()
        events = await action.run(dispatcher, tracker, {})
        texts = "\n".join(message["text"] for message in dispatcher.messages)
        titles = [button["title"] for message in dispatcher.messages for button in message["buttons"]]
        return texts, titles, {event["name"]: event["value"] for event in events}

    def synchronously(action: AssistantAction, tracker: Tracker) -> tuple[str, list[str], dict[str, Any]]:
        return asyncio.run(execute(action, tracker))

    return synchronously
