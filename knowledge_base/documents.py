"""YAML files that remember on which line each key stands."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from knowledge_base.errors import KnowledgeError, KnowledgeProblem

_MESSAGES = Path(__file__).with_name("messages.yml")
Key = Sequence[Any]
"""Path to a value in a document, such as ("likelihood", "overdue_status")."""


@dataclass(frozen=True)
class Document:
    """A parsed YAML file; `content` is ruamel's round-trip mapping, which knows its lines."""

    file: Path
    content: Any

    def line(self, key: Key) -> int:
        """The line, from 1, of the innermost part of `key` that exists."""
        node, line = self.content, 0
        for part in key:
            try:
                # ruamel: lines of mappings are kept by key, of sequences by index
                line = node.lc.key(part)[0] if hasattr(node, "keys") else node.lc.item(part)[0]
                node = node[part]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
        return line + 1

    def problem(self, key: Key, message: str, **details: Any) -> KnowledgeProblem:
        """A problem at `key`, worded by messages.yml."""
        return worded(self.file, self.line(key), ".".join(map(str, key)), message, **details)


def worded(file: Path, line: int, key: str, message: str, **details: Any) -> KnowledgeProblem:
    """A problem with the words that messages.yml has for it."""
    text = _messages().get(message) or _messages()["other"]
    return KnowledgeProblem(file, line, key, text["problem"].format(**details), text["remedy"].format(**details))


def read_document(file: Path) -> Document:
    """Parse a file.

    Raises:
        KnowledgeError: the file is missing, not UTF-8 or not YAML, or a key stands twice.
    """
    try:
        content = YAML(typ="rt").load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KnowledgeError([worded(file, 1, "", "missing_file")]) from None
    except UnicodeDecodeError:
        raise KnowledgeError([worded(file, 1, "", "not_utf8")]) from None
    except (YAMLError, ValueError, IndexError) as error:  # ruamel lets the latter two out, as for the date 2024-13-01
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        detail = getattr(error, "problem", None) or "YAML"
        raise KnowledgeError([worded(file, mark.line + 1 if mark else 1, "", "not_yaml", detail=detail)]) from None
    return Document(file, content)


def check_schema(document: Document, schema: Path) -> list[KnowledgeProblem]:
    """Every place where the document departs from a JSON schema (draft 7)."""
    if unspeakable := list(_unspeakable(document, document.content, [])):
        return unspeakable
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    problems = []
    for error in sorted(validator.iter_errors(document.content), key=lambda e: list(map(str, e.absolute_path))):
        key = list(error.absolute_path)
        if error.validator == "required":
            for name in error.validator_value:
                if name not in error.instance:
                    problems.append(document.problem([*key, name], "required", name=name))
        elif error.validator == "additionalProperties":
            known = set(error.schema.get("properties", {}))
            for name in error.instance:
                if name not in known:
                    problems.append(document.problem([*key, name], "unknown_key", name=name, known=", ".join(sorted(known))))
        else:
            problems.append(document.problem(key, str(error.validator), limit=error.validator_value, value=error.instance))
    return list(dict.fromkeys(problems))


def _unspeakable(document: Document, node: Any, key: list[Any]) -> Iterator[KnowledgeProblem]:
    """What YAML can say and a JSON schema cannot: keys that are no text, numbers that are no number."""
    if isinstance(node, float) and not math.isfinite(node):
        yield document.problem(key, "type", limit="number")
    for part, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if isinstance(node, dict) and not isinstance(part, str):
            yield document.problem([*key, part], "not_text_key", name=part)
        yield from _unspeakable(document, child, [*key, part])


@lru_cache(maxsize=1)
def _messages() -> dict[str, dict[str, str]]:
    messages: dict[str, dict[str, str]] = YAML(typ="safe").load(_MESSAGES.read_text(encoding="utf-8"))
    return messages
