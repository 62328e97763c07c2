"""Whatever a slip of the keyboard does to a file, staff get a place and a remedy, never a traceback."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base import DEFAULT_FOLDER, KnowledgeError, load_knowledge
from tests.knowledge_base.knowledge_folder import CHINESE

FILES = sorted(path.relative_to(DEFAULT_FOLDER) for path in DEFAULT_FOLDER.rglob("*.yml"))
SLIPS = [
    *("", " ", "\n", "\t", "  ", "- ", ":", ": ", ",", "，", "“", "{", "}", "[", "]", "'", '"', "#", "&", "*", "!", "|", ">"),
    *(
        "%",
        "@",
        "`",
        "?",
        "~",
        "=",
        "0",
        "-1",
        ".nan",
        ".inf",
        "true",
        "null",
        "2024-13-01",
        "1:99",
        "!!int ",
        "<<: ",
        "---\n",
        "\x00",
    ),
]


@settings(max_examples=40)
@given(st.sampled_from(FILES), st.data())
def test_a_damaged_file_loads_or_is_told(name: Path, data: st.DataObject) -> None:
    text = (DEFAULT_FOLDER / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)), label="position")
    length = data.draw(st.integers(0, 12), label="characters lost")
    slip = data.draw(st.sampled_from(SLIPS), label="characters typed")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(DEFAULT_FOLDER, Path(place) / "knowledge"))
        (folder / name).write_text(text[:start] + slip + text[start + length :], encoding="utf-8")
        try:
            load_knowledge(folder)
        except KnowledgeError as error:
            assert error.problems
            for problem in error.problems:
                assert problem.file.is_relative_to(folder)
                assert problem.line >= 1
                assert CHINESE.search(problem.remedy)
