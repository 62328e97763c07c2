"""A child process: started, watched, stopped."""

from __future__ import annotations

import signal
import subprocess
import sys

from launcher.environment import server_environment
from settings import ROOT, Settings

_TAIL = 15


class Process:
    """One process, in a session of its own so that Ctrl-C reaches only the launcher.

    Args:
        name: what the operator calls it.
        arguments: of the Python interpreter.
    """

    def __init__(self, name: str, arguments: list[str], settings: Settings) -> None:
        self.name, self._arguments, self._settings = name, arguments, settings
        self.log = settings.data_folder / f"{name.replace(' ', '-')}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process."""
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

    def _log_tail(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL:]
        return f"The end of {self.log}:\n" + "\n".join(lines)
