"""Every conversation file, played against the real servers.

A file holds `test_cases`, in the manner of Rasa's end-to-end tests:

    test_case: a sentence
    steps:
      - user: what the shopper types
      - bot: a text that the reply contains (or a list of them)
      - not: a text that it must not contain (or a list)
      - quick_replies: all of these are offered
      - slots: values of slots afterwards; null means unset, "set" any value
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.e2e.assistant import Assistant, BotTurn

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
CASES = [(file.stem, case) for file in FILES for case in YAML(typ="safe").load(file)["test_cases"]]


def as_list(value: Any) -> list[str]:
    return [str(item) for item in (value if isinstance(value, list) else [value])]


def check(step: dict[str, Any], turn: BotTurn, assistant: Assistant) -> None:
    """One expectation about the last turn."""
    (kind, wanted), *_ = step.items()
    if kind == "bot":
        for text in as_list(wanted):
            assert text in turn.text, f"{text!r} is missing in:\n{turn.text}"
    elif kind == "not":
        for text in as_list(wanted):
            assert text not in turn.text, f"{text!r} must not stand in:\n{turn.text}"
    elif kind == "quick_replies":
        assert set(wanted) <= set(turn.quick_replies), turn.quick_replies
    elif kind == "slots":
        slots = assistant.slots
        for name, value in wanted.items():
            holds = slots[name] is not None if value == "set" else slots[name] == value
            assert holds, f"{name}: {slots[name]!r}\n{turn.text}"
    else:
        pytest.fail(f"unknown step {kind!r}")


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}: {case['test_case']}" for file, case in CASES])
def test_conversation(file: str, case: dict[str, Any], assistant: Assistant) -> None:
    turn: BotTurn | None = None
    for step in case["steps"]:
        if "user" in step:
            turn = assistant.say(step["user"])
            assert turn.status == 200
            assert turn.text.strip(), f"silence after {step['user']!r}"
        else:
            assert turn is not None, "a case begins with a user step"
            check(step, turn, assistant)
