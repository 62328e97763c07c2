"""Real servers for the tests that talk to them: started once a run, on free ports, with data of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from launcher.model import ensure_model
from launcher.ports import free_port
from launcher.server import Server, action_server, rasa_server
from launcher.start import warm_up
from settings import Settings, settings
from tests.e2e.assistant import Assistant


@pytest.fixture(scope="session")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The product's settings on free ports, with a data folder that goes away."""
    folder = tmp_path_factory.mktemp("var")
    return replace(settings(), rasa_port=free_port(), action_port=free_port(), data_folder=folder)


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The model of the present data, trained when there is none."""
    return ensure_model(settings())


@pytest.fixture(scope="session")
def actions(server_settings: Settings) -> Iterator[Server]:
    """The action server."""
    server = action_server(server_settings)
    server.start()
    server.wait_until_ready(60)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def rasa(server_settings: Settings, trained_model: Path) -> Iterator[Server]:
    """The Rasa server, warm."""
    server = rasa_server(server_settings, trained_model)
    server.start()
    server.wait_until_ready(180)
    warm_up(server)
    yield server
    server.stop()


@pytest.fixture
def assistant(rasa: Server, actions: Server) -> Assistant:
    """A shopper's view of the running assistant, in a fresh conversation."""
    return Assistant(rasa)
