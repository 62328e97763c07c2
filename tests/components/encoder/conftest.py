"""The encoder as published, and tuned once a run to a few sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.encoder.fine_tuning import fine_tune
from components.encoder.networks import save_tuned
from components.encoder.pretrained import network, vocabulary
from components.encoder.running import TunedEncoder
from components.encoder.tokens import SentenceTokenizer
from components.encoder.upper_layers import UpperLayers
from tests.components.encoder.small_task import FIRST_LAYER, SCHEDULE, SENTENCES, TASKS, Published, Tuning


@pytest.fixture(scope="session")
def tokenizer() -> SentenceTokenizer:
    return SentenceTokenizer(vocabulary(), 96)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="session")
def tuning(published: Published, tokenizer: SentenceTokenizer) -> Tuning:
    """The encoder's last layer after it has learnt the small task."""
    hidden = published.hidden(FIRST_LAYER - 1, tokenizer.ids(SENTENCES))
    layers = UpperLayers(published.weights, FIRST_LAYER)
    return Tuning(layers, hidden, fine_tune(layers, hidden, TASKS, SCHEDULE))


@pytest.fixture(scope="session")
def tuned_network(tuning: Tuning, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that a server would run."""
    path = tmp_path_factory.mktemp("tuned") / "encoder.onnx"
    save_tuned(network(), tuning.tuned, path)
    return path


@pytest.fixture(scope="session")
def tuned_encoder(tuned_network: Path) -> TunedEncoder:
    return TunedEncoder(tuned_network)
