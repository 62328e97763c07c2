"""The web channel on a real web server, in a process of its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from settings import ROOT

_PATIENCE = 60


class ChatServer:
    """Can be killed and started again on the same port and log."""

    def __init__(self, folder: Path, *settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._command = [sys.executable, "-m", "tests.channels.web.chat_server", str(self.port), str(folder), *settings]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it listens."""
        self._process = subprocess.Popen(self._command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the chat server did not start")

    def freeze(self) -> None:
        """Stop answering without closing a connection."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on where it was frozen."""
        self._signal(signal.SIGCONT)

    def _signal(self, sign: signal.Signals) -> None:
        assert self._process
        self._process.send_signal(sign)

    def kill(self) -> None:
        """End it without warning."""
        if self._process:
            self._signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


@pytest.fixture
def make_server(tmp_path: Path) -> Iterator[Callable[..., ChatServer]]:
    """Starts chat servers with settings of credentials.yml, and ends them."""
    servers: list[ChatServer] = []

    def make(*settings: str) -> ChatServer:
        servers.append(ChatServer(tmp_path, *settings))
        servers[-1].start()
        return servers[-1]

    yield make
    for server in servers:
        server.kill()


@pytest.fixture(scope="session")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chat server that tests share."""
    server = ChatServer(tmp_path_factory.mktemp("chat"), "identity_key=" + "s" * 32, "origins=https://shop.example")
    server.start()
    yield server.url
    server.kill()
