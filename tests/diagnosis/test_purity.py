"""The reasoning runs anywhere: it needs Python and nothing else."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import diagnosis

ROOM = Path(diagnosis.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))


def imported(source: str) -> Iterator[str]:
    """The top-level package of every import, wherever in the file it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "diagnosis" if node.level else str(node.module).partition(".")[0]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOM)))
def test_the_room_imports_only_the_standard_library_and_itself(file: Path) -> None:
    foreign = set(imported(file.read_text(encoding="utf-8"))) - sys.stdlib_module_names - {"diagnosis"}
    assert not foreign


def test_every_module_of_the_room_is_looked_at() -> None:
    assert {"belief.py", "decision.py", "model.py"} <= {file.name for file in FILES}


def test_a_foreign_import_inside_a_function_would_be_noticed() -> None:
    source = "import math\ndef f():\n    from rasa.core import agent\n    import numpy.linalg as la\n"
    assert set(imported(source)) - sys.stdlib_module_names == {"rasa", "numpy"}
