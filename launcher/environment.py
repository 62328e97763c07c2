"""The environment that Rasa runs in here: our settings, and none of its old dependencies' warnings."""

from __future__ import annotations

import os

from settings import ROOT, Settings

_QUIET = {
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
}


def server_environment(settings: Settings) -> dict[str, str]:
    """Environment variables for a child process."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    # rasa_sdk listens on every address unless told otherwise
    return {**os.environ, **_QUIET, **settings.environment, "SANIC_HOST": settings.host, "PYTHONPATH": path}
