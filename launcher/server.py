"""A child process that answers HTTP: started, waited for, stopped."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from launcher.environment import server_environment
from launcher.errors import PortInUseError, ServerFailedError
from settings import ROOT, Settings

_TAIL = 15


class Server:
    """One server process, in a session of its own so that Ctrl-C reaches only the launcher.

    Args:
        name: what the operator calls it.
        arguments: of the Python interpreter.
        port: where it will listen.
        ready_path: answers 200 once the server is up.
    """

    def __init__(self, name: str, arguments: list[str], port: int, ready_path: str, settings: Settings) -> None:
        self.name, self.port, self._arguments, self._ready_path = name, port, arguments, ready_path
        self._settings = settings
        self.log = settings.data_folder / f"{name.replace(' ', '-')}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Base address."""
        return f"http://{self._settings.host}:{self.port}"

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process.

        Raises:
            PortInUseError: something listens on the port already.
        """
        with socket.socket() as probe:
            if probe.connect_ex((self._settings.host, self.port)) == 0:
                raise PortInUseError(f"Port {self.port} for the {self.name} is in use; stop what runs there or set another.")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, *self._arguments],
                cwd=ROOT,
                env=server_environment(self._settings),
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

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

    def stop(self) -> None:
        """Ask it to end, and end it when it does not listen."""
        if self._process is None:
            return
        for sign, patience in ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0)):
            if self._process.poll() is None:
                self._process.send_signal(sign)
                try:
                    self._process.wait(patience)
                except subprocess.TimeoutExpired:
                    continue
        self._process = None

    def signal(self, sign: signal.Signals) -> None:
        """Send a signal to the process, if it lives."""
        if self._process is not None and self.running:
            self._process.send_signal(sign)

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

    def _log_tail(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL:]
        return f"The end of {self.log}:\n" + "\n".join(lines)


def action_server(settings: Settings) -> Server:
    """rasa_sdk with the actions of this project."""
    arguments = ["-m", "rasa_sdk", "--actions", "actions", "--port", str(settings.action_port)]
    return Server("action server", arguments, settings.action_port, "/health", settings)


def rasa_server(settings: Settings, model: Path) -> Server:
    """Rasa with the HTTP API and the channels of credentials.yml."""
    arguments = ["-m", "rasa", "run", "--enable-api", "-i", settings.host, "-p", str(settings.rasa_port)]
    return Server("rasa server", [*arguments, "--model", str(model)], settings.rasa_port, "/status", settings)
