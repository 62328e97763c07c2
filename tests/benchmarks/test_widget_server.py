"""The server on this machine, asked as a browser would ask it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from benchmarks.widget_server import SOCKET_PATH, Content, serving

SCRIPT = b"let hello = 'hello';\n" * 100


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving({"/folder/script.js": Content("text/javascript", SCRIPT)}) as address:
        yield address


def test_contents_come_gzipped_with_their_length(address: str) -> None:
    with urlopen(f"{address}/folder/script.js") as answer:
        body = answer.read()

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/javascript"
    assert int(answer.headers["Content-Length"]) == len(body) < len(SCRIPT)
    assert gzip.decompress(body) == SCRIPT


@pytest.mark.parametrize("path", ["/", "/folder/", "/folder/web/socket.io/"])
def test_other_paths_are_not_found(address: str, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{address}{path}")


def test_conversations_are_taken(address: str) -> None:
    with urlopen(f"{address}{SOCKET_PATH}?EIO=4&transport=polling") as answer:
        assert answer.read().startswith(b'0{"sid":')


def test_only_this_machine_is_served(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")
