"""A model trained once a run on sentences.yml, before and after it was stored."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from tests.components.pipeline import Pipeline, Workshop, loaded, sentences, trained

hypothesis.settings.register_profile("components", deadline=None, max_examples=100)
hypothesis.settings.load_profile("components")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty model."""
    return Workshop.at(tmp_path)


@pytest.fixture(scope="session")
def trained_workshop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, Pipeline]:
    """A model folder, and the components that were trained into it."""
    workshop = Workshop.at(tmp_path_factory.mktemp("model"))
    return workshop, trained(workshop, sentences())


@pytest.fixture(scope="session")
def trained_pipeline(trained_workshop: tuple[Workshop, Pipeline]) -> Pipeline:
    """The components as they were when training ended."""
    return trained_workshop[1]


@pytest.fixture(scope="session")
def pipeline(trained_workshop: tuple[Workshop, Pipeline]) -> Pipeline:
    """The components as a server loads them from the stored model."""
    return loaded(trained_workshop[0])
