"""What a schema cannot say: references between files, sums, duplicates."""

from __future__ import annotations

import math
import string
from collections.abc import Iterator
from pathlib import Path

from knowledge_base.documents import Document, worded
from knowledge_base.errors import KnowledgeProblem

REQUIRED_SAFETY = (
    "crisis",
    "crisis_follow_up",
    "crisis_other",
    "collection_threat",
    "financial_hardship",
    "scam_victim",
    "scam_victim_follow_up",
    "code_request",
    "scam_question",
    "cash_out",
    "risky_loan",
    "seek_loan",
    "sensitive_id_card",
    "sensitive_bank_card",
    "sensitive_code",
    "sensitive_password",
)
_ADDS_UP = 1e-6
_FORMATTER = string.Formatter()


def check_ids(documents: list[Document]) -> Iterator[KnowledgeProblem]:
    """Ids are unique and equal to the file name, so that staff find what they look for."""
    seen: dict[str, Document] = {}
    for document in documents:
        found = str(document.content["id"])
        if found in seen:
            yield document.problem(["id"], "duplicate_id", id=found, other=seen[found].file.name)
        elif found != document.file.stem:
            yield document.problem(["id"], "id_is_not_file_name", id=found)
        seen.setdefault(found, document)


def check_facts(facts: list[Document]) -> Iterator[KnowledgeProblem]:
    """Bare yes and no point to values, or there is a question that narrows; no quick reply stands for two values."""
    replies: dict[str, str] = {}
    for document in facts:
        fact = document.content
        for key in ("affirm", "deny"):
            if key in fact and fact[key] not in fact["values"]:
                yield document.problem([key], "unknown_value", value=fact[key], known=", ".join(fact["values"]))
        if not ("affirm" in fact and "deny" in fact) and "narrow" not in fact:
            yield document.problem(["id"], "needs_narrow")
        for value, words in fact["values"].items():
            reply, place = words["quick_reply"], f"{document.file.name} {value}"
            if reply in replies:
                key_path = ["values", value, "quick_reply"]
                yield document.problem(key_path, "same_quick_reply", reply=reply, other=replies[reply])
            replies.setdefault(reply, place)


def check_causes(causes: list[Document], facts: list[Document]) -> Iterator[KnowledgeProblem]:
    """Every cause says for every fact how likely each value is, and the row adds up to 1."""
    values = {fact.content["id"]: set(fact.content["values"]) for fact in facts}
    for document in causes:
        table = document.content["likelihood"]
        for fact in values:
            if fact not in table:
                yield document.problem(["likelihood"], "missing_fact", fact=fact)
        for fact, row in table.items():
            key = ["likelihood", fact]
            if fact not in values:
                yield document.problem(key, "unknown_fact", fact=fact, known=", ".join(sorted(values)))
            elif set(row) != values[fact]:
                expected, found = ", ".join(sorted(values[fact])), ", ".join(sorted(map(str, row)))
                yield document.problem(key, "wrong_values", fact=fact, expected=expected, found=found)
            elif not math.isclose(sum(row.values()), 1, abs_tol=_ADDS_UP):
                yield document.problem(key, "does_not_add_up", fact=fact, total=f"{sum(row.values()):.4g}")


def check_answers(answers: list[Document], choices: Document) -> Iterator[KnowledgeProblem]:
    """Answers lead on only to intents that have words for a quick reply."""
    for document in answers:
        for place, intent in enumerate(document.content["related"]):
            if intent not in choices.content["choices"]:
                yield document.problem(["related", place], "unknown_intent", intent=intent)


def check_prompts(prompts: Document, facts: list[Document]) -> Iterator[KnowledgeProblem]:
    """Every prompt states a value of a fact that exists, and only one."""
    values = {fact.content["id"]: set(fact.content["values"]) for fact in facts}
    seen: dict[str, str] = {}
    for place, entry in enumerate(prompts.content["patterns"]):
        fact, value = entry["entity"], entry["value"]
        if fact not in values:
            yield prompts.problem(["patterns", place, "entity"], "unknown_fact", fact=fact, known=", ".join(sorted(values)))
        elif value not in values[fact]:
            known = ", ".join(sorted(values[fact]))
            yield prompts.problem(["patterns", place, "value"], "unknown_value", value=value, known=known)
        for number, phrase in enumerate(entry["phrases"]):
            if phrase in seen:
                key = ["patterns", place, "phrases", number]
                yield prompts.problem(key, "same_prompt", phrase=phrase, other=seen[phrase])
            seen[phrase] = fact


def check_safety(safety: list[Document], folder: Path) -> Iterator[KnowledgeProblem]:
    """No reply that the conversation may need is missing."""
    found = {document.content["id"] for document in safety}
    for required in REQUIRED_SAFETY:
        if required not in found:
            yield worded(folder / "safety" / f"{required}.yml", 1, "", "required_safety", id=required)


def check_placeholders(wording: Document, known: dict[str, frozenset[str]]) -> Iterator[KnowledgeProblem]:
    """Texts use only the placeholders that are filled in for them."""
    for key, text in wording.content.items():
        allowed = known.get(key, frozenset())
        try:
            # A format such as {facts:x} or {facts!x} counts as part of the name: it could fail once it is filled in.
            parts = [
                (name, f"!{how}" if how else "", f":{spec}" if spec else "") for _, name, spec, how in _FORMATTER.parse(text)
            ]
            found = {name + how + spec for name, how, spec in parts if name is not None}
        except ValueError:
            found = {text}
        if found - allowed:
            details = {"found": ", ".join(sorted(found - allowed)), "known": ", ".join(sorted(allowed)) or "-"}
            yield wording.problem([key], "unknown_placeholder", **details)
