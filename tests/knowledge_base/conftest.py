from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge_base import DEFAULT_FOLDER, Knowledge, load_knowledge
from tests.knowledge_base.knowledge_folder import KnowledgeFolder

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    """A copy of the shipped knowledge that a test may spoil."""
    return KnowledgeFolder(Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "knowledge")))


@pytest.fixture(scope="session")
def shipped() -> Knowledge:
    """The shipped knowledge."""
    return load_knowledge()
