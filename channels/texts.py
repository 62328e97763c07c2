"""What people read when a message did not reach the assistant: messages.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML


def text(key: str, **details: object) -> str:
    """The words for a key of messages.yml.

    Raises:
        KeyError: the file has no such key.
    """
    return _texts()[key].format(**details)


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    texts: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8"))
    return texts
