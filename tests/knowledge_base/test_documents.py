"""One file alone: encoding, YAML, and what its schema says."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from knowledge_base import DEFAULT_FOLDER, KnowledgeError, documents
from knowledge_base.documents import read_document, worded
from tests.knowledge_base.knowledge_folder import CHINESE, KnowledgeFolder

CAUSE = "causes/limit_exhausted.yml"
FACT = "facts/limit_status.yml"
ANSWER = "answers/ask_limit.yml"
SAFETY = "safety/cash_out.yml"


@pytest.mark.parametrize(
    ("name", "start", "becomes", "at", "key", "says"),
    [
        pytest.param(CAUSE, "title:", "LINE\ncolour: 红色", "colour:", "colour", "colour", id="unknown key"),
        pytest.param(CAUSE, "id:", "id: Limit-1", "id:", "id", "Limit-1", id="id with a capital and a dash"),
        pytest.param(CAUSE, "id:", "id: 7", "id:", "id", "string", id="number for a text"),
        pytest.param(CAUSE, "title:", f"title: {'额' * 21}", "title:", "title", "20", id="text too long"),
        pytest.param(CAUSE, "title:", "title: 额", "title:", "title", "2", id="text too short"),
        pytest.param(CAUSE, "prior:", "prior: 经常", "prior:", "prior", "number", id="text for a number"),
        pytest.param(CAUSE, "prior:", "prior: 0", "prior:", "prior", "0", id="prior of zero"),
        pytest.param(CAUSE, "prior:", "prior: .nan", "prior:", "prior", "number", id="prior that is no number"),
        pytest.param(CAUSE, "prior:", "prior: .inf", "prior:", "prior", "number", id="endless prior"),
        pytest.param(
            CAUSE,
            "  limit_status:",
            "  limit_status: {enough: 0, insufficient: 0.9}",
            "  limit_status:",
            "likelihood.limit_status.enough",
            "0",
            id="impossible value",
        ),
        pytest.param(
            CAUSE,
            "  system_notice:",
            '  system_notice: {"yes": 0.5, 1: 0.5}',
            "  system_notice:",
            "likelihood.system_notice.1",
            "1",
            id="key that is no text",
        ),
        pytest.param(
            CAUSE, "  success_rate:", "  success_rate: 1", "  success_rate:", "remedy.success_rate", "1", id="sure remedy"
        ),
        pytest.param(CAUSE, "title:", "LINE\n: 空", ": 空", "None", "None", id="key left out"),
        pytest.param(FACT, "cost:", "cost: 0", "cost:", "cost", "0", id="question without cost"),
        pytest.param(ANSWER, "answer:", "answer: [一句, 两句]", "answer:", "answer", "string", id="list for a text"),
        pytest.param(ANSWER, "related:", "related: ask_repayment", "related:", "related", "array", id="text for a list"),
        pytest.param(ANSWER, "related:", "related: []", "related:", "related", "1", id="empty list"),
        pytest.param(SAFETY, "offer_human:", "offer_human: 是", "offer_human:", "offer_human", "boolean", id="word for true"),
        pytest.param(
            "choices.yml", "  ask_limit:", "  ask_limit: 额", "  ask_limit:", "choices.ask_limit", "3", id="short choice"
        ),
        pytest.param("wording.yml", "opening:", "opening: ''", "opening:", "opening", "1", id="empty wording"),
        pytest.param("wording.yml", "opening:", "LINE\nclosing: 再见", "closing:", "closing", "closing", id="unknown wording"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(
    folder: KnowledgeFolder, name: str, start: str, becomes: str, at: str, key: str, says: str
) -> None:
    folder.replace_line(name, start, becomes)
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / name, folder.line_at(name, at), key)
    assert says in problem.problem


def test_a_missing_key_is_told_where_it_belongs(folder: KnowledgeFolder) -> None:
    folder.remove(CAUSE, "remedy:")
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / CAUSE, 1, "remedy")
    assert "remedy" in problem.problem


def test_a_missing_key_deep_in_a_file_is_told_at_the_nearest_line(folder: KnowledgeFolder) -> None:
    folder.remove(CAUSE, "  success_rate:")
    assert folder.places() == [(CAUSE, folder.line_at(CAUSE, "remedy:"), "remedy.success_rate")]


def test_a_mistake_in_a_list_is_told_with_its_number_and_line(folder: KnowledgeFolder) -> None:
    folder.remove(CAUSE, "avoid:")
    folder.write(CAUSE, folder.text(CAUSE).rstrip() + "\navoid:\n  - 不要相信代办的人\n  - 短\n")
    assert folder.places() == [(CAUSE, folder.line_at(CAUSE, "  - 短"), "avoid.1")]


def test_every_missing_key_of_a_file_is_told(folder: KnowledgeFolder) -> None:
    folder.remove("wording.yml", "opening:")
    folder.remove("wording.yml", "noted:")
    assert [key for _, _, key in folder.places()] == ["opening", "noted"]


def test_a_misspelt_key_is_both_missing_and_unknown(folder: KnowledgeFolder) -> None:
    line = folder.replace_line(CAUSE, "title:", "tittle: 额度用完了")
    assert sorted(folder.places()) == [(CAUSE, 1, "title"), (CAUSE, line, "tittle")]


def test_wrong_indentation_is_told_at_its_line_or_the_next(folder: KnowledgeFolder) -> None:
    line = folder.replace_line(CAUSE, "  success_rate:", "   success_rate: 0.8")
    problem = folder.only_problem()
    assert problem.file == folder.path / CAUSE
    assert problem.line in (line, line + 1)
    assert "缩进" in problem.remedy


@pytest.mark.parametrize("mistake", ["title: 额度: 不够", "title: '额度不够", "\ttitle: 额度不够", "title:额度不够"])
def test_a_typing_slip_in_the_yaml_is_told_near_its_line(folder: KnowledgeFolder, mistake: str) -> None:
    line = folder.replace_line(CAUSE, "title:", mistake)
    problem = folder.only_problem()
    assert problem.file == folder.path / CAUSE
    assert problem.line >= line
    assert "YAML" in problem.problem


def test_a_key_written_twice_is_told_where_it_comes_again(folder: KnowledgeFolder) -> None:
    line = folder.replace_line(CAUSE, "title:", "LINE\ntitle: 额度用完了")
    problem = folder.only_problem()
    assert (problem.file, problem.line) == (folder.path / CAUSE, line + 1)
    assert "两遍" in problem.remedy


@pytest.mark.parametrize("value", ["2024-13-01", "!!int 额度", "! "])
def test_a_value_that_yaml_takes_for_something_impossible_is_told(folder: KnowledgeFolder, value: str) -> None:
    folder.replace_line(CAUSE, "title:", f"title: {value}")
    assert folder.only_problem().file == folder.path / CAUSE


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_that_is_not_utf8_is_told(folder: KnowledgeFolder, encoding: str) -> None:
    (folder.path / ANSWER).write_bytes(folder.text(ANSWER).encode(encoding))
    problem = folder.only_problem()
    assert (problem.file, problem.line, problem.key) == (folder.path / ANSWER, 1, "")
    assert "UTF-8" in problem.remedy


def test_a_file_saved_by_windows_loads(folder: KnowledgeFolder) -> None:
    before = folder.load().answers["ask_limit"]
    text = folder.text(ANSWER).replace("\n", "\r\n")
    (folder.path / ANSWER).write_bytes(codecs.BOM_UTF8 + text.encode())
    assert folder.load().answers["ask_limit"] == before


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "- 一\n- 二\n", "只有一句话\n"])
def test_a_file_without_keys_is_told(folder: KnowledgeFolder, text: str) -> None:
    folder.write(CAUSE, text)
    assert folder.places() == [(CAUSE, 1, "")]


def test_two_documents_in_one_file_are_told(folder: KnowledgeFolder) -> None:
    folder.write(CAUSE, folder.text(CAUSE) + "\n---\n" + folder.text(CAUSE))
    assert folder.only_problem().file == folder.path / CAUSE


def test_the_line_of_a_key_is_that_of_its_innermost_part_that_exists(tmp_path: Path) -> None:
    file = tmp_path / "some.yml"
    file.write_text("# 注释\na:\n  b:\n    - x\n    - {c: 1,\n       d: 2}\n", encoding="utf-8")
    document = read_document(file)
    assert [document.line(key) for key in [(), ("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1, "d")]] == [1, 2, 3, 4, 6]
    assert [document.line(key) for key in [("z",), ("a", "z"), ("a", "b", 7), ("a", "b", 0, "z")]] == [1, 2, 3, 4]


def test_reading_a_missing_file_is_a_knowledge_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.yml"):
        read_document(tmp_path / "none.yml")


MESSAGES: dict[str, dict[str, str]] = YAML(typ="safe").load(Path(documents.__file__).with_name("messages.yml"))


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_every_message_says_in_chinese_what_is_wrong_and_what_to_do(message: dict[str, str]) -> None:
    assert set(message) == {"problem", "remedy"}
    assert all(CHINESE.search(text) for text in message.values())


def limits(schema: Any) -> Iterator[str]:
    """Every keyword of a JSON schema that can turn a file down."""
    silent = {"$schema", "title", "description", "properties", "propertyNames", "items"}
    for keyword, inner in schema.items():
        if keyword not in silent and (keyword != "additionalProperties"):
            yield keyword
        children = inner.values() if keyword == "properties" else [inner]
        for child in children:
            if keyword in {"properties", "propertyNames", "items", "additionalProperties"} and isinstance(child, dict):
                yield from limits(child)


@pytest.mark.parametrize("schema", sorted((DEFAULT_FOLDER / "schema").glob("*.json")), ids=lambda path: path.stem)
def test_every_limit_of_a_schema_has_words_of_its_own(schema: Path) -> None:
    assert set(limits(json.loads(schema.read_text(encoding="utf-8")))) <= set(MESSAGES)


def test_a_limit_without_words_is_told_in_general_terms(tmp_path: Path) -> None:
    problem = worded(tmp_path, 3, "a.b", "contains", limit={"const": 1}, value=[])
    assert (problem.file, problem.line, problem.key, problem.problem) == (tmp_path, 3, "a.b", MESSAGES["other"]["problem"])
