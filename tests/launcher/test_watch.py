"""An edit in the knowledge folder is noticed once, by the name of its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from launcher.watch import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "causes").mkdir()
    (tmp_path / "causes" / "limit.yml").write_text("id: limit", encoding="utf-8")
    (tmp_path / "wording.yml").write_text("greet: 您好", encoding="utf-8")
    return tmp_path


def touch(path: Path) -> None:
    """Make a file newer, however coarse the clock of the file system."""
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def test_without_an_edit_nothing_changed(folder: Path) -> None:
    assert Watch(folder).changed() == set()


def test_an_edit_is_told_once(folder: Path) -> None:
    watch = Watch(folder)
    touch(folder / "wording.yml")
    assert watch.changed() == {"wording.yml"}
    assert watch.changed() == set()


def test_new_and_removed_files_count_at_any_depth(folder: Path) -> None:
    watch = Watch(folder)
    (folder / "causes" / "limit.yml").unlink()
    (folder / "causes" / "risk.yml").write_text("id: risk", encoding="utf-8")
    assert watch.changed() == {"causes/limit.yml", "causes/risk.yml"}


def test_other_files_do_not_count(folder: Path) -> None:
    watch = Watch(folder)
    (folder / ".wording.yml.swp").write_text("", encoding="utf-8")
    assert watch.changed() == set()
