from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base import DEFAULT_FOLDER, Knowledge
from knowledge_base.checks import check_placeholders
from knowledge_base.documents import Document
from knowledge_base.placeholders import PLACEHOLDERS

PIECES = ["{", "}", "facts", "{facts}", "cause", ":", "!", "r", "s", ">9", "x", "[0]", ".a", "{{", "}}", "好的", "："]


def problems(text: str) -> int:
    """How many mistakes are found in a text that may use {facts}."""
    document = Document(Path("wording.yml"), {"noted": text})
    return len(list(check_placeholders(document, {"noted": frozenset({"facts"})})))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_text_that_passes_can_be_filled_in(text: str) -> None:
    if not problems(text):
        text.format(facts="额度够")


@given(st.text(alphabet=st.characters(exclude_characters="{}", exclude_categories=["Cs"])))
def test_a_text_without_braces_passes(text: str) -> None:
    assert not problems(text)
    assert not problems(f"{text}{{facts}}{text}")


@pytest.mark.parametrize("text", ["{facts!x}", "{facts:x}", "{fact!s}", "{facts:{cause}}", "{facts.a}", "{facts[0]}", "{0}"])
def test_anything_but_a_plain_placeholder_is_a_mistake(text: str) -> None:
    assert problems(text) == 1


def test_every_text_with_placeholders_is_one_that_the_schema_asks_for() -> None:
    schema = json.loads((DEFAULT_FOLDER / "schema" / "wording.schema.json").read_text(encoding="utf-8"))
    assert set(PLACEHOLDERS) <= set(schema["required"])


def test_every_shipped_text_can_be_filled_in(shipped: Knowledge) -> None:
    for key, text in shipped.wording.items():
        filled = text.format(**dict.fromkeys(PLACEHOLDERS.get(key, ()), "填入"))
        assert not set(filled) & set("{}")
