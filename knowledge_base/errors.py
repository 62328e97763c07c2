"""What is wrong with the knowledge files, told to the people who edit them.

KnowledgeError carries every problem found, so that one start shows them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class KnowledgeProblem:
    """One mistake: where it stands (line from 1), what is wrong and what to do, in Chinese."""

    file: Path
    line: int
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return (
            f"{place}  [{self.key}]  {self.problem}  → {self.remedy}"
            if self.key
            else f"{place}  {self.problem}  → {self.remedy}"
        )


class KnowledgeError(Exception):
    """The knowledge files cannot be used as they are."""

    def __init__(self, problems: list[KnowledgeProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
