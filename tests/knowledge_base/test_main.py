"""python -m knowledge_base, as staff and `make check` run it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from knowledge_base import DEFAULT_FOLDER
from tests.knowledge_base.knowledge_folder import CHINESE, KnowledgeFolder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, in the checkout."""
    command = [sys.executable, "-X", "utf8", "-m", "knowledge_base", *arguments]
    return subprocess.run(command, cwd=DEFAULT_FOLDER.parent, capture_output=True, text=True, encoding="utf-8", check=False)


def test_sound_knowledge_is_counted_and_the_exit_code_is_zero() -> None:
    result = run()
    assert (result.returncode, result.stderr) == (0, "")
    assert "6 causes, 7 facts" in result.stdout


def test_the_folder_to_check_can_be_named(folder: KnowledgeFolder) -> None:
    (folder.path / "answers/ask_limit.yml").unlink()
    count = len(list((folder.path / "answers").glob("*.yml")))
    result = run(str(folder.path))
    assert (result.returncode, result.stderr) == (0, "")
    assert f"{count} answers" in result.stdout


def test_every_mistake_is_one_line_with_its_place_and_the_exit_code_is_one(folder: KnowledgeFolder) -> None:
    title = folder.replace_line("causes/limit_exhausted.yml", "title:", "title: 额")
    cost = folder.replace_line("facts/limit_status.yml", "cost:", "cost: 0")
    result = run(str(folder.path))
    assert (result.returncode, result.stdout) == (1, "")
    first, second = result.stderr.splitlines()
    assert first.startswith(f"{folder.path}/causes/limit_exhausted.yml:{title}  [title]  ")
    assert second.startswith(f"{folder.path}/facts/limit_status.yml:{cost}  [cost]  ")
    assert all(CHINESE.search(line.partition("→")[2]) for line in (first, second))


def test_a_folder_that_is_not_there_is_told_without_a_traceback(tmp_path: Path) -> None:
    result = run(str(tmp_path / "nowhere"))
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "nowhere/choices.yml:1" in result.stderr
