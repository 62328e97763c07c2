"""The widget's scripts and the demo shop, as a browser fetches them."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from typing import Any

import pytest

from settings import ROOT

MOST_FOR_EVERY_PAGE, MOST_WHEN_OPENED = 3 * 1024, 100 * 1024
BUILT = pytest.mark.skipif(not (ROOT / "web/widget/dist/chat.js").exists(), reason="make start builds the widget")


def fetch(chat: str, path: str, headers: dict[str, str] | None = None) -> Any:
    return urllib.request.urlopen(urllib.request.Request(f"{chat}/{path}", headers=headers or {}), timeout=10)


@BUILT
@pytest.mark.parametrize("name", ["widget.js", "chat.js"])
def test_any_shop_may_load_the_scripts(chat: str, name: str) -> None:
    with urllib.request.urlopen(f"{chat}/{name}", timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.read() == (ROOT / "web/widget/dist" / name).read_bytes()


@BUILT
def test_scripts_travel_compressed_to_whoever_can_read_that(chat: str) -> None:
    with fetch(chat, "chat.js", {"Accept-Encoding": "br, gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(answer.read()) == (ROOT / "web/widget/dist/chat.js").read_bytes()


@BUILT
def test_an_unchanged_script_is_not_sent_again(chat: str) -> None:
    with fetch(chat, "chat.js") as answer:
        etag = answer.headers["ETag"]
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        fetch(chat, "chat.js", {"If-None-Match": etag})
    assert unchanged.value.code == 304
    with fetch(chat, "chat.js", {"If-None-Match": 'W/"another"'}) as answer:
        assert answer.status == 200


@BUILT
@pytest.mark.parametrize("path", ["widget.js", ""])
def test_a_monitor_may_ask_for_the_head_alone(chat: str, path: str) -> None:
    with urllib.request.urlopen(urllib.request.Request(f"{chat}/{path}", method="HEAD"), timeout=10) as answer:
        assert (answer.status, answer.read()) == (200, b"")


@BUILT
def test_a_page_pays_little_until_the_chat_is_opened() -> None:
    sizes = {name: len(gzip.compress((ROOT / "web/widget/dist" / name).read_bytes())) for name in ("widget.js", "chat.js")}
    assert sizes["widget.js"] <= MOST_FOR_EVERY_PAGE
    assert sizes["chat.js"] <= MOST_WHEN_OPENED


def test_the_root_is_a_shop_with_the_widget_on_it(chat: str) -> None:
    with urllib.request.urlopen(f"{chat}/", timeout=10) as answer:
        page = answer.read().decode()
    assert "widget.js" in page
    assert "分期备用金" in page
