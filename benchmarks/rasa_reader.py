"""A Rasa pipeline, trained and asked in this process."""

from __future__ import annotations

import asyncio
import logging
import warnings
from pathlib import Path
from typing import Any

import sanic.app  # noqa: F401

# Sanic, which Rasa imports, shows the deprecation warnings of every library; they are for the libraries' authors.
warnings.filterwarnings("ignore", category=DeprecationWarning)

from rasa.core.agent import Agent  # noqa: E402
from rasa.model_training import train_nlu  # noqa: E402
from rasa.utils.log_utils import configure_structlog  # noqa: E402

from benchmarks.nlu_scores import FALLBACK, Reading  # noqa: E402


class RasaReader:
    """Reads messages with a trained model."""

    def __init__(self, model: Path) -> None:
        # otherwise every message is printed, within the time that it is measured to take
        configure_structlog(logging.ERROR)
        self._agent = Agent.load(str(model))
        self._loop = asyncio.new_event_loop()

    @staticmethod
    def train(config: Path, training: Path, folder: Path) -> Path:
        """Train on NLU data; the model file, which lies in the folder."""
        model = train_nlu(str(config), str(training), str(folder), fixed_model_name="model")
        if model is None:
            raise ValueError(f"{training} has no training sentences")
        return Path(model)

    def read(self, text: str) -> Reading:
        """What the pipeline makes of one message."""
        return reading(self._loop.run_until_complete(self._agent.parse_message(text)))


def reading(parsed: dict[str, Any]) -> Reading:
    """Rasa's answer as a reading; a pipeline that found no intent at all fell back."""
    intent = parsed["intent"].get("name") or FALLBACK
    ranking: list[dict[str, Any]] = [parsed["intent"], *parsed.get("intent_ranking", [])]
    guesses = [place for place in ranking if place.get("name") not in {None, FALLBACK}]
    guess: dict[str, Any] = guesses[0] if guesses else {"name": FALLBACK, "confidence": 0.0}
    facts = frozenset((found["entity"], str(found["value"])) for found in parsed.get("entities", []))
    return Reading(intent, guess["name"], guess["confidence"], facts)
