"""A TCP proxy that stands for the shopper's network: it can be cut and restored.

The browser's own offline mode leaves open web sockets alone.
"""

from __future__ import annotations

import contextlib
import socket
import threading


class Network:
    """Carries connections from a port of its own to a server's port, while it is up.

    Args:
        server_port: on this machine.
    """

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._ends: list[socket.socket] = []
        self._entrance = self._listen(0)
        self.port: int = self._entrance.getsockname()[1]

    @property
    def url(self) -> str:
        """Where browsers reach the server."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """End every connection and refuse new ones."""
        for end in [self._entrance, *self._ends]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def restore(self) -> None:
        """Carry connections again, on the same port."""
        self._entrance = self._listen(self.port)

    def _listen(self, port: int) -> socket.socket:
        entrance = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._admit, args=(entrance,), daemon=True).start()
        return entrance

    def _admit(self, entrance: socket.socket) -> None:
        with contextlib.suppress(OSError):  # cut
            while True:
                near, _ = entrance.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._server_port))
                except OSError:  # the server is down
                    near.close()
                    continue
                self._ends += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(source, target), daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
