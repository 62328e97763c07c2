from __future__ import annotations

from pathlib import Path

from knowledge_base import KnowledgeError, KnowledgeProblem

AT_A_KEY = KnowledgeProblem(Path("causes/some.yml"), 7, "remedy.steps.0", "太短", "写完整一些")
WHOLE_FILE = KnowledgeProblem(Path("wording.yml"), 1, "", "找不到这个文件", "请补上它")


def test_a_problem_reads_as_place_key_mistake_and_remedy() -> None:
    assert str(AT_A_KEY) == "causes/some.yml:7  [remedy.steps.0]  太短  → 写完整一些"


def test_a_problem_of_a_whole_file_names_no_key() -> None:
    assert str(WHOLE_FILE) == "wording.yml:1  找不到这个文件  → 请补上它"


def test_the_error_lists_every_problem_on_a_line_of_its_own() -> None:
    error = KnowledgeError([AT_A_KEY, WHOLE_FILE])
    assert str(error).splitlines() == [str(AT_A_KEY), str(WHOLE_FILE)]
    assert error.problems == [AT_A_KEY, WHOLE_FILE]
