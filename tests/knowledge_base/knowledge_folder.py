"""A copy of knowledge/ to make mistakes in, by key and not by wording, so that staff can reword without breaking tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge_base import Knowledge, KnowledgeError, KnowledgeProblem, load_knowledge

CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True)
class KnowledgeFolder:
    """Files are named relative to the folder, lines by how they begin."""

    path: Path

    def text(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def line_at(self, name: str, start: str) -> int:
        """The number, from 1, of the only line that begins with `start`."""
        [number] = [n for n, line in enumerate(self.text(name).split("\n"), 1) if line.startswith(start)]
        return number

    def replace_line(self, name: str, start: str, new: str) -> int:
        """Put `new` in place of the line that begins with `start`; LINE in it stands for the old one. Its number."""
        lines, number = self.text(name).split("\n"), self.line_at(name, start)
        lines[number - 1] = new.replace("LINE", lines[number - 1])
        self.write(name, "\n".join(lines))
        return number

    def remove(self, name: str, start: str) -> None:
        """Take out the line that begins with `start`, and what is indented under it."""
        lines, number = self.text(name).split("\n"), self.line_at(name, start)
        depth, end = len(start) - len(start.lstrip()), number
        while end < len(lines) and (len(lines[end]) - len(lines[end].lstrip()) > depth or not lines[end]):
            end += 1
        self.write(name, "\n".join(lines[: number - 1] + lines[end:]))

    def load(self) -> Knowledge:
        return load_knowledge(self.path)

    def problems(self) -> list[KnowledgeProblem]:
        """What stops this folder from loading. Every problem must be told in Chinese."""
        with pytest.raises(KnowledgeError) as raised:
            self.load()
        for problem in raised.value.problems:
            assert CHINESE.search(problem.problem), problem
            assert CHINESE.search(problem.remedy), problem
        return raised.value.problems

    def places(self) -> list[tuple[str, int, str]]:
        """File, line and key of every problem."""
        return [(str(p.file.relative_to(self.path)), p.line, p.key) for p in self.problems()]

    def only_problem(self) -> KnowledgeProblem:
        [problem] = self.problems()
        return problem
