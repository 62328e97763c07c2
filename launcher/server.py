"""A child process that answers HTTP: started, waited for, stopped."""

from __future__ import annotations

import json
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from launcher.errors import PortInUseError, ServerFailedError
from launcher.process import Process
from settings import Settings


class Server(Process):
    """One server process.

    Args:
        name: what the operator calls it.
        arguments: of the Python interpreter.
        port: where it will listen.
        ready_path: answers 200 once the server is up.
    """

    def __init__(self, name: str, arguments: list[str], port: int, ready_path: str, settings: Settings) -> None:
        super().__init__(name, arguments, settings)
        self.port, self._ready_path = port, ready_path

    @property
    def url(self) -> str:
        """Base address."""
        return f"http://{self._settings.host}:{self.port}"

    def start(self) -> None:
        """Start the process.

        Raises:
            PortInUseError: something listens on the port already.
        """
        with socket.socket() as probe:
            if probe.connect_ex((self._settings.host, self.port)) == 0:
                raise PortInUseError(f"Port {self.port} for the {self.name} is in use; stop what runs there or set another.")
        super().start()

    def wait_until_ready(self, seconds: float) -> None:
        """Wait until it answers.

        Raises:
            ServerFailedError: it ended, or the time ran out; the message shows the end of its log.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.running:
                raise ServerFailedError(f"The {self.name} ended while starting. {self._log_tail()}")
            try:
                with urllib.request.urlopen(self.url + self._ready_path, timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        raise ServerFailedError(f"The {self.name} did not answer within {seconds:.0f} s. {self._log_tail()}")

    def post(self, path: str, body: Any, timeout: float = 60) -> Any:
        """POST JSON and return the JSON answer.

        Raises:
            urllib.error.URLError: no answer, or one that is an error.
        """
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return json.load(answer)


def action_server(settings: Settings) -> Server:
    """rasa_sdk with the actions of this project."""
    arguments = ["-m", "rasa_sdk", "--actions", "actions", "--port", str(settings.action_port)]
    return Server("action server", arguments, settings.action_port, "/health", settings)


def rasa_server(settings: Settings, model: Path) -> Server:
    """Rasa with the HTTP API and the channels of credentials.yml."""
    arguments = ["-m", "rasa", "run", "--enable-api", "-i", settings.host, "-p", str(settings.rasa_port)]
    return Server("rasa server", [*arguments, "--model", str(model)], settings.rasa_port, "/status", settings)


def review_projection(settings: Settings) -> Process:
    """Copies what is said, masked, into the review database."""
    return Process("review projection", ["-m", "review.projection"], settings)
